//! Marks in the editor what is probably not meant, before it runs.

use crate::base::engine::Engine;
use crate::browser::editor::{Mark, Severity};
use crate::browser::event_loop;
use crate::sqlite::sql::lint::{Lint, Roles, lints};
use crate::sqlite::sql::places::{chars_before, utf16_of_chars};
use crate::ui::dom::effect;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;
use crate::words;

/// The time without a change after which a text is looked at, in milliseconds.
const DEBOUNCE_MS: i32 = 300;

/// The longest text that is looked at, in bytes: longer ones are data rather than queries.
const LONGEST: usize = 100_000;

impl Actions {
    /// Looks at the text whenever it, the schema or the mapping changes, once the person stops typing.
    pub(super) fn lint_while_writing(self) {
        let state = self.state;
        let last = StoredValue::new(0_u32);
        effect(Box::new(move || {
            state.sql.text.track();
            state.shell.schema.track();
            state.build.spec.track();
            state.sql.postgres.engine.track();
            // Their places are those of the text before.
            if state.sql.editor.lints.with_untracked(|marks| !marks.is_empty()) {
                state.sql.editor.lints.set(Vec::new());
            }
            // The lab put this text there.
            if state.sql.text.with(|text| state.sql.suggested.with_untracked(|suggested| text == suggested)) {
                return;
            }
            let turn = last.get_value().wrapping_add(1);
            last.set_value(turn);
            wasm_bindgen_futures::spawn_local(async move {
                event_loop::sleep(DEBOUNCE_MS).await;
                if last.get_value() == turn {
                    state.sql.editor.lints.set(self.marks_of_lints());
                }
            });
        }));
    }

    /// A function of its own, which a start does not need.
    #[inline(never)]
    fn marks_of_lints(self) -> Vec<Mark> {
        let state = self.state;
        if state.sql.postgres.engine.get_untracked() != Engine::Sqlite {
            return Vec::new();
        }
        let sql = state.sql.text.get_untracked();
        if sql.len() > LONGEST {
            return Vec::new();
        }
        let units = |bytes| utf16_of_chars(&sql, chars_before(&sql, bytes));
        let found = state.shell.schema.with_untracked(|schema| {
            state.build.spec.with_untracked(|spec| {
                let (customers, transactions) = (&spec.leads.table, &spec.transactions.table);
                let is_mapped = !customers.is_empty() && !transactions.is_empty();
                lints(&sql, schema, is_mapped.then_some(Roles { customers, key: &spec.leads.key, transactions }))
            })
        });
        let mark = |lint: Lint| Mark {
            from: units(lint.from),
            to: units(lint.to),
            severity: Severity::Warning,
            message: words::sql_note(&lint.note),
        };
        found.into_iter().map(mark).collect()
    }
}
