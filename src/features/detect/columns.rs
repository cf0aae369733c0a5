//! Ranks the columns of one table as e-mail address, rating, time, amount and product, by names and sampled values.

use super::facts::Sample;
use super::named::{NamedColumn, NamedTable};
use super::vocabulary::{ABOUT, BOUGHT, MOMENTS, NO_MOMENTS, OTHER_MOMENTS, PEOPLE, SALES};

/// The points from which a column may be chosen without asking.
pub(super) const CLEAR: i32 = 5;

/// The points of a time that is offered and never chosen.
const OFFERED: i32 = 2;

/// Words for the amount that was paid, in the languages of the lab.
const PAID: [(&str, i32); 20] = [
    ("amount", 8),
    ("total", 8),
    ("revenue", 8),
    ("price", 6),
    ("value", 5),
    ("spend", 6),
    ("spent", 6),
    ("subtotal", 5),
    ("betrag", 8),
    ("gesamtbetrag", 8),
    ("summe", 7),
    ("preis", 6),
    ("importe", 8),
    ("monto", 8),
    ("precio", 6),
    ("montant", 8),
    ("prix", 6),
    ("valor", 7),
    ("preco", 6),
    ("quantia", 7),
];

/// Words beside which a column is no amount that was paid.
const NO_AMOUNTS: [&str; 20] = [
    "id", "type", "currency", "code", "name", "discount", "rabatt", "change", "delta", "balance", "tax", "vat",
    "shipping", "freight", "fee", "tip", "refund", "quantity", "qty", "number",
];

/// A column with its points.
pub(super) type Candidate<'a> = (i32, &'a str);

/// Returns the columns that could hold the e-mail address, best first.
pub(super) fn emails<'a>(candidate: &NamedTable<'a>) -> Vec<Candidate<'a>> {
    ranked(candidate, |column| {
        let words = &column.words;
        let sample = column.sample.filter(|sample| sample.texts > 0);
        if !words.has("email") && !words.is(&["mail"]) || words.any(&ABOUT) {
            // A column without the word is recognised by the addresses in it.
            let clear = sample.is_some_and(|sample| sample.emails >= 3 && sample.emails * 10 >= sample.values() * 9);
            return if clear && !words.any(&ABOUT) { CLEAR } else { 0 };
        }
        let named = match words.list.as_slice() {
            [_] => 9,
            [before, _] if is_person(before) => 9,
            _ => 6 - i32::from(words.any(&["secondary", "backup", "alternate", "old"])),
        };
        // A column with the name but few addresses is no better than one with addresses but not the name.
        if sample.is_some_and(|sample| sample.emails * 2 < sample.texts) { named.min(CLEAR) } else { named }
    })
}

/// Returns the columns that could hold the rating, best first. A score is the output of a model and never a rating.
pub(super) fn ratings<'a>(candidate: &NamedTable<'a>) -> Vec<Candidate<'a>> {
    ranked(candidate, |column| {
        let words = &column.words;
        if words.any(&ABOUT) || is_declared_time(&column.column.declared) {
            return 0;
        }
        let of_people = if words.list.iter().any(|word| is_person(word)) { 2 } else { 0 };
        let average = if words.any(&["average", "avg"]) { 2 } else { 0 };
        match (words.has("rating"), words.has("star")) {
            (true, _) => 8 + of_people - average,
            (_, true) => 6 + of_people - average,
            _ => 0,
        }
    })
}

/// Returns the columns that could hold the time of the transaction, best first; those below [`CLEAR`] are only offered.
pub(super) fn times<'a>(candidate: &NamedTable<'a>) -> Vec<Candidate<'a>> {
    let full = candidate.columns.iter().any(|column| time(column, candidate) >= CLEAR && !is_sparse(column));
    ranked(candidate, |column| {
        let points = time(column, candidate);
        if full && is_sparse(column) { points.min(OFFERED) } else { points }
    })
}

/// Returns the best time column with too many NULLs to be proposed beside a fuller one, with the NULLs and the rows of
/// the sample.
pub(super) fn sparse_time<'a>(candidate: &NamedTable<'a>, chosen: &str) -> Option<(&'a str, u64, u64)> {
    let better = |column: &NamedColumn<'a>| {
        let sample = column.sample.filter(|_| is_sparse(column))?;
        let points = time(column, candidate);
        let other = candidate.columns.iter().find(|other| other.column.name == chosen)?;
        let ahead = points > time(other, candidate) || column.column.name == chosen;
        (points >= CLEAR && ahead).then_some((points, (column.column.name.as_str(), sample.nulls, sample.rows)))
    };
    candidate.columns.iter().filter_map(better).max_by_key(|(points, _)| *points).map(|(_, found)| found)
}

fn is_sparse(column: &NamedColumn<'_>) -> bool {
    column.sample.is_some_and(Sample::is_sparse)
}

/// Returns the points of a column as the time of the transaction: those of its name, corrected by its sampled values.
fn time(column: &NamedColumn<'_>, candidate: &NamedTable<'_>) -> i32 {
    let points = time_by_name(column, candidate);
    let Some(sample) = column.sample else { return points };
    // Other texts and numbers may be times in a format that the person has to choose, or that SQL has to rewrite.
    let is_other_text = sample.not_times * 2 > sample.values();
    let is_small = sample.small_numbers * 2 > sample.values();
    if sample.values() == 0 || is_other_text || is_small || candidate.has_reference(&column.column.name) {
        return points.min(OFFERED);
    }
    let reads_as_time = sample.times >= 3 && sample.times * 10 >= sample.values() * 9;
    let silent = points == 0 && !column.words.any(&NO_MOMENTS) && !column.words.any(&OTHER_MOMENTS);
    if silent && reads_as_time { CLEAR } else { points }
}

fn time_by_name(column: &NamedColumn<'_>, candidate: &NamedTable<'_>) -> i32 {
    let words = &column.words;
    if words.any(&NO_MOMENTS) {
        return 0;
    }
    let declared = is_declared_time(&column.column.declared);
    let moment = words.most(&MOMENTS);
    let happened = words.any(&["at", "on"]);
    let created = words.any(&["created", "create", "creation"]);
    if words.any(&OTHER_MOMENTS) {
        return if moment.is_some() || happened || declared || words.any(&["updated", "modified"]) {
            OFFERED
        } else {
            0
        };
    }
    let sold = words
        .list
        .iter()
        .any(|word| SALES.iter().any(|(sale, _)| sale == word) || (candidate.words.has(word) && !is_person(word)));
    let named = match moment {
        _ if words.any(&BOUGHT) && (happened || moment.is_some() || declared) => 10,
        // The time at which a row was created is that of the purchase only if no other column fits better.
        Some(_) if created => 7,
        Some(points) if words.list.len() == 1 => points,
        Some(_) if sold => 10,
        Some(points) => points.min(7),
        None if created && (happened || declared || words.list.len() == 1) => 8,
        None => 0,
    };
    if declared { named.max(CLEAR) } else { named }
}

/// Returns the columns that could hold the product, best first.
pub(super) fn products<'a>(candidate: &NamedTable<'a>) -> Vec<Candidate<'a>> {
    ranked(candidate, |column| {
        let words = &column.words;
        if words.any(&["category", "type", "count", "price", "quantity", "qty", "amount", "total", "number", "num"]) {
            return 0;
        }
        let points = words.most(&[("product", 8), ("sku", 8), ("item", 5), ("article", 5)]).unwrap_or(0);
        if points > 0 && (words.list.len() == 1 || words.has("id")) { points + 2 } else { points }
    })
}

/// Returns the columns that could hold the amount that was paid, best first. The price of one piece and a part of the
/// amount are worse than the amount of the whole.
pub(super) fn amounts<'a>(candidate: &NamedTable<'a>) -> Vec<Candidate<'a>> {
    ranked(candidate, |column| {
        let words = &column.words;
        let is_other = is_declared_time(&column.column.declared) || candidate.has_reference(&column.column.name);
        if is_other || words.any(&ABOUT) || words.any(&NO_AMOUNTS) {
            return 0;
        }
        let points = words.most(&PAID).unwrap_or(0);
        let is_part = words.any(&["unit", "item", "line", "list", "net"]);
        match points {
            0 => 0,
            points if is_part => points - 3,
            points => points + i32::from(words.list.len() == 1) * 2,
        }
    })
}

fn ranked<'a>(candidate: &NamedTable<'a>, points: impl Fn(&NamedColumn<'a>) -> i32) -> Vec<Candidate<'a>> {
    let scored = candidate.columns.iter().map(|column| (points(column), column.column.name.as_str()));
    let mut candidates: Vec<_> = scored.filter(|(points, _)| *points > 0).collect();
    // The sort is stable: of equals, the column that comes first in the table stays first.
    candidates.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    candidates
}

pub(super) fn is_person(word: &str) -> bool {
    PEOPLE.iter().any(|(person, _)| *person == word)
}

fn is_declared_time(declared: &str) -> bool {
    let declared = declared.to_ascii_lowercase();
    ["date", "time"].iter().any(|word| declared.contains(word))
}
