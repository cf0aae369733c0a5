//! Learning: a lesson is opened, its exercises are gone through, hinted at and checked.

use crate::base::error::Result;
use crate::base::problem::link::LinkProblem;
use crate::browser::fetch::Abort;
use crate::browser::{clock, document, event_loop, fetch};
use crate::features::spec::show_instant;
use crate::lessons;
use crate::lessons::judge::verdict::Outcome;
use crate::lessons::{Base, Exercise, HEAD_FILE, Solution};
use crate::links::{Link, Origin};
use crate::protocol::Stage;
use crate::protocol::{Check, Query};
use crate::ui::lesson::state::Course;
use crate::ui::lesson::state::Step;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;
use crate::ui::sql::state::Shown;
use crate::words;

impl Actions {
    /// Opens a lesson by the name of a folder of this host, or by an address; an empty name puts it away.
    pub(crate) fn open_lesson(self, name: String, step: Option<usize>) {
        wasm_bindgen_futures::spawn_local(async move {
            self.state.alert.set(self.fetch_lesson(name, step, None).await.err());
        });
    }

    pub(crate) async fn fetch_lesson(self, name: String, step: Option<usize>, sql: Option<String>) -> Result<()> {
        let state = self.state;
        if name.is_empty() {
            state.course.set(None);
            state.step.set(None);
            return Ok(());
        }
        let known = state.work(|work| work.course.take()).filter(|course| course.name == name);
        let course = match known {
            Some(course) => course,
            None => fetch_course(name, &Abort::new()).await?,
        };
        let head = &course.head;
        // What was written belongs to the lesson that was on show.
        self.keep_draft();
        state.step.set(None);
        self.recall_progress(head);
        let passed = |file: &String| {
            state.learned.with_untracked(|learned| learned.as_ref().is_some_and(|learned| learned.has_passed(file)))
        };
        let next = head.files.iter().position(|file| !passed(file)).unwrap_or(0);
        state.course.set(Some(course));
        self.fetch_step(step.unwrap_or(next), sql).await
    }

    /// Shows an exercise of the lesson.
    pub(crate) fn go_to(self, at: usize) {
        wasm_bindgen_futures::spawn_local(async move {
            match self.fetch_step(at, None).await {
                // The button that was pressed is gone: reading goes on at the title.
                Ok(()) => {
                    self.dismiss();
                    event_loop::drawn().await;
                    document::focus("exercise-title");
                }
                Err(error) => self.state.alert.set(Some(error)),
            }
        });
    }

    /// Shows an exercise, with SQL of a link in place of what it begins with.
    pub(crate) async fn fetch_step(self, at: usize, sql: Option<String>) -> Result<()> {
        let state = self.state;
        let Some(course) = state.course.get_untracked() else { return Ok(()) };
        let at = at.min(course.head.files.len().saturating_sub(1));
        let Some(file) = course.head.files.get(at) else { return Ok(()) };
        let text = fetch::text(&format!("{}{file}", course.folder), &Abort::new()).await?;
        let exercise = lessons::exercise(file, &text)?;
        state.verdicts.set(Vec::new());
        if state.step.with_untracked(Option::is_some) {
            self.forget_result();
        }
        self.change_sql(&exercise, sql);
        state.step.set(Some(Step { at, text, exercise }));
        Ok(())
    }

    /// Puts the next exercise's SQL into the box: as the learner left it, or as it begins. What was written for the one
    /// before is kept with it, and what nobody can come back to stays.
    fn change_sql(self, next: &Exercise, of_link: Option<String>) {
        let state = self.state;
        self.keep_draft();
        if state.sql.get_untracked() != state.sql_suggested.get_untracked() {
            return;
        }
        if let Some(sql) = of_link {
            return self.put_sql_of_link(sql);
        }
        let draft = state.learned.with_untracked(|learned| Some(learned.as_ref()?.step(&next.file)?.draft.clone()));
        match draft.filter(|draft| !draft.is_empty()) {
            Some(draft) => {
                state.sql_suggested.set(next.starter.clone());
                self.write_sql(draft);
            }
            None if !next.starter.is_empty() => self.suggest(&next.starter),
            None => {}
        }
    }

    /// Keeps the SQL in the box with the exercise on show, which from then on has no claim to the box.
    fn keep_draft(self) {
        let state = self.state;
        let Some(file) = state.step.with_untracked(|step| step.as_ref().map(|step| step.exercise.file.clone())) else {
            return;
        };
        let (now, suggested) = (state.sql.get_untracked(), state.sql_suggested.get_untracked());
        self.learn(|learned| {
            learned.step_mut(&file).draft = if now == suggested { String::new() } else { now.clone() }
        });
        state.sql_suggested.set(now);
    }

    /// Leaves the results of the exercise before behind: they are not what the next one asks for.
    fn forget_result(self) {
        let state = self.state;
        state.shown.set(Shown::default());
        state.status.set(String::new());
        wasm_bindgen_futures::spawn_local(async move {
            // A script of nothing; should it fail, the results are there and do no harm.
            let _ = self.client().call(Query { sql: String::new(), read_only: false }).await;
        });
    }

    /// Puts the exercise's first lines into the SQL box.
    pub(crate) fn use_starter(self) {
        if let Some(step) = self.state.step.get_untracked() {
            let starter = step.exercise.starter;
            // As if it was typed, so that the browser can undo it.
            if !document::type_in("sql", &starter) {
                self.write_sql(starter.clone());
            }
            self.state.sql_suggested.set(starter);
        }
    }

    fn suggest(self, sql: &str) {
        self.state.sql_suggested.set(sql.to_owned());
        self.write_sql(sql.to_owned());
    }

    /// Shows one more hint.
    pub(crate) fn hint(self) {
        if let Some(step) = self.state.step.get_untracked() {
            self.learn(|learned| {
                learned.hint(&step.exercise.file, step.exercise.hints.len());
            });
        }
    }

    /// Checks the exercise.
    pub(crate) fn check(self) {
        let state = self.state;
        let (Some(course), Some(step)) = (state.course.get_untracked(), state.step.get_untracked()) else { return };
        self.perform(Stage::Running, || async move {
            let file = step.exercise.file;
            let as_of = course.head.as_of.unwrap_or_else(|| state.spec.with_untracked(|spec| spec.as_of));
            let exercises = vec![(file.clone(), step.text)];
            let mapping = course.head.mapping;
            let call = Check::of_open(exercises, as_of, mapping, false);
            let verdicts = self.client().call(call).await?.answer.verdicts;
            let passed = verdicts.iter().all(|verdict| verdict.outcome == Outcome::Passed);
            if passed {
                state.forget_sql_messages();
                self.learn(|learned| learned.pass(&file, &show_instant(clock::now())));
            }
            state.verdicts.set(verdicts);
            wasm_bindgen_futures::spawn_local(async {
                event_loop::drawn().await;
                document::reveal("verdicts");
            });
            Ok(if passed { words::EXERCISE_PASSED } else { words::EXERCISE_OPEN }.to_owned())
        });
    }

    /// Opens the database that the lesson starts from.
    pub(crate) fn open_lesson_database(self) {
        if let Some(course) = self.state.course.get_untracked() {
            let link = of_lesson(&course);
            if let Some(opening) = self.origin_of(&link) {
                self.open(opening, link);
            }
        }
    }
}

/// Fetches what a lesson says of itself, by the name of a folder of this host, or from an address.
pub(crate) async fn fetch_course(name: String, abort: &Abort) -> Result<Course> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if !name.contains('/') && !name.chars().all(plain) {
        return Err(LinkProblem::NoLesson { name: name.chars().take(60).collect() }.into());
    }
    let folder = if name.contains('/') { name.clone() } else { format!("lessons/{name}") };
    let folder = format!("{}/", document::absolute(&folder).unwrap_or(folder).trim_end_matches('/'));
    let head = lessons::head(&fetch::text(&format!("{folder}{HEAD_FILE}"), abort).await?)?;
    Ok(Course { name, folder, head })
}

/// The link to a lesson's database, as of its instant and with its mapping.
pub(crate) fn of_lesson(course: &Course) -> Link {
    let as_of = course.head.as_of.map(show_instant);
    Link { origin: Some(origin(course)), as_of, ..Link::parse(&course.head.mapping) }
}

/// Where a lesson's database is.
pub(crate) fn origin(course: &Course) -> Origin {
    match &course.head.database {
        Base::Sample(name) => Origin::Sample(name.clone()),
        Base::File(file) => Origin::Remote(format!("{}{file}", course.folder)),
    }
}

/// The official solution, for people.
pub(crate) fn solution(solution: &Solution) -> String {
    match solution {
        Solution::Sql(sql) => sql.clone(),
        Solution::Build { .. } => words::BUILD.to_owned(),
    }
}
