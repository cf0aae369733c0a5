//! The list of tables and views with their columns and row counts.

use crate::base::ident::shown;
use crate::base::schema::{Column, Table};
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, button, paragraph, tab_panel};
use crate::words;

/// The panel *Tables*: the tables and views of the open database.
pub(crate) fn tables(page: Page) -> Element {
    let Page { state, .. } = page;
    let all = move || state.shell.schema.with(|schema| schema.tables.clone());
    let empty = move || {
        let nothing =
            state.shell.schema.with(|schema| schema.tables.is_empty()) && state.shell.opened.with(Option::is_some);
        nothing.then(|| paragraph("quiet", words::NO_TABLES))
    };
    let list = el("ul").class("tables").attr("role", "list").attr("aria-label", words::TABLES);
    let content = el("div")
        .child(list.keyed_list(all, move |table| one_table(page, table)))
        .dynamic(empty)
        .child(paragraph("quiet small", words::PRIVATE));
    tab_panel("panel", "tables-title", words::TABLES, content)
}

fn one_table(Page { actions, .. }: Page, table: Table) -> Element {
    let summary = el("summary")
        .child(el("span").class("table-name").name(shown(&table.name)))
        .text(" ")
        .child(el("span").class("quiet small").text(&words::table_facts(&table)));
    let columns = el("ul").class("columns").attr("role", "list").children(table.columns.iter().map(one_column));
    let show = words::show_rows_of(&table.name);
    let profile = words::show_profile_of(&table.name);
    let (name, profiled) = (table.name.clone(), table);
    let buttons = el("div").class("row tools").children([
        button("button plain", words::SHOW_ROWS, move || actions.show_table(name.clone()))
            .attr("aria-label", &show)
            .attr("title", &show),
        button("button plain", words::SHOW_PROFILE, move || actions.show_profile(&profiled))
            .attr("aria-label", &profile)
            .attr("title", &profile),
    ]);
    el("li").class("table").child(el("details").child(summary).child(columns)).child(buttons)
}

fn one_column(column: &Column) -> Element {
    let facts = el("span").class("quiet small").text(&words::column_facts(column));
    el("li").child(el("code").name(shown(&column.name))).text(" ").child(facts)
}
