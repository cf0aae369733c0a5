//! Opens lessons and exercises, shows hints, and checks exercises.

use crate::base::engine::Engine;
use crate::base::error::Result;
use crate::browser::fetch::Abort;
use crate::browser::{clock, document, event_loop, fetch, kept_texts};
use crate::features::spec::show_instant;
use crate::lessons;
use crate::lessons::Solution;
use crate::lessons::judge::verdict::{Outcome, Verdict};
use crate::protocol::Stage;
use crate::protocol::{Check, Query};
use crate::ui::lesson::state::OpenExercise;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::areas::Area;
use crate::ui::shell::open_lesson::OpenLesson;
use crate::words;

impl Actions {
    /// Opens a lesson by the name of a folder of this host or by an address; an empty name closes the open one.
    pub(crate) fn open_lesson(self, name: String, step: Option<usize>) {
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(outcome) = self.show_lesson(name, step, None).await {
                self.state.shell.alert.set(outcome.err());
            }
        });
    }

    /// Fetches a lesson and shows its exercise `step` (from 0; the first unpassed one if `None`), with `sql` of a link
    /// in place of the exercise's own. Returns `None` if another lesson or exercise was chosen meanwhile.
    pub(crate) async fn show_lesson(
        self,
        name: String,
        step: Option<usize>,
        sql: Option<String>,
    ) -> Option<Result<()>> {
        let request = self.state.lesson.begin_request();
        let outcome = self.fetch_lesson(request, name, step, sql).await;
        self.state.lesson.is_current(request).then_some(outcome)
    }

    /// Fetches and shows an exercise of the open lesson, as [`Actions::show_lesson`] does.
    pub(crate) async fn show_exercise(self, at: usize, sql: Option<String>) -> Option<Result<()>> {
        let request = self.state.lesson.begin_request();
        let outcome = self.fetch_exercise(request, at, sql).await;
        self.state.lesson.is_current(request).then_some(outcome)
    }

    async fn fetch_lesson(self, request: usize, name: String, step: Option<usize>, sql: Option<String>) -> Result<()> {
        let state = self.state;
        if name.is_empty() {
            state.lesson.open.set(None);
            state.lesson.step.set(None);
            return Ok(());
        }
        let known = state.lesson.next.update(Option::take).filter(|lesson| lesson.name == name);
        let lesson = match known {
            Some(lesson) => lesson,
            None => OpenLesson::fetch(name, &Abort::new()).await?,
        };
        kept_texts::recalled().await;
        if !state.lesson.is_current(request) {
            return Ok(());
        }
        let head = &lesson.head;
        // The SQL in the box belongs to the lesson that was open before.
        self.keep_draft();
        state.lesson.step.set(None);
        self.recall_progress(head);
        let passed = |file: &String| {
            state
                .lesson
                .learned
                .with_untracked(|learned| learned.as_ref().is_some_and(|learned| learned.has_passed(file)))
        };
        let next = head.files.iter().position(|file| !passed(file)).unwrap_or(0);
        state.lesson.open.set(Some(lesson));
        self.fetch_exercise(request, step.unwrap_or(next), sql).await
    }

    async fn fetch_exercise(self, request: usize, at: usize, sql: Option<String>) -> Result<()> {
        let state = self.state;
        let Some(lesson) = state.lesson.open.get_untracked() else { return Ok(()) };
        let at = at.min(lesson.head.files.len().saturating_sub(1));
        let Some(file) = lesson.head.files.get(at) else { return Ok(()) };
        let text = fetch::text(&format!("{}{file}", lesson.folder), &Abort::new()).await?;
        if !state.lesson.is_current(request) {
            return Ok(());
        }
        let exercise = lessons::exercise(file, &text)?;
        state.lesson.verdicts.set(Vec::new());
        if state.lesson.step.with_untracked(Option::is_some) {
            self.forget_result();
        }
        state.shell.areas.prepare(match exercise.solution {
            Solution::Build { .. } => Area::Build,
            Solution::Sql(_) => Area::Sql,
        });
        self.choose_engine(exercise.engine);
        self.change_sql(&exercise, sql);
        state.lesson.step.set(Some(OpenExercise { at, text, exercise }));
        Ok(())
    }

    /// Shows an exercise of the open lesson and moves the focus to its title.
    pub(crate) fn go_to(self, at: usize) {
        wasm_bindgen_futures::spawn_local(async move {
            match self.show_exercise(at, None).await {
                // The button that was pressed is gone, so the focus moves to the title.
                Some(Ok(())) => {
                    self.dismiss();
                    event_loop::drawn().await;
                    document::focus("exercise-title");
                }
                Some(Err(error)) => self.state.shell.alert.set(Some(error)),
                None => {}
            }
        });
    }

    /// Clears the results of the previous exercise, on the page and in the worker: a check must not take them for the
    /// next.
    fn forget_result(self) {
        let state = self.state;
        state.sql.results.clear();
        state.shell.status.set(String::new());
        self.forget_in_postgres();
        wasm_bindgen_futures::spawn_local(async move {
            // An empty script replaces the results. If it fails, the old results stay in the worker, which does no
            // harm.
            let empty = Query::of_box("");
            let _ = self.client().call_behind(empty, Vec::new()).await;
        });
    }

    /// Shows one more hint.
    pub(crate) fn hint(self) {
        if let Some(step) = self.state.lesson.step.get_untracked() {
            self.change_progress(|learned| {
                learned.hint(&step.exercise.file, step.exercise.hints.len());
            });
        }
    }

    /// Checks the open exercise, shows the verdicts, and stores in the progress that it was passed.
    pub(crate) fn check(self) {
        let state = self.state;
        let (Some(lesson), Some(step)) = (state.lesson.open.get_untracked(), state.lesson.step.get_untracked()) else {
            return;
        };
        state.shell.areas.show(Area::Lesson);
        if step.exercise.engine == Engine::Postgres {
            let file = step.exercise.file.clone();
            return self.check_in_postgres(step.exercise, move |verdicts| Ok(self.judged(&lesson, &file, verdicts)));
        }
        self.perform(Stage::Running, || async move {
            let file = step.exercise.file;
            let as_of = lesson.head.as_of.unwrap_or_else(|| state.build.spec.with_untracked(|spec| spec.as_of));
            let exercises = vec![(file.clone(), step.text)];
            let call = Check::of_open(exercises, as_of, lesson.head.mapping.clone(), false);
            let call = Check { is_edited: self.is_edited(), ..call };
            let verdicts = self.client().call(call).await?.answer.verdicts;
            Ok(self.judged(&lesson, &file, verdicts))
        });
    }

    /// Shows the verdicts on an exercise, and stores in the progress that it was passed; returns what the status line says.
    fn judged(self, lesson: &OpenLesson, file: &str, verdicts: Vec<Verdict>) -> String {
        let state = self.state;
        let passed = verdicts.iter().all(|verdict| verdict.outcome == Outcome::Passed);
        // Another lesson or exercise may have been opened while a worker checked: progress belongs to the open lesson,
        // verdicts to the open exercise.
        if !state.lesson.is_open(&lesson.name) {
            return String::new();
        }
        if passed {
            self.change_progress(|learned| learned.pass(file, &show_instant(clock::now())));
        }
        if !state.lesson.is_on_show(file) {
            return String::new();
        }
        if passed {
            state.sql.forget_messages();
        }
        state.lesson.verdicts.set(verdicts);
        wasm_bindgen_futures::spawn_local(async {
            event_loop::drawn().await;
            document::reveal("verdicts");
        });
        if passed { words::EXERCISE_PASSED } else { words::EXERCISE_OPEN }.to_owned()
    }

    /// Opens the lesson's database.
    pub(crate) fn open_lesson_database(self) {
        if let Some(lesson) = self.state.lesson.open.get_untracked() {
            let link = lesson.link_to_database();
            if let Some(opening) = self.origin_of(&link) {
                self.open(opening, link);
            }
        }
    }
}
