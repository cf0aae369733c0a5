//! Changes the SQL box with the exercise: starter SQL, the learner's draft, and keeping that draft.

use crate::lessons::Exercise;
use crate::ui::shell::actions::Actions;

impl Actions {
    /// Puts the next exercise's SQL into the box: of a link, the learner's draft, or the starter. The SQL of the
    /// previous exercise is kept as its draft. SQL that belongs to no exercise stays in the box, for it would be lost.
    pub(crate) fn change_sql(self, next: &Exercise, of_link: Option<String>) {
        let state = self.state;
        self.keep_draft();
        self.open_tab(0);
        if state.sql.text.get_untracked() != state.sql.suggested.get_untracked() {
            return;
        }
        if let Some(sql) = of_link {
            return self.put_sql_of_link(sql);
        }
        let draft =
            state.lesson.learned.with_untracked(|learned| Some(learned.as_ref()?.step(&next.file)?.draft.clone()));
        match draft.filter(|draft| !draft.is_empty()) {
            Some(draft) => {
                state.sql.suggested.set(next.starter.clone());
                state.sql.from_draft.set(draft.clone());
                self.write_sql(draft);
            }
            None if !next.starter.is_empty() => self.suggest(&next.starter),
            None => {}
        }
    }

    /// Keeps the SQL in the box as the draft of the open exercise; the next exercise may replace it then.
    pub(crate) fn keep_draft(self) {
        let state = self.state;
        let Some(file) = state.lesson.step.with_untracked(|step| step.as_ref().map(|step| step.exercise.file.clone()))
        else {
            return;
        };
        let (now, suggested) = (self.text_of_work(), state.sql.suggested.get_untracked());
        self.change_progress(|learned| {
            learned.step_mut(&file).draft = if now == suggested { String::new() } else { now.clone() }
        });
        state.sql.suggested.set(now);
    }

    /// Puts the exercise's starter SQL into the box.
    pub(crate) fn use_starter(self) {
        if let Some(step) = self.state.lesson.step.get_untracked() {
            let starter = step.exercise.starter;
            self.open_tab(0);
            self.type_sql(&starter);
            self.state.sql.suggested.set(starter);
        }
    }

    fn suggest(self, sql: &str) {
        self.state.sql.suggested.set(sql.to_owned());
        self.write_sql(sql.to_owned());
    }
}
