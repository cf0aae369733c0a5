//! Following a link on a page that is already open: the fragment changed.

use crate::browser::document;
use crate::links::Link;
use crate::sqlite::sql::statements;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;

impl Actions {
    /// Does what a link asks for: opens its database, or only takes over its settings and SQL.
    pub(crate) fn follow(self, link: Link) {
        if link.embed {
            document::set_root("data-embed", "1");
        }
        let Some(link) = self.open_from_link(link) else { return };
        let state = self.state;
        let proposed = state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.proposed.clone()));
        state.shell.schema.with_untracked(|schema| state.build.apply_link(&link, schema, proposed.as_ref()));
        self.follow_lesson(&link);
        self.examine();
    }

    /// Opens the link's lesson, or another exercise of the one that is open, and puts the link's SQL into the box: at once,
    /// or together with an exercise in place of another, with which what stood in the box is kept. Never later than that,
    /// for nobody is to run something else than what they see.
    pub(crate) fn follow_lesson(self, link: &Link) {
        self.follow_lesson_of(link, false);
    }

    /// The same for a link that is the person's `own` session: its SQL is not somebody else's.
    pub(crate) fn follow_lesson_of(self, link: &Link, own: bool) {
        let (lesson, step, sql) = (link.lesson.clone(), link.exercise(), link.sql.clone());
        if lesson.is_some() {
            // In a frame an exercise is shown only where the link asks for it.
            document::set_root("data-lesson", "1");
        }
        let wants_exercise = lesson.as_ref().map_or(step.is_some(), |name| !name.is_empty());
        let replaces = wants_exercise && self.state.lesson.step.with_untracked(Option::is_some);
        if let Some(sql) = sql.clone().filter(|_| !replaces) {
            self.put_sql_of_link(sql);
            self.state.sql.from_link.set(!own);
        }
        let sql = sql.filter(|_| replaces);
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = match (lesson, step) {
                (Some(name), step) => self.show_lesson(name, step, sql).await,
                (None, Some(step)) => self.show_exercise(step, sql).await,
                (None, None) => Some(Ok(())),
            };
            // What was chosen meanwhile says itself whose SQL it brought.
            let Some(outcome) = outcome else { return };
            if let Err(error) = outcome {
                self.state.shell.alert.set(Some(error));
            }
            if own {
                self.state.sql.from_link.set(false);
            }
        });
    }

    /// Puts SQL of a link into the box, and says where it came from.
    pub(crate) fn put_sql_of_link(self, sql: String) {
        self.state.sql.text.set(sql);
        self.state.sql.from_link.set(true);
    }

    /// Runs the link's SQL unasked only if it is one statement that reads, and the database came with the link.
    pub(crate) fn run_from_link(self, link: &Link) {
        let came_along = self.state.shell.opened.with_untracked(|open| {
            open.as_ref().is_some_and(|open| link.origin.is_some() && open.origin == link.origin)
        });
        if let Some(sql) = &link.sql
            && came_along
            && let [only] = &statements::split(sql)[..]
            && statements::reads_only(only.text)
        {
            self.run_read_only(sql.clone());
        }
    }
}
