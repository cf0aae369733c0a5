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

/// The field *Engine*; below it the offer to start PostgreSQL, or what it has.
pub(crate) fn engine(Page { state, actions }: Page) -> Element {
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
        (postgres.engine.get() == Engine::Postgres).then(|| {
            let (text, name) = match postgres.copied.get() {
                Some(it) => {
                    (words::postgres_ready(&it.version, &it.name, it.tables, it.rows, it.ms), words::COPY_AGAIN)
                }
                None => (words::postgres_offer(bytes()), words::START_POSTGRES),
            };
            let start = button("button small", name, move || actions.start_postgres())
                .aria_bool("aria-disabled", move || state.shell.busy());
            el("div")
                .class("stack")
                .attr("id", "postgres")
                .child(paragraph("note", &text))
                .children(compared())
                .child(start)
        })
    };
    let is_postgres = Memo::new(move |_| postgres.engine.get() == Engine::Postgres);
    let server = move || is_postgres.get().then(|| server(Page { state, actions }));
    let choice = Choice::among(words::ENGINE, "sql-engine", options, value, choose).view();
    el("div").class("stack").child(choice).dynamic(about).dynamic(server)
}
