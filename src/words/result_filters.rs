//! Texts about the filters of a result's columns, and the formats in which a result is saved.

use crate::protocol::ResultFormat;

/// The help of the field of a filter, a line for each kind of condition.
pub const FILTER_HELP: [&str; 7] = [
    "gold: the value contains “gold”, in small or large letters",
    "=gold: the value is “gold”",
    "!=gold: the value is something else",
    ">5, >=5, <5, <=5: the value is larger or smaller. This works for dates too: >2026-01-31",
    "null: there is no value",
    "not null: there is a value",
    "\"null\": the value contains what is between the quotes",
];

/// The name of a format.
pub fn result_format(format: ResultFormat) -> &'static str {
    match format {
        ResultFormat::Tsv => "Copy",
        ResultFormat::Csv => "CSV",
        ResultFormat::Json => "JSON",
        ResultFormat::Markdown => "Markdown",
        ResultFormat::SqlInserts => "SQL inserts",
    }
}
