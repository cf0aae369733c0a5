//! Texts of the columns of a result: order, filters, facts.

use super::numbers::{number, rows};
use super::sql::cell;
use crate::results::ColumnFacts;

pub const ORDER: &str = "Order of the rows";
pub const ASCENDING: &str = "Smallest first";
pub const DESCENDING: &str = "Largest first";
pub const AS_IT_CAME: &str = "As they came";
pub const FILTER: &str = "Filter";
pub const FILTER_EXAMPLES: &str = "Examples";
pub const COUNTING: &str = "Counting…";
pub const COMMONEST: &str = "Most frequent values";
pub const CLEAR_FILTERS: &str = "Clear filters";
pub const NOTHING_MATCHES: &str = "No row meets the filters.";

/// The accessible name of the button that opens a column's menu, before the name of the column; and of the menu itself.
pub const COLUMN_MENU: &str = "Order, filter and facts of";

/// The accessible name of a column's menu.
pub fn column_menu(column: &str) -> String {
    format!("{COLUMN_MENU} {column}")
}

/// The number of rows of a result, and how many of them meet the filters.
pub fn rows_of_result(total: u64, whole: u64, is_filtered: bool) -> String {
    if is_filtered { format!("{} of {}", number(total), rows(whole)) } else { rows(whole) }
}

/// The facts of a column as a list: a name and a value each.
pub fn column_facts_list(facts: &ColumnFacts) -> Vec<(&'static str, String)> {
    let with_share = |count: u64| match share(count, facts.rows) {
        Some(share) if count > 0 => format!("{} ({share})", number(count)),
        _ => number(count),
    };
    let mut list = vec![
        ("Rows", number(facts.rows)),
        ("Different values", number(facts.distinct)),
        ("NULL", with_share(facts.nulls)),
    ];
    if facts.empty_texts > 0 {
        list.push(("Empty texts", with_share(facts.empty_texts)));
    }
    let kinds = kinds(facts);
    if !kinds.is_empty() {
        list.push(("Types", kinds));
    }
    let ends = [("Smallest", &facts.min), ("Largest", &facts.max)];
    list.extend(ends.into_iter().filter_map(|(name, value)| Some((name, cell(value.as_ref()?)))));
    if let Some(mean) = facts.mean {
        list.push(("Mean", rounded(mean)));
    }
    list
}

fn kinds(facts: &ColumnFacts) -> String {
    let kinds = facts.kinds;
    let counts = [(kinds.integer, "integer"), (kinds.real, "real"), (kinds.text, "text"), (kinds.blob, "blob")];
    let met: Vec<_> = counts.into_iter().filter(|(count, _)| *count > 0).collect();
    match met.as_slice() {
        [(_, name)] => (*name).to_owned(),
        _ => met.into_iter().map(|(count, name)| format!("{name} {}", number(count))).collect::<Vec<_>>().join(", "),
    }
}

/// A part of a whole in percent; `None` of nothing.
fn share(part: u64, whole: u64) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "a share for people")]
    let percent = part as f64 * 100.0 / whole as f64;
    match percent {
        _ if whole == 0 => None,
        ..0.1 if part > 0 => Some("less than 0.1 %".to_owned()),
        _ if percent > 99.9 && part < whole => Some("more than 99.9 %".to_owned()),
        _ => Some(format!("{percent:.1} %").replace(".0 %", " %")),
    }
}

/// A number with six significant digits.
fn rounded(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    #[expect(clippy::cast_possible_truncation, reason = "an exponent of ten")]
    let exponent = value.abs().log10().floor() as i32;
    if !(-5..15).contains(&exponent) {
        return format!("{value:.5e}");
    }
    let digits = usize::try_from(5 - exponent).unwrap_or_default();
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_has_six_digits() {
        let cases = [
            (1.0 / 3.0, "0.333333"),
            (1234567.891, "1234568"),
            (2.5, "2.5"),
            (0.0, "0"),
            (-1e-9, "-1.00000e-9"),
            (12.0, "12"),
        ];
        for (value, expected) in cases {
            assert_eq!(rounded(value), expected);
        }
    }

    #[test]
    fn a_share_is_never_rounded_to_nothing_or_all() {
        assert_eq!(share(0, 10).unwrap(), "0 %");
        assert_eq!(share(1, 3).unwrap(), "33.3 %");
        assert_eq!(share(1, 10_000).unwrap(), "less than 0.1 %");
        assert_eq!(share(9_999, 10_000).unwrap(), "more than 99.9 %");
        assert_eq!(share(0, 0), None);
    }
}
