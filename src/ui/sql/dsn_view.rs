//! The DSN of a server: the field, the parts, and the commands for a terminal.

use crate::postgres::dsn::{Dsn, DsnProblem};
use crate::ui::dom::{Element, el, value_of};
use crate::ui::shell::field::field;
use crate::ui::shell::parts::{Page, details, paragraph};
use crate::ui::sql::dsn_actions::FIELD;
use crate::words;

/// The disclosure with the field and what is told of the DSN in it.
pub(super) fn server(Page { state, actions }: Page) -> Element {
    let postgres = state.sql.postgres;
    let masked = move || match postgres.dsn.get() {
        Some(Ok(dsn)) => dsn.masked(),
        _ => String::new(),
    };
    let input = [("type", "text"), ("spellcheck", "false"), ("autocomplete", "off"), ("autocapitalize", "off")]
        .into_iter()
        .fold(el("input"), |input, (name, value)| input.attr(name, value))
        .attr("id", FIELD)
        .class("input code")
        .attr("placeholder", words::DSN_EXAMPLE)
        .prop_of("value", masked)
        .on("paste", move |_| actions.read_pasted_dsn())
        .on("change", move |event| actions.read_dsn(&value_of(&event)));
    let content = el("div")
        .class("stack")
        .child(paragraph("", words::DSN_ABOUT))
        .child(field(words::DSN, FIELD, input, || false))
        .dynamic(move || postgres.dsn.get().map(told));
    details(words::DSN_TITLE, content)
}

fn told(read: Result<Dsn, DsnProblem>) -> Element {
    let dsn = match read {
        Ok(dsn) => dsn,
        Err(problem) => return paragraph("note asks", words::dsn_problem(problem)).attr("role", "alert"),
    };
    let parts = words::dsn_parts(&dsn).into_iter().fold(el("dl").class("facts small"), |list, (name, value)| {
        list.child(el("dt").text(&name)).child(el("dd").text(&value))
    });
    let commands = dsn.commands();
    // Without a password there is no command that asks for it.
    let names = words::DSN_COMMANDS.iter().skip(words::DSN_COMMANDS.len().saturating_sub(commands.len()));
    let commands: Vec<Element> = names
        .zip(&commands)
        .flat_map(|(name, command)| {
            let code = el("pre")
                .attr("role", "region")
                .attr("tabindex", "0")
                .attr("aria-label", name)
                .child(el("code").text(command));
            [paragraph("", name), code]
        })
        .collect();
    let password = dsn.has_password.then(|| paragraph("note", words::DSN_PASSWORD));
    el("div")
        .class("stack")
        .attr("id", "dsn-told")
        .child(parts)
        .children(commands)
        .children(password)
        .child(paragraph("note", words::DSN_FILES))
}
