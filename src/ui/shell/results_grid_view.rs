//! The grid of a result, with what stands above it and what opens over it.

use super::parts::{Page, button, paragraph};
use super::results_menu_view::column_menus;
use super::results_state::ResultsState;
use super::results_tools_view::tools;
use crate::base::engine::Engine;
use crate::base::visible::visible;
use crate::browser::document;
use crate::browser::grid::{GridHeard, GridResult, Grids};
use crate::protocol::{ResultSet, Rows};
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// The grid of a result. PostgreSQL's results are shown as they came: the page has no way to arrange them.
pub(crate) fn grid(page: Page, results: ResultsState, set: &ResultSet, grids: &Grids) -> Vec<Element> {
    let Page { actions, .. } = page;
    let place = el("div").class("grid");
    let result = set.id;
    let is_here = results.shown.with_untracked(|shown| shown.engine == Engine::Sqlite);
    if let Some(element) = place.raw::<web_sys::Element>() {
        let (arrangement, first) = results.arranged(set);
        let columns: Vec<String> = set.columns.iter().map(|name| visible(name).into_owned()).collect();
        let shown = GridResult {
            name: words::RESULTS,
            id: results.title_id,
            columns: &columns,
            total: arrangement.total,
            can_arrange: is_here,
            menu: words::COLUMN_MENU,
            marks: arrangement.marks(set.columns.len()),
        };
        let ask = move |start, count| async move {
            let request = Rows { result, start, count };
            actions.rows_of(results, request).await.map(|window| window.rows)
        };
        let hear = move |heard| match heard {
            GridHeard::Detail { row, column } => actions.show_cell(results, row, column),
            GridHeard::Copy { row, column } => actions.copy_cell_at(results, row, column),
            GridHeard::Menu(column) => actions.open_column_menu(results, column),
            GridHeard::Order(column) => actions.turn_order(results, column),
            GridHeard::Rests(column) => actions.show_facts(results, column),
            GridHeard::Left => document::close_popover(&results.facts_id()),
        };
        let grid = grids.place(element, &shown, &first, words::cell, ask, hear);
        actions.use_grid(results, grid);
    }
    let nothing = Memo::new(move |_| results.arrangement.with(|now| (now.total == 0, !now.filters.is_empty())));
    let empty = move || match nothing.get() {
        (true, true) => vec![
            paragraph("quiet", words::NOTHING_MATCHES),
            el("div").child(button("button small", words::CLEAR_FILTERS, move || actions.clear_filters(results))),
        ],
        (true, false) => vec![paragraph("quiet", words::NO_ROWS)],
        _ => Vec::new(),
    };
    let empty = el("div").class("stack no-rows").dynamic(empty);
    let mut parts = vec![tools(page, results, is_here), place, empty];
    if is_here {
        parts.extend(column_menus(page, results));
    }
    parts
}
