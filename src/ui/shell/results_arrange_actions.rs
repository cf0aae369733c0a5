//! Orders and filters the rows of a result, and describes its columns; the worker does it over the whole result.

use super::actions::Actions;
use super::results_arrangement::Arrangement;
use super::results_state::ResultsState;
use crate::browser::{document, event_loop};
use crate::protocol::{Arrange, DescribeColumn, Filter, Order};
use crate::ui::signals::*;
use crate::words;

/// The time without a further letter after which a filter is applied, in milliseconds.
const TYPED_MS: i32 = 250;

impl Actions {
    /// Orders the rows by a column: by its first press ascending, by the next descending, then as they came.
    pub(crate) fn turn_order(self, results: ResultsState, column: u32) {
        let before = results.arrangement.with_untracked(|now| now.order.filter(|order| order.column == column));
        let order = match before {
            None => Some(Order { column, descending: false }),
            Some(Order { descending: false, .. }) => Some(Order { column, descending: true }),
            Some(_) => None,
        };
        self.set_order(results, order);
    }

    /// Orders the rows; `None` for the order in which they came.
    pub(crate) fn set_order(self, results: ResultsState, order: Option<Order>) {
        results.arrangement.update(|now| now.order = order);
        self.arrange(results);
    }

    /// Filters the rows by what somebody types for a column, once there is a pause.
    pub(crate) fn type_filter(self, results: ResultsState, column: u32, text: String) {
        results.arrangement.update(|now| now.set_filter(Filter { column, text }));
        let turn = results.next_turn();
        wasm_bindgen_futures::spawn_local(async move {
            event_loop::sleep(TYPED_MS).await;
            if results.turn.get_value() == turn {
                self.arrange(results);
            }
        });
    }

    /// Shows all rows again.
    pub(crate) fn clear_filters(self, results: ResultsState) {
        results.arrangement.update(|now| now.filters.clear());
        self.arrange(results);
        if let Some(grid) = results.grid.get_value() {
            grid.focus();
        }
    }

    /// Has the worker arrange the result on show, and shows it so.
    pub(crate) fn arrange(self, results: ResultsState) {
        let Some(result) = results.result_on_show() else { return };
        let turn = results.next_turn();
        let Arrangement { order, filters, .. } = results.arrangement.get_untracked();
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = self.client().call(Arrange { result, order, filters }).await;
            // Another arrangement or another result was asked for meanwhile.
            if results.turn.get_value() != turn || results.result_on_show() != Some(result) {
                return;
            }
            match outcome {
                Ok(reply) => {
                    let answer = reply.answer;
                    results.arrangement.update(|now| (now.total, now.whole) = (answer.total, answer.whole));
                    results.keep_arrangement(result, answer.first.clone());
                    self.show_facts_of_menu(results);
                    let columns = results.columns_on_show().len();
                    if let Some(grid) = results.grid.get_value() {
                        let marks = results.arrangement.with_untracked(|now| now.marks(columns));
                        grid.arrange(answer.total, &answer.first, &marks, words::cell);
                    }
                }
                Err(error) => self.state.shell.alert.set(Some(error)),
            }
        });
    }

    /// Opens the menu of a column, and describes the column there.
    pub(crate) fn open_column_menu(self, results: ResultsState, column: u32) {
        document::close_popover(&results.facts_id());
        results.menu.set(Some(column));
        self.describe(results, column);
        open_below(results, results.menu_id(), column);
    }

    /// Shows the facts of a column below its header.
    pub(crate) fn show_facts(self, results: ResultsState, column: u32) {
        self.describe(results, column);
        open_below(results, results.facts_id(), column);
    }

    /// Describes the column whose menu is open, if it is.
    fn show_facts_of_menu(self, results: ResultsState) {
        if let Some(column) = results.menu.get_untracked() {
            self.describe(results, column);
        }
    }

    /// Describes a column of the result on show.
    pub(crate) fn describe(self, results: ResultsState, column: u32) {
        let Some(result) = results.result_on_show() else { return };
        results.facts.set(None);
        let turn = results.described.get_value().wrapping_add(1);
        results.described.set_value(turn);
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = self.client().call(DescribeColumn { result, column }).await;
            if results.described.get_value() != turn || results.result_on_show() != Some(result) {
                return;
            }
            match outcome {
                Ok(reply) => results.facts.set(Some(reply.answer)),
                Err(error) => self.state.shell.alert.set(Some(error)),
            }
        });
    }
}

/// Opens a popover below the header of a column, once its content is drawn.
fn open_below(results: ResultsState, popover: String, column: u32) {
    wasm_bindgen_futures::spawn_local(async move {
        event_loop::pause().await;
        if let Some(grid) = results.grid.get_value() {
            grid.open(&popover, column);
        }
    });
}
