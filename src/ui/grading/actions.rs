//! Grades the files that learners handed in: checks one after the other, fills the table, and saves it as CSV.

use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FileList, HashChangeEvent};

use crate::base::csv;
use crate::base::error::{ErrorKind, Result};
use crate::browser::fetch::Abort;
use crate::browser::{clock, document, download, fetch, json, lazy, measure};
use crate::lessons;
use crate::lessons::completion::Record;
use crate::lessons::grading;
use crate::lessons::grading::{Content, Row, Submission};
use crate::lessons::progress::Progress;
use crate::links::Link;
use crate::protocol::Check;
use crate::protocol::Stage;
use crate::ui::grading::state::{GradedLesson, GradingState};
use crate::ui::shell::actions::Actions;
use crate::ui::shell::attached_file::{AttachedFile, ChosenFiles};
use crate::ui::shell::open_lesson::{OpenLesson, first_lesson};
use crate::ui::shell::opened_file::largest_file;
use crate::ui::shell::state::ShellState;
use crate::words;

/// The largest completion record, in bytes.
const LARGEST_RECORD: f64 = 1_000_000.0;

/// The actions of the grading view. A copy acts on the same state.
#[derive(Clone, Copy)]
pub(crate) struct GradingActions {
    pub(crate) shared: Actions,
    pub(crate) grading: GradingState,
    /// `true` if the page was opened with the grading view, which then ends the start of the page.
    pub(crate) opens_page: bool,
}

impl GradingActions {
    /// The state that all views share.
    pub(crate) fn shell(self) -> ShellState {
        self.shared.state.shell
    }

    /// Starts the grading view, which then follows the address's fragment.
    pub(crate) fn start(self) {
        self.shared.restore_theme();
        self.shared.take_drops(move |files| self.add_submissions(files));
        document::on_window("hashchange", move |_: HashChangeEvent| self.follow_fragment());
        self.follow_fragment();
    }

    /// Shows or hides the view and chooses the lesson, as the address's fragment says.
    fn follow_fragment(self) {
        let fragment = document::fragment();
        let asked = grading::is_asked(&fragment);
        self.shell().show(asked);
        if !asked {
            if self.shell().stage.get_untracked() == Stage::Grading {
                self.stop_grading();
            }
            return;
        }
        self.shared.restore_theme();
        let wanted = Link::parse(&fragment).lesson;
        let current = self.grading.peek(|session| session.lesson.as_ref().map(|it| it.lesson.name.clone()));
        if current.is_none() || (wanted.is_some() && wanted != current) {
            self.choose_graded(wanted.or_else(first_lesson).unwrap_or_default());
        }
    }

    /// Chooses the lesson to grade, by name or address, and checks all files again.
    pub(crate) fn choose_graded(self, name: String) {
        wasm_bindgen_futures::spawn_local(async move {
            let (grade, shell) = (self.grading, self.shell());
            let request = grade.begin_request();
            let outcome = fetch_graded(name).await;
            // Another lesson was chosen meanwhile and shows its own outcome.
            if !grade.is_current(request) {
                return;
            }
            match outcome {
                Ok(graded) => {
                    let lesson = Some(graded.lesson.name.clone());
                    let link = Link { lesson, ..Link::default() };
                    if shell.visible.get_untracked() {
                        document::set_fragment(&format!("grade&{}", link.write()));
                    }
                    grade.take_lesson(graded);
                    shell.alert.set(None);
                }
                Err(error) => shell.alert.set(Some(error)),
            }
            if shell.stage.get_untracked() == Stage::Loading {
                shell.status.set(String::new());
                shell.enter(Stage::Ready);
                if self.opens_page {
                    measure::measure("lab:start", 0.0, &[]);
                }
                lazy::rest().await;
                self.shared.keep_offline();
            }
            self.check_waiting_files();
        });
    }

    /// Adds files that learners handed in, each database with its log and journal, and starts to check them.
    pub(crate) fn add_submissions(self, files: &FileList) {
        let handed = ChosenFiles::new(files).every_database();
        self.grading.change(|session| session.files.extend(handed));
        self.check_waiting_files();
    }

    /// Checks the waiting files one after the other, until all are checked or the person stops or leaves the view.
    pub(crate) fn check_waiting_files(self) {
        let grade = self.grading;
        // The loop that is already running also checks the new files.
        let at_it = self.shell().stage.get_untracked() == Stage::Grading;
        let hidden = !self.shell().visible.get_untracked();
        if at_it || hidden || grade.peek(|session| session.lesson.is_none() || session.waiting() == 0) {
            return;
        }
        grade.stopping.set(false);
        self.shared.perform(Stage::Grading, || async move {
            while let Some((graded, handed)) = self.next_file() {
                let taken = grade.lessons_taken();
                let as_of = graded.lesson.head.as_of.unwrap_or_else(clock::now);
                let mapping = graded.lesson.head.mapping.clone();
                let call = Check::of_open(graded.texts, as_of, mapping, true);
                let call = Check { limit: largest_file(), ..call };
                let submission = Submission { content: self.check_submission(&handed, call).await, file: handed.name };
                // The outcome does not belong to another lesson that was chosen meanwhile.
                if grade.lessons_taken() == taken {
                    grade.change(|session| session.submissions.push(submission));
                }
            }
            Ok(grade.peek(|session| words::graded(session.submissions.len(), session.waiting())))
        });
    }

    fn next_file(self) -> Option<(GradedLesson, AttachedFile)> {
        let grade = self.grading;
        if grade.stopping.get_untracked() {
            return None;
        }
        grade.peek(|session| Some((session.lesson.clone()?, session.files.get(session.submissions.len())?.clone())))
    }

    /// Stops grading and the running check.
    pub(crate) fn stop_grading(self) {
        self.grading.stopping.set(true);
        self.shared.stop();
    }

    async fn check_submission(self, handed: &AttachedFile, mut call: Check) -> Content {
        let Some(file) = handed.files.first() else { return Content::Refused(String::new()) };
        let Some(start) = beginning(file, 16.0).await else {
            return Content::Refused(words::GRADE_UNREADABLE.to_owned());
        };
        let is_json = handed.name.to_lowercase().ends_with(".json");
        if is_json || start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('{') {
            return read_record(file).await;
        }
        (call.name, call.companions) = (handed.name.clone(), handed.companions.clone());
        match self.shared.client().call_with(call, handed.files.clone()).await {
            Ok(reply) => {
                let remarks = reply.answer.warnings.into_iter().map(|warning| words::error(&warning).message).collect();
                Content::Database(reply.answer.verdicts, reply.answer.digest, remarks)
            }
            Err(error) if error.kind() == ErrorKind::Stopped => Content::Refused(words::GRADE_STOPPED.to_owned()),
            Err(error) => Content::Refused(words::error_line(&error)),
        }
    }

    /// Opens the details of a row, of one exercise or of all (`None`); closes them if they are open.
    pub(crate) fn choose_row(self, key: usize, exercise: Option<usize>) {
        let grade = self.grading;
        let pressed = (key + 1, exercise.map_or(0, |at| at + 1));
        let is_open = (grade.chosen.get_untracked(), grade.exercise.get_untracked()) == pressed;
        grade.exercise.set(pressed.1);
        grade.chosen.set(if is_open { 0 } else { pressed.0 });
    }

    /// Sorts the rows by the number of passed exercises or by name.
    pub(crate) fn sort_grades(self, by_passed: bool) {
        self.grading.by_passed.set(by_passed);
        self.grading.change(|_| ());
    }

    /// Removes all files and their results from the table.
    pub(crate) fn clear_grades(self) {
        let grade = self.grading;
        if self.shell().stage.get_untracked() == Stage::Grading {
            return self.shell().status.set(words::STILL_BUSY.to_owned());
        }
        grade.chosen.set(0);
        grade.change(|session| {
            session.submissions.clear();
            session.files.clear();
        });
        self.shell().status.set(words::GRADE_CLEARED.to_owned());
        document::focus("grade-title");
    }

    /// Downloads the table as a CSV file.
    pub(crate) fn save_grades(self) {
        let made = self.grading.peek(|session| {
            let graded = session.lesson.as_ref()?;
            let mut lines = vec![header(graded)];
            lines.extend(session.rows.iter().map(|row| line(graded, row)));
            Some((format!("{}-grades.csv", graded.lesson.head.id), csv::write(&lines)))
        });
        let Some((name, table)) = made else { return };
        match download::text(&table, &name, "text/csv") {
            Ok(()) => {
                self.shared.dismiss();
                self.shell().status.set(words::saved(&name));
            }
            Err(error) => self.shell().alert.set(Some(error)),
        }
    }
}

async fn fetch_graded(name: String) -> Result<GradedLesson> {
    let lesson = OpenLesson::fetch(name, &Abort::new()).await?;
    let (mut exercises, mut texts) = (Vec::new(), Vec::new());
    for file in &lesson.head.files {
        let text = fetch::text(&format!("{}{file}", lesson.folder), &Abort::new()).await?;
        exercises.push(lessons::exercise(file, &text)?);
        texts.push((file.clone(), text));
    }
    Ok(GradedLesson { lesson, exercises, texts })
}

/// The first `bytes` bytes of a file as text; `None` if the browser cannot read it.
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

fn header(graded: &GradedLesson) -> Vec<String> {
    let mut line = vec![words::GRADE_NAME.to_owned(), words::GRADE_FILES.to_owned()];
    let titles = graded.exercises.iter().enumerate();
    line.extend(titles.map(|(at, exercise)| words::grade_exercise(at, &exercise.title)));
    let rest = [words::GRADE_PASSED, words::GRADE_EXERCISES, words::GRADE_DATABASE, words::GRADE_NOTES];
    line.extend(rest.map(str::to_owned));
    line
}

fn line(graded: &GradedLesson, row: &Row) -> Vec<String> {
    let mut line = vec![row.name.clone(), row.files.join("; ")];
    let cell = |at: usize| row.cells.get(at).map(|cell| words::grade_cell(*cell).2.to_owned()).unwrap_or_default();
    line.extend((0..graded.exercises.len()).map(cell));
    line.push(row.passed().to_string());
    line.push(graded.exercises.len().to_string());
    line.push(row.digest.clone());
    line.push(row.notes.iter().map(words::grade_note).collect::<Vec<_>>().join(" "));
    line
}
