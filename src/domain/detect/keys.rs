//! Pairs of columns that could join leads to transactions.

use super::columns::is_person;
use super::look::Look;
use super::vocabulary::KEYS;
use super::words::Words;

/// The points from which a pair may be chosen without asking.
pub(super) const CLEAR: i32 = 5;

/// Two columns, one of each table, that could hold the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    /// The column of the leads table.
    pub(super) leads: &'a str,
    /// The column of the transactions table.
    pub(super) transactions: &'a str,
}

/// All pairs with a reason to be one, best first.
pub(super) fn pairs<'a>(leads: &Look<'a>, transactions: &Look<'a>) -> Vec<(i32, Pair<'a>)> {
    let one_key = leads.columns.iter().filter(|column| column.column.primary_key).count() == 1;
    let mut found = Vec::new();
    for right in &transactions.columns {
        // A transaction's own number is nobody's key.
        let foreign = names(&right.words, &leads.foreign_keys);
        if !foreign
            && (right.words.any(&["id", "rowid"]) && right.words.list.len() == 1
                || names(&right.words, &transactions.foreign_keys))
        {
            continue;
        }
        for left in &leads.columns {
            let mut points = points(&left.words, &right.words, foreign);
            if points >= CLEAR && left.column.primary_key && one_key {
                points += 2;
            }
            if points > 0 {
                found.push((points, Pair { leads: &left.column.name, transactions: &right.column.name }));
            }
        }
    }
    // Equals stay in the order of the leads columns.
    let place = |pair: &Pair<'_>| leads.columns.iter().position(|column| column.column.name == pair.leads);
    found.sort_by_key(|(points, pair)| (std::cmp::Reverse(*points), place(pair)));
    found
}

/// Says whether a name is one of those that a foreign key to a table has.
fn names(words: &Words, foreign_keys: &[String]) -> bool {
    foreign_keys.contains(&words.squeezed)
}

/// The points of two names; `foreign` says that the right one names the leads table.
fn points(left: &Words, right: &Words, foreign: bool) -> i32 {
    let same = left.squeezed == right.squeezed;
    let id_of_person = right.has("id") && right.list.iter().any(|word| is_person(word));
    let email = left.has("email") && right.has("email");
    if foreign && (same || left.is(&["id"])) {
        11
    } else if same && left.any(&KEYS) {
        if email || id_of_person { 9 } else { 6 }
    } else if left.is(&["id"]) && id_of_person {
        8
    } else if email {
        6
    } else if same && left.list.iter().any(|word| is_person(word)) {
        CLEAR
    } else {
        i32::from(same)
    }
}
