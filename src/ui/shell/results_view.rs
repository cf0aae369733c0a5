//! The panel *Results*: the list of several results, and the rows or the effect of one.

use super::parts::{Page, panel, paragraph};
use super::results_detail_view::detail;
use super::results_grid_view::grid;
use super::results_list_view::list;
use super::results_plain_view::plain;
use super::results_state::ResultsState;
use crate::protocol::{ResultSet, StatementOutcome};
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// The panel of the results of a tab. `empty` stands there while there are none.
pub(crate) fn results(page: Page, results: ResultsState, empty: impl Fn(Page) -> Vec<Element> + 'static) -> Element {
    let note = el("span").class("quiet title-note").text_of(move || results.shown.with(|shown| shown.title.clone()));
    let title = el("h2").attr("id", results.title_id).text(words::RESULTS).text(" ").child(note);
    let earlier = move || {
        let is_one = results.are_earlier.get() && results.shown.with(|shown| !shown.outcomes.is_empty());
        is_one.then(|| paragraph("quiet", words::EARLIER_ROWS))
    };
    let panel = panel("panel grow", results.title_id, title)
        .attr_of("data-earlier", move || results.are_earlier.get().then(|| "true".to_owned()));
    let one = move || {
        let at = results.active.get();
        match results.shown.with(|shown| shown.outcomes.get(at).cloned()) {
            None => empty(page),
            Some(StatementOutcome::Did(effect)) => vec![el("p").text(&words::effect(&effect))],
            Some(StatementOutcome::Changed(rows)) => vec![el("p").text(&words::changed(rows))],
            Some(StatementOutcome::Rows(set)) => one_result(page, results, &set),
        }
    };
    panel.dynamic(earlier).dynamic(move || list(page, results)).dynamic(one).dynamic(move || detail(page, results))
}

/// The rows of a result: in a grid, or in a plain table until the script of grids is there.
fn one_result(page: Page, results: ResultsState, set: &ResultSet) -> Vec<Element> {
    let grids = page.state.shell.grids;
    let script = if grids.are_there.get() { grids.script.get_value() } else { None };
    match script {
        Some(script) => grid(page, results, set, &script),
        None => plain(page, results, set),
    }
}
