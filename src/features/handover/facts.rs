//! Gathers the facts of a hand-over from its input, with e-mail addresses treated as wished.

use super::SCHEMA;
use super::document::{
    Cell, Column, Definition, Document, Example, Examples, Finding, Omitted, Role, RowCounts, SegmentFacts, Segments,
};
use super::emails::{Clean, Cleaner, Emails};
use super::input::{HandoverInput, SaidCheck};
use super::summary::TEXT;
use crate::base::ident::{same_name, shown};
use crate::base::named::Named;
use crate::base::value::Value;
use crate::features::definitions::definition;
use crate::features::feature::Feature;
use crate::features::run_log::ColumnStatistics;
use crate::features::segments::{ExampleRow, SegmentFigures};
use crate::features::spec::{EMAIL_COLUMN, FeatureSpec, RATING_COLUMN, show_instant};

/// The checks whose examples are keys.
const OF_KEYS: [&str; 9] = [
    "duplicate_lead_keys",
    "blank_lead_keys",
    "blank_transaction_keys",
    "normalised_matches",
    "text_number_keys",
    "number_keys",
    "unknown_customers",
    "no_matches",
    "customers_without_transactions",
];

/// The longest sentence of a finding, in characters.
const SENTENCE: usize = 600;

/// Gathers the facts.
pub(super) fn gather(input: &HandoverInput) -> Document {
    let HandoverInput { spec, summary, .. } = input;
    let cleaner = Cleaner { emails: input.emails, key: &input.key };
    let gatherer = Gatherer { spec, cleaner, names: names(input) };
    let text = |text: &str| gatherer.cleaner.text(shown(text));
    let (found, passed): (Vec<_>, Vec<_>) = input.checks.iter().partition(|check| check.count > 0);
    let segments = summary.segments.as_ref().ok().map(|list| Segments {
        thresholds: summary.thresholds,
        list: list.iter().map(|figures| gatherer.segment(figures, summary.rows)).collect(),
    });
    Document {
        schema: SCHEMA.0,
        version: SCHEMA.1,
        definition: Definition {
            fingerprint: input.fingerprint.clone(),
            as_of: show_instant(spec.as_of),
            target: text(&spec.target),
            database: text(&input.database),
            spec: gatherer.spec(),
        },
        emails: input.emails,
        rows: RowCounts { customers: input.customers, transactions: input.transactions, features: summary.rows },
        columns: summary.columns.iter().map(|column| gatherer.column(column)).collect(),
        no_segments: segments.is_none().then(|| text(&input.no_segments)),
        segments,
        findings: found.into_iter().map(|check| gatherer.finding(check)).collect(),
        passed: passed.into_iter().map(|check| check.id.clone()).collect(),
        examples: gatherer.examples(&summary.examples),
        omitted: Omitted::default(),
    }
}

/// The names of the columns as they are written: no two are the same, even where addresses in them are left out.
fn names(input: &HandoverInput) -> Vec<(String, Clean)> {
    let cleaner = Cleaner { emails: input.emails, key: &input.key };
    let mut names: Vec<(String, Clean)> = Vec::new();
    for name in input.spec.output_columns() {
        let clean = cleaner.text(shown(name)).0;
        let is_free = |wanted: &str| names.iter().all(|(_, taken)| taken.0 != wanted);
        let numbered = (2..).map(|n| format!("{clean} {n}"));
        let free = std::iter::once(clean.clone()).chain(numbered).find(|wanted| is_free(wanted));
        names.push((name.to_owned(), Clean(free.unwrap_or(clean))));
    }
    names
}

struct Gatherer<'a> {
    spec: &'a FeatureSpec,
    cleaner: Cleaner<'a>,
    names: Vec<(String, Clean)>,
}

impl Gatherer<'_> {
    fn name(&self, name: &str) -> Clean {
        let known = self.names.iter().find(|(known, _)| known == name);
        known.map_or_else(|| self.cleaner.text(name), |(_, clean)| clean.clone())
    }

    /// Says whether a column has addresses, whatever its values look like: `user_email`, and where it is carried once more.
    fn is_email(&self, name: &str) -> bool {
        name == EMAIL_COLUMN || same_name(name, &self.spec.leads.email)
    }

    /// Says whether values of a column must not be shown as they are.
    fn is_hidden(&self, name: &str) -> bool {
        self.cleaner.emails != Emails::Kept && self.is_email(name)
    }

    fn spec(&self) -> serde_json::Value {
        let mut spec = serde_json::to_value(self.spec).unwrap_or_default();
        self.clean_texts(&mut spec);
        spec
    }

    fn clean_texts(&self, value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) => *text = self.cleaner.text(shown(text)).0,
            serde_json::Value::Array(list) => list.iter_mut().for_each(|value| self.clean_texts(value)),
            // The names of fields are those of the specification.
            serde_json::Value::Object(fields) => fields.values_mut().for_each(|value| self.clean_texts(value)),
            _ => {}
        }
    }

    fn column(&self, column: &ColumnStatistics) -> Column {
        let ColumnStatistics { name, rows, nulls, defaults, minimum, maximum, mean, median, distinct } = column;
        let feature = self.spec.features.iter().copied().find(|feature: &Feature| feature.name() == name);
        let role = match name.as_str() {
            EMAIL_COLUMN => Role::Email,
            RATING_COLUMN => Role::Rating,
            _ if feature.is_some() => Role::Feature,
            _ => Role::Carried,
        };
        let is_hidden = self.is_hidden(name);
        let number = |value: &Value| if is_hidden { Cell::Null } else { self.cell(value) };
        Column {
            name: self.name(name),
            role,
            meaning: feature.map(|feature| definition(feature).documentation),
            rows: *rows,
            nulls: *nulls,
            default: feature.map(|feature| self.cell(&definition(feature).without_purchases(self.spec))),
            defaults: *defaults,
            minimum: number(minimum),
            maximum: number(maximum),
            mean: mean.filter(|_| !is_hidden),
            median: median.filter(|_| !is_hidden),
            distinct: *distinct,
        }
    }

    fn segment(&self, figures: &SegmentFigures, rows: u64) -> SegmentFacts {
        let averages = figures.averages.iter().filter(|(name, _)| !self.is_hidden(name));
        SegmentFacts {
            name: figures.segment,
            rule: figures.rule.clone(),
            customers: figures.customers,
            share: if rows == 0 { 0.0 } else { figures.customers as f64 / rows as f64 },
            averages: averages.map(|(name, mean)| (self.name(name), *mean)).collect(),
        }
    }

    fn finding(&self, check: &SaidCheck) -> Finding {
        // Keys are addresses where the key of the customers is their e-mail column.
        let has_addresses =
            OF_KEYS.contains(&check.id.as_str()) && same_name(&self.spec.leads.key, &self.spec.leads.email);
        let example = |value: &String| {
            if self.cleaner.emails == Emails::Kept {
                return Some(self.cleaner.text(value));
            }
            if value.trim().is_empty() || value == "NULL" {
                return Some(Clean(value.clone()));
            }
            // Bytes may be the bytes of an address.
            if value.starts_with("x'") {
                return None;
            }
            match value.strip_suffix('…') {
                _ if has_addresses => self.cleaner.address(value),
                Some(cut) => Some(self.cleaner.cut_text(cut)),
                None => Some(self.cleaner.text(value)),
            }
        };
        Finding {
            check: check.id.clone(),
            severity: check.severity,
            count: check.count,
            sentence: self.cleaner.up_to(&check.sentence, SENTENCE),
            examples: check.examples.iter().filter_map(example).collect(),
        }
    }

    fn examples(&self, rows: &[ExampleRow]) -> Examples {
        // The places of the columns that are shown.
        let is_left_out = |name: &str| self.cleaner.emails == Emails::LeftOut && self.is_email(name);
        let shown = |(at, (name, clean)): (usize, &(String, Clean))| {
            (!is_left_out(name)).then(|| (at, self.is_hidden(name), clean.clone()))
        };
        let places: Vec<_> = self.names.iter().enumerate().filter_map(shown).collect();
        let value = |row: &ExampleRow, at: usize, is_hidden: bool| match row.values.get(at) {
            None | Some(Value::Null) => Cell::Null,
            Some(value) if is_hidden => self.cleaner.address(&value.to_string()).map_or(Cell::Null, Cell::Text),
            Some(value) => self.cell(value),
        };
        let rows = rows.iter().map(|row| Example {
            segment: row.segment,
            values: places.iter().map(|(at, is_hidden, _)| value(row, *at, *is_hidden)).collect(),
        });
        Examples { rows: rows.collect(), columns: places.iter().map(|(_, _, name)| name.clone()).collect() }
    }

    fn cell(&self, value: &Value) -> Cell {
        match value {
            Value::Null => Cell::Null,
            Value::Integer(number) => Cell::Integer(*number),
            Value::Real(number) => Cell::Real(*number),
            Value::Text(text) if text.chars().count() >= TEXT => Cell::Text(self.cleaner.cut_text(text)),
            Value::Text(text) => Cell::Text(self.cleaner.text(text)),
            Value::Blob(bytes) => Cell::Text(Clean(format!("{} bytes", bytes.len()))),
        }
    }
}
