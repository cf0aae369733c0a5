//! The table of grades: a row for each learner, and under it what the checks said.

use leptos::prelude::*;

use super::lesson::verdicts;
use super::{Page, button, paragraph};
use crate::domain::lesson::explain::Verdict;
use crate::domain::lesson::grade::{Cell, Row};
use crate::ui::element::{Element, el};
use crate::ui::state::Graded;
use crate::ui::text;

/// The table with a sentence above it and what its signs mean below.
pub(super) fn grades(page: Page) -> Element {
    let Page { state, .. } = page;
    let rows = Memo::new(move |_| state.grade.rows());
    el("section").class("grades").attr("aria-label", text::GRADES).part(move || {
        let Some(graded) = state.grade.lesson.get() else { return Vec::new() };
        let all = graded.exercises.len();
        let summary = el("p").class("grade-summary").text_of(move || rows.with(|rows| text::grade_summary(rows, all)));
        let head = header(page, &graded);
        let foot = footer(&graded, rows);
        let one = move |row: Row| entry(page, &graded, row);
        let table = el("table").attr("aria-label", text::GRADES).child(head).child(foot).each(move || rows.get(), one);
        let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "group");
        vec![
            summary,
            scroll.attr("aria-label", text::SCROLLABLE).child(table),
            paragraph("note", text::GRADE_CLAIM),
            paragraph("note", text::GRADE_GROUPS),
        ]
    })
}

fn header(Page { state, .. }: Page, graded: &Graded) -> Element {
    let by_passed = state.grade.by_passed;
    let sorted = move |name: &str, this: bool, direction: &str| {
        let direction = direction.to_owned();
        let sort = button("sort", name, move || by_passed.set(this));
        let sign = el("span").class("sort-sign").attr("aria-hidden", "true");
        let is_so = move || (by_passed.get() == this).then(|| direction.clone());
        el("th").attr("scope", "col").attr_of("aria-sort", is_so).child(sort.child(sign))
    };
    let plain = |name: &str| el("th").attr("scope", "col").text(name);
    let exercise = |(at, title): (usize, &str)| {
        let number = el("span").class("grade-number").text(&(at + 1).to_string());
        let title = el("span").class("grade-title").text(title);
        el("th").attr("scope", "col").class("grade-exercise").child(number).text(" ").child(title)
    };
    let titles = graded.exercises.iter().map(|exercise| exercise.title.as_str()).enumerate();
    let row = el("tr")
        .child(sorted(text::GRADE_NAME, false, "ascending").class("grade-name"))
        .child(sorted(text::GRADE_PASSED, true, "descending"))
        .children(titles.map(exercise))
        .child(plain(text::GRADE_DATABASE))
        .child(plain(text::GRADE_NOTES));
    el("thead").child(row)
}

/// How many passed each exercise.
fn footer(graded: &Graded, rows: Memo<Vec<Row>>) -> Element {
    let count = move |at: usize| {
        el("td").text_of(move || {
            rows.with(|rows| {
                let known = rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| **cell != Cell::Untold);
                let passed = known.clone().filter(|cell| cell.passed()).count();
                text::grade_count(passed, known.count())
            })
        })
    };
    let blank = || el("td");
    let name = el("th").attr("scope", "row").class("grade-name").text(text::GRADE_ALL);
    let row = el("tr").child(name).child(blank()).children((0..graded.exercises.len()).map(count));
    el("tfoot").child(row.child(blank()).child(blank()))
}

/// A learner's row, and what was said of it while it is chosen.
fn entry(Page { state, actions }: Page, graded: &Graded, row: Row) -> Element {
    let (key, all) = (row.key, graded.exercises.len());
    let chosen = Memo::new(move |_| state.grade.chosen.get().filter(|chosen| chosen.0 == key));
    let name = button("grade-open", &row.name, move || actions.choose_row(key, None))
        .flag("aria-expanded", move || chosen.get().is_some());
    let files = row.files.join(", ");
    let files = (files != row.name).then(|| el("span").class("quiet grade-files").text(&files));
    let name = el("th").attr("scope", "row").class("grade-name").child(name).children(files);
    let passed = if row.cells.is_empty() { "–".to_owned() } else { text::grade_count(row.passed(), all) };
    let cell = |at: usize| match row.cells.get(at) {
        Some(cell) => standing(*cell).pressed(move || actions.choose_row(key, Some(at))),
        None => el("td").text("–"),
    };
    let note = row.notes.iter().map(text::grade_note).collect::<Vec<_>>().join(" ");
    let group = el("td").class("grade-group").attr("title", &row.mark).text(&row.group);
    let line = el("tr")
        .child(name)
        .child(el("td").text(&passed))
        .children((0..all).map(cell))
        .child(group)
        .child(el("td").class("grade-note").text(&note));
    let graded = graded.clone();
    el("tbody").mark("data-chosen", move || chosen.get().is_some()).child(line).part(move || {
        let (_, at) = chosen.get()?;
        let told = el("td").attr("colspan", &(all + 4).to_string()).child(told(&graded, &row, at));
        Some(el("tr").class("grade-told").child(told))
    })
}

fn standing(cell: Cell) -> Element {
    let (sign, word, full) = text::grade_cell(cell);
    let kind = match cell {
        Cell::Checked | Cell::Recorded => "passed",
        Cell::Failed | Cell::NotRecorded => "failed",
        Cell::Untold => "untold",
    };
    el("td")
        .class("grade-cell")
        .attr("data-standing", kind)
        .attr("title", full)
        .child(el("span").class("grade-sign").attr("aria-hidden", "true").text(sign))
        .child(el("span").class("grade-word").text(word))
}

/// What there is to say of a row: notes, each exercise with its verdicts or the one that was pressed, the mark.
fn told(graded: &Graded, row: &Row, only: Option<usize>) -> Element {
    let one = |at: usize| {
        let exercise = &graded.exercises[at];
        let cell = row.cells.get(at).map(|cell| text::grade_cell(*cell).2).unwrap_or_default();
        let own: Vec<Verdict> = row.verdicts.iter().filter(|verdict| verdict.file == exercise.file).cloned().collect();
        let passed = row.record.as_ref().and_then(|record| record.passed.iter().find(|it| it.file == exercise.file));
        let recorded = passed.map(|passed| paragraph("quiet", &text::grade_recorded(&passed.at, passed.hints)));
        el("div")
            .class("grade-one")
            .child(el("h3").text(&text::grade_exercise(at, &exercise.title)))
            .child(paragraph("quiet", cell))
            .children(recorded)
            .child(el("div").class("verdicts").children(verdicts(&own)))
    };
    let shown = (0..row.cells.len()).filter(|at| only.is_none_or(|only| only == *at));
    let notes = row.notes.iter().map(|note| paragraph("grade-remark", &text::grade_note(note)));
    let mark = (!row.mark.is_empty())
        .then(|| el("p").class("quiet").text(text::GRADE_DATABASE).text(": ").child(el("code").text(&row.mark)));
    el("div")
        .class("grade-all")
        .children(notes)
        .child(el("div").class("grade-ones").children(shown.map(one)))
        .children(mark)
}
