//! The choice of the engine above the SQL box, and what is to be said of PostgreSQL.

use crate::base::engine::Engine;
use crate::browser::postgres::bytes;
use crate::ui::dom::{Element, el};
use crate::ui::shell::field::Choice;
use crate::ui::shell::parts::{Page, button, paragraph};
use crate::ui::signals::*;
use crate::ui::sql::dsn_view::server;
use crate::ui::sql::postgres_compare::MOST_ROWS;
use crate::ui::sql::postgres_state::Comparison;
use crate::words;

/// The field *Engine*, and what stands below it: the offer to start PostgreSQL, or what it has.
pub(crate) fn engine(Page { state, actions }: Page) -> [Element; 2] {
    let postgres = state.sql.postgres;
    let options = [("sqlite", words::ENGINE_SQLITE), ("postgres", words::ENGINE_POSTGRES)];
    let value = move || match postgres.engine.get() {
        Engine::Sqlite => "sqlite".to_owned(),
        Engine::Postgres => "postgres".to_owned(),
    };
    let choose = move |name: String| {
        actions.choose_engine(if name == "postgres" { Engine::Postgres } else { Engine::Sqlite });
    };
    let compared = move || {
        postgres.compared.get().map(|compared| match compared {
            Ok(Comparison::TooLarge { rows }) => paragraph("note", &words::postgres_not_compared(rows, MOST_ROWS)),
            Ok(Comparison::Done(equality)) => {
                paragraph(if equality.holds() { "note" } else { "note asks" }, &words::postgres_equality(&equality))
            }
            Err(error) => paragraph("note asks", &words::export_fails_there(&error)),
        })
    };
    let about = move || {
        let text = match postgres.copied.get() {
            Some(it) => words::postgres_ready(&it.version, &it.name, it.tables, it.rows, it.ms),
            None => words::postgres_offer(bytes()),
        };
        std::iter::once(paragraph("note", &text)).chain(compared()).collect::<Vec<_>>()
    };
    let start_name = move || {
        let name = if postgres.copied.with(Option::is_some) { words::COPY_AGAIN } else { words::START_POSTGRES };
        name.to_owned()
    };
    // The button stays, for a person who pressed it has the focus there.
    let start = move || {
        button("button small", "", move || actions.start_postgres())
            .text_of(start_name)
            .aria_bool("aria-disabled", move || state.shell.busy())
    };
    let panel = move || el("div").class("stack").attr("id", "postgres").dynamic(about).child(start());
    let is_postgres = Memo::new(move |_| postgres.engine.get() == Engine::Postgres);
    let server = move || is_postgres.get().then(|| server(Page { state, actions }));
    let panel = move || is_postgres.get().then(panel);
    let choice = Choice::among(words::ENGINE, "sql-engine", options, value, choose).view();
    [choice, el("div").class("stack if-any").dynamic(panel).dynamic(server)]
}
