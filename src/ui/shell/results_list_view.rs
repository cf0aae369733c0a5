//! The list of the results of a script: what each statement returned or did.

use super::actions::Actions;
use super::parts::{Page, button};
use super::results_state::ResultsState;
use crate::protocol::StatementOutcome;
use crate::ui::dom::{Element, el, value_of};
use crate::ui::signals::*;
use crate::words;

/// The most results that are listed at once.
const MOST_LISTED: usize = 100;

/// The list of results; `None` for one. Of many, those around the one on show, with a field for the number of another.
pub(crate) fn list(Page { actions, .. }: Page, results: ResultsState) -> Option<Element> {
    let (count, tabs) = results.shown.with(|shown| (shown.outcomes.len(), shown.tabs));
    if count < 2 {
        return None;
    }
    if !tabs.is_empty() {
        let one = |(at, name): (usize, &&str)| {
            button("button small", name, move || actions.show_result(results, at))
                .aria_bool("aria-pressed", move || results.active.get() == at)
        };
        return Some(el("div").class("row wrap").children(tabs.iter().enumerate().map(one)));
    }
    // Not of the result on show alone, so that its button stays the same and keeps the focus.
    let part = Memo::new(move |_| results.active.get() / MOST_LISTED);
    let lines = move || {
        let start = part.get() * MOST_LISTED;
        (start..count.min(start + MOST_LISTED)).map(|at| el("li").child(line(actions, results, at))).collect::<Vec<_>>()
    };
    let lines =
        el("ol").class("result-list").attr("role", "list").attr("aria-label", words::RESULT_LIST).dynamic(lines);
    let field = (count > MOST_LISTED).then(|| number_field(actions, results, count));
    Some(el("div").class("stack").children(field).child(lines))
}

fn line(actions: Actions, results: ResultsState, at: usize) -> Element {
    let (title, fact) = results.shown.with_untracked(|shown| {
        let title = shown.titles.get(at).cloned().unwrap_or_else(|| words::result_tab(at));
        let fact = match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => words::result_rows(set.total),
            Some(StatementOutcome::Did(effect)) => words::effect(effect),
            Some(StatementOutcome::Changed(rows)) => words::changed(*rows),
            None => String::new(),
        };
        (title, fact)
    });
    let part = |class: &str, text: &str| el("span").class(class).text(text);
    button("button small result-line", "", move || actions.show_result(results, at))
        .aria_bool("aria-pressed", move || results.active.get() == at)
        .child(part("result-number quiet", &words::result_number(at)))
        .text(" ")
        .child(part("result-title", &title).attr("title", &title))
        .text(" ")
        .child(part("result-fact quiet", &fact))
}

/// The field for the number of the result on show.
fn number_field(actions: Actions, results: ResultsState, count: usize) -> Element {
    let choose = move |event: web_sys::Event| {
        let wanted = value_of(&event).trim().parse::<usize>().ok();
        if let Some(at) = wanted.and_then(|wanted| wanted.checked_sub(1)).filter(|at| *at < count) {
            actions.show_result(results, at);
        }
    };
    let field = el("input")
        .class("input result-field")
        .attr("type", "number")
        .attr("min", "1")
        .attr("max", &count.to_string())
        .attr("aria-label", words::RESULT_NUMBER)
        .prop_of("value", move || (results.active.get() + 1).to_string())
        .on("change", choose);
    el("div").class("row wrap").child(field).child(el("span").class("quiet small").text(&words::of_results(count)))
}
