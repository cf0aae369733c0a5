//! Has the address follow the lesson, the exercise and the tab on show, so that a reload and a bookmark come back to them.

use std::cell::RefCell;

use web_sys::Event;

use crate::browser::document;
use crate::lessons::Solution;
use crate::links::{Link, Place};
use crate::ui::dom::effect;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::areas::Area;
use crate::ui::signals::*;

impl Actions {
    /// Writes the place on the page into the address whenever a person goes to another one. An address stays as it was
    /// opened until then.
    pub(crate) fn keep_address_true(self) {
        let areas = self.state.shell.areas;
        for event in ["click", "keydown", "change"] {
            document::on_window(event, move |_: Event| areas.is_used.set_value(true));
        }
        let written = RefCell::new(None);
        effect(Box::new(move || {
            let place = self.place();
            // A lesson whose exercise is on its way, as after a resume, is no place yet.
            if !place.lesson.is_empty() && place.step.is_none() {
                return;
            }
            let is_other = written.replace(Some(place.clone())).is_some_and(|before| before != place);
            if is_other && areas.is_used.get_value() {
                document::set_fragment(&place.write_into(&document::fragment()));
            }
        }));
    }

    /// The lesson, the exercise, and the area on show if it is not the one that the exercise opens.
    fn place(self) -> Place {
        let state = self.state;
        let lesson = state.lesson.open.with(|lesson| lesson.as_ref().map(|lesson| lesson.name.clone()));
        let step = state
            .lesson
            .step
            .with(|step| step.as_ref().map(|step| (step.at + 1, of_exercise(&step.exercise.solution))));
        let areas = state.shell.areas;
        let (usual, on_show) = match areas.is_narrow.get() {
            true => (Area::Lesson, areas.single.get()),
            false => (step.map_or(Area::Sql, |(_, area)| area), areas.work.get()),
        };
        Place {
            lesson: lesson.unwrap_or_default(),
            step: step.map(|(step, _)| step),
            tab: (on_show != usual).then_some(on_show.name()),
        }
    }

    /// The place on the page for a link that is copied.
    pub(super) fn place_of_link(self, link: Link) -> Link {
        let Place { lesson, step, tab } = untrack(|| self.place());
        Link {
            lesson: Some(lesson).filter(|lesson| !lesson.is_empty()),
            step: step.map(|step| step.to_string()),
            tab: tab.map(str::to_owned),
            ..link
        }
    }

    /// Shows the area that a link names.
    pub(super) fn show_area_of_link(self, link: &Link) {
        if let Some(area) = link.tab.as_deref().and_then(Area::named) {
            self.state.shell.areas.show(area);
        }
    }
}

/// The area that an exercise opens: the one in which it is done.
fn of_exercise(solution: &Solution) -> Area {
    match solution {
        Solution::Build { .. } => Area::Build,
        Solution::Sql(_) => Area::Sql,
    }
}
