//! Regular expressions and exact numbers in each engine.

use super::dialect::Dialect;

impl Dialect {
    /// Matches a text with a pattern, as a value from which [`Self::group`] takes groups.
    pub(super) fn matched(self, text: &str, pattern: &str, groups: &[String]) -> String {
        let pattern = self.text(pattern);
        match self {
            Self::DuckDb => {
                let names: Vec<String> = groups.iter().map(|name| format!("'{name}'")).collect();
                format!("regexp_extract({text},\n      {pattern},\n      [{}])", names.join(", "))
            }
            Self::Postgres => format!("regexp_match({text},\n      {pattern})"),
            // One replacement for all groups; none of them has a bar.
            Self::Spark => {
                let groups: Vec<String> = (1..=groups.len()).map(|at| format!("${at}")).collect();
                let by = groups.join("|");
                format!(
                    "CASE WHEN {text} RLIKE\n      {pattern}\n      THEN split(regexp_replace({text},\n      {pattern},\n      '{by}'), '[|]') END"
                )
            }
        }
    }

    /// Takes a group of a match: NULL if there was none, or it is empty.
    pub(super) fn group(self, matched: &str, groups: &[String], at: usize) -> String {
        match self {
            Self::DuckDb => {
                format!("nullif({matched}.{}, '')", groups.get(at).map_or("", String::as_str))
            }
            Self::Postgres => format!("nullif({matched}[{}], '')", at + 1),
            Self::Spark => format!("nullif({matched}[{at}], '')"),
        }
    }

    /// Says whether a text matches a pattern.
    pub(super) fn is_match(self, text: &str, pattern: &str) -> String {
        let pattern = self.text(pattern);
        match self {
            Self::DuckDb => format!("regexp_matches({text}, {pattern})"),
            Self::Postgres => format!("{text} ~ {pattern}"),
            Self::Spark => format!("{text} RLIKE {pattern}"),
        }
    }

    /// Replaces every match of a pattern.
    pub(super) fn replaced(self, text: &str, pattern: &str, by: &str) -> String {
        let (pattern, by) = (self.text(pattern), self.text(by));
        match self {
            Self::DuckDb | Self::Postgres => format!("regexp_replace({text}, {pattern}, {by}, 'g')"),
            Self::Spark => format!("regexp_replace({text}, {pattern}, {by})"),
        }
    }

    /// Writes a letter of Unicode as a part of a pattern.
    pub(super) fn letter(self, letter: char) -> String {
        match self {
            Self::DuckDb | Self::Spark => format!("\\x{{{:x}}}", u32::from(letter)),
            Self::Postgres => format!("\\u{:04x}", u32::from(letter)),
        }
    }

    /// Returns the type of integers with more than 19 digits.
    pub(super) fn long(self) -> &'static str {
        match self {
            Self::DuckDb => "HUGEINT",
            Self::Postgres => "NUMERIC",
            Self::Spark => "DECIMAL(38, 0)",
        }
    }

    /// Reads a double from a text that writes a number.
    pub(super) fn double_of(self, text: &str) -> String {
        match self {
            Self::DuckDb => format!("TRY_CAST({text} AS DOUBLE)"),
            Self::Postgres => format!("CAST({text} AS DOUBLE PRECISION)"),
            Self::Spark => format!("try_cast({text} AS DOUBLE)"),
        }
    }

    /// Reads a whole number from digits; NULL if it does not fit 64 bits.
    pub(super) fn whole_of(self, digits: &str) -> String {
        match self {
            Self::DuckDb => format!("TRY_CAST({digits} AS BIGINT)"),
            Self::Spark => format!("try_cast({digits} AS BIGINT)"),
            Self::Postgres => format!(
                "CASE WHEN CAST({digits} AS NUMERIC) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST({digits} AS \
                 BIGINT) END"
            ),
        }
    }

    /// Casts a whole double to [`Self::long`], to the last digit.
    pub(super) fn long_of(self, double: &str) -> String {
        match self {
            Self::DuckDb => format!("CAST({double} AS HUGEINT)"),
            // Its own cast keeps 15 digits, so the upper and the lower half are cast.
            Self::Postgres | Self::Spark => {
                let (upper, long) = (self.floor(&format!("{double} / 4294967296")), self.long());
                format!(
                    "CAST(CAST({upper} AS BIGINT) AS {long}) * 4294967296\n        + CAST({double} - {upper} * 4294967296 AS BIGINT)"
                )
            }
        }
    }

    /// Returns the largest whole double that is not above another.
    pub(super) fn floor(self, double: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => format!("floor({double})"),
            // Its own function gives an integer of 64 bits; doubles from 2^53 on are whole.
            Self::Spark => {
                format!(
                    "CASE WHEN abs({double}) < 9007199254740992 THEN CAST(floor({double}) AS DOUBLE) ELSE {double} END"
                )
            }
        }
    }
}
