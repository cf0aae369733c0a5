//! Mistakes in the SQL of a result that is not the expected one: those that the text shows beyond doubt.

use super::verdict::{Fault, Likely};
use crate::base::relation::Relation;
use crate::base::schema::Schema;
use crate::sqlite::sql::lint;
use crate::sqlite::sql::notes::SqlNote;
use crate::sqlite::sql::statements::{Statement, split, words};

/// The functions that make one value of many rows. `min` and `max` of several values are others.
const AGGREGATES: [&str; 7] = ["count", "sum", "avg", "min", "max", "total", "group_concat"];

/// Adds the mistakes of the last query of a script to the fault of its result. `solution` is the lesson's own SQL: what it does,
/// too, is no mistake.
pub(crate) fn explain(fault: &mut Fault, script: &str, solution: &str, mine: &Relation, theirs: &Relation) {
    let statements = split(script);
    let Some(query) = statements.iter().rev().find(|statement| is_query(statement.text)) else { return };
    let is_one = mine.rows.len() == 1 && theirs.rows.len() > 1;
    if let Some(function) = ungrouped(query.text).filter(|_| is_one) {
        // One row for all rows: its values say nothing more.
        fault.likely = vec![Likely::NoGroupBy { function }];
        return;
    }
    let mut found = compared(query);
    found.extend(patterns(query.text, solution));
    fault.likely.splice(0..0, found);
}

fn is_query(statement: &str) -> bool {
    let first = words(statement).next().unwrap_or_default();
    ["SELECT", "WITH", "VALUES"].iter().any(|word| word.eq_ignore_ascii_case(first))
}

/// The aggregate of a query that makes one row of all rows, because it has no GROUP BY. A query of several SELECTs is left alone.
fn ungrouped(query: &str) -> Option<String> {
    let (mut depth, mut outer) = (0_usize, Vec::new());
    for word in words(query) {
        depth = if word == ")" { depth.saturating_sub(1) } else { depth };
        outer.push((depth, word));
        depth += usize::from(word == "(");
    }
    let is = |at: usize, names: &[&str]| {
        outer
            .get(at)
            .is_some_and(|(depth, word)| *depth == 0 && names.iter().any(|name| name.eq_ignore_ascii_case(word)))
    };
    let select = (0..outer.len()).find(|at| is(*at, &["SELECT"]))?;
    let from = (select..outer.len()).find(|at| is(*at, &["FROM"]))?;
    if (select + 1..outer.len()).any(|at| is(at, &["SELECT", "GROUP", "OVER", "WINDOW"])) {
        return None;
    }
    (select..from).find_map(|at| {
        let (_, name) = outer.get(at).filter(|_| is(at, &AGGREGATES) && is(at + 1, &["("]))?;
        let inside = outer.iter().skip(at + 2).take_while(|(depth, _)| *depth > 0);
        let is_of_one_row = inside.clone().any(|(depth, word)| *depth == 1 && *word == ",")
            && ["min", "max"].iter().any(|name_of_both| name_of_both.eq_ignore_ascii_case(name));
        (!is_of_one_row).then(|| name.to_ascii_lowercase())
    })
}

/// Comparisons with NULL, and dates without quotes.
fn compared(query: &Statement<'_>) -> Vec<Likely> {
    let found = lint::meaning(query, &Schema::default(), None).into_iter().map(|lint| lint.note);
    found
        .filter(|note| matches!(note, SqlNote::ComparedWithNull { .. } | SqlNote::DateWithoutQuotes { .. }))
        .map(|note| Likely::Noted { note })
        .collect()
}

/// Patterns of LIKE that have no wildcard, or a star for one.
fn patterns(query: &str, solution: &str) -> Vec<Likely> {
    let words: Vec<&str> = words(query).collect();
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let patterns = words.windows(3).filter_map(|three| match three {
        [before, like, pattern] if is(like, "LIKE") && !is(before, "NOT") && pattern.starts_with('\'') => {
            Some(*pattern)
        }
        _ => None,
    });
    let alone = patterns.filter(|pattern| !pattern.contains(['%', '_']) && !solution.contains(*pattern));
    alone
        .map(|pattern| match pattern.contains('*') {
            true => Likely::StarInPattern { pattern: pattern.to_owned() },
            false => Likely::PatternWithoutWildcard { pattern: pattern.to_owned() },
        })
        .collect()
}
