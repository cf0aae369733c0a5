//! The figures of candidates, as questions tell them: `customer_id (61 of 61 keys found)`.

use super::columns;
use super::joins;
use super::joins::Pair;
use super::named::Look;
use crate::base::plural::number;

/// The most candidates that a question names.
const NAMED: usize = 4;

/// Names some candidates in a sentence.
pub(super) fn list(candidates: impl IntoIterator<Item = String>) -> String {
    let all: Vec<String> = candidates.into_iter().collect();
    let more = all.len().saturating_sub(NAMED);
    let named = all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{named} and {more} more") } else { named }
}

/// A pair with the share of its keys that are found, and whether the customers' column repeats values.
pub(super) fn pair(leads: &Look<'_>, transactions: &Look<'_>, pair: &Pair<'_>) -> String {
    let names = if pair.leads == pair.transactions {
        pair.leads.to_owned()
    } else {
        format!("{} = {}", pair.leads, pair.transactions)
    };
    let tables = (&leads.table.name, &transactions.table.name);
    let found = leads.facts.key_match((tables.0, pair.leads), (tables.1, pair.transactions));
    match found.filter(|found| found.keys > 0) {
        Some(found) if !found.complete => {
            let rows = number(found.values, "row", "rows");
            format!("{names} ({} of {} keys found in its first {rows})", found.found, found.keys)
        }
        Some(found) if found.values > found.distinct => {
            format!("{names} ({} of {} keys found, not unique)", found.found, found.keys)
        }
        Some(found) => format!("{names} ({} of {} keys found)", found.found, found.keys),
        None => names,
    }
}

/// A table with its rows, and for transactions what joins them to the customers.
pub(super) fn table(look: &Look<'_>, leads: Option<&Look<'_>>) -> String {
    let rows = look.table.rows.map(|rows| number(rows, "row", "rows"));
    let joined = leads.filter(|leads| !std::ptr::eq(leads.table, look.table)).and_then(|leads| {
        let (points, best) = joins::pairs(leads, look).into_iter().next()?;
        (points >= joins::CLEAR).then(|| pair(leads, look, &best))
    });
    let facts: Vec<String> = rows.into_iter().chain(joined).collect();
    if facts.is_empty() { look.table.name.clone() } else { format!("{} ({})", look.table.name, facts.join("; ")) }
}

/// A time column with its share of NULLs, and of texts that can be read.
pub(super) fn time(look: &Look<'_>, name: &str) -> String {
    let column = look.columns.iter().find(|column| column.column.name == name);
    let Some(sample) = column.and_then(|column| column.sample) else { return name.to_owned() };
    let mut facts = Vec::new();
    if sample.nulls > 0 {
        facts.push(format!("NULL in {} of {}", sample.nulls, number(sample.rows, "row", "rows")));
    }
    if sample.texts > 0 && sample.times < sample.texts {
        facts.push(format!("{} of {} texts are times", sample.times, sample.texts));
    }
    if facts.is_empty() { name.to_owned() } else { format!("{name} ({})", facts.join("; ")) }
}

/// The sentence about a mostly empty time column beside the one that is proposed; none if there is no such column.
pub(super) fn sparse(look: &Look<'_>, chosen: &str) -> Option<String> {
    let (name, nulls, rows) = columns::sparse_time(look, chosen)?;
    let share = format!("{name} is NULL in {nulls} of {}", number(rows, "row", "rows"));
    Some(if name == chosen {
        format!("{share}: these transactions count, but have no time.")
    } else {
        format!("{share}, so {chosen} is proposed as the time.")
    })
}
