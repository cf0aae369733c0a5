//! Lints of divisions: of two whole numbers SQLite keeps no part after the point.

use super::Found;
use super::parts::{Part, Parts, is, is_bare, is_number};
use crate::base::ident::same_name;
use crate::base::schema::Schema;
use crate::sqlite::sql::intent::unquoted;
use crate::sqlite::sql::notes::SqlNote;

/// Functions that give whole numbers.
const WHOLE: [&str; 8] = ["count", "length", "instr", "unixepoch", "row_number", "rank", "dense_rank", "ntile"];

/// Divisions of which both sides are certainly whole numbers.
pub(super) fn of_whole_numbers(parts: &Parts<'_>, schema: &Schema) -> Vec<Found> {
    let tables: Vec<_> = schema
        .tables
        .iter()
        .filter(|table| parts.all.iter().any(|part| same_name(&unquoted(part.text), &table.name)))
        .collect();
    let is_alias = |word: &str| {
        parts
            .all
            .windows(2)
            .any(|two| matches!(two, [first, last] if is(first.text, &["AS"]) && is(last.text, &[word])))
    };
    // A column is one of whole numbers if every table of the statement that has it declares it INTEGER.
    let is_whole_column = |name: &str| {
        let name = unquoted(name);
        let mut declared = tables.iter().filter_map(|table| table.column(&name)).peekable();
        declared.peek().is_some()
            && !is_alias(&name)
            && declared.all(|column| column.declared.to_ascii_uppercase().contains("INT"))
    };
    let number = |at: usize| parts.text(at).parse::<u64>().ok().filter(|_| is_whole_literal(parts, at));
    let mut found = Vec::new();
    for (at, _) in parts.all.iter().enumerate().filter(|(_, part)| part.text == "/") {
        let Some(before) = at.checked_sub(1) else { continue };
        let (Some(first), Some(last)) =
            (operand_before(parts, before, &is_whole_column), operand_after(parts, at + 1, &is_whole_column))
        else {
            continue;
        };
        // 10 / 5 loses nothing, and 1 / 0 is NULL.
        let is_exact = match (number(before), number(at + 1)) {
            (Some(a), Some(b)) => b == 0 || a % b == 0,
            _ => false,
        };
        if !is_exact {
            found.push((parts.start(first), parts.end(last), SqlNote::WholeDivision));
        }
    }
    found
}

fn is_whole_literal(parts: &Parts<'_>, at: usize) -> bool {
    is_number(parts.text(at)) && parts.text(at + 1) != "." && parts.back(at, 1) != "."
}

/// Returns the first token of the whole numbers before a division, multiplied or divided ones included.
fn operand_before(parts: &Parts<'_>, last: usize, is_whole: &dyn Fn(&str) -> bool) -> Option<usize> {
    let text = parts.text(last);
    let first = if is_whole_literal(parts, last) {
        last
    } else if text == ")" {
        let open = parts.open(last)?;
        let name = open.checked_sub(1)?;
        is_whole_call(parts, name, open, is_whole).then_some(name)?
    } else if is_bare(text) || text.starts_with(['"', '`', '[']) {
        is_whole(text).then_some(last)?;
        if parts.back(last, 1) == "." { last.checked_sub(2)? } else { last }
    } else {
        return None;
    };
    let Some(before) = first.checked_sub(1) else { return Some(first) };
    if parts.is(before, &["*", "/", "%"]) && !parts.is(before.checked_sub(1)?, &["SELECT", ",", "("]) {
        return operand_before(parts, before.checked_sub(1)?, is_whole);
    }
    // The end of a longer expression, as in CAST(…), or of a number such as 1.5.
    (!parts.is(before, &[".", "|"])).then_some(first)
}

/// Returns the last token of a whole number after a division.
fn operand_after(parts: &Parts<'_>, first: usize, is_whole: &dyn Fn(&str) -> bool) -> Option<usize> {
    if is_whole_literal(parts, first) {
        return Some(first);
    }
    if parts.text(first + 1) == "(" {
        let close = parts.close(first + 1)?;
        return is_whole_call(parts, first, first + 1, is_whole).then_some(close);
    }
    let column = if parts.text(first + 1) == "." { first + 2 } else { first };
    let text = parts.text(column);
    let is_name = is_bare(text) || text.starts_with(['"', '`', '[']);
    (is_name && is_whole(text)).then_some(column)
}

/// Says whether a call gives a whole number: `count(…)`, or a sum, minimum or maximum of a column of whole numbers.
fn is_whole_call(parts: &Parts<'_>, name: usize, open: usize, is_whole: &dyn Fn(&str) -> bool) -> bool {
    if parts.is(name, &WHOLE) {
        return true;
    }
    let Some(close) = parts.close(open) else { return false };
    let inside: Vec<&str> =
        parts.all.get(open + 1..close).unwrap_or_default().iter().map(|part: &Part<'_>| part.text).collect();
    let column = match inside.as_slice() {
        [column] | [_, ".", column] => *column,
        _ => return false,
    };
    parts.is(name, &["sum", "min", "max"]) && is_whole(column)
}
