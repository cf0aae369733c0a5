//! The rows of the last build or script, a page at a time.

use leptos::prelude::*;

use super::page;
use crate::domain::value::Value;
use crate::protocol::{Outcome, ResultSet};
use crate::ui::actions::PAGE;
use crate::ui::text;

/// What came out.
#[component]
pub(in crate::ui) fn Results() -> impl IntoView {
    let (state, _) = page()?;
    let title = move || state.shown.with(|shown| shown.title.clone());
    let body = move || {
        let at = state.active.get();
        match state.shown.with(|shown| shown.outcomes.get(at).cloned()) {
            None => view! { <p class="quiet">{text::RESULTS_EMPTY}</p> }.into_any(),
            Some(Outcome::Changed(rows)) => view! { <p>{text::changed(rows)}</p> }.into_any(),
            Some(Outcome::Rows(set)) => one_result(set).into_any(),
        }
    };
    Some(view! {
        <section class="panel grow" aria-labelledby="results-title">
            <h2 id="results-title">{text::RESULTS}" "<span class="quiet title-note">{title}</span></h2>
            <Chooser />
            {body}
        </section>
    })
}

/// The results of a script that gave several.
#[component]
fn Chooser() -> impl IntoView {
    let (state, actions) = page()?;
    let buttons = move || {
        let count = state.shown.with(|shown| shown.outcomes.len());
        let button = move |at| {
            view! {
                <button
                    class="button small"
                    type="button"
                    aria-pressed=move || (state.active.get() == at).to_string()
                    on:click=move |_| actions.choose(at)
                >
                    {text::result_tab(at)}
                </button>
            }
        };
        (count > 1).then(|| view! { <div class="row wrap">{(0..count).map(button).collect_view()}</div> })
    };
    Some(view! { {buttons} })
}

fn one_result(set: ResultSet) -> impl IntoView {
    let (state, actions) = page()?;
    let total = set.total;
    // A header stands over its column: right over numbers.
    let kinds = set.first.first().map(|row| row.iter().map(kind).collect::<Vec<_>>()).unwrap_or_default();
    let header = |(at, name): (usize, &String)| {
        view! { <th scope="col" data-kind=kinds.get(at).copied()>{name.clone()}</th> }
    };
    let header = set.columns.iter().enumerate().map(header).collect_view();
    let body = move || {
        state.rows.with(|rows| {
            let row = |(at, row): (u64, &Vec<Value>)| {
                view! { <tr aria-rowindex=(rows.start + at + 2).to_string()>{row.iter().map(cell).collect_view()}</tr> }
            };
            (0..).zip(&rows.rows).map(row).collect_view()
        })
    };
    let window = move || state.rows.with(|rows| text::window(rows.start, rows.rows.len() as u64, total));
    let start = move || state.rows.with(|rows| rows.start);
    let at_end = move || start() + u64::from(PAGE) >= total;
    let pager = (total > u64::from(PAGE)).then(|| {
        view! {
            <button
                class="button small"
                type="button"
                aria-disabled=move || (start() == 0).to_string()
                on:click=move |_| {
                    if start() > 0 {
                        actions.turn_to(start().saturating_sub(PAGE.into()));
                    }
                }
            >
                {text::PREVIOUS}
            </button>
            <button
                class="button small"
                type="button"
                aria-disabled=move || at_end().to_string()
                on:click=move |_| {
                    if !at_end() {
                        actions.turn_to(start() + u64::from(PAGE));
                    }
                }
            >
                {text::NEXT}
            </button>
        }
    });
    let none = (total == 0).then(|| view! { <p class="quiet">{text::NO_ROWS}</p> });
    Some(view! {
        <div class="row wrap">
            <span class="quiet small">{window}</span>
            {pager}
        </div>
        <div class="scroll" tabindex="0" role="group" aria-label=text::SCROLLABLE>
            <table aria-label=text::RESULTS aria-rowcount=(total + 1).to_string()>
                <thead>
                    <tr aria-rowindex="1">{header}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {none}
    })
}

fn cell(value: &Value) -> impl IntoView + use<> {
    view! { <td data-kind=kind(value)>{text::cell(value)}</td> }
}

/// What a value is, for the style sheet.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Integer(_) | Value::Real(_) => "number",
        Value::Text(_) => "text",
        Value::Blob(_) => "blob",
    }
}
