//! The input of every export: a specification, and the facts about its columns that an engine elsewhere needs.

use serde::{Deserialize, Serialize};

use crate::base::declared_type;
use crate::base::schema::{Schema, Table};
use crate::features::fingerprint::fingerprint;
use crate::features::quality::report::Report;
use crate::features::spec::{EMAIL_COLUMN, FeatureSpec, RATING_COLUMN, show_instant};
use crate::features::times::TimeFormat;

/// A definition that is exported. As JSON it is the file `features.json`, which the lab opens again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExportInput {
    /// The specification.
    pub spec: FeatureSpec,
    /// The name of the database file that was open.
    pub database: String,
    /// The formats of the readable times, most frequent first; the unit of numbers and the order of day and month are among
    /// them.
    pub time_formats: Vec<TimeFormat>,
    /// The name of the rowids of the leads in SQLite, which decide their order; `None` if they have none.
    pub rowid: Option<String>,
    /// The columns that are copied from the leads, in the order of the feature table.
    pub copied: Vec<CopiedColumn>,
    /// A time as it is written in the first rows: what looks like it can be tried first.
    #[serde(default)]
    pub time_example: Option<String>,
    /// The text keys beyond ASCII that normalised matching changes, with what it makes of them: an engine that knows only
    /// ASCII needs them. Empty for other ways of matching.
    #[serde(default)]
    pub normalised: Vec<(String, String)>,
}

/// A column of the feature table that is copied from the leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedColumn {
    /// Its name in the feature table.
    pub name: String,
    /// The column of the leads; `None` for a rating that is NULL for all.
    pub source: Option<String>,
    /// The type that the column of the leads declares, as SQL; empty if it declares none.
    pub declared: String,
}

impl ExportInput {
    /// Gathers the input from a specification that fits the schema, and the formats that a build found in the time column.
    pub fn new(spec: &FeatureSpec, schema: &Schema, database: &str, time_formats: &[TimeFormat]) -> Self {
        let table = schema.table(&spec.leads.table);
        let declared = |source: &str| {
            let column = table.and_then(|table| Some((table, table.column(source)?)));
            column.map(|(table, column)| declared_type::in_sql(table, column)).unwrap_or_default()
        };
        let copied = |name: &str, source: Option<&str>| CopiedColumn {
            name: name.to_owned(),
            source: source.map(str::to_owned),
            declared: source.map(declared).unwrap_or_default(),
        };
        let carried = spec.leads.passthrough_columns.iter().map(|name| copied(name, Some(name)));
        Self {
            spec: spec.clone(),
            database: database.to_owned(),
            time_formats: time_formats.to_vec(),
            rowid: table.and_then(Table::rowid).map(str::to_owned),
            copied: std::iter::once(copied(EMAIL_COLUMN, Some(&spec.leads.email)))
                .chain(carried)
                .chain([copied(RATING_COLUMN, spec.leads.rating.as_deref())])
                .collect(),
            time_example: None,
            normalised: Vec::new(),
        }
    }

    /// Takes over what a build found in the rows: an example of the times, and the keys beyond ASCII.
    #[must_use]
    pub fn with_findings(self, report: &Report) -> Self {
        let time_example = report.times.examples.first().map(|(text, _)| text.clone());
        Self { time_example, normalised: report.normal_forms.clone(), ..self }
    }

    /// Writes the definition as JSON, with a line for each field.
    pub fn to_json(&self) -> String {
        // A definition has no keys but text, and no number that JSON does not have.
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// Returns the facts that the first lines of every script tell, as places of its template; `remark` writes a name into a
    /// remark of the script's language.
    pub(super) fn facts(&self, remark: impl Fn(&str) -> String) -> Vec<(&'static str, String)> {
        let Self { spec, database, .. } = self;
        vec![
            ("TARGET", remark(&spec.target)),
            ("LEADS", remark(&spec.leads.table)),
            ("TRANSACTIONS", remark(&spec.transactions.table)),
            ("DATABASE", remark(database)),
            ("AS_OF", show_instant(spec.as_of)),
            ("FINGERPRINT", self.fingerprint()),
        ]
    }

    /// Returns the fingerprint of the specification.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.spec)
    }

    /// Says whether a format is among those of the times.
    pub fn reads(&self, format: TimeFormat) -> bool {
        self.time_formats.contains(&format)
    }
}
