//! Changes the mapping: keeps the chosen fields, proposes the others, and previews the times after every change.

use crate::base::schema::{Schema, Table};
use crate::features::detect::reasons::Reason;
use crate::features::detect::{Proposal, Question};
use crate::features::field::Field;
use crate::features::spec::{FeatureSpec, parse_as_of};
use crate::protocol::Propose;
use crate::ui::shell::actions::Actions;
use crate::words;

impl Actions {
    /// Sets a field of the mapping. After a new table, its columns are proposed anew or asked for where nobody chose
    /// them or the table does not have them. No other field changes.
    pub(crate) fn map(self, field: Field, name: String) {
        let state = self.state;
        state.build.chosen.update(|chosen| {
            chosen.retain(|other| *other != field);
            if !name.is_empty() || field.is_optional() {
                chosen.push(field);
            }
        });
        state.build.spec.update(|spec| spec.map(field, name));
        state.build.questions.update(|questions| questions.retain(|question| question.field != field));
        self.propose_unchosen(Some(field), |other| match field {
            Field::LeadsTable => other.is_of_leads(),
            Field::TransactionsTable => other.is_of_transactions(),
            _ => false,
        });
    }

    /// Proposes the mapping anew after the schema has changed: all fields if none was chosen, otherwise only those
    /// whose table or column is gone.
    pub(crate) fn propose_for_schema(self) {
        let nothing_chosen = self.state.build.chosen.with_untracked(Vec::is_empty);
        self.propose_unchosen(None, |_| nothing_chosen);
    }

    /// Proposes the empty fields, and those for which `others` returns `true` and that nobody chose; `new` is the field
    /// that the person chose. A choice whose table or column is gone is emptied and asked for.
    fn propose_unchosen(self, new: Option<Field>, others: impl Fn(Field) -> bool) {
        let state = self.state;
        let (mut chosen, mut spec) = (state.build.chosen.get_untracked(), state.build.spec.get_untracked());
        let mut lost = state.shell.schema.with_untracked(|schema| lost(schema, &spec));
        for (field, _) in &lost {
            spec.map(*field, String::new());
        }
        // Fields that were only proposed are proposed anew.
        lost.retain(|(field, _)| chosen.contains(field));
        chosen.retain(|field| !lost.iter().any(|(other, _)| other == field));
        let stays = |field: &Field| {
            let is_empty = !field.is_optional() && spec.mapped(*field).is_none_or(str::is_empty);
            chosen.contains(field) || !(is_empty || others(*field))
        };
        let fixed: Vec<Field> = Field::ALL.into_iter().filter(stays).collect();
        // A new table brings its own passthrough columns; for the same table, none may be the person's choice.
        let carries_none = spec.leads.passthrough_columns.is_empty() && new != Some(Field::LeadsTable);
        state.build.chosen.set(chosen);
        state.build.spec.set(spec.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let proposed = self.client().call_behind(Propose { spec: spec.clone(), fixed }, Vec::new()).await;
            // A later change of the mapping has made its own request.
            if state.build.spec.with_untracked(|now| *now == spec) {
                match proposed {
                    Ok(mut proposed) => {
                        let leads = &mut proposed.spec.leads;
                        if carries_none && leads.table == spec.leads.table {
                            leads.passthrough_columns.clear();
                        }
                        self.take_proposal(proposed, lost);
                    }
                    Err(error) => state.shell.alert.set(Some(error)),
                }
            }
        });
    }

    fn take_proposal(self, proposal: Proposal, lost: Vec<(Field, String)>) {
        let state = self.state;
        let Proposal { mut spec, mut questions, remarks, suggestions } = proposal;
        for (field, name) in lost {
            spec.map(field, String::new());
            if !questions.iter().any(|question| question.field == field) {
                questions.push(Question { field, reason: Reason::NoLongerThere { name }, options: Vec::new() });
            }
        }
        state.build.questions.set(questions);
        state.build.remarks.set(remarks.iter().map(words::remark).collect());
        state.build.suggestions.set(suggestions);
        state.build.spec.set(spec);
        self.preview_times();
    }

    /// Changes the specification elsewhere than in the mapping, and previews the times again.
    pub(crate) fn adjust(self, change: impl FnOnce(&mut FeatureSpec)) {
        self.state.build.spec.update(change);
        self.preview_times();
    }

    /// Sets the text of the as-of field, and the specification's as-of or the field's error.
    pub(crate) fn set_as_of(self, text: String) {
        let state = self.state;
        match parse_as_of(&text) {
            Ok(at) => {
                state.build.as_of_error.set(None);
                state.build.spec.update(|spec| spec.as_of = at);
            }
            Err(error) => state.build.as_of_error.set(Some(error)),
        }
        state.build.as_of.set(text);
    }

    /// Puts suggested SQL into the SQL box, for the person to read and run.
    pub(crate) fn take_suggestion(self, sql: String) {
        self.type_sql(&sql);
    }
}

/// The mapping fields whose table or column the database does not have, each with the missing name.
fn lost(schema: &Schema, spec: &FeatureSpec) -> Vec<(Field, String)> {
    let is_lost = |field: &Field| {
        let name = spec.mapped(*field).filter(|name| !name.is_empty())?;
        let has = |table: Option<&Table>| table.is_some_and(|table| table.column(name).is_some());
        let there = match field {
            Field::LeadsTable | Field::TransactionsTable => schema.table(name).is_some(),
            field if field.is_of_leads() => has(schema.table(&spec.leads.table)),
            _ => has(schema.table(&spec.transactions.table)),
        };
        (!there).then(|| (*field, name.to_owned()))
    };
    Field::ALL.iter().filter_map(is_lost).collect()
}
