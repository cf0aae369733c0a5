//! The grid of a result.

use super::parts::Page;
use super::results_state::ResultsState;
use crate::browser::grid::{GridHeard, GridResult, Grids};
use crate::protocol::{ResultSet, Rows};
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// The grid of a result, and what stands above it.
pub(crate) fn grid(page: Page, results: ResultsState, set: &ResultSet, grids: &Grids) -> Vec<Element> {
    let Page { actions, .. } = page;
    let place = el("div").class("grid");
    let result = set.id;
    if let Some(element) = place.raw::<web_sys::Element>() {
        let shown = GridResult {
            name: words::RESULTS,
            id: results.title_id,
            columns: &set.columns,
            total: set.total,
            can_arrange: false,
        };
        let ask = move |start, count| async move {
            let request = Rows { result, start, count };
            actions.rows_of(results, request).await.map(|window| window.rows)
        };
        let hear = move |heard| match heard {
            GridHeard::Detail { row, column } => actions.show_cell(results, row, column),
        };
        let grid = grids.place(element, &shown, &set.first, words::cell, ask, hear);
        results.grid.set_value(Some(grid));
    }
    let count = el("p").class("quiet small").text(&words::result_rows(set.total));
    vec![count, place]
}
