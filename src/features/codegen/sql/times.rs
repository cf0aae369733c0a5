//! The steps that read times by regular expressions: matches, fields, clocks, calendar, instants.

use super::Step;
use super::dialect::Dialect;
use super::families::{Family, NUMBER, families, has_short_years, iso};
use super::numbers;
use super::numbers::Unit;
use crate::features::codegen::ExportInput;
use crate::features::codegen::python_times::unit;
use crate::features::times::TimeFormat;

/// The fields of a time that are numbers, and 0 where they are not written.
const CLOCK: [&str; 5] = ["hour", "minute", "second", "offset_hours", "offset_minutes"];

/// Returns the steps; the first reads `keyed`, and the last is `instants`.
pub(super) fn steps(input: &ExportInput, dialect: Dialect) -> Vec<Step> {
    let mut families = families(input);
    if !input.reads(TimeFormat::Iso8601) {
        // For columns of dates and timestamps.
        families.push(iso());
    }
    let unit = unit(input).and_then(|unit| Unit::new(unit, input.spec.transactions.time_format));
    let step = |name, columns| Step { name, remark: "", columns };
    let mut matched = matched(&families, input, dialect);
    let mut fields = fields(&families, input, dialect);
    let mut clocks = clocks(&families, input);
    let mut calendar = calendar(dialect);
    let Some(unit) = unit else {
        return vec![
            step("matched", matched),
            Step { remark: include_str!("fields.sql"), ..step("fields", fields) },
            step("clocks", clocks),
            Step { remark: include_str!("calendar.sql"), ..step("calendar", calendar) },
            step("instants", vec!["calendar_seconds AS seconds".to_owned(), "nanos".to_owned()]),
        ];
    };
    matched.push(format!("{} AS number", dialect.matched("time_text", NUMBER, &numbers::groups())));
    fields.extend(numbers::texts(dialect));
    clocks.extend(numbers::values(dialect));
    calendar.extend(unit.wholes(dialect));
    let numbers = ["calendar_seconds", "nanos"].map(str::to_owned).into_iter().chain(unit.parts(dialect)).collect();
    let instants = vec![
        format!("coalesce(calendar_seconds, {}) AS seconds", Unit::seconds(dialect)),
        "CASE WHEN calendar_seconds IS NULL THEN number_nanos % 1000000000 ELSE nanos END AS nanos".to_owned(),
    ];
    vec![
        step("matched", matched),
        Step { remark: include_str!("fields.sql"), ..step("fields", fields) },
        step("clocks", clocks),
        Step { remark: include_str!("calendar.sql"), ..step("calendar", calendar) },
        Step { remark: unit.remark(), ..step("numbers", numbers) },
        step("instants", instants),
    ]
}

/// Matches the text with each family.
fn matched(families: &[Family], input: &ExportInput, dialect: Dialect) -> Vec<String> {
    let match_of = |family: &Family| {
        let is_asked = family.name != "iso" || input.reads(TimeFormat::Iso8601);
        let text = if is_asked { "time_text" } else { "CASE WHEN time_kind = 'd' THEN time_text END" };
        let matched = dialect.matched(text, &family.pattern, &family.groups());
        match (dialect, family.name) {
            (Dialect::Postgres, "iso") => format!("{} AS iso", plain_or(text, &matched)),
            _ => format!("{matched} AS {}", family.name),
        }
    };
    std::iter::once("time_kind".to_owned()).chain(families.iter().map(match_of)).collect()
}

/// Cuts the fields of a plain ISO text at their places, and matches only others: PostgreSQL takes fifty times as long for the
/// groups of a match.
fn plain_or(text: &str, matched: &str) -> String {
    let plain = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+]00)?)?$";
    let cut = |at: u32, length: u32| format!("substr(time_text, {at}, {length})");
    let fraction = "rtrim(split_part(split_part(time_text, '.', 2), '+', 1), 'Z')".to_owned();
    let fields =
        [cut(1, 4), cut(6, 2), "NULL".to_owned(), cut(9, 2), cut(12, 2), cut(15, 2), cut(18, 2), fraction].join(", ");
    format!("CASE WHEN {text} ~ '{plain}'\n      THEN ARRAY[{fields}]\n      ELSE {matched} END")
}

/// Takes each field from the family that matched.
fn fields(families: &[Family], input: &ExportInput, dialect: Dialect) -> Vec<String> {
    let of = |field: &str| {
        let mut found = Vec::new();
        for family in families {
            let groups = family.groups();
            let places = family.fields.iter().enumerate().filter(|(_, name)| **name == field);
            found.extend(places.map(|(at, _)| dialect.group(family.name, &groups, at)));
        }
        match found.as_slice() {
            [one] => one.clone(),
            several => format!("coalesce({})", several.join(", ")),
        }
    };
    let mut columns = vec!["time_kind".to_owned()];
    if has_short_years(input) {
        columns.push(format!("length({}) AS year_digits", of("year")));
    }
    let integer = |field: &str| format!("CAST({} AS BIGINT)", of(field));
    let month = if has(families, "month_name") {
        let name = format!("lower(substr({}, 1, 3))", of("month_name"));
        let place = format!("(position({name} IN 'janfebmaraprmayjunjulaugsepoctnovdec') + 2)");
        format!("coalesce({}, {})", integer("month"), dialect.divided(&place, "3"))
    } else {
        integer("month")
    };
    columns.push(format!("{} AS year", integer("year")));
    columns.push(format!("{month} AS month"));
    columns.push(format!("{} AS day", integer("day")));
    columns.extend(CLOCK.map(|field| format!("coalesce({}, 0) AS {field}", integer(field))));
    columns.push(format!("coalesce(CAST(rpad({}, 9, '0') AS BIGINT), 0) AS nanos", of("fraction")));
    columns.push(format!("lower({}) AS half", of("half")));
    columns.push(format!("{} AS east", of("east")));
    if has(families, "zone") {
        columns.push(format!("lower({}) AS zone", of("zone")));
    }
    columns
}

fn has(families: &[Family], field: &str) -> bool {
    families.iter().any(|family| family.fields.contains(&field))
}

/// Computes the year in full, the hour of a day of 24, the minutes east of UTC, and the fields of a year that begins in March.
fn clocks(families: &[Family], input: &ExportInput) -> Vec<String> {
    let year = if has_short_years(input) {
        "year + CASE WHEN year_digits = 4 THEN 0 WHEN year > 68 THEN 1900 ELSE 2000 END"
    } else {
        "year"
    };
    let zone = if has(families, "zone") {
        " + 60 * CASE zone WHEN 'est' THEN -5 WHEN 'edt' THEN -4 WHEN 'cst' THEN -6 WHEN 'cdt' THEN -5\n        \
         WHEN 'mst' THEN -7 WHEN 'mdt' THEN -6 WHEN 'pst' THEN -8 WHEN 'pdt' THEN -7 ELSE 0 END"
    } else {
        ""
    };
    vec![
        "time_kind".to_owned(),
        format!("{year} AS year"),
        "month".to_owned(),
        "day".to_owned(),
        "CASE WHEN half IS NULL THEN hour\n      WHEN hour BETWEEN 1 AND 12 THEN hour % 12 + CASE half WHEN 'p' THEN 12 ELSE 0 END END AS hour"
            .to_owned(),
        "minute".to_owned(),
        "second".to_owned(),
        "nanos".to_owned(),
        "offset_hours <= 23 AND offset_minutes <= 59 AS is_offset".to_owned(),
        format!("CASE east WHEN '-' THEN -1 ELSE 1 END * (offset_hours * 60 + offset_minutes){zone} AS minutes_east"),
        // 400 years more, so that nothing is below zero where an engine divides.
        format!("{year} + 400 - CASE WHEN month <= 2 THEN 1 ELSE 0 END AS march_year"),
        "(month + 9) % 12 AS march_month".to_owned(),
    ]
}

/// Counts the seconds since 1970 of dates and times that exist, by one formula for all years.
fn calendar(dialect: Dialect) -> Vec<String> {
    let days = format!(
        "365 * march_year + {} - {} + {}\n        + {} + day - 865566",
        dialect.divided("march_year", "4"),
        dialect.divided("march_year", "100"),
        dialect.divided("march_year", "400"),
        dialect.divided("(153 * march_month + 2)", "5"),
    );
    vec![
        format!(
            "CASE WHEN month BETWEEN 1 AND 12 AND day BETWEEN 1 AND\n        \
             CASE WHEN month IN (4, 6, 9, 11) THEN 30 WHEN month <> 2 THEN 31\n          \
             WHEN year % 4 = 0 AND (year % 100 <> 0 OR year % 400 = 0) THEN 29 ELSE 28 END\n        \
             AND hour <= 23 AND minute <= 59 AND second <= 59 AND is_offset\n        \
             AND (time_kind <> 'n' OR year BETWEEN 1900 AND 2100)\n      \
             THEN ({days}) * 86400\n        + hour * 3600 + (minute - minutes_east) * 60 + second END AS calendar_seconds"
        ),
        "nanos".to_owned(),
    ]
}
