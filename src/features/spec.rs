//! The feature specification: the only input of a build besides the database (feature-spec §1).

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::feature::Feature;
use super::field::Field;
use super::times;
use super::times::TimeFormat;
use crate::base::error::Result;
use crate::base::ident::{nearest, same_name};
use crate::base::named::Named;
use crate::base::problem::spec::SpecProblem;
use crate::base::schema::{Schema, Table};

/// The name of the column after the carried ones; the features follow it.
pub const RATING_COLUMN: &str = "member_rating";

/// The name of the feature table, unless another is wanted.
pub const FEATURES: &str = "customer_features";

/// The name of the first column of every feature table.
pub const EMAIL_COLUMN: &str = "user_email";

/// A complete, serialisable definition of the feature table. Empty names mean "not chosen yet" and do not validate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeatureSpec {
    /// The version of this format; 1.
    pub version: u32,
    /// The table with one row per customer.
    pub leads: Leads,
    /// The table with one row per transaction.
    pub transactions: Transactions,
    /// The instant at which features are true; transactions after it are left out.
    #[serde(with = "instant")]
    pub as_of: DateTime<Utc>,
    /// Values for customers without transactions.
    #[serde(default)]
    pub fill: Fill,
    /// The way in which keys of the two tables are compared.
    #[serde(default)]
    pub match_keys: MatchKeys,
    /// The rule for several leads rows of one key.
    #[serde(default)]
    pub duplicate_leads: DuplicateLeads,
    /// The name of the table to write.
    #[serde(default = "default_target")]
    pub target: String,
    /// The features to compute, in the order of their columns; the course's two if JSON names none.
    #[serde(default = "default_features")]
    pub features: Vec<Feature>,
}

/// The leads side of a specification.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Leads {
    /// Table or view with one row per customer.
    pub table: String,
    /// Entity key column.
    pub key: String,
    /// Column written out as `user_email`; usually the key.
    pub email: String,
    /// Column written out as `member_rating`; `None` writes NULL for all.
    #[serde(default)]
    pub rating: Option<String>,
    /// Further columns carried through, in order.
    #[serde(default, rename = "carry")]
    pub passthrough_columns: Vec<String>,
}

/// The transactions side of a specification.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Transactions {
    /// Table or view with one row per transaction.
    pub table: String,
    /// Entity key column; its name may differ from the leads key.
    pub key: String,
    /// Time column.
    pub time: String,
    /// The format in which times are read.
    #[serde(default)]
    pub time_format: TimeFormat,
    /// Column of amounts; only some features need it.
    #[serde(default)]
    pub amount: Option<String>,
    /// Column of products; only some features need it.
    #[serde(default)]
    pub product: Option<String>,
}

/// The values that customers without transactions get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    /// The value of `purchase_frequency`; 0 by default.
    pub purchase_frequency: i64,
    /// The value of `recency_days`, in days; 365 by default.
    pub recency_days: i64,
}

impl Default for Fill {
    fn default() -> Self {
        Self { purchase_frequency: 0, recency_days: 365 }
    }
}

/// The way in which entity keys are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchKeys {
    /// Byte for byte.
    #[default]
    Exact,
    /// Text trimmed, in Unicode NFC and lower case, on both sides.
    Normalised,
    /// Byte for byte, but the number 7 and the text `7` are the same key. The report offers it where it would help.
    AsText,
    /// Text that is a decimal number is that number: 17850, `17850.0` and ` 017850` are the same key. White space around it
    /// is ignored; other text is compared byte for byte.
    AsNumber,
}

/// The rule for several leads rows of one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateLeads {
    /// Every leads row gives a row, as pandas' merge does.
    #[default]
    Keep,
    /// One row per key, the first in order. Rows without a key are all kept.
    First,
}

impl Named for MatchKeys {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Exact, "exact"),
        (Self::Normalised, "normalised"),
        (Self::AsText, "as_text"),
        (Self::AsNumber, "as_number"),
    ];
}

impl Named for DuplicateLeads {
    const NAMES: &'static [(Self, &'static str)] = &[(Self::Keep, "keep"), (Self::First, "first")];
}

fn default_target() -> String {
    FEATURES.to_owned()
}

fn default_features() -> Vec<Feature> {
    Feature::DEFAULT.to_vec()
}

impl FeatureSpec {
    /// An empty specification as of an instant: every name still to be chosen, everything else at its default.
    pub fn empty(as_of: DateTime<Utc>) -> Self {
        Self {
            version: 1,
            leads: Leads::default(),
            transactions: Transactions::default(),
            as_of,
            fill: Fill::default(),
            match_keys: MatchKeys::default(),
            duplicate_leads: DuplicateLeads::default(),
            target: default_target(),
            features: default_features(),
        }
    }

    /// Checks the specification against a schema; an optional column of the transactions only if a feature reads it. The
    /// error has the field, the wrong name, and the existing names
    /// nearest to it.
    pub fn validate(&self, schema: &Schema) -> Result<()> {
        if self.version != 1 {
            return Err(SpecProblem::UnknownVersion { version: u64::from(self.version) }.into());
        }
        // The tables first: where one is missing, nothing can be said of the columns.
        let leads = find_table(schema, &self.leads.table, Field::LeadsTable)?;
        let transactions = find_table(schema, &self.transactions.table, Field::TransactionsTable)?;
        find_column(leads, &self.leads.key, Some(Field::CustomerKey))?;
        find_column(leads, &self.leads.email, Some(Field::EmailColumn))?;
        if let Some(name) = &self.leads.rating {
            find_column(leads, name, Some(Field::RatingColumn))?;
        }
        for name in &self.leads.passthrough_columns {
            find_column(leads, name, None)?;
        }
        find_column(transactions, &self.transactions.key, Some(Field::TransactionKey))?;
        find_column(transactions, &self.transactions.time, Some(Field::TimeColumn))?;
        for field in [Field::AmountColumn, Field::ProductColumn] {
            let Some(feature) = self.reader(field) else { continue };
            let Some(name) = self.mapped(field) else {
                let (feature, field) = (feature.name().to_owned(), field.name().to_owned());
                return Err(SpecProblem::FeatureNeedsColumn { feature, field }.into());
            };
            find_column(transactions, name, Some(field))?;
        }
        self.validate_target()
    }

    /// Returns the first feature that reads an optional column of the transactions; `None` if none does.
    pub fn reader(&self, field: Field) -> Option<Feature> {
        self.features.iter().copied().find(|feature| feature.reads() == Some(field))
    }

    /// Checks the names that will be written: a target, not a source, and no column twice.
    fn validate_target(&self) -> Result<()> {
        let target = self.target.trim();
        if target.is_empty() || target.to_ascii_lowercase().starts_with("sqlite_") {
            return Err(SpecProblem::BadTarget { name: self.target.clone() }.into());
        }
        for source in [&self.leads.table, &self.transactions.table] {
            if same_name(source, &self.target) {
                return Err(SpecProblem::TargetIsSource { name: source.clone() }.into());
            }
        }
        let columns = self.output_columns();
        for (index, name) in columns.iter().enumerate() {
            if columns.iter().take(index).any(|before| same_name(before, name)) {
                return Err(SpecProblem::ColumnTwice { name: (*name).to_owned() }.into());
            }
        }
        Ok(())
    }

    /// Returns the name in a field of the mapping; `None` for an optional column that is not wanted.
    pub fn mapped(&self, field: Field) -> Option<&str> {
        Some(match field {
            Field::LeadsTable => &self.leads.table,
            Field::CustomerKey => &self.leads.key,
            Field::EmailColumn => &self.leads.email,
            Field::RatingColumn => return self.leads.rating.as_deref(),
            Field::TransactionsTable => &self.transactions.table,
            Field::TransactionKey => &self.transactions.key,
            Field::TimeColumn => &self.transactions.time,
            Field::AmountColumn => return self.transactions.amount.as_deref(),
            Field::ProductColumn => return self.transactions.product.as_deref(),
        })
    }

    /// Sets a field of the mapping to a name; an empty name means that it is not chosen, or that an optional
    /// column is not wanted.
    pub fn map(&mut self, field: Field, name: String) {
        let optional = |name: String| Some(name).filter(|name| !name.is_empty());
        match field {
            Field::LeadsTable => self.leads.table = name,
            Field::CustomerKey => self.leads.key = name,
            Field::EmailColumn => self.leads.email = name,
            Field::RatingColumn => self.leads.rating = optional(name),
            Field::TransactionsTable => self.transactions.table = name,
            Field::TransactionKey => self.transactions.key = name,
            Field::TimeColumn => self.transactions.time = name,
            Field::AmountColumn => self.transactions.amount = optional(name),
            Field::ProductColumn => self.transactions.product = optional(name),
        }
    }

    /// Returns the columns of the feature table, in order (feature-spec §2).
    pub fn output_columns(&self) -> Vec<&str> {
        let carried = self.leads.passthrough_columns.iter().map(String::as_str);
        let features = self.features.iter().map(|feature| feature.name());
        std::iter::once(EMAIL_COLUMN).chain(carried).chain([RATING_COLUMN]).chain(features).collect()
    }
}

/// Writes an instant the way the lab shows and stores it: `2026-11-22T00:00:00Z`, with a fraction only if there is one.
pub fn show_instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Reads the as-of field: `YYYY-MM-DD` (midnight UTC) or a full ISO instant.
pub fn parse_as_of(text: &str) -> Result<DateTime<Utc>> {
    times::parse_iso(text.trim().as_bytes()).ok_or_else(|| SpecProblem::BadAsOf { text: text.to_owned() }.into())
}

fn find_table<'a>(schema: &'a Schema, name: &str, field: Field) -> Result<&'a Table> {
    let field = field.name().to_owned();
    if name.is_empty() {
        return Err(SpecProblem::NotChosen { field }.into());
    }
    schema.table(name).ok_or_else(|| {
        let near = near(name, schema.tables.iter().map(|table| table.name.as_str()));
        SpecProblem::NoTable { name: name.to_owned(), field, near }.into()
    })
}

/// Looks for the column of a field, or without a field for one that is carried through.
fn find_column(table: &Table, name: &str, field: Option<Field>) -> Result<()> {
    let field = field.map(|field| field.name().to_owned());
    match field {
        Some(field) if name.is_empty() => Err(SpecProblem::NotChosen { field }.into()),
        _ if table.column(name).is_some() => Ok(()),
        field => {
            let near = near(name, table.columns.iter().map(|column| column.name.as_str()));
            Err(SpecProblem::NoColumn { name: name.to_owned(), table: table.name.clone(), field, near }.into())
        }
    }
}

fn near<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    nearest(name, names).into_iter().map(str::to_owned).collect()
}

/// Instants as ISO text, read by the lab's own grammar.
pub(crate) mod instant {
    use chrono::{DateTime, Utc};
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    pub(crate) fn serialize<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::show_instant(*at))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
        let text = String::deserialize(from)?;
        super::parse_as_of(&text).map_err(D::Error::custom)
    }
}
