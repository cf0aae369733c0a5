//! SQL that rewrites values that are no times: made from the values, and offered only where the result can be read.

use super::{ParsedTime, TimeFormat, read};
use crate::base::ident::{Ident, Quoted};
use crate::base::value::ValueRef;

/// A way of writing a time that the grammar does not have, with the change that makes it one that the grammar has.
struct Form {
    /// The pattern of the values: `d` is a digit, `[…]` one of its characters, `*` anything, every other character
    /// itself. No readable value has this pattern.
    pattern: &'static str,
    /// The new value in SQL; `{}` is the column.
    sql: &'static str,
    /// The same change to a value that has the pattern.
    apply: fn(&str) -> Option<String>,
}

const FORMS: [Form; 9] = [
    Form { pattern: "dddd.dd.dd*", sql: "replace(substr({}, 1, 10), '.', '-') || substr({}, 11)", apply: dashed },
    Form { pattern: "dddd:dd:dd*", sql: "replace(substr({}, 1, 10), ':', '-') || substr({}, 11)", apply: dashed },
    Form { pattern: "dddd_dd_dd*", sql: "replace(substr({}, 1, 10), '_', '-') || substr({}, 11)", apply: dashed },
    Form {
        pattern: "dddd-dd-dd[- ]dd.dd.dd*",
        sql: "substr({}, 1, 10) || ' ' || replace(substr({}, 12, 8), '.', ':') || substr({}, 20)",
        apply: |value| {
            let clock = value.get(11..19)?.replace('.', ":");
            Some(format!("{} {clock}{}", value.get(..10)?, value.get(19..)?))
        },
    },
    Form {
        pattern: "dddddddddddddd",
        sql: "substr({}, 1, 8) || 'T' || substr({}, 9)",
        apply: |value| Some(format!("{}T{}", value.get(..8)?, value.get(8..)?)),
    },
    Form { pattern: "dddddddd dddddd", sql: "replace({}, ' ', 'T')", apply: |value| Some(value.replace(' ', "T")) },
    Form { pattern: "\"*d*\"", sql: "trim({}, '\"')", apply: |value| Some(value.trim_matches('"').to_owned()) },
    Form { pattern: "dddd-dd-ddT*[+-]dd:dd[[]*", sql: BEFORE_BRACKET, apply: before_bracket },
    Form { pattern: "dddd-dd-ddT*Z[[]*", sql: BEFORE_BRACKET, apply: before_bracket },
];

const BEFORE_BRACKET: &str = "substr({}, 1, instr({}, '[') - 1)";

fn before_bracket(value: &str) -> Option<String> {
    value.split('[').next().map(str::to_owned)
}

fn dashed(value: &str) -> Option<String> {
    Some(value.get(..10)?.replace(['.', ':', '_'], "-") + value.get(10..)?)
}

impl Form {
    /// Returns the new value, if the value has the pattern and the new one is a time.
    fn changed(&self, value: &str) -> Option<String> {
        let new = matches(self.pattern, value).then(|| (self.apply)(value))??;
        let reading = read(ValueRef::Text(new.as_bytes()), TimeFormat::Auto);
        (!matches!(reading, ParsedTime::Unreadable)).then_some(new)
    }
}

/// Says whether a value has a pattern, as in [`Form::pattern`].
fn matches(pattern: &str, value: &str) -> bool {
    let (mut signs, mut letters) = (pattern.chars(), value.chars());
    let Some(first) = signs.next() else { return value.is_empty() };
    if first == '*' {
        let rest = signs.as_str();
        return matches(rest, "")
            || value.char_indices().any(|(at, _)| value.get(at..).is_some_and(|value| matches(rest, value)));
    }
    let Some(next) = letters.next() else { return false };
    let (is_met, rest) = match pattern.strip_prefix('[').and_then(|list| list.split_once(']')) {
        Some((list, rest)) => (list.contains(next), rest),
        None if first == 'd' => (next.is_ascii_digit(), signs.as_str()),
        None => (first == next, signs.as_str()),
    };
    is_met && matches(rest, letters.as_str())
}

/// The comments of a script that rewrites values, in the words of `words/times`; each is one line.
#[derive(Debug)]
pub struct Comments {
    /// Above the query that counts the values.
    pub values: &'static str,
    /// Above the statement that corrects one value; it has `YYYY-MM-DD` in the place of the date.
    pub correct: &'static str,
    /// Above the statement that makes the change.
    pub keep: &'static str,
    /// Says that the first value becomes the second.
    pub becomes: fn(&str, &str) -> String,
}

/// Returns an SQL script for a time column with values that are no times. It selects the values with the new ones
/// beside them, and has the statement that makes the change as a comment: an `UPDATE` if `stores` is true, for a table
/// in which every column can store text, otherwise a view. If no change is known, it counts the values.
pub fn rewriting(table: &str, column: &str, stores: bool, values: &[String], comments: &Comments) -> String {
    let view = format!("{table}_times");
    let (table, column, view) = (Ident(table), Ident(column), Ident(&view));
    let known = |value: &String| FORMS.iter().find_map(|form| Some((form, form.changed(value)?, value.clone())));
    let Some((form, changed, value)) = values.iter().find_map(known) else {
        let value = Quoted(values.first().map_or("", String::as_str));
        let change = commented(&format!("UPDATE {table} SET {column} = 'YYYY-MM-DD' WHERE {column} = {value};"));
        return format!(
            "-- {}\n\
             SELECT {column}, count(*) AS rows\nFROM {table}\nGROUP BY {column}\nORDER BY rows DESC\nLIMIT 100;\n\n\
             -- {}\n\
             {change}",
            comments.values, comments.correct
        );
    };
    let new = form.sql.replace("{}", &column.to_string());
    let condition = format!("{column} GLOB {}", Quoted(&form.pattern.replace('d', "[0-9]")));
    let change = if stores {
        format!("UPDATE {table}\nSET {column} = {new}\nWHERE {condition};")
    } else {
        format!(
            "CREATE VIEW {view} AS\nSELECT *, CASE WHEN {condition} THEN {new} ELSE {column} END AS time_read\n\
             FROM {table};"
        )
    };
    format!(
        "{}\nSELECT {column}, {new} AS new\nFROM {table}\nWHERE {condition}\nLIMIT 20;\n\n\
         -- {}\n{}",
        commented(&(comments.becomes)(&value, &changed)),
        comments.keep,
        commented(&change)
    )
}

/// Returns the formats that read all of some values which the `chosen` format does not read.
pub fn formats_for(values: &[String], chosen: TimeFormat) -> Vec<TimeFormat> {
    let reads = |format: &TimeFormat| {
        let is_read = |value: &String| read(ValueRef::Text(value.as_bytes()), *format) != ParsedTime::Unreadable;
        *format != chosen && !values.is_empty() && values.iter().all(is_read)
    };
    // Units are not offered, because every number is readable in a unit.
    let (auto, orders) = (TimeFormat::Auto, [TimeFormat::DayMonthYear, TimeFormat::MonthDayYear]);
    if reads(&auto) { vec![auto] } else { orders.into_iter().filter(reads).collect() }
}

/// Returns a text as SQL comments, also if names and values in it have line breaks.
fn commented(text: &str) -> String {
    let lines: Vec<String> = text.split(['\n', '\r']).map(|line| format!("-- {line}")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn list(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn a_change_is_offered_only_where_its_result_can_be_read() {
        for value in [
            "2024.02.30",
            "20240631101500",
            "2024-06-30 24.00.00",
            "2024-06-30 10:00:60",
            "2024-06-30T10:00[Europe/Berlin]",
            "\"now\"",
            "now",
            "30 Juin 2024",
            "é",
            "",
        ] {
            let sql = rewriting("sales", "at", true, &list(&[value]), &words::REWRITING);
            assert!(sql.starts_with("-- The values of the time column"), "{sql}");
        }
    }

    #[test]
    fn no_value_that_can_be_read_has_a_form() {
        for value in ["2024-06-30", "2024-06-30 10:00:00", "2024-06-30T10:00:00.5+02:00", "30.06.2024", "20240630"] {
            assert!(FORMS.iter().all(|form| !matches(form.pattern, value)), "{value}");
        }
    }

    #[test]
    fn names_and_values_stay_in_their_comments() {
        let name = "a\nDROP TABLE sales; --";
        for value in ["x\rDELETE FROM sales", "\"2024-06-30\""] {
            for stores in [true, false] {
                let sql = rewriting(name, name, stores, &list(&[value]), &words::REWRITING)
                    .replace(&Ident(name).to_string(), "name");
                let leaves = |line: &str| line.starts_with("DROP") || line.starts_with("DELETE");
                assert!(!sql.split(['\n', '\r']).any(leaves), "{sql}");
            }
        }
    }

    #[test]
    fn formats_are_named_only_where_they_read_every_value() {
        use TimeFormat::{Auto, Compact, DayMonthYear, MonthDayYear};
        assert_eq!(formats_for(&list(&["01/02/24", "3-JUN-24"]), Auto), [DayMonthYear, MonthDayYear]);
        assert_eq!(formats_for(&list(&["30/06/24"]), Auto), [DayMonthYear]);
        assert_eq!(formats_for(&list(&["2024-06-30"]), Compact), [Auto]);
        assert!(formats_for(&list(&["30/06/24", "now"]), Auto).is_empty());
        assert!(formats_for(&[], Auto).is_empty());
    }
}
