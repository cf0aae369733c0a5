//! The parts of the page: each draws signals of the state and hands what a person does to the actions.

mod build;
mod dialog;
mod drop;
mod field;
mod grade;
mod grades;
mod lesson;
mod mapping;
mod matches;
mod messages;
mod options;
mod progress;
mod prose;
mod quality;
mod readings;
mod results;
mod saving;
mod share;
mod sql;
mod tables;
mod top_bar;
mod update;

pub(super) use build::build_panel;
pub(super) use dialog::{stray_dialog, unsaved_dialog};
pub(super) use drop::drop_overlay;
pub(super) use grade::{grade_bar, grade_view};
pub(super) use lesson::lesson;
pub(super) use messages::{current_alert, notices, status_line};
pub(super) use quality::quality;
pub(super) use results::results;
pub(super) use saving::{resume_offer, saving_notice};
pub(super) use share::offer;
pub(super) use sql::sql_box;
pub(super) use tables::tables;
pub(super) use top_bar::top_bar;
pub(super) use update::update_notice;

use super::actions::Actions;
use super::element::{Element, el};
use super::state::State;

/// The page that a part belongs to.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// What is drawn.
    pub(super) state: State,
    /// What a person can do.
    pub(super) actions: Actions,
}

/// A button with a name, in one of the style sheet's looks: `button primary`, `button small`.
fn button(look: &str, name: &str, act: impl Fn() + 'static) -> Element {
    el("button").class(look).attr("type", "button").text(name).pressed(act)
}

/// A part of the page with its title, which names it.
fn panel(look: &str, title_id: &str, title: Element) -> Element {
    el("section").class(look).attr("aria-labelledby", title_id).child(title)
}

/// A part of the page that can be folded away, to have room for what stands below it.
fn folding(look: &str, title_id: &str, title: &str, content: Element) -> Element {
    let title = el("summary").child(el("h2").attr("id", title_id).text(title));
    let fold = el("details").class("fold").attr("open", "").child(title).child(content.class("stack"));
    el("section").class(look).attr("aria-labelledby", title_id).child(fold)
}

/// A paragraph.
fn paragraph(look: &str, words: &str) -> Element {
    el("p").class(look).text(words)
}

/// A list of pieces of code; `role` is lost on lists without bullets in some browsers, so it is said.
fn code_list(look: &str, items: impl IntoIterator<Item = String>) -> Element {
    let item = |words: String| el("li").child(el("code").text(&words));
    el("ul").class(look).attr("role", "list").children(items.into_iter().map(item))
}

/// Something to open: a title, and what is under it.
fn details(title: &str, content: Element) -> Element {
    el("details").child(el("summary").text(title)).child(content)
}
