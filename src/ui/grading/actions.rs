//! Grading: files that learners handed in are looked at one after the other, put into a table, and given out as CSV.

use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FileList};

use crate::base::csv;
use crate::base::error::{ErrorKind, Result};
use crate::browser::fetch::Abort;
use crate::browser::{clock, document, download, fetch, json, measure};
use crate::lessons;
use crate::lessons::completion::Record;
use crate::lessons::grading;
use crate::lessons::grading::{Content, Row, Submission};
use crate::lessons::progress::Progress;
use crate::links::Link;
use crate::protocol::Stage;
use crate::protocol::{Check, Companions};
use crate::ui::grading::state::Graded;
use crate::ui::lesson::actions::fetch_course;
use crate::ui::open::actions::limit;
use crate::ui::open::pairing::every_database;
use crate::ui::open::start::first_lesson;
use crate::ui::open::state::Attached;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;
use crate::words;

/// The largest completion record, in bytes.
const LARGEST_RECORD: f64 = 1_000_000.0;

impl Actions {
    /// Shows the grading view if the page's link asks for it; says whether it does.
    pub(crate) fn show_grading(self) -> bool {
        let state = self.state;
        let fragment = document::fragment();
        let asked = grading::is_asked(&fragment);
        document::set_root("data-view", if asked { "grade" } else { "lab" });
        state.grade.on.set(asked);
        if asked {
            let wanted = Link::parse(&fragment).lesson;
            let current = state.grade.peek(|desk| desk.lesson.as_ref().map(|it| it.course.name.clone()));
            if current.is_none() || (wanted.is_some() && wanted != current) {
                self.choose_graded(wanted.or_else(first_lesson).unwrap_or_default());
            }
        }
        asked
    }

    /// The fragment changed: the view does, or the lab follows the link.
    pub(crate) fn turn(self) {
        let state = self.state;
        let was_grading = state.grade.on.get_untracked();
        if self.show_grading() {
            return;
        }
        let never_opened = state.open.with_untracked(Option::is_none);
        if was_grading && state.stage.get_untracked() == Stage::Grading {
            // The lab begins once the file that is being looked at is left alone.
            self.stop_grading();
        } else if was_grading && never_opened {
            self.begin();
        } else if !was_grading || document::fragment().len() > 1 {
            self.follow(Link::parse(&document::fragment()));
        }
    }

    /// Chooses the lesson, by name or address, and looks at all files once more.
    pub(crate) fn choose_graded(self, name: String) {
        wasm_bindgen_futures::spawn_local(async move {
            let state = self.state;
            match fetch_graded(name).await {
                Ok(graded) => {
                    let lesson = Some(graded.course.name.clone());
                    let link = Link { lesson, ..Link::default() };
                    if state.grade.on.get_untracked() {
                        document::set_fragment(&format!("grade&{}", link.write()));
                    }
                    state.grade.take(graded);
                    state.alert.set(None);
                }
                Err(error) => state.alert.set(Some(error)),
            }
            if state.stage.get_untracked() == Stage::Loading {
                state.status.set(String::new());
                state.enter(Stage::Ready);
                measure::measure("lab:start", 0.0, &[]);
                self.keep_offline();
            }
            self.grade_on();
        });
    }

    /// Takes files that were dropped: to grade them, or to open one.
    pub(crate) fn drop_files(self, files: &FileList) {
        if self.state.grade.on.get_untracked() { self.hand_in(files) } else { self.open_files(files) }
    }

    /// Takes what learners handed in. What lies beside a database stays with it.
    pub(crate) fn hand_in(self, files: &FileList) {
        let handed = every_database(files);
        self.state.grade.change(|desk| desk.handed.extend(handed));
        self.grade_on();
    }

    /// Looks at the files that wait, one after the other, until they are through or somebody stops.
    pub(crate) fn grade_on(self) {
        let grade = self.state.grade;
        // Who is at it already comes to the new ones.
        let at_it = self.state.stage.get_untracked() == Stage::Grading;
        if at_it || grade.peek(|desk| desk.lesson.is_none() || desk.waiting() == 0) {
            return;
        }
        grade.stopping.set(false);
        self.perform(Stage::Grading, || async move {
            while let Some((graded, handed)) = self.next_handed() {
                let as_of = graded.course.head.as_of.unwrap_or_else(clock::now);
                let mapping = graded.course.head.mapping.clone();
                let call = Check {
                    exercises: graded.texts,
                    as_of,
                    mapping,
                    with_digest: true,
                    limit: limit(),
                    name: String::new(),
                    beside: Companions::default(),
                };
                let paper = Submission { content: self.look_at(&handed, call).await, file: handed.name };
                // Of another lesson, chosen meanwhile, it says nothing.
                if grade.peek(|desk| desk.lesson.as_ref().is_some_and(|now| now.course == graded.course)) {
                    grade.change(|desk| desk.papers.push(paper));
                }
            }
            // Whoever has left the view meanwhile finds the lab.
            if !grade.on.get_untracked() && self.state.open.with_untracked(Option::is_none) {
                self.begin();
            }
            Ok(grade.peek(|desk| words::graded(desk.papers.len(), desk.waiting())))
        });
    }

    fn next_handed(self) -> Option<(Graded, Attached)> {
        let grade = self.state.grade;
        if grade.stopping.get_untracked() {
            return None;
        }
        grade.peek(|desk| Some((desk.lesson.clone()?, desk.handed.get(desk.papers.len())?.clone())))
    }

    /// Stops at the file that is being looked at.
    pub(crate) fn stop_grading(self) {
        self.state.grade.stopping.set(true);
        self.stop();
    }

    async fn look_at(self, handed: &Attached, mut call: Check) -> Content {
        let Some(file) = handed.files.first() else { return Content::Refused(String::new()) };
        let Some(start) = beginning(file, 16.0).await else {
            return Content::Refused(words::GRADE_UNREADABLE.to_owned());
        };
        let is_json = handed.name.to_lowercase().ends_with(".json");
        if is_json || start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('{') {
            return read_record(file).await;
        }
        (call.name, call.beside) = (handed.name.clone(), handed.beside.clone());
        match self.client().call_with(call, handed.files.clone()).await {
            Ok(reply) => {
                let remarks = reply.answer.warnings.into_iter().map(|warning| words::error(&warning).message).collect();
                Content::Database(reply.answer.verdicts, reply.answer.digest, remarks)
            }
            Err(error) if error.kind() == ErrorKind::Stopped => Content::Refused(words::GRADE_STOPPED.to_owned()),
            Err(error) => Content::Refused(error.to_string()),
        }
    }

    /// Shows what was said of a row, with an exercise of it in view, or puts it away.
    pub(crate) fn choose_row(self, key: usize, exercise: Option<usize>) {
        let grade = self.state.grade;
        let pressed = (key + 1, exercise.map_or(0, |at| at + 1));
        let is_open = (grade.chosen.get_untracked(), grade.exercise.get_untracked()) == pressed;
        grade.exercise.set(pressed.1);
        grade.chosen.set(if is_open { 0 } else { pressed.0 });
    }

    /// Puts rows in an order.
    pub(crate) fn sort_grades(self, by_passed: bool) {
        self.state.grade.by_passed.set(by_passed);
        self.state.grade.change(|_| ());
    }

    /// Forgets all files and what was found in them.
    pub(crate) fn clear_grades(self) {
        let grade = self.state.grade;
        if self.state.stage.get_untracked() == Stage::Grading {
            return self.state.status.set(words::STILL_BUSY.to_owned());
        }
        grade.chosen.set(0);
        grade.change(|desk| {
            desk.papers.clear();
            desk.handed.clear();
        });
        self.state.status.set(words::GRADE_CLEARED.to_owned());
        document::focus("grade-title");
    }

    /// Gives the table as a file for spreadsheets.
    pub(crate) fn save_grades(self) {
        let made = self.state.grade.peek(|desk| {
            let graded = desk.lesson.as_ref()?;
            let mut lines = vec![header(graded)];
            lines.extend(desk.rows.iter().map(|row| line(graded, row)));
            Some((format!("{}-grades.csv", graded.course.head.id), csv::write(&lines)))
        });
        let Some((name, table)) = made else { return };
        match download::text(&table, &name, "text/csv") {
            Ok(()) => {
                self.dismiss();
                self.state.status.set(words::saved(&name));
            }
            Err(error) => self.state.alert.set(Some(error)),
        }
    }
}

async fn fetch_graded(name: String) -> Result<Graded> {
    let course = fetch_course(name, &Abort::new()).await?;
    let (mut exercises, mut texts) = (Vec::new(), Vec::new());
    for file in &course.head.files {
        let text = fetch::text(&format!("{}{file}", course.folder), &Abort::new()).await?;
        exercises.push(lessons::exercise(file, &text)?);
        texts.push((file.clone(), text));
    }
    Ok(Graded { course, exercises, texts })
}

/// The first characters of a file; `None` if the browser cannot read it.
async fn beginning(file: &Blob, bytes: f64) -> Option<String> {
    JsFuture::from(file.slice_with_f64_and_f64(0.0, bytes).ok()?.text()).await.ok()?.as_string()
}

async fn read_record(file: &Blob) -> Content {
    let text = beginning(file, LARGEST_RECORD).await.unwrap_or_default();
    let text = text.trim_start_matches('\u{feff}');
    match json::read::<Record>(text) {
        Some(record) => Content::Record(record),
        None if json::read::<Progress>(text).is_some() => Content::Refused(words::GRADE_IS_PROGRESS.to_owned()),
        None => Content::Refused(words::GRADE_NO_RECORD.to_owned()),
    }
}

fn header(graded: &Graded) -> Vec<String> {
    let mut line = vec![words::GRADE_NAME.to_owned(), words::GRADE_FILES.to_owned()];
    let titles = graded.exercises.iter().enumerate();
    line.extend(titles.map(|(at, exercise)| words::grade_exercise(at, &exercise.title)));
    let rest = [words::GRADE_PASSED, words::GRADE_EXERCISES, words::GRADE_DATABASE, words::GRADE_NOTES];
    line.extend(rest.map(str::to_owned));
    line
}

fn line(graded: &Graded, row: &Row) -> Vec<String> {
    let mut line = vec![row.name.clone(), row.files.join("; ")];
    let cell = |at: usize| row.cells.get(at).map(|cell| words::grade_cell(*cell).2.to_owned()).unwrap_or_default();
    line.extend((0..graded.exercises.len()).map(cell));
    line.push(row.passed().to_string());
    line.push(graded.exercises.len().to_string());
    line.push(row.digest.clone());
    line.push(row.notes.iter().map(words::grade_note).collect::<Vec<_>>().join(" "));
    line
}
