//! Draws the panel *Lesson*: the choice of a lesson, its exercises, the text and hints of one, its check and verdicts.

use super::markdown_view::prose;
use super::progress_view::progress;
use crate::base::engine::Engine;
use crate::browser::document;
use crate::browser::postgres::bytes;
use crate::lessons::Solution;
use crate::lessons::judge::verdict::Outcome;
use crate::lessons::progress::Progress;
use crate::links::Origin;
use crate::ui::dom::{Element, el, value_of};
use crate::ui::lesson::state::OpenExercise;
use crate::ui::shell::open_lesson::OpenLesson;
use crate::ui::shell::page_state::State;
use crate::ui::shell::parts::{Page, button, details, paragraph, tab_panel};
use crate::ui::shell::verdicts_view::verdicts;
use crate::ui::signals::*;
use crate::words;

/// The panel *Lesson*: the choice of a lesson, and the open exercise.
pub(crate) fn lesson(page: Page) -> Element {
    let Page { state, .. } = page;
    let content = el("div").child(choice(page)).dynamic(move || {
        let (Some(lesson), Some(step)) = (state.lesson.open.get(), state.lesson.step.get()) else { return Vec::new() };
        exercise(page, &lesson, step)
    });
    tab_panel("panel lesson", "lesson-title", words::LESSON, content)
}

fn choice(Page { state, actions }: Page) -> Element {
    let current =
        Memo::new(move |_| state.lesson.open.with(|lesson| lesson.as_ref().map(|lesson| lesson.name.clone())));
    let options = std::iter::once(("", words::LESSON_NONE)).chain(words::lessons()).map(|(name, title)| {
        let chosen = move || current.get().unwrap_or_default() == name;
        el("option").attr("value", name).text(title).prop_of("selected", chosen)
    });
    // A lesson of another host is in the list while it is open.
    let other = move || {
        let name = current.get().filter(|name| words::lessons().all(|(known, _)| known != name))?;
        let title = state.lesson.open.with(|lesson| lesson.as_ref().map(|lesson| lesson.head.title.clone()))?;
        Some(el("option").attr("value", &name).attr("selected", "").text(&title))
    };
    el("select")
        .class("input")
        .attr("aria-label", words::LESSON_CHOOSE)
        .on("change", move |event| actions.open_lesson(value_of(&event), None))
        .children(options)
        .dynamic(other)
}

/// The learner's progress in one exercise.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Done {
    passed: bool,
    hints: usize,
}

fn exercise(page: Page, lesson: &OpenLesson, step: OpenExercise) -> Vec<Element> {
    let Page { state, .. } = page;
    let file = step.exercise.file.clone();
    let done = Memo::new(move |_| {
        state.lesson.learned.with(|learned| {
            match learned.as_ref().and_then(|learned| Some((learned, learned.step(&file)?))) {
                Some((_, step)) => Done { passed: !step.passed.is_empty(), hints: step.hints as usize },
                None => Done::default(),
            }
        })
    });
    let mut parts = vec![other_database(page, lesson)];
    if step.at == 0 {
        parts.push(introduction(page, lesson));
    }
    parts.push(steps(page, lesson, step.at));
    parts.push(el("h3").attr("id", "exercise-title").attr("tabindex", "-1").text(&step.exercise.title));
    parts.push(el("div").class("prose").children(prose(&step.exercise.prose)));
    if step.exercise.engine == Engine::Postgres {
        parts.push(postgres(page));
    }
    parts.push(hints(step.exercise.hints.clone(), done));
    let found = el("div").class("verdicts").dynamic(move || state.lesson.verdicts.with(|list| verdicts(list)));
    let card = el("div").class("outcome").attr("id", "verdicts");
    parts.push(card.child(found).child(passed(page, lesson, &step, done)));
    parts.push(tools(page, &step, done));
    parts.push(progress(page, lesson));
    parts
}

/// The text before the exercises, open while the learner has done none.
fn introduction(Page { state, .. }: Page, lesson: &OpenLesson) -> Element {
    let text = details(words::LESSON_ABOUT, el("div").class("prose").children(prose(&lesson.head.prose)));
    let is_new = state
        .lesson
        .learned
        .with_untracked(|learned| learned.as_ref().is_none_or(|learned| learned.exercises.is_empty()));
    if is_new { text.attr("open", "") } else { text }
}

/// A note that the exercise runs in PostgreSQL, with a button that starts it.
fn postgres(Page { state, actions }: Page) -> Element {
    let is_there = Memo::new(move |_| state.sql.postgres.copied.with(Option::is_some));
    el("div").class("if-any").dynamic(move || {
        (!is_there.get()).then(|| {
            let start = move || {
                actions.choose_engine(Engine::Postgres);
                actions.start_postgres();
            };
            let start = button("button small", words::START_POSTGRES, start)
                .aria_bool("aria-disabled", move || state.shell.busy());
            let note = paragraph("", &words::exercise_in_postgres(bytes()));
            el("div").class("note asks").attr("id", "exercise-postgres").child(note).child(start)
        })
    })
}

/// A note that the open database is not the lesson's, with a button that opens the lesson's.
fn other_database(Page { state, actions }: Page, lesson: &OpenLesson) -> Element {
    let wanted = lesson.origin();
    let is_other = Memo::new(move |_| {
        // A changed sample that came in a link is still the lesson's.
        let is_it =
            |origin: &Origin| same(origin, &wanted) || wanted.sample().is_some_and(|it| origin.sample() == Some(it));
        state.shell.opened.with(|open| open.as_ref().is_some_and(|open| !open.origin.as_ref().is_some_and(is_it)))
    });
    el("div").class("if-any").dynamic(move || {
        is_other.get().then(|| {
            let open = button("button small", words::LESSON_DATABASE, move || actions.open_lesson_database());
            el("div").class("note asks").child(paragraph("", words::LESSON_OTHER)).child(open)
        })
    })
}

/// Compares two origins; addresses count as equal if they are equal as absolute addresses.
fn same(one: &Origin, other: &Origin) -> bool {
    match (one, other) {
        (Origin::Remote(one), Origin::Remote(other)) => document::absolute(one) == document::absolute(other),
        _ => one == other,
    }
}

/// The numbered buttons that open the exercises, marked where an exercise was passed.
fn steps(Page { state, actions }: Page, lesson: &OpenLesson, at: usize) -> Element {
    let passed = |state: State, file: &str| {
        state
            .lesson
            .learned
            .with(|learned: &Option<Progress>| learned.as_ref().is_some_and(|learned| learned.has_passed(file)))
    };
    let one = move |(number, file): (usize, &String)| {
        let (label, mark) = (file.clone(), file.clone());
        let step = el("button")
            .class("step")
            .attr("type", "button")
            .attr_of("aria-label", move || Some(words::exercise_name(number, passed(state, &label))))
            .mark("data-passed", move || passed(state, &mark))
            .text(&(number + 1).to_string())
            .pressed(move || actions.go_to(number));
        el("li").child(if number == at { step.attr("aria-current", "step") } else { step })
    };
    let list = el("ol").class("steps").attr("role", "list").attr("aria-label", words::EXERCISES);
    list.children(lesson.head.files.iter().enumerate().map(one))
}

fn hints(hints: Vec<String>, done: Memo<Done>) -> Element {
    el("div").class("hints").dynamic(move || {
        let shown = done.get().hints;
        let hint = |hint: &String| el("div").class("note prose").children(prose(hint));
        hints.iter().take(shown).map(hint).collect::<Vec<_>>()
    })
}

/// The buttons of an exercise: check, starter SQL, hint.
fn tools(Page { state, actions }: Page, step: &OpenExercise, done: Memo<Done>) -> Element {
    // A narrow page has this button in its lower bar.
    let is_wide = Memo::new(move |_| !state.shell.areas.is_narrow.get());
    let check = move || {
        is_wide.get().then(|| {
            button("button", words::CHECK, move || actions.check())
                .mark("data-primary", move || !done.get().passed)
                .aria_bool("aria-disabled", move || state.shell.busy())
        })
    };
    let mut row = el("div").class("row wrap tools").dynamic(check);
    if !step.exercise.starter.is_empty() {
        row = row.child(button("button plain", words::STARTER, move || actions.use_starter()));
    }
    let hints = step.exercise.hints.len();
    // The button stays when no hints are left, for it has the focus then.
    let hint = button("button plain", words::HINT, move || actions.hint());
    row.child(hint.aria_bool("aria-disabled", move || done.get().hints >= hints))
}

/// The part that appears once an exercise is passed: a button to the next exercise, and the official solution.
fn passed(Page { state, actions }: Page, lesson: &OpenLesson, step: &OpenExercise, done: Memo<Done>) -> Element {
    let (next, files) = (step.at + 1, lesson.head.files.clone());
    let solved = solution(&step.exercise.solution);
    el("div").class("if-any").dynamic(move || {
        let fails = state.lesson.verdicts.with(|list| list.iter().any(|one| one.outcome == Outcome::Failed));
        done.get().passed.then(|| {
            let code = el("pre").attr("tabindex", "0").child(el("code").text(&solved));
            let go = |class, name: &str, at| button(class, name, move || actions.go_to(at));
            let (note, on) = if fails {
                (words::PASSED_EARLIER.to_owned(), None)
            } else if next < files.len() {
                (words::EXERCISE_DONE.to_owned(), Some(go("button primary", words::EXERCISE_NEXT, next)))
            } else {
                let open = state.lesson.not_passed(&files);
                match open.first() {
                    Some(first) => {
                        let name = words::go_to_exercise(*first);
                        (words::still_open(&open), Some(go("button primary", &name, *first)))
                    }
                    None => {
                        let hand_in = button("button primary", words::HAND_IN, move || actions.show_record());
                        (words::LESSON_DONE.to_owned(), Some(hand_in))
                    }
                }
            };
            let way = el("div").class("row wrap").child(paragraph("passed-note", &note));
            el("div").class("done").child(way.children(on)).child(details(words::SOLUTION, code))
        })
    })
}

/// The official solution as text.
fn solution(solution: &Solution) -> String {
    match solution {
        Solution::Sql(sql) => sql.clone(),
        Solution::Build { .. } => words::BUILD.to_owned(),
    }
}
