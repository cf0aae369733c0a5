//! The SQL box: the text area, which the editor takes over; Run and Stop; the error and the notes below the text.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::base::problem::Problem;
use crate::base::problem::file::FileProblem;
use crate::browser::document;
use crate::protocol::Note;
use crate::protocol::Stage;
use crate::saved_work::sql_tabs::Tabs;
use crate::ui::dom::{Element, el, value_of};
use crate::ui::shell::parts::{Page, button, panel, paragraph};
use crate::ui::shell::undo_view::last_change;
use crate::ui::signals::*;
use crate::ui::sql::editor_actions::BOX;
use crate::ui::sql::editor_tabs_view::{queries, tabs_bar};
use crate::ui::sql::postgres_view::engine;
use crate::words;
use crate::words::ErrorWords;

/// The panel *SQL*: the text area, its buttons, and the error and notes of the SQL that ran last.
pub(crate) fn sql_box(page: Page) -> Element {
    let Page { state, actions } = page;
    // A narrow page has these buttons in its lower bar.
    let is_wide = Memo::new(move |_| !state.shell.areas.is_narrow.get());
    let stop = move || {
        // While a build runs, the panel *Features* has the button *Stop*.
        (is_wide.get() && state.shell.stage.get() != Stage::Building).then(|| {
            button("button", words::STOP, move || actions.stop_sql())
                .aria_bool("aria-disabled", move || state.shell.stage.get() != Stage::Running)
        })
    };
    let run = move || {
        is_wide.get().then(|| {
            button("button primary", words::RUN, move || actions.run())
                .aria_bool("aria-disabled", move || state.shell.busy())
        })
    };
    let label = el("label").attr("id", "sql-title").attr("for", BOX).text(words::SQL);
    // A browser gives the focus to a text area, but not to the editor.
    let label = label.pressed(|| document::focus(BOX));
    let editor = state.sql.editor;
    let hint = move || match () {
        () if editor.selected.get() => words::SELECTION_HINT,
        () if editor.is_there.get() => words::EDITOR_HINT,
        () => words::RUN_HINT,
    };
    let hint = el("p").class("quiet small hint").attr("id", "sql-hint").text_of(move || hint().to_owned());
    let buttons = el("div").class("row wrap").dynamic(run).dynamic(stop);
    let [engine, of_engine] = engine(page);
    panel("panel", "sql-title", el("h2").class("visually-hidden").child(label))
        .child(el("div").class("sql-head").child(tabs_bar(page)).child(engine))
        .child(of_engine)
        .dynamic(move || {
            (state.sql.from_link.get() && editor.tabs.with(Tabs::is_first))
                .then(|| paragraph("note asks", words::FROM_LINK))
        })
        .child(el("div").class("editor").child(text_area(page)))
        .dynamic(move || sql_error(page))
        .dynamic(move || sql_notes(page))
        .child(buttons.child(last_change(page)).child(hint))
        .child(queries(page))
        .dynamic(move || editor.is_missing.get().then(|| paragraph("note", words::NO_EDITOR)))
}

fn text_area(Page { state, actions }: Page) -> Element {
    let wrong = move || state.sql.error.with(Option::is_some);
    let on_key = move |event: Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if key.key() == "Enter" && (key.ctrl_key() || key.meta_key()) {
            event.prevent_default();
            if key.shift_key() { actions.run_statement() } else { actions.run() }
        }
        if key.alt_key() && matches!(key.key().as_str(), "ArrowUp" | "ArrowDown") {
            event.prevent_default();
            actions.turn_history(key.key() == "ArrowUp");
        }
    };
    [("rows", "6"), ("spellcheck", "false"), ("autocomplete", "off"), ("autocapitalize", "off")]
        .into_iter()
        .fold(el("textarea"), |area, (name, value)| area.attr(name, value))
        .attr("id", BOX)
        .attr_of("aria-invalid", move || wrong().then(|| "true".to_owned()))
        .attr_of("aria-describedby", move || wrong().then(|| "sql-error".to_owned()))
        .prop_of("value", move || state.sql.text.get())
        .on("input", move |event| actions.write_sql(value_of(&event)))
        .on("keydown", on_key)
}

/// The line and column of a character of the text that ran last.
fn place(Page { state, .. }: Page, at: u32) -> String {
    state.sql.editor.ran.with_value(|ran| words::place(&ran.whole, at))
}

/// The error of the SQL that ran last, with its line and column.
fn sql_error(page: Page) -> Option<Element> {
    let error = page.state.sql.error.get()?;
    let place = error.position.map(|at| place(page, at)).unwrap_or_default();
    let ErrorWords { message, hint } = words::error(&error);
    let what = el("p").child(el("strong").text(&place)).text(&message);
    let hint = (!hint.is_empty()).then(|| el("p").text(&hint));
    let is_guarded = matches!(&*error.problem, Problem::File { problem: FileProblem::NotWritten });
    let allow = || button("button small", words::ALLOW_CHANGES, move || page.actions.allow_changes());
    let allow = is_guarded.then(allow);
    let alert = el("div").class("alert").attr("role", "alert").attr("id", "sql-error").child(what);
    Some(alert.children(hint).children(allow))
}

/// The notes on the SQL that ran last, each with its line and column.
fn sql_notes(page: Page) -> Option<Element> {
    let notes = page.state.sql.notes.get();
    let one = |note: &Note| {
        let place = note.position.map(|at| place(page, at)).unwrap_or_default();
        el("p").child(el("strong").text(&place)).text(&words::sql_note(&note.note))
    };
    let lines = el("div").children(notes.iter().map(one));
    (!notes.is_empty())
        .then(|| el("div").class("alert notice").attr("role", "note").attr("id", "sql-notes").child(lines))
}
