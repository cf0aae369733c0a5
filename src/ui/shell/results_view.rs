//! The rows of the last build or script, a page at a time.

use super::actions::Actions;
use super::parts::{Page, button, panel, paragraph};
use super::results_actions::PAGE;
use super::results_state::ResultsState;
use crate::base::value::Value;
use crate::protocol::{ResultSet, StatementOutcome};
use crate::ui::dom::{Element, el, value_of};
use crate::ui::signals::*;
use crate::words;

/// The most results that have a button each.
const MOST_BUTTONS: usize = 20;

/// The panel *Results*: tabs for several results, and the rows or the number of changes of one.
pub(crate) fn results(page: Page, results: ResultsState, empty: &'static str) -> Element {
    let note = el("span").class("quiet title-note").text_of(move || results.shown.with(|shown| shown.title.clone()));
    let title = el("h2").attr("id", results.title_id).text(words::RESULTS).text(" ").child(note);
    let earlier = move || {
        let is_one = results.are_earlier.get() && results.shown.with(|shown| !shown.outcomes.is_empty());
        is_one.then(|| paragraph("quiet", words::EARLIER_ROWS))
    };
    let panel = panel("panel grow", results.title_id, title)
        .attr_of("data-earlier", move || results.are_earlier.get().then(|| "true".to_owned()));
    panel.dynamic(earlier).dynamic(move || chooser(page, results)).dynamic(move || {
        let at = results.active.get();
        match results.shown.with(|shown| shown.outcomes.get(at).cloned()) {
            None => vec![paragraph("quiet", empty)],
            Some(StatementOutcome::Did(effect)) => vec![el("p").text(&words::effect(&effect))],
            Some(StatementOutcome::Changed(rows)) => vec![el("p").text(&words::changed(rows))],
            Some(StatementOutcome::Rows(set)) => one_result(page, results, &set),
        }
    })
}

/// The tabs of a script with several results; `None` for one.
fn chooser(Page { actions, .. }: Page, results: ResultsState) -> Option<Element> {
    let count = results.shown.with(|shown| shown.outcomes.len());
    let one = |at: usize| {
        let name = results.shown.with_untracked(|shown| shown.tabs.get(at).copied().map(String::from));
        button("button small", &name.unwrap_or_else(|| words::result_tab(at)), move || actions.show_result(results, at))
            .aria_bool("aria-pressed", move || results.active.get() == at)
    };
    match count {
        0 | 1 => None,
        2..=MOST_BUTTONS => Some(el("div").class("row wrap").children((0..count).map(one))),
        _ => Some(number_field(actions, results, count)),
    }
}

/// The field for the number of the result on show, where there are too many for buttons.
fn number_field(actions: Actions, results: ResultsState, count: usize) -> Element {
    let choose = move |event: web_sys::Event| {
        let wanted = value_of(&event).trim().parse::<usize>().ok();
        if let Some(at) = wanted.and_then(|wanted| wanted.checked_sub(1)).filter(|at| *at < count) {
            actions.show_result(results, at);
        }
    };
    let field = el("input")
        .class("input")
        .attr("type", "number")
        .attr("min", "1")
        .attr("max", &count.to_string())
        .attr("aria-label", words::RESULT_NUMBER)
        .prop_of("value", move || (results.active.get() + 1).to_string())
        .on("change", choose);
    el("div").class("row wrap").child(field).child(el("span").class("quiet small").text(&words::of_results(count)))
}

fn one_result(page: Page, results: ResultsState, set: &ResultSet) -> Vec<Element> {
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
