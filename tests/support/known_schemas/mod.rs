//! Real schemas written out, arbitrary ones generated, and what is proposed for them.

#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, missing_docs, unreachable_pub)]

pub mod arbitrary;
pub mod real;

use feature_lab::base::schema::{Column, Schema, Table, TableKind};
use feature_lab::features::detect::facts::Facts;
use feature_lab::features::detect::{Fixed, Proposal, propose, propose_rest};
use feature_lab::features::field::Field;
use feature_lab::features::spec::{FeatureSpec, parse_as_of};
use feature_lab::words;

/// A table: its name and its columns as `name type`, `*` marking the primary key.
pub fn table(name: &str, columns: &str) -> Table {
    let column = |text: &str| {
        let (name, declared) = text.rsplit_once(' ').unwrap_or((text, ""));
        let primary_key = name.starts_with('*');
        Column { name: name.trim_start_matches('*').to_owned(), declared: declared.to_owned(), primary_key }
    };
    Table {
        name: name.to_owned(),
        kind: TableKind::Table,
        has_rowid: true,
        strict: false,
        columns: columns.split(", ").filter(|text| !text.is_empty()).map(column).collect(),
        foreign_keys: Vec::new(),
        rows: Some(100),
    }
}

pub fn view(name: &str, columns: &str) -> Table {
    Table { kind: TableKind::View, has_rowid: false, rows: None, ..table(name, columns) }
}

pub fn schema(tables: &[(&str, &str)]) -> Schema {
    Schema { tables: tables.iter().map(|(name, columns)| table(name, columns)).collect() }
}

pub fn proposed(schema: &Schema) -> Proposal {
    let proposal = propose(schema, &Facts::default(), parse_as_of("2026-07-01").unwrap());
    if proposal.questions.is_empty() {
        proposal.spec.validate(schema).unwrap_or_else(|error| panic!("{error}"));
    }
    proposal
}

/// What is proposed where the person has chosen tables; nothing is known of the rows.
pub fn propose_for(schema: &Schema, leads: Option<&str>, transactions: Option<&str>) -> Proposal {
    let mut spec = FeatureSpec::empty(parse_as_of("2026-07-01").unwrap());
    let mut fields = Vec::new();
    for (field, name) in [(Field::LeadsTable, leads), (Field::TransactionsTable, transactions)] {
        if let Some(name) = name {
            spec.map(field, name.to_owned());
            fields.push(field);
        }
    }
    propose_rest(schema, &Facts::default(), Fixed { fields: &fields, spec: &spec })
}

/// Leads table, key, e-mail, rating; transactions table, key, time.
pub fn mapping(proposal: &Proposal) -> [&str; 7] {
    let (leads, transactions) = (&proposal.spec.leads, &proposal.spec.transactions);
    let rating = leads.rating.as_deref().unwrap_or("-");
    [&leads.table, &leads.key, &leads.email, rating, &transactions.table, &transactions.key, &transactions.time]
}

/// What is proposed for a schema that needs no questions.
pub fn clear(schema: &Schema) -> ([String; 7], Vec<String>) {
    let proposal = proposed(schema);
    assert!(proposal.questions.is_empty(), "{:#?}", proposal.questions);
    (mapping(&proposal).map(str::to_owned), proposal.remarks.iter().map(words::remark).collect())
}

pub fn asked(proposal: &Proposal) -> Vec<(Field, Vec<&str>)> {
    proposal.questions.iter().map(|ask| (ask.field, ask.options.iter().map(String::as_str).collect())).collect()
}

pub const NO_RATING: &str = "There is no rating column: member_rating will be NULL.";
