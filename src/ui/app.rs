//! The page as a whole: one state, one set of actions, and where each part stands.

use super::actions::Actions;
use super::element::{Element, el};
use super::state::State;
use super::views::{
    Page, build_panel, current_alert, drop_overlay, grade_bar, grade_view, lesson, notices, offer, quality, results,
    resume_offer, saving_notice, sql_box, status_line, stray_dialog, tables, top_bar, unsaved_dialog, update_notice,
};

/// The parts of the page, in their order.
pub(super) fn parts() -> Vec<Element> {
    let state = State::new();
    let actions = Actions::new(state);
    actions.start();
    let page = Page { state, actions };
    let column = |more: &str| el("div").class(&format!("column{more}"));
    let desk = el("main").class("desk").children([
        column(" rail").child(lesson(page)).child(tables(page)),
        column("").child(build_panel(page)).child(quality(page)),
        column(" work").child(sql_box(page)).child(results(page)),
    ]);
    vec![
        top_bar(page),
        grade_bar(page),
        current_alert(page),
        notices(page),
        saving_notice(page),
        resume_offer(page),
        offer(page),
        desk,
        grade_view(page),
        el("div").class("foot").child(update_notice(page)).child(status_line(page)),
        unsaved_dialog(page),
        stray_dialog(page),
        drop_overlay(page),
    ]
}
