//! The steps that read numbers as times: their value, and the instant in the unit that the lab found.

use super::dialect::Dialect;
use crate::features::times::{Scale, TimeFormat, range, scale};

/// The length of the longest text that is read as a number.
const LONGEST: u32 = 40;

/// A unit of numbers.
pub(super) struct Unit {
    scale: Scale,
    /// The range of numbers that have this unit where nobody chose it.
    within: Option<(i128, i128)>,
}

/// Returns the names of the groups of a number.
pub(super) fn groups() -> Vec<String> {
    ["digits", "rest"].map(str::to_owned).to_vec()
}

/// Takes the parts of a number.
pub(super) fn texts(dialect: Dialect) -> Vec<String> {
    let groups = groups();
    vec![
        format!("{} AS digits", dialect.group("number", &groups, 0)),
        format!("coalesce({}, '') AS rest", dialect.group("number", &groups, 1)),
    ]
}

/// Reads a number: a whole one exactly, if it fits 64 bits, else a double.
pub(super) fn values(dialect: Dialect) -> Vec<String> {
    let is_short = format!("length(digits) + length(rest) <= {LONGEST}");
    let whole = dialect.whole_of("digits");
    let double = dialect.double_of("(digits || rest)");
    vec![
        format!("CASE WHEN rest = '' AND {is_short} THEN {whole} END AS whole_number"),
        format!("CASE WHEN {is_short} THEN {double} END AS real_number"),
    ]
}

impl Unit {
    /// Returns the meaning of a unit; the person may have chosen it, and then every number has it.
    pub(super) fn new(unit: TimeFormat, chosen: TimeFormat) -> Option<Self> {
        Some(Self { scale: scale(unit)?, within: range(unit).filter(|_| chosen != unit) })
    }

    /// Returns the remark about the step.
    pub(super) fn remark(&self) -> &'static str {
        match self.scale {
            Scale::Ticks { .. } => include_str!("ticks.sql"),
            Scale::Days { .. } => include_str!("days.sql"),
        }
    }

    /// Splits numbers that can be times into a whole one and microseconds; of days, counts the milliseconds.
    pub(super) fn wholes(&self, dialect: Dialect) -> Vec<String> {
        let beyond = match self.scale {
            Scale::Ticks { nanos, .. } => 1_000_000_000_000 * (1_000_000_000 / nanos),
            Scale::Days { .. } => 10_000_000,
        };
        let within = |number: &str| match self.within {
            Some((low, high)) => format!("{number} BETWEEN {low} AND {high}"),
            // More is beyond all years, and may not fit the types.
            None => format!("{number} BETWEEN -{beyond} AND {beyond}"),
        };
        let long = dialect.long();
        match self.scale {
            Scale::Ticks { nanos, .. } => vec![
                format!(
                    "CASE WHEN whole_number IS NOT NULL THEN CASE WHEN {} THEN CAST(whole_number AS {long}) END\n      \
                     WHEN {} THEN {} END AS whole",
                    within("whole_number"),
                    within("real_number"),
                    dialect.long_of(&format!("({})", dialect.floor("real_number"))),
                ),
                format!(
                    "CASE WHEN whole_number IS NULL AND {} THEN CAST({} AS BIGINT) ELSE 0 END AS micros",
                    within("real_number"),
                    rounded(&format!("((real_number - ({})) * {nanos} / 1000)", dialect.floor("real_number")))
                ),
            ],
            Scale::Days { epoch } => {
                let millis = format!("((real_number - {epoch:?}) * 86400000)");
                vec![format!(
                    "CASE WHEN {} THEN CAST({} AS BIGINT) END AS millis",
                    within("real_number"),
                    rounded(&millis)
                )]
            }
        }
    }

    /// Computes whole seconds since 1970, and nanoseconds beside them.
    pub(super) fn parts(&self, dialect: Dialect) -> Vec<String> {
        let rest_of = |number: &str, by: i128| match by {
            1 => "0".to_owned(),
            by => format!("(({number} % {by} + {by}) % {by})"),
        };
        let (seconds, nanos) = match self.scale {
            Scale::Ticks { nanos, start } => {
                let of_a_second = 1_000_000_000 / nanos;
                let rest = rest_of("whole", of_a_second);
                let seconds = dialect.divided(&format!("(whole - {rest})"), &of_a_second.to_string());
                (format!("{seconds} + ({start})"), format!("{rest} * {nanos} + micros * 1000"))
            }
            Scale::Days { .. } => {
                let rest = rest_of("millis", 1_000);
                (dialect.divided(&format!("(millis - {rest})"), "1000"), format!("{rest} * 1000000"))
            }
        };
        let cast = |number: String, name: &str| format!("CAST({number} AS BIGINT) AS number_{name}");
        vec![cast(seconds, "seconds"), cast(nanos, "nanos")]
    }

    /// Adds up the seconds of a number: its nanoseconds can be a second.
    pub(super) fn seconds(dialect: Dialect) -> String {
        format!("number_seconds + {}", dialect.divided("number_nanos", "1000000000"))
    }
}

/// Rounds a double; halves go away from zero in every engine.
fn rounded(number: &str) -> String {
    format!(
        "CASE WHEN {number} < 0 THEN -1 ELSE 1 END\n        * (floor(abs({number})) \
         + CASE WHEN abs({number}) - floor(abs({number})) >= 0.5 THEN 1 ELSE 0 END)"
    )
}
