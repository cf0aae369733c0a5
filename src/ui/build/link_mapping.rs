//! Applies the mapping of a link: to the proposal for a database that was opened, or to the mapping on the page.

use crate::base::schema::Schema;
use crate::features::detect::Proposal;
use crate::features::field::Field;
use crate::features::spec::{FeatureSpec, show_instant};
use crate::links::Link;
use crate::ui::build::state::BuildState;
use crate::words;

impl BuildState {
    /// Shows the proposal for a database that was opened, changed by the mapping of its link.
    pub(crate) fn show_proposal(self, proposal: Proposal, schema: &Schema, link: &Link) {
        let Proposal { spec: proposed, questions, remarks, suggestions } = proposal;
        let mut remarks: Vec<String> = remarks.iter().map(words::remark).collect();
        let mut spec = proposed.clone();
        remarks.extend(words::link_unread(&link.apply(&mut spec)));
        remarks.extend(only_known_tables(schema, &proposed, &mut spec));
        forget_columns_of_other_tables(schema, &mut spec);
        remarks.extend(words::link_notes(link));
        let chosen: Vec<Field> = differing(&proposed, &spec);
        let asked = questions.into_iter().filter(|question| !chosen.contains(&question.field));
        self.questions.set(asked.collect());
        self.suggestions.set(suggestions);
        self.remarks.set(remarks);
        self.chosen.set(chosen);
        self.as_of.set(show_instant(spec.as_of).trim_end_matches("T00:00:00Z").to_owned());
        self.as_of_error.set(None);
        self.spec.set(spec);
        self.times.set(None);
        self.matches.set(None);
        self.report.set(None);
    }

    /// Changes the mapping on the page by that of a link; `proposed` replaces tables that the database does not have.
    pub(crate) fn apply_link(self, link: &Link, schema: &Schema, proposed: Option<&FeatureSpec>) {
        let apply = |spec: &mut FeatureSpec| {
            let mut trouble = words::link_unread(&link.apply(spec));
            if let Some(proposed) = proposed {
                trouble.extend(only_known_tables(schema, proposed, spec));
                forget_columns_of_other_tables(schema, spec);
            }
            trouble
        };
        let before = self.spec.get_untracked();
        let trouble = self.spec.update(apply);
        let chosen = self.spec.with_untracked(|spec| differing(&before, spec));
        self.questions.update(|questions| questions.retain(|question| !chosen.contains(&question.field)));
        self.chosen.update(|fields| {
            fields.retain(|field| !chosen.contains(field));
            fields.extend(chosen);
        });
        if let Some(text) = &link.as_of
            && trouble.is_empty()
        {
            self.as_of.set(text.clone());
            self.as_of_error.set(None);
        }
        let notes = words::link_notes(link);
        if !trouble.is_empty() || !notes.is_empty() {
            self.remarks.set([trouble, notes].concat());
        }
    }
}

/// Empties the optional columns that the transactions do not have: a link may name another table and not these.
fn forget_columns_of_other_tables(schema: &Schema, spec: &mut FeatureSpec) {
    for field in [Field::AmountColumn, Field::ProductColumn] {
        let table = schema.table(&spec.transactions.table);
        let is_there = table.is_some_and(|table| spec.mapped(field).is_some_and(|name| table.column(name).is_some()));
        if !is_there && spec.reader(field).is_none() {
            spec.map(field, String::new());
        }
    }
}

/// The mapping fields in which two specifications differ.
fn differing(before: &FeatureSpec, now: &FeatureSpec) -> Vec<Field> {
    Field::ALL.into_iter().filter(|field| before.mapped(*field) != now.mapped(*field)).collect()
}

/// Replaces tables that a link names and the database does not have by the proposed ones; returns a remark for each.
fn only_known_tables(schema: &Schema, proposed: &FeatureSpec, spec: &mut FeatureSpec) -> Vec<String> {
    let unknown = |table: &str, other: &str| {
        (table != other && schema.table(table).is_none()).then(|| words::link_no_table(table))
    };
    let leads = unknown(&spec.leads.table, &proposed.leads.table);
    if leads.is_some() {
        spec.leads.clone_from(&proposed.leads);
    }
    let transactions = unknown(&spec.transactions.table, &proposed.transactions.table);
    if transactions.is_some() {
        spec.transactions.clone_from(&proposed.transactions);
    }
    leads.into_iter().chain(transactions).collect()
}
