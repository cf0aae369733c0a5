//! The layout of the page: makes the state and the actions, and puts the panels, messages and dialogs in their order.

use super::build::report_view::quality;
use super::build::view::build_panel;
use super::dom::{Element, el};
use super::grading::view::{grade_bar, grade_view};
use super::lesson::view::lesson;
use super::link::view::offer;
use super::open::dialogs::{companion_dialog, unsaved_dialog};
use super::open::drop_view::drop_overlay;
use super::saved_work::view::{resume_offer, saving_notice, saving_state};
use super::shell::actions::Actions;
use super::shell::messages::{current_alert, notices, status_line};
use super::shell::page_state::State;
use super::shell::parts::Page;
use super::shell::top_bar::top_bar;
use super::shell::update_view::update_notice;
use super::sql::editor_view::sql_box;
use super::sql::results_view::results;
use super::sql::tables_view::tables;

/// Makes the state, starts the actions, and returns the elements of the page from top to bottom.
pub(crate) fn parts() -> Vec<Element> {
    let state = State::new();
    let actions = Actions::new(state);
    actions.start();
    let page = Page { state, actions };
    let column = |more: &str| el("div").class(&format!("column{more}"));
    let layout = el("main").class("layout").children([
        column(" sidebar").child(lesson(page)).child(tables(page)),
        column("").child(build_panel(page)).child(quality(page)),
        column(" work").child(sql_box(page)).child(results(page)),
    ]);
    vec![
        top_bar(page, saving_state(page)),
        grade_bar(page),
        current_alert(page),
        notices(page),
        saving_notice(page),
        resume_offer(page),
        offer(page),
        layout,
        grade_view(page),
        el("div").class("foot").child(update_notice(page)).child(status_line(page)),
        unsaved_dialog(page),
        companion_dialog(page),
        drop_overlay(page),
    ]
}
