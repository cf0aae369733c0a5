//! The editor of the SQL box: loads it, gives it text, schema and marks, and says which part of the text is to run.

use std::cell::RefCell;
use std::ops::Range;

use crate::base::engine::Engine;
use crate::base::error::LabError;
use crate::browser::editor::{Editor, EditorWords, Heard, Mark, Severity, selection_of_area};
use crate::browser::{document, event_loop, measure};
use crate::postgres::script;
use crate::protocol::Note;
use crate::sqlite::sql::places::{bytes_of_utf16, chars_before, statement_at, utf16_of_chars};
use crate::sqlite::sql::statements;
use crate::ui::dom::effect;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::areas::Area;
use crate::ui::signals::*;
use crate::ui::sql::editor_state::PartOfBox;
use crate::words;

/// The id of the text area, which the editor takes over.
pub(crate) const BOX: &str = "sql";

impl Actions {
    /// Loads the editor and puts it in the place of the text area, which does the work until then, or if it cannot be loaded.
    pub(crate) fn load_editor(self) {
        let state = self.state.sql;
        self.recall_tabs();
        wasm_bindgen_futures::spawn_local(async move {
            let said = EditorWords { name: words::SQL, phrases: &words::EDITOR_PHRASES };
            match Editor::place(BOX, &said, move |heard| self.on_heard(heard)).await {
                Ok(editor) => {
                    state.editor.editor.set_value(Some(editor.clone()));
                    state.editor.is_there.set(true);
                    self.keep_editor_true(&editor);
                    self.lint_while_writing();
                    measure::measure("lab:editor", 0.0, &[]);
                }
                Err(_) => state.editor.is_missing.set(true),
            }
        });
    }

    /// Gives the editor the text, the schema and the marks, now and whenever they change.
    fn keep_editor_true(self, editor: &Editor) {
        let state = self.state;
        let to = editor.clone();
        effect(Box::new(move || state.sql.text.with(|text| to.set(text))));
        let (to, known) = (editor.clone(), RefCell::new(None));
        effect(Box::new(move || {
            let now = Some((state.sql.postgres.engine.get(), state.shell.schema.get()));
            if *known.borrow() != now {
                if let Some((engine, schema)) = &now {
                    to.know(*engine, schema);
                }
                known.replace(now);
            }
        }));
        let to = editor.clone();
        effect(Box::new(move || {
            let mut marks = state.sql.editor.lints.get();
            // A run says the same of them once more, and knows their start only.
            let is_new =
                |mark: &Mark| marks.iter().all(|lint| (lint.from, &lint.message) != (mark.from, &mark.message));
            let of_run: Vec<Mark> = state.sql.editor.marks_of_run.get().into_iter().filter(is_new).collect();
            marks.extend(of_run);
            to.mark(&marks, state.sql.error.with(Option::is_some));
        }));
    }

    fn on_heard(self, heard: Heard) {
        let state = self.state.sql;
        match heard {
            Heard::Typed(text) => self.write_sql(text),
            Heard::Shown(text) => state.text.set(text),
            Heard::Selected(selected) => state.editor.selected.set(selected),
            Heard::Run => self.run(),
            Heard::RunStatement => self.run_statement(),
            Heard::Earlier => self.turn_history(true),
            Heard::Later => self.turn_history(false),
        }
    }

    /// Gives the focus to the box.
    pub(super) fn focus_box(self) {
        document::focus(BOX);
    }

    /// Puts SQL into the box as if it was typed: the box gets the focus, and the person can undo it.
    pub(crate) fn type_sql(self, sql: &str) {
        let areas = self.state.shell.areas;
        if untrack(|| areas.shows(Area::Sql)) {
            return self.type_now(sql);
        }
        areas.show(Area::Sql);
        let sql = sql.to_owned();
        wasm_bindgen_futures::spawn_local(async move {
            // What is hidden cannot have the focus.
            event_loop::drawn().await;
            self.type_now(&sql);
        });
    }

    fn type_now(self, sql: &str) {
        match self.state.sql.editor.editor.get_value() {
            Some(editor) => {
                self.write_sql(sql.to_owned());
                editor.set(sql);
                editor.focus();
            }
            None => {
                if !document::type_in(BOX, sql) {
                    self.write_sql(sql.to_owned());
                    document::focus(BOX);
                }
            }
        }
    }

    /// The selected part of the SQL in the box, or all of it if nothing is selected.
    pub(super) fn selected_sql(self) -> PartOfBox {
        let whole = self.state.sql.text.get_untracked();
        let range = self.selection(&whole);
        if whole.get(range.clone()).is_none_or(|part| part.trim().is_empty()) {
            return PartOfBox::whole(whole);
        }
        part(whole, range)
    }

    /// The statement of the SQL in the box at which the caret stands.
    pub(super) fn statement_at_caret(self) -> PartOfBox {
        let whole = self.state.sql.text.get_untracked();
        let caret = self.selection(&whole).end;
        let ranges: Vec<Range<usize>> = match self.state.sql.postgres.engine.get_untracked() {
            Engine::Sqlite => statements::split(&whole).iter().map(|it| it.start..it.start + it.text.len()).collect(),
            Engine::Postgres => {
                let start = |chars: u32| whole.char_indices().nth(chars as usize).map_or(whole.len(), |(at, _)| at);
                let range = |part: &script::Part<'_>| start(part.start)..start(part.start) + part.text.len();
                script::split(&whole).iter().map(range).collect()
            }
        };
        match statement_at(&whole, &ranges, caret) {
            Some(range) => part(whole, range),
            None => PartOfBox::whole(whole),
        }
    }

    /// The selection in a text of the box, in bytes.
    fn selection(self, whole: &str) -> Range<usize> {
        let editor = self.state.sql.editor.editor.get_value();
        let (start, end) = editor.map_or_else(|| selection_of_area(BOX), |editor| editor.selection());
        bytes_of_utf16(whole, start)..bytes_of_utf16(whole, end)
    }

    /// Forgets the error, the notes and the marks of what ran before.
    pub(super) fn begin_run(self, part: PartOfBox) {
        let state = self.state.sql;
        state.forget_messages();
        state.editor.marks_of_run.set(Vec::new());
        state.editor.ran.set_value(part);
    }

    /// Shows the notes on what ran, at their places in the whole text.
    pub(super) fn show_notes(self, mut notes: Vec<Note>) {
        let state = self.state.sql;
        let start = state.editor.ran.with_value(|ran| ran.start);
        for note in &mut notes {
            note.position = note.position.map(|at| at + start);
        }
        let marks = notes
            .iter()
            .filter_map(|note| Some(self.mark(note.position?, Severity::Warning, words::sql_note(&note.note))));
        self.add_marks_of_run(marks.collect());
        state.notes.set(notes);
    }

    /// Shows the error of what ran, at its place in the whole text.
    pub(super) fn show_sql_error(self, mut error: LabError) {
        let state = self.state.sql;
        error.position = error.position.map(|at| at + state.editor.ran.with_value(|ran| ran.start));
        if let Some(at) = error.position {
            self.add_marks_of_run(vec![self.mark(at, Severity::Error, words::error(&error).message)]);
        }
        state.error.set(Some(error));
    }

    /// A mark at a character of the text that ran.
    fn mark(self, at: u32, severity: Severity, message: String) -> Mark {
        let from = self.state.sql.editor.ran.with_value(|ran| utf16_of_chars(&ran.whole, at));
        Mark { from, to: from, severity, message }
    }

    /// Adds marks, unless the text is another one by now.
    fn add_marks_of_run(self, marks: Vec<Mark>) {
        let state = self.state.sql;
        let is_same = state.editor.ran.with_value(|ran| state.text.with_untracked(|text| *text == ran.whole));
        if is_same && !marks.is_empty() {
            state.editor.marks_of_run.update(|all| all.extend(marks));
        }
    }
}

fn part(whole: String, range: Range<usize>) -> PartOfBox {
    let start = chars_before(&whole, range.start);
    PartOfBox { sql: whole.get(range).unwrap_or_default().to_owned(), whole, start }
}
