//! The bar at the lower edge of a narrow page: the buttons for what comes next, whichever area is on show.

use super::actions::Actions;
use super::parts::{Page, button};
use crate::protocol::Stage;
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// *Run*, *Check* and *Build features*, and *Stop* while something runs; nothing where the page has room for them beside what they act on.
pub(crate) fn lower_bar(Page { state, actions }: Page) -> Element {
    let stage = Memo::new(move |_| state.shell.stage.get());
    let has_exercise = Memo::new(move |_| state.lesson.step.with(Option::is_some));
    let one = move |class, name, act: fn(Actions)| {
        button(class, name, move || act(actions)).aria_bool("aria-disabled", move || state.shell.busy())
    };
    let stop = move || match stage.get() {
        Stage::Running => Some(button("button", words::STOP, move || actions.stop_sql())),
        Stage::Building => Some(button("button", words::STOP, move || actions.stop())),
        _ => None,
    };
    let check = move || has_exercise.get().then(|| one("button", words::CHECK, Actions::check));
    let bar = move || {
        state.shell.areas.is_narrow.get().then(|| {
            el("div")
                .class("lower-bar")
                .child(one("button primary", words::RUN, Actions::run))
                .dynamic(stop)
                .dynamic(check)
                .child(one("button", words::BUILD, Actions::build))
        })
    };
    el("div").dynamic(bar)
}
