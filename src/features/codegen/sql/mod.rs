//! The exports as SQL: one script for each dialect, made from the same parts.
//!
//! `source` has each value as text, `key_text`, `time_text`, `amount_text`, `product_text`, with its kind, `key_kind` and so
//! on. A dialect's own are its keys (`customer`, a text that is equal for the rows of one customer) and its times (steps
//! from `keyed` to `instants`, which has `seconds` since 1970 and `nanos`, NULL where a time cannot be read).

mod dialect;
mod families;
mod folds;
mod keys;
mod letters;
mod numbers;
mod regexp;
pub(super) mod spark;
mod times;

use self::dialect::Dialect;
use super::ExportInput;
use super::template::fill_in;
use crate::base::ident::{same_name, shown};
use crate::base::named::Named;
use crate::features::codegen::python_features::reads;
use crate::features::definitions::definition;
use crate::features::field::Field;
use crate::features::spec::DuplicateLeads;

/// Writes the script for DuckDB.
pub(super) fn duckdb(input: &ExportInput) -> String {
    script(input, Dialect::DuckDb)
}

/// Writes the script for PostgreSQL.
pub(super) fn postgres(input: &ExportInput) -> String {
    script(input, Dialect::Postgres)
}

/// A step of a query: a common table expression with its columns.
struct Step {
    name: &'static str,
    /// The words about it, as lines of remarks; empty if there are none.
    remark: &'static str,
    columns: Vec<String>,
}

impl Step {
    /// Writes the step; it reads the one before.
    fn written(&self, dialect: Dialect, kept: &str, before: &str) -> String {
        let columns = self.columns.iter().map(|column| format!(",\n    {column}")).collect::<String>();
        let remark = self.remark;
        format!("{remark}{} {} (\n  SELECT\n    {kept}{columns}\n  FROM {before}\n),\n", self.name, dialect.step())
    }
}

/// The names of the script's temporary tables, none of which is that of a table of the database.
struct Temporary {
    constants: String,
    customers: String,
    purchases: String,
}

impl Temporary {
    fn new(input: &ExportInput, dialect: Dialect) -> Self {
        let spec = &input.spec;
        // In Spark the tables have been read before, and have other names.
        let taken = match dialect {
            Dialect::Spark => Vec::new(),
            _ => vec![&spec.leads.table, &spec.transactions.table, &spec.target],
        };
        let free = |name: &str| {
            let mut name = name.to_owned();
            while taken.iter().any(|taken| same_name(taken, &name)) {
                name.push('_');
            }
            name
        };
        Self { constants: free("lab_constants"), customers: free("lab_customers"), purchases: free("lab_purchases") }
    }
}

fn script(input: &ExportInput, dialect: Dialect) -> String {
    fill_in(SCRIPT, &places(input, dialect))
}

/// The script, with places for what a definition and a dialect decide.
const SCRIPT: &str = include_str!("script.sql");

/// Returns the texts of the places of [`SCRIPT`].
fn places(input: &ExportInput, dialect: Dialect) -> Vec<(&'static str, String)> {
    let spec = &input.spec;
    let temporary = Temporary::new(input, dialect);
    let [before_name, after_name] = dialect.temporary();
    let first = match spec.duplicate_leads {
        DuplicateLeads::Keep => "",
        DuplicateLeads::First => include_str!("first_of_key.sql").trim_end(),
    };
    let mut places = input.facts(remark);
    places.extend([
        ("TEMPORARY", before_name.to_owned()),
        ("UNTIL", after_name.to_owned()),
        ("STEP", dialect.step().to_owned()),
        ("NUMBER", dialect.number().to_owned()),
        ("CONSTANTS", temporary.constants),
        ("CUSTOMERS", temporary.customers),
        ("PURCHASES", temporary.purchases),
        ("LEADS_TABLE", dialect.table(&spec.leads.table, "lab_leads")),
        ("TRANSACTIONS_TABLE", dialect.table(&spec.transactions.table, "lab_transactions")),
        ("TARGET_TABLE", dialect.table(&spec.target, "lab_features")),
        ("REPLACE", dialect.replace(&dialect.table(&spec.target, "lab_features"))),
        ("CHOSEN", chosen(input)),
        ("ORDER", if dialect == Dialect::Spark { "" } else { "\nORDER BY c.n" }.to_owned()),
        ("COPIED", copied(input, dialect)),
        ("KEY", keys::key(dialect, spec.match_keys, "key_kind", "key_text")),
        ("FIRST", first.to_owned()),
        ("SOURCE", source(input, dialect)),
        ("TIMES\n", times(input, dialect)),
        ("KEPT", kept(input, dialect)),
        ("VALUES", folds::values(input, dialect).into_iter().map(|column| format!(",\n    {column}")).collect()),
        ("AGED", folds::aged(input, dialect).join(",\n    ")),
        ("FOLDS", folds::folds(input, dialect).join(",\n  ")),
        ("COLUMNS", columns(input, dialect)),
    ]);
    places.push(("NOT_NULL\n", not_null(input, dialect)));
    places.push(("LONG_NAMES\n", long_names(input)));
    places.push(("HEAD\n", fill_in(head(dialect), &places)));
    places.push(("COUNTS\n", fill_in(counts(dialect), &places)));
    places
}

/// Returns the remarks about the run, and the begin of the transaction.
fn head(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::DuckDb => include_str!("duckdb_head.sql"),
        Dialect::Postgres => include_str!("postgres_head.sql"),
        // The Python script that runs it says all this.
        Dialect::Spark => "\n",
    }
}

/// The longest name that PostgreSQL keeps as it is, in bytes.
const LONGEST: usize = 63;

/// Writes a remark for each name that PostgreSQL shortens.
fn long_names(input: &ExportInput) -> String {
    let (leads, transactions) = (&input.spec.leads, &input.spec.transactions);
    let mut names = vec![&input.spec.target, &leads.table, &leads.key, &transactions.table, &transactions.key];
    names.push(&transactions.time);
    names.extend(transactions.amount.iter().chain(&transactions.product));
    names.extend(input.copied.iter().flat_map(|column| column.source.iter().chain([&column.name])));
    names.retain(|name| name.len() > LONGEST);
    names.sort();
    names.dedup();
    let remark = |name: &&String| fill_in(include_str!("long_names.sql"), &[("NAME", remark(name))]);
    names.iter().map(remark).collect()
}

/// Writes a name into a remark.
fn remark(name: &str) -> String {
    shown(name).replace(char::is_control, " ")
}

/// Returns the end of the script: the transaction ends, and the counts are told.
fn counts(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::DuckDb => concat!("COMMIT;\n\n", include_str!("counts.sql")),
        // Its temporary tables end with the transaction.
        Dialect::Postgres => concat!("\n", include_str!("counts.sql"), "\nCOMMIT;\n"),
        Dialect::Spark => include_str!("spark_counts.sql"),
    }
}

fn chosen(input: &ExportInput) -> String {
    let spec = &input.spec;
    let columns = [
        format!("CAST({} AS BIGINT) AS as_of", spec.as_of.timestamp()),
        format!("CAST({} AS BIGINT) AS as_of_nanos", spec.as_of.timestamp_subsec_nanos()),
        format!("CAST({} AS BIGINT) AS no_purchases", spec.fill.purchase_frequency),
        format!("CAST({} AS BIGINT) AS no_recency", spec.fill.recency_days),
    ];
    columns.join(",\n  ")
}

/// Writes the columns of the customers: the key, and those that are copied, by their place.
fn copied(input: &ExportInput, dialect: Dialect) -> String {
    let mut columns = typed(dialect, "key", &input.spec.leads.key);
    for (at, column) in input.copied.iter().enumerate() {
        let source = column
            .source
            .as_deref()
            .map_or_else(|| format!("CAST(NULL AS {})", dialect.double()), |source| dialect.name(source));
        columns.push(format!("{source} AS c{at}"));
    }
    columns.join(",\n    ")
}

/// Returns the optional columns of the transactions that the features read, with their names in the steps.
fn further(input: &ExportInput) -> Vec<(&'static str, &str)> {
    let transactions = &input.spec.transactions;
    let columns = [
        (Field::AmountColumn, "amount", &transactions.amount),
        (Field::ProductColumn, "product", &transactions.product),
    ];
    let wanted = columns.into_iter().filter(|(field, ..)| reads(input, *field));
    wanted.filter_map(|(_, name, column)| Some((name, column.as_deref()?))).collect()
}

/// Writes the columns of the transactions.
fn source(input: &ExportInput, dialect: Dialect) -> String {
    let transactions = &input.spec.transactions;
    let time = dialect.name(&transactions.time);
    let mut columns = typed(dialect, "key", &transactions.key);
    columns.push(format!("{} AS time_kind", dialect.kind(&time)));
    columns.push(format!("{} AS time_text", dialect.written_time(&time)));
    columns.extend(further(input).into_iter().flat_map(|(name, column)| typed(dialect, name, column)));
    columns.join(",\n    ")
}

/// Writes a column as text with its kind.
fn typed(dialect: Dialect, name: &str, column: &str) -> Vec<String> {
    let value = dialect.name(column);
    vec![format!("{} AS {name}_kind", dialect.kind(&value)), format!("{} AS {name}_text", dialect.written(&value))]
}

/// Returns the columns that every step keeps.
fn kept(input: &ExportInput, dialect: Dialect) -> String {
    let mut columns = vec!["customer", "has_no_time"];
    if reads(input, Field::AmountColumn) {
        columns.extend(folds::amounts(dialect));
    }
    if reads(input, Field::ProductColumn) {
        columns.push("product");
    }
    columns.join(", ")
}

/// Writes the steps from the values of the time column to instants.
fn times(input: &ExportInput, dialect: Dialect) -> String {
    let mut written = String::new();
    let (kept, mut before) = (kept(input, dialect), "keyed");
    let steps = times::steps(input, dialect);
    for step in steps {
        written += &step.written(dialect, &kept, before);
        before = step.name;
    }
    written
}

/// Writes the columns of the feature table.
fn columns(input: &ExportInput, dialect: Dialect) -> String {
    let copied =
        input.copied.iter().enumerate().map(|(at, column)| format!("c.c{at} AS {}", dialect.name(&column.name)));
    let features =
        input.spec.features.iter().map(|feature| format!("{} AS {}", folds::filled(*feature), feature.name()));
    copied.chain(features).collect::<Vec<_>>().join(",\n  ")
}

/// Writes the statements that forbid NULL in the features that have none.
fn not_null(input: &ExportInput, dialect: Dialect) -> String {
    if dialect == Dialect::Spark {
        // Its columns say nothing of NULL.
        return String::new();
    }
    let whole = input.spec.features.iter().filter(|feature| !definition(**feature).is_nullable);
    let table = dialect.name(&input.spec.target);
    whole.map(|feature| format!("ALTER TABLE {table} ALTER COLUMN {} SET NOT NULL;\n", feature.name())).collect()
}
