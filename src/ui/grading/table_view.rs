//! Draws the table of grades: a row for each learner, and below it the verdicts of the checks.

use crate::lessons::Exercise;
use crate::lessons::grading::{Cell, Row};
use crate::lessons::judge::verdict::Verdict;
use crate::ui::dom::{Element, el};
use crate::ui::grading::actions::GradingActions;
use crate::ui::grading::state::{GradedLesson, GradingSession};
use crate::ui::shell::parts::{button, paragraph};
use crate::ui::shell::verdicts_view::verdicts;
use crate::ui::signals::*;
use crate::words;

/// The columns beside the exercises: name, number passed, database, notes.
const OTHERS: usize = 4;

/// The table with a summary above it and a legend of its signs below.
pub(crate) fn grades(actions: GradingActions) -> Element {
    let grade = actions.grading;
    el("section").class("grades").attr("aria-label", words::GRADES).dynamic(move || {
        let summary = move || grade.with(|session| words::grade_summary(&session.rows, session.exercises()));
        let Some([head, foot]) =
            grade.with_lesson(|session| session.lesson.as_ref().map(|it| [header(actions, it), footer(actions, it)]))
        else {
            return Vec::new();
        };
        // A row is drawn again if its files or its group letter change.
        let name = |row: &Row| format!("{} {} {}", row.key, row.files.len(), row.group);
        let names = move || grade.with(|session| session.rows.iter().map(name).collect());
        let entry = move |name: String| {
            let key = name.split(' ').next().and_then(|key| key.parse().ok()).unwrap_or_default();
            entry(actions, key)
        };
        let table = el("table").attr("aria-label", words::GRADES).child(head).child(foot).keyed_list(names, entry);
        let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "group");
        let notes = [words::GRADE_SIGNS, words::GRADE_CLAIM, words::GRADE_GROUPS];
        vec![
            el("p").class("grade-summary").text_of(summary),
            scroll.attr("aria-label", words::SCROLLABLE).child(table),
            el("div").class("grade-notes").children(notes.map(|text| paragraph("note", text))),
        ]
    })
}

fn header(actions: GradingActions, graded: &GradedLesson) -> Element {
    let sorted = move |name: &str, by_passed: bool, direction: &'static str| {
        let sort = button("sort", name, move || actions.sort_grades(by_passed));
        let is_so = move || (actions.grading.by_passed.get() == by_passed).then(|| direction.to_owned());
        el("th").attr("scope", "col").attr_of("aria-sort", is_so).child(sort)
    };
    let plain = |name: &str| el("th").attr("scope", "col").text(name);
    let exercise = |(at, exercise): (usize, &Exercise)| {
        let number = el("span").class("grade-number").text(&(at + 1).to_string());
        let title = el("span").class("grade-title").text(&exercise.title);
        el("th").attr("scope", "col").class("grade-exercise").child(number).text(" ").child(title)
    };
    let row = el("tr")
        .child(sorted(words::GRADE_NAME, false, "ascending").class("grade-name"))
        .child(sorted(words::GRADE_PASSED, true, "descending"))
        .children(graded.exercises.iter().enumerate().map(exercise))
        .child(plain(words::GRADE_DATABASE))
        .child(plain(words::GRADE_NOTES));
    el("thead").child(row)
}

/// The number of learners who passed each exercise, of those for whom it is known.
fn footer(actions: GradingActions, graded: &GradedLesson) -> Element {
    let passed = |session: &GradingSession, at: usize| {
        let known = |cell: &&Cell| **cell != Cell::Untold;
        let cells = session.rows.iter().filter_map(|row| row.cells.get(at)).filter(known);
        words::grade_count(cells.clone().filter(|cell| cell.passed()).count(), cells.count())
    };
    let count = |at: usize| el("td").text_of(move || actions.grading.with(|session| passed(session, at)));
    let name = el("th").attr("scope", "row").class("grade-name").text(words::GRADE_ALL);
    let row = el("tr").child(name).child(el("td")).children((0..graded.exercises.len()).map(count));
    el("tfoot").child(row.child(el("td").attr("colspan", "2")))
}

/// A learner's row, and its details while they are open.
fn entry(actions: GradingActions, key: usize) -> Element {
    let grade = actions.grading;
    let chosen = Memo::new(move |_| grade.chosen.get() == key + 1);
    let line = grade.peek(|session| row(session, key).map(|row| line(actions, row, session.exercises(), chosen)));
    el("tbody").mark("data-chosen", move || chosen.get()).children(line).dynamic(move || {
        let only = if chosen.get() { grade.exercise.get() } else { return None };
        let details =
            grade.peek(|session| Some(details(session.lesson.as_ref()?, row(session, key)?, only.checked_sub(1))))?;
        Some(el("tr").class("grade-told").child(details))
    })
}

fn row(session: &GradingSession, key: usize) -> Option<&Row> {
    session.rows.iter().find(|row| row.key == key)
}

fn line(actions: GradingActions, row: &Row, all: usize, chosen: Memo<bool>) -> Element {
    let key = row.key;
    let name = button("grade-open", &row.name, move || actions.choose_row(key, None))
        .aria_bool("aria-expanded", move || chosen.get());
    let files = el("span").class("quiet grade-files").text(&row.files.join(", "));
    let line = el("tr").child(el("th").attr("scope", "row").class("grade-name").child(name).child(files));
    let note = el("td").class("grade-note").text(&notes(row));
    if row.cells.is_empty() {
        return line.child(note.attr("colspan", &(all + OTHERS - 1).to_string()));
    }
    let cell = |(at, cell): (usize, &Cell)| standing(*cell).pressed(move || actions.choose_row(key, Some(at)));
    line.child(el("td").text(&words::grade_count(row.passed(), all)))
        .children(row.cells.iter().enumerate().map(cell))
        .child(el("td").class("grade-group").attr("title", &row.digest).text(&row.group))
        .child(note)
}

fn notes(row: &Row) -> String {
    row.notes.iter().map(words::grade_note).collect::<Vec<_>>().join(" ")
}

fn standing(cell: Cell) -> Element {
    let (sign, word, full) = words::grade_cell(cell);
    // A sign is enough where nothing is known; the word is still read out.
    let (kind, shown) = match cell {
        Cell::Checked | Cell::Recorded => ("passed", "grade-word"),
        Cell::Failed | Cell::NotRecorded => ("failed", "grade-word"),
        Cell::Untold => ("untold", "visually-hidden"),
    };
    let sign = el("span").class("grade-sign").attr("aria-hidden", "true").text(sign);
    let cell = el("td").class("grade-cell").attr("data-standing", kind).attr("title", full);
    cell.child(sign).child(el("span").class(shown).text(word))
}

/// The details of a row: the exercise `only`, or else all exercises with a known outcome; with notes, files and mark.
fn details(graded: &GradedLesson, row: &Row, only: Option<usize>) -> Element {
    let is_shown = |at: usize, cell: Cell| match only {
        Some(only) => only == at,
        None => !matches!(cell, Cell::Untold | Cell::NotRecorded),
    };
    let all = graded.exercises.iter().zip(row.cells.iter().copied()).enumerate();
    let shown: Vec<_> = all.filter(|(at, (_, cell))| is_shown(*at, *cell)).collect();
    let quiet = (shown.is_empty() && row.notes.is_empty()).then(|| paragraph("quiet", words::GRADE_QUIET));
    let facts = [(words::GRADE_FILES, row.files.join(", ")), (words::GRADE_DATABASE, row.digest.clone())];
    let fact = |(name, value): (&str, String)| {
        (!value.is_empty()).then(|| paragraph("quiet grade-fact", &format!("{name}: {value}")))
    };
    let one = |(at, (exercise, cell))| one(row, at, exercise, cell);
    let all = el("div")
        .class("grade-all")
        .children((!row.notes.is_empty()).then(|| paragraph("grade-remark", &notes(row))))
        .children(quiet)
        .child(el("div").class("grade-ones").children(shown.into_iter().map(one)))
        .child(el("div").class("grade-facts").children(facts.into_iter().filter_map(fact)));
    el("td").attr("colspan", &(graded.exercises.len() + OTHERS).to_string()).child(all)
}

fn one(row: &Row, at: usize, exercise: &Exercise, cell: Cell) -> Element {
    let own: Vec<Verdict> = row.verdicts.iter().filter(|verdict| verdict.file == exercise.file).cloned().collect();
    let passed = row.record.as_ref().and_then(|record| record.passed.iter().find(|it| it.file == exercise.file));
    let recorded = passed.map(|passed| paragraph("quiet", &words::grade_recorded(&passed.at, passed.hints)));
    el("div")
        .class("grade-one")
        .child(el("h3").text(&words::grade_exercise(at, &exercise.title)))
        .child(paragraph("quiet", words::grade_cell(cell).2))
        .children(recorded)
        .child(el("div").class("verdicts").children(verdicts(&own)))
}
