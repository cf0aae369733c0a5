//! The regular expressions of times, numbers and white space, in what RE2, PostgreSQL and Java understand alike.
//!
//! There are digits in brackets instead of `\d`, which means more than ASCII in some engines, and no back references.

use super::dialect::Dialect;
use crate::features::codegen::ExportInput;
use crate::features::times::TimeFormat;

/// ASCII white space around a value.
pub(super) const SPACE: &str = r"[\t-\r ]";

/// A whole number, perhaps with zeros after the point; its group has the digits before it.
pub(super) const WHOLE: &str = r"^[\t-\r ]*([+-]?[0-9]+)(?:[.]0*)?[\t-\r ]*$";

/// Returns the class of white space of Unicode.
pub(super) fn white(dialect: Dialect) -> String {
    let single = ['\u{85}', '\u{a0}', '\u{1680}', '\u{2028}', '\u{2029}', '\u{202f}', '\u{205f}', '\u{3000}'];
    let single: String = single.into_iter().map(|letter| dialect.letter(letter)).collect();
    format!("[\\t-\\r {single}{}-{}]", dialect.letter('\u{2000}'), dialect.letter('\u{200a}'))
}

/// A text that writes a number without an exponent.
pub(super) const AMOUNT: &str = r"^[\t-\r ]*[+-]?[0-9]{1,38}(?:[.][0-9]{0,200})?[\t-\r ]*$";

/// A text that writes a number: its digits before the point, and the rest.
pub(super) const NUMBER: &str = r"^[\t-\r ]*([+-]?[0-9]+)((?:[.][0-9]*)?(?:[eE][+-]?0*[0-9]{1,2})?)[\t-\r ]*$";

const CLOCK: &str =
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?[\t\n\f\r ]*(?:([AaPp])[Mm][\t\n\f\r ]*)?";
const OFFSET: &str = "(?:([+-])([0-9]{2})(?::?([0-9]{2}))?)?";
const MONTH: &str = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|\
                     oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const WEEKDAY: &str = r"(?:(?:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?:,[\t\n\f\r ]*|[\t\n\f\r ]+)){0,1}";
const COMMA: &str = r"(?:,[\t\n\f\r ]*|[\t\n\f\r ]+)";

/// A family of formats: a regular expression whose groups are fields of a time.
pub(super) struct Family {
    pub(super) name: &'static str,
    pub(super) pattern: String,
    /// The fields of its groups, in order; several groups of one field are alternatives.
    pub(super) fields: Vec<&'static str>,
}

impl Family {
    /// Returns a name for each group, none twice.
    pub(super) fn groups(&self) -> Vec<String> {
        let before = |at: usize, field: &str| self.fields.iter().take(at).filter(|other| **other == field).count();
        let name = |(at, field): (usize, &&str)| match before(at, field) {
            0 => (*field).to_owned(),
            before => format!("{field}_{}", before + 1),
        };
        self.fields.iter().enumerate().map(name).collect()
    }
}

const CLOCK_FIELDS: [&str; 5] = ["hour", "minute", "second", "fraction", "half"];
const OFFSET_FIELDS: [&str; 3] = ["east", "offset_hours", "offset_minutes"];

/// Returns the families of the calendar formats that were found.
pub(super) fn families(input: &ExportInput) -> Vec<Family> {
    let chosen = input.spec.transactions.time_format;
    let day_first = input.reads(TimeFormat::DayMonthYear);
    let short_years = has_short_years(input);
    let year = if short_years { "([0-9]{4}|[0-9]{2})" } else { "([0-9]{4})" };
    let mut found = Vec::new();
    if input.reads(TimeFormat::Iso8601) {
        found.push(iso());
    }
    if input.reads(TimeFormat::Compact) {
        // A unit that somebody chose holds for eight digits too.
        let clock = if chosen.is_unit() { "" } else { "?" };
        let pattern = format!(
            "^{SPACE}*([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})(?:T([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})Z?){clock}{SPACE}*$"
        );
        found.push(Family {
            name: "compact",
            pattern,
            fields: vec!["year", "month", "day", "hour", "minute", "second"],
        });
    }
    if day_first || input.reads(TimeFormat::MonthDayYear) {
        let two = "([0-9]{1,2})";
        let pattern = format!(
            "^{SPACE}*{two}(?:/{two}/|[.]{two}[.]|-{two}-){year}(?: {two}:([0-9]{{2}})(?::([0-9]{{2}}))?(?: ?([AaPp])[Mm])?)?{SPACE}*$"
        );
        let (first, second) = if day_first { ("day", "month") } else { ("month", "day") };
        let fields = vec![first, second, second, second, "year", "hour", "minute", "second", "half"];
        found.push(Family { name: "slashed", pattern, fields });
    }
    if input.reads(TimeFormat::Rfc2822) {
        found.push(named(year));
    }
    found
}

/// Says whether a year may have two digits.
pub(super) fn has_short_years(input: &ExportInput) -> bool {
    matches!(input.spec.transactions.time_format, TimeFormat::DayMonthYear | TimeFormat::MonthDayYear)
}

/// ISO 8601.
pub(super) fn iso() -> Family {
    let pattern = format!(
        "^{SPACE}*([0-9]{{4}})(?:-([0-9]{{1,2}})-|/([0-9]{{1,2}})/)([0-9]{{1,2}})(?:(?:T|[\\t\\n\\f\\r ]+){CLOCK}(?:[Zz]|(?:[Uu][Tt][Cc]|[Gg][Mm][Tt])?{OFFSET}))?{SPACE}*$"
    );
    let fields = ["year", "month", "month", "day"].into_iter().chain(CLOCK_FIELDS).chain(OFFSET_FIELDS).collect();
    Family { name: "iso", pattern, fields }
}

/// Dates with the English name of a month; a remark in brackets at the end is left out.
fn named(year: &str) -> Family {
    let pattern = format!(
        "(?i)^{SPACE}*{WEEKDAY}(?:([0-9]{{1,2}})(?:-{MONTH}-|[\\t\\n\\f\\r ]+{MONTH}{COMMA})|{MONTH}[\\t\\n\\f\\r ]+([0-9]{{1,2}}){COMMA}){year}(?:{COMMA}{CLOCK}(?:z|ut|(est|edt|cst|cdt|mst|mdt|pst|pdt)|(?:utc|gmt)?{OFFSET}))?{SPACE}*(?:[(](?:[^)]*[)])+)?{SPACE}*$"
    );
    let names = ["day", "month_name", "month_name", "month_name", "day", "year"];
    let fields = names.into_iter().chain(CLOCK_FIELDS).chain(["zone"]).chain(OFFSET_FIELDS).collect();
    Family { name: "named", pattern, fields }
}
