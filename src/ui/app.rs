//! The layout of the lab: makes the state and the actions, and puts the panels, messages and dialogs in their order.

use super::build::report_view::quality;
use super::build::view::build_panel;
use super::dom::{Element, el};
use super::explore::view::explore;
use super::export::view::export;
use super::lesson::line_view::exercise_line;
use super::lesson::view::lesson;
use super::link::view::offer;
use super::open::dialogs::{companion_dialog, unsaved_dialog};
use super::runs::view::runs;
use super::saved_work::versions_view::versions;
use super::saved_work::view::{resume_offer, saved_work_button, saving_notice, saving_state};
use super::shell::actions::Actions;
use super::shell::areas::Area;
use super::shell::areas_view::{area, tabs};
use super::shell::drop_view::drop_overlay;
use super::shell::lower_bar::lower_bar;
use super::shell::messages::{current_alert, notices, status_line};
use super::shell::page_state::State;
use super::shell::parts::{Page, paragraph};
use super::shell::results_view::results;
use super::shell::splitters::Splitter;
use super::shell::splitters_view::splitter;
use super::shell::top_bar::top_bar;
use super::shell::update_view::update_notice;
use super::sql::editor_view::sql_box;
use super::sql::empty_view::nothing_ran;
use super::sql::tables_view::tables;
use crate::words;

/// Makes the state and starts the actions; returns them, and the elements of the lab from top to bottom.
pub(crate) fn parts() -> (Actions, Vec<Element>) {
    let state = State::new();
    let actions = Actions::new(state);
    actions.start();
    let page = Page { state, actions };
    let is_folded = state.shell.areas.is_folded;
    let layout = el("main").class("layout").mark("data-folded", move || is_folded.get()).children([
        tabs(page),
        area(page, Area::Lesson, "side", move || vec![lesson(page)]),
        area(page, Area::Tables, "side", move || vec![tables(page)]),
        splitter(page, Splitter::Side),
        area(page, Area::Sql, "work", move || {
            let rows = results(page, state.sql.results, nothing_ran);
            vec![exercise_line(page), sql_box(page), splitter(page, Splitter::Editor), rows]
        }),
        area(page, Area::Build, "work", move || vec![build_panel(page), made(page)]),
        area(page, Area::Explore, "work", move || explore(page).to_vec()),
    ]);
    let elements = vec![
        top_bar(page, saving_state(page), versions(page), saved_work_button(page)),
        el("div").class("messages").children([
            current_alert(page),
            notices(page),
            saving_notice(page),
            resume_offer(page),
            offer(page),
        ]),
        layout,
        el("div").class("foot").child(update_notice(page)).child(lower_bar(page)).child(status_line(page)),
        unsaved_dialog(page),
        companion_dialog(page),
        drop_overlay(page, words::DROP, words::DROP_HINT),
    ];
    (actions, elements)
}

/// The outcome of a build: its rows, its report, the exports, the record of builds.
fn made(page: Page) -> Element {
    el("div").class("made").children([
        results(page, page.state.build.results, |_| vec![paragraph("quiet", words::BUILD_EMPTY)]),
        quality(page),
        export(page),
        runs(page),
    ])
}
