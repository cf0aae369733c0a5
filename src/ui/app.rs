//! The layout of the lab: makes the state and the actions, and puts the panels, messages and dialogs in their order.

use super::build::report_view::quality;
use super::build::view::build_panel;
use super::dom::{Element, el};
use super::export::view::export;
use super::lesson::view::lesson;
use super::link::view::offer;
use super::open::dialogs::{companion_dialog, unsaved_dialog};
use super::runs::view::runs;
use super::saved_work::view::{resume_offer, saving_notice, saving_state};
use super::shell::actions::Actions;
use super::shell::drop_view::drop_overlay;
use super::shell::messages::{current_alert, notices, status_line};
use super::shell::page_state::State;
use super::shell::parts::Page;
use super::shell::top_bar::top_bar;
use super::shell::update_view::update_notice;
use super::sql::editor_view::sql_box;
use super::sql::results_view::results;
use super::sql::tables_view::tables;
use crate::words;

/// Makes the state and starts the actions; returns them, and the elements of the lab from top to bottom.
pub(crate) fn parts() -> (Actions, Vec<Element>) {
    let state = State::new();
    let actions = Actions::new(state);
    actions.start();
    let page = Page { state, actions };
    let column = |more: &str| el("div").class(&format!("column{more}"));
    let layout = el("main").class("layout").children([
        column(" sidebar").child(lesson(page)).child(tables(page)),
        column("").child(build_panel(page)).child(quality(page)).child(export(page)).child(runs(page)),
        column(" work").child(sql_box(page)).child(results(page)),
    ]);
    let elements = vec![
        top_bar(page, saving_state(page)),
        current_alert(page),
        notices(page),
        saving_notice(page),
        resume_offer(page),
        offer(page),
        layout,
        el("div").class("foot").child(update_notice(page)).child(status_line(page)),
        unsaved_dialog(page),
        companion_dialog(page),
        drop_overlay(page, words::DROP, words::DROP_HINT),
    ];
    (actions, elements)
}
