//! The export `build_features_spark.py`: the SQL of Spark in a Python script that reads the tables and writes the result.

use super::dialect::Dialect;
use super::{SCRIPT, places};
use crate::base::ident::shown;
use crate::features::codegen::ExportInput;
use crate::features::codegen::python_text::{PythonRemark, PythonText};
use crate::features::codegen::template::fill_in;
use crate::features::spec::{DuplicateLeads, MatchKeys, show_instant};

/// Writes the script.
pub(in crate::features::codegen) fn script(input: &ExportInput) -> String {
    let spec = &input.spec;
    let mut sql = places(input, Dialect::Spark);
    // The instant may be another one in a later run.
    sql.retain(|(name, _)| *name != "CHOSEN");
    sql.push(("CHOSEN", chosen(input)));
    let statements = SCRIPT.split_once("{{HEAD}}").map_or(SCRIPT, |(_, statements)| statements);
    // Each statement is filled in by itself, because a name may have what ends one.
    let mut statements: Vec<String> = statements.split(";\n").map(|statement| fill_in(statement, &sql)).collect();
    let counts = statements.pop().unwrap_or_default();
    let views: String = statements.iter().filter_map(|statement| view(statement)).collect();
    let keys = match spec.match_keys {
        MatchKeys::Normalised => include_str!("spark_keys.py"),
        _ => "",
    };
    let imports = if spec.match_keys == MatchKeys::Normalised { "import unicodedata\n" } else { "" };
    let register = if spec.match_keys == MatchKeys::Normalised {
        "    spark.udf.register(\"lab_normalised\", normalised)\n"
    } else {
        ""
    };
    let leads = match spec.duplicate_leads {
        DuplicateLeads::Keep => include_str!("spark_leads.py"),
        DuplicateLeads::First => include_str!("spark_first.py"),
    };
    let mut places = input.facts(|name| PythonRemark(shown(name)).to_string());
    places.extend([
        ("IMPORTS\n", imports.to_owned()),
        ("AS_OF_TEXT", PythonText(&show_instant(spec.as_of)).to_string()),
        ("VIEWS\n", views),
        ("COUNTS", literal(counts.trim())),
        ("READ_LEADS\n", leads.to_owned()),
        ("KEYS\n", keys.to_owned()),
        ("REGISTER\n", register.to_owned()),
    ]);
    fill_in(include_str!("spark.py"), &places)
}

/// Writes the values that were chosen, two of them as places of the Python script.
fn chosen(input: &ExportInput) -> String {
    let fill = input.spec.fill;
    let columns = [
        "CAST(:as_of AS BIGINT) AS as_of".to_owned(),
        "CAST(:as_of_nanos AS BIGINT) AS as_of_nanos".to_owned(),
        format!("CAST({} AS BIGINT) AS no_purchases", fill.purchase_frequency),
        format!("CAST({} AS BIGINT) AS no_recency", fill.recency_days),
    ];
    columns.join(",\n  ")
}

/// Writes a statement that makes a view as an entry of a list: its name and its query, with the remarks before it.
fn view(statement: &str) -> Option<String> {
    let (remarks, made) = statement.split_once("CREATE OR REPLACE TEMPORARY VIEW ")?;
    let (name, query) = made.split_once(" AS\n")?;
    let remarks: String =
        remarks.lines().filter_map(|line| Some(format!("    # {}\n", line.strip_prefix("-- ")?))).collect();
    Some(format!("{remarks}    (\"{name}\", {}),\n", literal(query.trim())))
}

/// Writes a statement as a literal of Python: as it is, where no name has what would end it.
fn literal(statement: &str) -> String {
    let is_plain = !statement.contains("\"\"\"")
        && !statement.ends_with(['"', '\\'])
        && !statement.chars().any(|letter| letter.is_control() && letter != '\n');
    if is_plain { format!("r\"\"\"\n{statement}\n\"\"\"") } else { PythonText(statement).to_string() }
}
