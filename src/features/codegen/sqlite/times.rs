//! Times as the script reads them: those that SQLite writes itself and whole numbers in place, all others in steps.

use super::texts::{SPACE, WHITE};
use crate::base::ident::Ident;
use crate::features::codegen::ExportInput;
use crate::features::codegen::python_times::{unit, words_of};
use crate::features::codegen::template::fill_in;
use crate::features::times::{Scale, TimeFormat, range, scale};

/// The seconds since 1970 of the years 0 to 9999.
const YEARS: std::ops::RangeInclusive<i128> = -62_167_219_200..=253_402_300_799;

/// The longest leading run of letters or digits.
const RUN: &str = "substr(text, 1, length(text) - length(ltrim(text, CASE WHEN text GLOB '[a-z]*'\n      \
                   THEN 'abcdefghijklmnopqrstuvwxyz' ELSE '0123456789' END)))";

/// The text after a comma, white space, or both.
const GAP: &str =
    "CASE WHEN rest GLOB ',*' THEN ltrim(substr(rest, 2), ' ') WHEN rest GLOB ' *' THEN ltrim(rest, ' ') END";

/// The ways of writing a time that SQLite's functions give, each with the `GLOB` pattern of its texts. The last has an offset,
/// which SQLite reads as everybody does.
const WAYS: [(&str, &str); 7] = [
    ("????-??-?? ??:??:??", "time = datetime(time, '+0 days')"),
    ("????-??-?? ??:??:??+00:00", "time = datetime(time, '+0 days') || '+00:00'"),
    ("????-??-??", "time = date(time, '+0 days')"),
    ("????-??-?? ??:??:??.000000", "time = datetime(time, '+0 days') || '.000000'"),
    ("????-??-??T??:??:??", "time = replace(datetime(time, '+0 days'), ' ', 'T')"),
    ("????-??-??T??:??:??Z", "time = replace(datetime(time, '+0 days'), ' ', 'T') || 'Z'"),
    (
        "????-??-?????:??:?????:??",
        "(substr(time, 20) GLOB '[-+]0[0-9]:[0-5][0-9]' OR substr(time, 20) GLOB '[-+]1[0-3]:[0-5][0-9]')\n        \
         AND time = substr(time, 1, 25) AND time > '0001' AND time < '9999'\n        \
         AND datetime(substr(time, 1, 19), '+0 days') = replace(substr(time, 1, 19), 'T', ' ')",
    ),
];

/// The length of a day with a time, as `2024-06-01 09:30:00`.
const SECONDS_END: usize = 19;

/// Returns the condition that a text is a time as SQLite writes it. The way of the example is tried first, if possible by its
/// `GLOB` pattern, which is quicker: limited to days from 1 to 28 and to hours below 24, the pattern fits no text that SQLite reads
/// as another time.
fn is_plain(input: &ExportInput) -> String {
    let fits = |pattern: &str| {
        let example = input.time_example.as_deref().unwrap_or_default();
        let mut letters = example.chars().zip(pattern.chars());
        example.len() == pattern.len() && letters.all(|(letter, place)| place == '?' || place == letter)
    };
    let mut ways = WAYS;
    ways.sort_by_key(|(pattern, _)| !fits(pattern));
    let (pattern, _) = ways[0];
    // What follows the seconds may be any offset in the pattern with places there, and SQLite refuses some.
    let has_offset = pattern.get(SECONDS_END..).is_some_and(|end| end.contains('?'));
    let quick = (fits(pattern) && !has_offset).then(|| {
        let quick = pattern.replacen("-??-??", "-??-[012][0-8]", 1).replacen("??:", "[012][0-35-9]:", 1);
        // GLOB does not see what follows a zero byte.
        format!("time GLOB '{quick}' AND length(CAST(time AS BLOB)) = {}", pattern.len())
    });
    let ways: Vec<String> = quick.into_iter().chain(ways.map(|(_, way)| way.to_owned())).collect();
    // Texts only: blobs are more than every text, and numbers less.
    format!("time BETWEEN '0' AND ':' AND ({})", ways.join("\n      OR "))
}

/// Says whether some times are read in steps, into a table of their own.
pub(super) fn has_table(input: &ExportInput) -> bool {
    !input.time_formats.is_empty()
}

/// Returns the time from a value to as-of in microseconds; NULL if it is no time in the formats that were found.
pub(super) fn ago(input: &ExportInput) -> String {
    if !has_table(input) {
        return "NULL".to_owned();
    }
    let mut cases = String::new();
    let chosen = input.spec.transactions.time_format;
    if input.reads(TimeFormat::Compact) && !chosen.is_unit() {
        let date = "printf('%d-%02d-%02d', time / 10000, time / 100 % 100, time % 100)";
        cases += &format!(
            "\n    WHEN typeof(time) = 'integer' AND time BETWEEN 19000101 AND 21001231 AND date({date}, '+0 days') = {date}\n      THEN {}",
            micros_from(input, &format!("unixepoch({date})"))
        );
    }
    if let Some(unit) = unit(input) {
        let (low, high) = limits(unit, chosen);
        cases += &format!(
            "\n    WHEN typeof(time) = 'integer' THEN CASE WHEN time BETWEEN {low} AND {high}\n      THEN {} END",
            of_integer(input, unit)
        );
    }
    if input.reads(TimeFormat::Iso8601) {
        cases += &format!("\n    WHEN {}\n      THEN {}", is_plain(input), micros_from(input, "unixepoch(time)"));
    }
    let read = "(SELECT ago FROM temp.lab_times WHERE value = time)";
    if cases.is_empty() { read.to_owned() } else { format!("CASE{cases}\n    ELSE {read} END") }
}

/// Says whether the transactions are added up before the other times are read, which are few or none then.
pub(super) fn has_plain(input: &ExportInput) -> bool {
    input.reads(TimeFormat::Iso8601)
}

/// Writes the table of the other times, without rows.
pub(super) fn times_table(input: &ExportInput) -> &'static str {
    if has_table(input) { include_str!("times_table.sql") } else { "" }
}

/// Writes the statement that reads the other times.
pub(super) fn other_times(input: &ExportInput) -> String {
    if !has_table(input) {
        return String::new();
    }
    let transactions = &input.spec.transactions;
    let (time, table) = (Ident(&transactions.time), Ident(&transactions.table));
    let texts = if has_plain(input) {
        format!("({}) IS NOT TRUE AND typeof(time) = 'text'", is_plain(input))
    } else {
        "typeof(time) = 'text'".to_owned()
    };
    let kinds = if unit(input).is_some() { format!("(typeof(time) = 'real' OR {texts})") } else { texts };
    // The join keeps SQLite from reading the transactions where nothing is left to read.
    let unread = "(SELECT sum(unread) AS unread FROM temp.lab_purchases) CROSS JOIN\n      ";
    let places = [
        ("TIME", time.to_string()),
        ("TRANSACTIONS", table.to_string()),
        ("UNREAD", if has_plain(input) { unread } else { "" }.to_owned()),
        ("KINDS", if has_plain(input) { format!("unread > 0 AND {kinds}") } else { kinds }),
        ("STEPS", steps(input)),
        ("AGO", ago_of_parts(input, "seconds", "nanos")),
    ];
    fill_in(include_str!("times.sql"), &places)
}

fn steps(input: &ExportInput) -> String {
    let chosen = input.spec.transactions.time_format;
    let day_first = input.reads(TimeFormat::DayMonthYear);
    let short_years = matches!(chosen, TimeFormat::DayMonthYear | TimeFormat::MonthDayYear);
    let full_year = |year: &str, digits: &str| {
        format!("{year} + CASE WHEN {digits} = 4 THEN 0 WHEN {year} > '68' THEN 1900 ELSE 2000 END")
    };
    let year_of = |year: &str, digits: &str| if short_years { full_year(year, digits) } else { year.to_owned() };
    let digits = if short_years { "IN (2, 4)" } else { "= 4" };
    let (first, second) = if day_first { ("first", "second") } else { ("second", "first") };
    let example = if day_first { "31/12/2024, 31.12.2024 09:30" } else { "12/31/2024, 12-31-2024 9:30 PM" };
    let eight = "[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]";
    let clock = "T[0-9][0-9][0-9][0-9][0-9][0-9]";
    let shapes = format!("text GLOB '{eight}{clock}' OR text GLOB '{eight}{clock}Z'");
    // A unit that somebody chose holds for eight digits too.
    let shapes = if chosen.is_unit() { shapes } else { format!("text GLOB '{eight}' OR {shapes}") };
    let has_named = input.reads(TimeFormat::Rfc2822);
    let has_slashed = day_first || input.reads(TimeFormat::MonthDayYear);
    let names = "\n      WHEN form = 'named' AND zone IN ('ut', 'est', 'edt', 'cst', 'cdt', 'mst', 'mdt', 'pst', 'pdt') THEN CASE zone\n        \
                 WHEN 'ut' THEN '+00' WHEN 'edt' THEN '-04' WHEN 'est' THEN '-05' WHEN 'cdt' THEN '-05' WHEN 'cst' THEN '-06'\n        \
                 WHEN 'mdt' THEN '-06' WHEN 'mst' THEN '-07' WHEN 'pdt' THEN '-07' ELSE '-08' END";
    let tails = "\n      AND (form <> 'slashed' OR digits = 0 AND lower(rest) IN ('', 'am', 'pm', ' am', ' pm'))";
    let mut places = vec![
        ("WHITE", WHITE.to_owned()),
        ("SPACE", SPACE.to_owned()),
        ("RUN", RUN.to_owned()),
        ("GAP", GAP.to_owned()),
        ("DIGITS", digits.to_owned()),
        ("MONTH", second.to_owned()),
        ("DAY", first.to_owned()),
        ("EXAMPLE", example.to_owned()),
        ("SHAPES", shapes),
        ("NAMES", if has_named { names } else { "" }.to_owned()),
        ("TAILS", if has_slashed { tails } else { "" }.to_owned()),
    ];
    let families = [
        (input.reads(TimeFormat::Iso8601), "iso", include_str!("iso.sql"), String::new()),
        (input.reads(TimeFormat::Compact), "compact", include_str!("compact.sql"), String::new()),
        (has_slashed, "slashed", include_str!("slashed.sql"), year_of("substr(rest, 1, digits)", "digits")),
        (has_named, "named", include_str!("named.sql"), year_of("year", "length(year)")),
    ];
    let families: Vec<_> = families.into_iter().filter(|(is_found, ..)| *is_found).collect();
    let mut written = include_str!("texts.sql").to_owned();
    for (_, _, family, year) in &families {
        written += &fill_in(family, &[("YEAR", year.clone())]);
    }
    let mut results = Vec::new();
    let numbers_left;
    if !families.is_empty() {
        let forms =
            families.iter().map(|(_, name, ..)| format!("SELECT value, form, year, month, day, clock FROM {name}"));
        places.push(("FORMS", forms.collect::<Vec<_>>().join(" UNION ALL ")));
        written += include_str!("clocks.sql");
        results.push("SELECT value, seconds, nanos FROM calendar");
    }
    if let Some(unit) = unit(input) {
        written += include_str!("number_texts.sql");
        written += &numbers(unit, chosen);
        // Eight digits are a date first, and a number only if there is no such date.
        let others = if families.is_empty() { "" } else { " WHERE value NOT IN (SELECT value FROM calendar)" };
        numbers_left = format!("SELECT value, seconds, nanos FROM counted{others}");
        results.push(numbers_left.as_str());
    }
    written += &format!("  instants AS (\n    {}\n  )", results.join("\n    UNION ALL "));
    fill_in(&written, &places)
}

/// Writes the steps that read numbers of a unit.
fn numbers(unit: TimeFormat, chosen: TimeFormat) -> String {
    let (mut low, mut high) = limits(unit, chosen);
    if chosen == unit {
        // Fractions of the first and the last day; what is outside the years is left out at the end.
        (low, high) = (low - 1, high + 1);
    }
    let mut places = vec![("UNIT", words_of(unit).to_owned()), ("LEAST", low.to_string()), ("MOST", high.to_string())];
    match scale(unit) {
        Some(Scale::Ticks { nanos, start }) => {
            places.push(("NANOS", nanos.to_string()));
            places.push(("PER_SECOND", (1_000_000_000 / nanos).to_string()));
            places.push(("START", if start == 0 { String::new() } else { format!(" + {start}") }));
            fill_in(include_str!("ticks.sql"), &places)
        }
        Some(Scale::Days { epoch }) => {
            places.push(("EPOCH", format!("{epoch:?}")));
            fill_in(include_str!("days.sql"), &places)
        }
        None => String::new(),
    }
}

/// Returns the least and the largest number of a unit that is read: that of its range, or any with a year of four digits
/// where the person chose the unit.
fn limits(unit: TimeFormat, chosen: TimeFormat) -> (i128, i128) {
    match (range(unit), scale(unit)) {
        (Some(range), _) if chosen != unit => range,
        (_, Some(Scale::Ticks { nanos, start })) => {
            let of = |seconds: i128| (seconds - start) * 1_000_000_000 / nanos;
            (of(*YEARS.start()), of(*YEARS.end() + 1) - 1)
        }
        // Julian days and Excel's, of the years 0 to 9999.
        (_, Some(Scale::Days { epoch })) if epoch > 1e6 => (1_721_060, 5_373_484),
        _ => (-693_959, 2_958_465),
    }
}

/// Returns the microseconds from a whole number of a unit to as-of.
fn of_integer(input: &ExportInput, unit: TimeFormat) -> String {
    match scale(unit) {
        Some(Scale::Ticks { nanos: 1_000_000_000, start }) => {
            let seconds = if start == 0 { "time".to_owned() } else { format!("(time + {start})") };
            micros_from(input, &seconds)
        }
        Some(Scale::Ticks { nanos, start }) => {
            let per_second = 1_000_000_000 / nanos;
            let rest = format!("((time % {per_second}) + {per_second}) % {per_second}");
            ago_of_parts(input, &format!("((time - {rest}) / {per_second} + {start})"), &format!("({rest}) * {nanos}"))
        }
        Some(Scale::Days { epoch }) => micros_from(input, &format!("CAST((time - {epoch:?}) * 86400 AS INTEGER)")),
        None => "NULL".to_owned(),
    }
}

/// Returns the microseconds to as-of from whole seconds since 1970.
fn micros_from(input: &ExportInput, seconds: &str) -> String {
    let as_of = input.spec.as_of;
    let micros = as_of.timestamp_subsec_nanos() / 1_000;
    let rest = if micros == 0 { String::new() } else { format!(" + {micros}") };
    format!("({} - {seconds}) * 1000000{rest}", as_of.timestamp())
}

/// Returns the microseconds to as-of from seconds and nanoseconds since 1970, rounded down.
fn ago_of_parts(input: &ExportInput, seconds: &str, nanos: &str) -> String {
    let as_of = input.spec.as_of;
    let later = u64::from(as_of.timestamp_subsec_nanos()) + 1_000_000_000;
    format!("({} - {seconds}) * 1000000 + ({later} - {nanos}) / 1000 - 1000000", as_of.timestamp())
}
