//! The layout of the grading view: makes its state and actions, and puts its bar, messages and table in their order.

use super::actions::GradingActions;
use super::state::GradingState;
use super::view::{grade_bar, grade_view};
use crate::browser::document;
use crate::ui::dom::{Element, el};
use crate::ui::shell::actions::Actions;
use crate::ui::shell::drop_view::drop_overlay;
use crate::ui::shell::messages::{current_alert, status_line};
use crate::ui::shell::page_state::State;
use crate::ui::shell::parts::Page;
use crate::ui::shell::update_view::update_notice;
use crate::words;

/// Makes the state, starts the actions, and returns the element that has the view while it is shown.
pub(crate) fn parts() -> Vec<Element> {
    let state = State::new();
    let page = Page { state, actions: Actions::new(state) };
    let opens_page = document::root_attribute("data-state").as_deref() == Some("loading");
    let actions = GradingActions { shared: page.actions, grading: GradingState::new(), opens_page };
    actions.start();
    let whole = move || {
        state.shell.visible.get().then(|| {
            [
                grade_bar(page),
                current_alert(page),
                grade_view(actions),
                el("div").class("foot").child(update_notice(page)).child(status_line(page)),
                drop_overlay(page, words::GRADE_DROP_NOW, words::GRADE_DROP_NOW_HINT),
            ]
        })
    };
    vec![el("div").class("grade-page").dynamic(move || whole().into_iter().flatten())]
}
