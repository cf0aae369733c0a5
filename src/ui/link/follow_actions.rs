//! Follows a link on a page that is already open, when the address's fragment changes.

use crate::base::engine::Engine;
use crate::browser::document;
use crate::links::Link;
use crate::sqlite::sql::statements;
use crate::ui::shell::actions::Actions;

impl Actions {
    /// Follows a link: opens its database, or applies its mapping, lesson and SQL to the open one if it names none.
    pub(crate) fn follow_link(self, link: Link) {
        if link.embed {
            document::set_root("data-embed", "1");
        }
        let Some(link) = self.open_from_link(link) else { return };
        let state = self.state;
        let proposed = state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.proposed.clone()));
        state.shell.schema.with_untracked(|schema| state.build.apply_link(&link, schema, proposed.as_ref()));
        self.open_lesson_of_link(&link, false);
        self.preview_times();
    }

    /// Opens the link's lesson, or another exercise of the open one, and puts the link's SQL into the box: at once, or
    /// with the exercise if it replaces another one, whose SQL is then kept as a draft. Never later than that, for a
    /// person must run the SQL that they see.
    ///
    /// The SQL is marked as a link's unless the link is the person's own saved session (`is_own`).
    pub(crate) fn open_lesson_of_link(self, link: &Link, is_own: bool) {
        let (lesson, step, sql) = (link.lesson.clone(), link.exercise(), link.sql.clone());
        if lesson.is_some() {
            // In a frame an exercise is shown only where the link asks for it.
            document::set_root("data-lesson", "1");
        }
        let wants_exercise = lesson.as_ref().map_or(step.is_some(), |name| !name.is_empty());
        let replaces = wants_exercise && self.state.lesson.step.with_untracked(Option::is_some);
        if let Some(sql) = sql.clone().filter(|_| !replaces) {
            self.put_sql_of_link(sql);
            self.state.sql.from_link.set(!is_own);
        }
        let sql = sql.filter(|_| replaces);
        let link = Link { tab: link.tab.clone(), engine: link.engine, ..Link::default() };
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = match (lesson, step) {
                (Some(name), step) => self.show_lesson(name, step, sql).await,
                (None, Some(step)) => self.show_exercise(step, sql).await,
                (None, None) => Some(Ok(())),
            };
            // A lesson or exercise that was chosen meanwhile marks its SQL itself.
            let Some(outcome) = outcome else { return };
            if let Err(error) = outcome {
                self.state.shell.alert.set(Some(error));
            }
            if let Some(engine) = link.engine {
                self.choose_engine(engine);
            }
            if is_own {
                self.state.sql.from_link.set(false);
            }
            self.show_area_of_link(&link);
        });
    }

    /// Puts SQL of a link into the box, marked as a link's.
    pub(crate) fn put_sql_of_link(self, sql: String) {
        self.open_tab(0);
        self.state.sql.text.set(sql);
        self.state.sql.from_link.set(true);
    }

    /// Runs the link's SQL if it is one statement that only reads, and the open database is the link's.
    pub(crate) fn run_from_link(self, link: &Link) {
        let came_along = self.state.shell.opened.with_untracked(|open| {
            open.as_ref().is_some_and(|open| link.origin.is_some() && open.origin == link.origin)
        });
        if let Some(sql) = &link.sql
            && came_along
            && link.engine.unwrap_or_default() == Engine::Sqlite
            && let [only] = &statements::split(sql)[..]
            && statements::reads_only(only.text)
        {
            self.run_read_only(sql.clone());
        }
    }
}
