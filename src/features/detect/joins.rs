//! Pairs of key columns that could join customers to transactions, judged by declared foreign keys, rows and names.

use super::columns::is_person;
use super::named::{NamedColumn, NamedTable, Reference};
use super::vocabulary::{KEYS, NUMBERS};
use super::words::Words;
use crate::base::ident::same_name;

/// The points from which a pair may be chosen without asking.
pub(super) const CLEAR: i32 = 5;

/// The points that a declared foreign key of the pair adds; one to another column or table takes as many away.
const DECLARED: i32 = 12;

/// The points of a pair whose keys are not found, whose customers' column repeats most of its values, or which is only
/// a part of a foreign key of several columns.
const REFUTED: i32 = -16;

/// Two columns, one of each table, that could hold the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    /// The column of the customers' table.
    pub(super) leads: &'a str,
    /// The column of the transactions table.
    pub(super) transactions: &'a str,
}

/// Returns all pairs that could join the tables, best first, each with its points, which are above 0.
pub(super) fn pairs<'a>(leads: &NamedTable<'a>, transactions: &NamedTable<'a>) -> Vec<(i32, Pair<'a>)> {
    let mut found = Vec::new();
    for right in &transactions.columns {
        for left in &leads.columns {
            if let Some(points) = points(leads, left, transactions, right) {
                found.push((points, Pair { leads: &left.column.name, transactions: &right.column.name }));
            }
        }
    }
    // Equals stay in the order of the customers' columns.
    let place = |pair: &Pair<'_>| leads.columns.iter().position(|column| column.column.name == pair.leads);
    found.sort_by_key(|(points, pair)| (std::cmp::Reverse(*points), place(pair)));
    found
}

/// Says whether the keys of a pair are worth looking up in the rows: if a name or a foreign key suggests the pair, or
/// if both are texts that may be keys.
pub(super) fn worth_measuring(
    leads: &NamedTable<'_>,
    left: &NamedColumn<'_>,
    transactions: &NamedTable<'_>,
    right: &NamedColumn<'_>,
) -> bool {
    let declared = matches!(transactions.reference(&right.column.name, leads), Reference::To(_));
    let texts = left.sample.zip(right.sample).is_some_and(|(left, right)| {
        let [left_text, right_text] = [left, right].map(|sample| sample.is_long_text() && sample.times == 0);
        left_text && right_text && left.are_emails() == right.are_emails()
    });
    declared || texts || named(leads, left, transactions, right) > 0
}

/// Says whether a pair is joined by more than its names: by a declared foreign key, or by long texts that both columns
/// have.
pub(super) fn is_strong(leads: &NamedTable<'_>, transactions: &NamedTable<'_>, pair: &Pair<'_>) -> bool {
    let column =
        |candidate: &NamedTable<'_>, name: &str| candidate.columns.iter().position(|column| column.column.name == name);
    let (left, right) = (column(leads, pair.leads), column(transactions, pair.transactions));
    let [left, right] = [left.and_then(|at| leads.columns.get(at)), right.and_then(|at| transactions.columns.get(at))];
    let shared = left.zip(right).is_some_and(|(left, right)| shares_texts(leads, left, transactions, right));
    let reference = transactions.reference(pair.transactions, leads);
    shared || matches!(reference, Reference::To(column) if same_name(&column, pair.leads))
}

/// Says whether nearly all keys are found and are long texts, which two columns do not share by chance.
fn shares_texts(
    leads: &NamedTable<'_>,
    left: &NamedColumn<'_>,
    transactions: &NamedTable<'_>,
    right: &NamedColumn<'_>,
) -> bool {
    let names =
        [(leads, left), (transactions, right)].map(|(candidate, named)| (&*candidate.table.name, &*named.column.name));
    let fits = leads.facts.key_match(names[0], names[1]).is_some_and(|found| {
        found.keys >= 3 && found.found * 10 >= found.keys * 9 && found.distinct * 100 >= found.values * 95
    });
    fits && [left, right].iter().all(|column| column.sample.is_some_and(|sample| sample.is_long_text()))
}

/// Returns the points of a pair; `None` if nothing suggests it or they are not above 0.
fn points(
    leads: &NamedTable<'_>,
    left: &NamedColumn<'_>,
    transactions: &NamedTable<'_>,
    right: &NamedColumn<'_>,
) -> Option<i32> {
    let reference = transactions.reference(&right.column.name, leads);
    let mut points = named(leads, left, transactions, right);
    let matched =
        leads.facts.key_match((&leads.table.name, &left.column.name), (&transactions.table.name, &right.column.name));
    let shared = shares_texts(leads, left, transactions, right);
    if points <= 0 && !shared && !matches!(&reference, Reference::To(_)) {
        return None;
    }
    points += match &reference {
        Reference::To(column) if same_name(column, &left.column.name) => DECLARED,
        Reference::To(_) | Reference::Elsewhere => -DECLARED,
        Reference::Together => REFUTED,
        Reference::None => 0,
    };
    if left.column.primary_key && !leads.is_key(left.column) {
        // A part of a key is unique only where the rows say so.
        points += matched.filter(|found| found.complete && found.distinct == found.values).map_or(-6, |_| 0);
    }
    if let Some(found) = matched.filter(|found| found.keys > 0 && found.values > 0) {
        let of_ten = found.found * 10 / found.keys;
        points += match of_ten {
            // Keys that were not found in a part of a large column may be in the rest of it.
            ..5 if !found.complete => 0,
            0 if found.found == 0 => REFUTED,
            0 => -6,
            9.. => 6 + if shared { 2 } else { 0 },
            5..9 => 3,
            _ => 0,
        };
        points += match found.distinct * 100 / found.values {
            100 => 0,
            90..100 => -1,
            50..90 => -6,
            _ => REFUTED,
        };
    }
    (points > 0).then_some(points)
}

/// Returns the points that the names of two columns give to their pair.
fn named(
    leads: &NamedTable<'_>,
    left: &NamedColumn<'_>,
    transactions: &NamedTable<'_>,
    right: &NamedColumn<'_>,
) -> i32 {
    let foreign = refers(&right.words, &leads.stems);
    // A transaction's own number is not the key of a customer.
    let own = right.words.list.len() == 1 && right.words.any(&["id", "rowid"]);
    if !foreign && (own || refers(&right.words, &transactions.stems)) {
        return 0;
    }
    let (left, right, is_key) = (&left.words, &right.words, leads.is_key(left.column));
    let same = left.squeezed == right.squeezed || left.joined == right.joined;
    // A key to a third table is not a key to this one, also if its name has a word for people.
    let elsewhere = !foreign && refers(right, &leads.all_stems);
    let id_of_person = right.has("id") && right.list.iter().any(|word| is_person(word)) && !elsewhere;
    let email = left.has("email") && right.has("email");
    let points = if foreign && (same || is_plain_key(left)) {
        11
    } else if same && left.any(&KEYS) {
        if email || id_of_person { 9 } else { 6 }
    } else if left.is(&["id"]) && id_of_person {
        8
    } else if foreign && refers(left, &leads.stems) {
        7
    } else if email {
        6
    } else if same && left.list.iter().any(|word| is_person(word)) {
        CLEAR
    } else if is_plain_key(left) && leads.stems.contains(&right.joined) {
        4
    } else {
        i32::from(same)
    };
    // A primary key is likelier, unless another column of the customers has the same name as the transactions' column.
    let rival = leads.columns.iter().any(|other| !same && other.words.squeezed == right.squeezed);
    if points >= CLEAR && is_key && !rival { points + 2 } else { points }
}

/// Says whether a name is that of a key to a table: `customer_id`, `id_cliente`, `KundenNr`.
pub(super) fn refers(words: &Words, stems: &[String]) -> bool {
    let rest: String = words.list.iter().filter(|word| !NUMBERS.contains(&word.as_str())).map(String::as_str).collect();
    !rest.is_empty() && rest.len() < words.joined.len() && stems.contains(&rest)
}

/// Says whether a name is a single word for a key, such as `id`.
fn is_plain_key(words: &Words) -> bool {
    words.list.len() == 1 && words.any(&NUMBERS)
}

/// Says whether a column is named for an e-mail address.
pub(super) fn is_email(candidate: &NamedTable<'_>, column: &str) -> bool {
    candidate.columns.iter().any(|other| other.column.name == column && other.words.has("email"))
}
