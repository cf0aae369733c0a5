//! The lesson: what to do, hints, the check and what it says.

use leptos::prelude::*;

use super::prose::prose;
use super::{Page, button, code_list, details, panel, paragraph};
use crate::domain::lesson::explain::{Outcome, Verdict};
use crate::domain::link::Origin;
use crate::ui::actions::{origin, solution};
use crate::ui::element::{Element, el, value_of};
use crate::ui::state::{Course, Step};
use crate::ui::text;

/// The lesson that is open, or the choice of one.
pub(in crate::ui) fn lesson(page: Page) -> Element {
    let Page { state, .. } = page;
    let title = el("h2").attr("id", "lesson-title").text(text::LESSON);
    panel("panel", "lesson-title", title).child(choice(page)).part(move || {
        let (Some(course), Some(step)) = (state.course.get(), state.step.get()) else { return Vec::new() };
        exercise(page, &course, step)
    })
}

fn choice(Page { state, actions }: Page) -> Element {
    let current = Memo::new(move |_| state.course.with(|course| course.as_ref().map(|course| course.name.clone())));
    let options = text::LESSONS.map(|(name, title)| {
        let chosen = move || current.get().unwrap_or_default() == name;
        el("option").attr("value", name).text(title).prop_of("selected", chosen)
    });
    el("select")
        .class("input")
        .attr("aria-label", text::LESSON_CHOOSE)
        .on("change", move |event| actions.open_lesson(value_of(&event), None))
        .children(options)
}

fn exercise(page: Page, course: &Course, step: Step) -> Vec<Element> {
    let Page { state, actions } = page;
    let Step { at, exercise, .. } = step;
    let (all, file) = (course.head.files.len(), exercise.file.clone());
    let passed = Memo::new(move |_| {
        state.learned.with(|learned| {
            let step = learned.as_ref().and_then(|learned| learned.step(&file));
            step.map(|step| (!step.passed.is_empty(), step.hints as usize)).unwrap_or_default()
        })
    });
    let turn = |name, to: Option<usize>| {
        button("button small", name, move || {
            if let Some(to) = to {
                actions.go_to(to);
            }
        })
        .flag("aria-disabled", move || to.is_none())
    };
    let next = (at + 1 < all).then_some(at + 1);
    let steps = el("div")
        .class("row wrap")
        .child(el("span").class("quiet small hint").text(&text::exercise_of(at, all)))
        .child(turn(text::EXERCISE_BACK, at.checked_sub(1)))
        .child(turn(text::EXERCISE_NEXT, next));
    let mut parts = Vec::new();
    let wanted = origin(course);
    let is_other = Memo::new(move |_| {
        // A changed sample that came in a link is still the lesson's.
        let is_it =
            |origin: &Origin| *origin == wanted || wanted.sample().is_some_and(|it| origin.sample() == Some(it));
        state.open.with(|open| open.as_ref().is_some_and(|open| !open.origin.as_ref().is_some_and(is_it)))
    });
    parts.push(el("div").part(move || {
        is_other.get().then(|| {
            let open = button("button small", text::LESSON_DATABASE, move || actions.open_lesson_database());
            paragraph("note asks", text::LESSON_OTHER).text(" ").child(open)
        })
    }));
    if at == 0 {
        parts.push(details(text::LESSON_ABOUT, el("div").class("prose").children(prose(&course.head.prose))));
    }
    parts.push(el("h3").text(&exercise.title));
    parts.push(el("div").class("prose").children(prose(&exercise.prose)));
    let hints = exercise.hints.clone();
    parts.push(el("div").class("prose hints").part(move || {
        let shown = passed.get().1;
        hints.iter().take(shown).map(|hint| el("div").class("note").children(prose(hint))).collect::<Vec<_>>()
    }));
    let check = button("button primary", text::CHECK, move || actions.check());
    let mut row = el("div").class("row wrap").child(check.flag("aria-disabled", move || state.busy()));
    if !exercise.starter.is_empty() {
        row = row.child(button("button small", text::STARTER, move || actions.use_starter()));
    }
    let hints = exercise.hints.len();
    row =
        row.part(move || (passed.get().1 < hints).then(|| button("button small", text::HINT, move || actions.hint())));
    parts.push(row);
    parts.push(el("div").class("verdicts").part(move || state.verdicts.get().iter().map(verdict).collect::<Vec<_>>()));
    let solved = solution(&exercise.solution);
    parts.push(el("div").part(move || {
        let shown = passed.get().0.then(|| details(text::SOLUTION, el("pre").child(el("code").text(&solved))));
        shown.map(|solution| el("div").child(paragraph("passed-note", text::EXERCISE_DONE)).child(solution))
    }));
    parts.push(steps);
    parts
}

fn verdict(verdict: &Verdict) -> Element {
    let (kind, word) = match verdict.outcome {
        Outcome::Passed => ("holds", text::HOLDS),
        Outcome::Failed => ("fails", text::FAILS),
        Outcome::Unseen => ("open", text::NOT_CHECKED),
    };
    let mut lines = vec![el("p").child(el("strong").text(word)).text(" ").text(&verdict.title)];
    for words in [&verdict.wrong, &verdict.likely] {
        if !words.is_empty() {
            lines.push(el("p").text(words));
        }
    }
    if !verdict.rows.is_empty() {
        lines.push(code_list("small", verdict.rows.iter().cloned()));
    }
    el("div").class("verdict").attr("data-outcome", kind).children(lines)
}
