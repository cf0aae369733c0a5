//! The plain table of a result, a page of rows at a time: until the script of grids is there, and where it cannot be had.

use super::parts::{Page, button, paragraph};
use super::results_actions::PAGE;
use super::results_state::ResultsState;
use crate::base::value::Value;
use crate::protocol::ResultSet;
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// The table, and above it the buttons to other pages.
pub(crate) fn plain(page: Page, results: ResultsState, set: &ResultSet) -> Vec<Element> {
    let total = set.total;
    // Headers are aligned like the values of their columns: to the right above numbers.
    let kinds = set.first.first().map(|row| row.iter().map(kind).collect::<Vec<_>>()).unwrap_or_default();
    let header = set.columns.iter().enumerate().map(|(at, name)| {
        let cell = el("th").attr("scope", "col").text(name);
        match kinds.get(at) {
            Some(kind) => cell.attr("data-kind", kind),
            None => cell,
        }
    });
    let header = el("tr").attr("aria-rowindex", "1").children(header);
    let body = move || {
        results.rows.with(|rows| {
            let row = |(at, row): (u64, &Vec<Value>)| {
                el("tr").attr("aria-rowindex", &(rows.start + at + 2).to_string()).children(row.iter().map(cell))
            };
            (0..).zip(&rows.rows).map(row).collect::<Vec<_>>()
        })
    };
    let table = el("table")
        .attr("aria-label", words::RESULTS)
        .attr("aria-rowcount", &(total + 1).to_string())
        .child(el("thead").child(header))
        .child(el("tbody").dynamic(body));
    let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "group");
    let mut parts = vec![pager(page, results, total), scroll.attr("aria-label", words::SCROLLABLE).child(table)];
    if total == 0 {
        parts.push(paragraph("quiet", words::NO_ROWS));
    }
    parts
}

/// The range of rows on show, and the buttons to the previous and next page.
fn pager(Page { actions, .. }: Page, results: ResultsState, total: u64) -> Element {
    let page = u64::from(PAGE);
    let start = move || results.rows.with(|rows| rows.start);
    let window = move || results.rows.with(|rows| words::window(rows.start, rows.rows.len() as u64, total));
    let page_button = move |name, target: fn(u64, u64) -> u64| {
        let can_turn = move || (0..total).contains(&target(start(), page)) && target(start(), page) != start();
        let page_button = move || {
            if untrack(can_turn) {
                actions.turn_to(results, target(untrack(start), page));
            }
        };
        button("button small", name, page_button).aria_bool("aria-disabled", move || !can_turn())
    };
    let buttons = (total > page)
        .then(|| [page_button(words::PREVIOUS, u64::saturating_sub), page_button(words::NEXT, u64::saturating_add)]);
    let window = el("span").class("quiet small").text_of(window);
    el("div").class("row wrap").child(window).children(buttons.into_iter().flatten())
}

fn cell(value: &Value) -> Element {
    el("td").attr("data-kind", kind(value)).text(&words::cell(value))
}

/// The kind of a value, for the style sheet.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Integer(_) | Value::Real(_) => "number",
        Value::Text(_) => "text",
        Value::Blob(_) => "blob",
    }
}
