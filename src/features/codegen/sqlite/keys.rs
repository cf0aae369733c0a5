//! Keys as the script compares them, by the way of matching that was chosen.

use super::texts::{Text, WHITE, number_or};
use crate::features::codegen::ExportInput;
use crate::features::codegen::template::fill_in;
use crate::features::spec::MatchKeys;

/// Returns the key of a column without affinity; its collation does not matter.
pub(super) fn key(input: &ExportInput, column: &str) -> String {
    match input.spec.match_keys {
        MatchKeys::Exact => column.to_owned(),
        MatchKeys::AsText => as_text(column),
        MatchKeys::AsNumber => {
            format!("CASE typeof({column}) WHEN 'text' THEN {} ELSE {column} END", number_or(column, column))
        }
        MatchKeys::Normalised => normalised(input, column),
    }
}

/// Writes numbers as text: a whole one without a point, others by the fewest digits that give the same number.
fn as_text(column: &str) -> String {
    let with = |digits: u32| format!("printf('%!.{digits}g', {column})");
    let is_enough = |digits: u32| format!("CAST({} AS REAL) = {column}", with(digits));
    format!(
        "CASE typeof({column}) WHEN 'integer' THEN CAST({column} AS TEXT) WHEN 'real' THEN CASE\n      \
         WHEN {column} = CAST({column} AS INTEGER) THEN CAST(CAST({column} AS INTEGER) AS TEXT)\n      \
         ELSE lower(replace(replace(replace(CASE WHEN {} THEN {} WHEN {} THEN {} ELSE {} END, '.0e', 'e'), 'e+', 'e'), 'e-0', 'e-')) END\n    \
         ELSE {column} END",
        is_enough(15),
        with(15),
        is_enough(16),
        with(16),
        with(17),
    )
}

/// Trims and lowers text of ASCII. SQLite knows no other letters: what the lab found of these is in a table, and all others
/// stay as they are.
fn normalised(input: &ExportInput, column: &str) -> String {
    let others = if input.normalised.is_empty() {
        column.to_owned()
    } else {
        format!("coalesce((SELECT normal FROM temp.lab_keys WHERE written = {column}), {column})")
    };
    format!(
        "CASE WHEN typeof({column}) <> 'text' THEN {column}\n      \
         WHEN {column} GLOB '*[^' || char(1) || '-' || char(127) || ']*' THEN {others}\n      \
         ELSE lower(trim({column}, {WHITE})) END"
    )
}

/// Writes the table of keys that are not ASCII and have a normal form of their own, if there are any.
pub(super) fn normal_forms(input: &ExportInput) -> String {
    if input.normalised.is_empty() {
        return String::new();
    }
    let rows = input.normalised.iter().map(|(written, normal)| format!("  ({}, {})", Text(written), Text(normal)));
    let places = [("ROWS", rows.collect::<Vec<_>>().join(",\n"))];
    fill_in(include_str!("normal_forms.sql"), &places)
}
