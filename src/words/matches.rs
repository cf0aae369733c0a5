//! Texts about the number of transactions whose key matches a customer, before a build.

use super::build::MATCH_KEYS;
use super::numbers::number;
use crate::features::field::Field;
use crate::features::keys::matches::{Change, Matches, Offer};

pub const ONE_TABLE: &str =
    "Customers and transactions come from the same table: every row counts as a customer and as a transaction.";

/// The number of transactions whose key matches a customer, of those that were read.
pub fn matched(matches: &Matches) -> String {
    let Matches { seen, nulls, found, total, complete, .. } = matches;
    let all = total.is_none_or(|total| total <= *seen);
    let of = if all { number(*seen) } else { format!("the first {}", number(*seen)) };
    let noun = if *seen == 1 { "transaction" } else { "transactions" };
    let find = if *found == 1 { "finds" } else { "find" };
    let count = match (*found, *complete) {
        (0, true) => format!("None of {of} {noun} finds a customer."),
        (found, true) => format!("{} of {of} {noun} {find} a customer.", number(found)),
        (found, false) => format!("At least {} of {of} {noun} {find} a customer.", number(found)),
    };
    match nulls {
        0 => count,
        nulls => format!("{count} {} without a key (NULL).", number(*nulls)),
    }
}

/// The number of transactions that a change of the mapping would match.
pub fn match_offer(offer: &Offer) -> String {
    let found = format!("{} of {}", number(offer.found), number(offer.of));
    match &offer.change {
        Change::Matching(_) => format!("{found} would find one with another way of matching:"),
        Change::Column(..) => format!("{found} keys would be found in another column:"),
    }
}

/// The name of the button that makes a change of the mapping.
pub fn match_change(change: &Change) -> String {
    match change {
        Change::Matching(matching) => {
            let words = super::build::matching(*matching);
            format!("{MATCH_KEYS}: {}", words.split(':').next().unwrap_or_default())
        }
        Change::Column(field, name) => {
            let label = if *field == Field::CustomerKey { super::CUSTOMER_KEY } else { super::TRANSACTION_KEY };
            format!("{label}: {name}")
        }
    }
}
