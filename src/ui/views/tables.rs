//! The list of tables and views with their columns and row counts.

use leptos::prelude::*;

use super::page;
use crate::domain::schema::{Column, Table};
use crate::ui::text;

/// What the open database holds.
#[component]
pub(in crate::ui) fn Tables() -> impl IntoView {
    let (state, _) = page()?;
    let tables = move || state.schema.with(|schema| schema.tables.iter().cloned().map(one_table).collect_view());
    let empty = move || {
        let nothing = state.schema.with(|schema| schema.tables.is_empty()) && state.open.with(Option::is_some);
        nothing.then(|| view! { <p class="quiet">{text::NO_TABLES}</p> })
    };
    Some(view! {
        <section class="panel" aria-labelledby="tables-title">
            <h2 id="tables-title">{text::TABLES}</h2>
            <ul class="tables" role="list" aria-label=text::TABLES>{tables}</ul>
            {empty}
            <p class="quiet small">{text::PRIVATE}</p>
        </section>
    })
}

fn one_table(table: Table) -> impl IntoView {
    let facts = text::table_facts(&table);
    let show = text::show_rows_of(&table.name);
    let columns = table.columns.iter().map(one_column).collect_view();
    let (name, shown) = (table.name.clone(), table.name);
    let (_, actions) = page()?;
    Some(view! {
        <li class="table">
            <details>
                <summary>
                    <span class="table-name">{name}</span>
                    <span class="quiet small">{facts}</span>
                </summary>
                <ul class="columns" role="list">{columns}</ul>
            </details>
            <button
                class="button small"
                type="button"
                aria-label=show.clone()
                title=show
                on:click=move |_| actions.show_table(shown.clone())
            >
                {text::SHOW_ROWS}
            </button>
        </li>
    })
}

fn one_column(column: &Column) -> impl IntoView + use<> {
    let facts = text::column_facts(column);
    view! {
        <li>
            <code>{column.name.clone()}</code>
            " "
            <span class="quiet small">{facts}</span>
        </li>
    }
}
