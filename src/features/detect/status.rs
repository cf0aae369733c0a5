//! Status values for purchases that were cancelled, refunded, returned or deleted, or that failed.
//!
//! The words are English, German, Spanish, French and Portuguese, without accents. A value of several meanings does not
//! count.

use super::words::Words;

/// The longest text that is taken for a status, in bytes.
const LONGEST: usize = 40;

/// The beginnings of words for a purchase that was refunded or returned.
const BACK: [&str; 17] = [
    "refund",
    "return",
    "chargeback",
    "erstattet",
    "zurueckerstattet",
    "zurueckgegeben",
    "zurueckgesendet",
    "zurueckgeschickt",
    "retour",
    "devuel",
    "reembols",
    "rembours",
    "retourn",
    "devolvid",
    "devoluc",
    "estorn",
    "rueckerstatt",
];

/// The beginnings of words for a purchase or a customer that was cancelled or deleted.
const GONE: [&str; 15] = [
    "cancel",
    "void",
    "delet",
    "archived",
    "storn",
    "geloescht",
    "abgebrochen",
    "anulad",
    "annul",
    "eliminad",
    "borrada",
    "borrado",
    "supprim",
    "excluid",
    "apagad",
];

/// The beginnings of words for a purchase that failed or was rejected.
const FAILED: [&str; 15] = [
    "reject",
    "declin",
    "fail",
    "denied",
    "abgelehnt",
    "fehlgeschlagen",
    "rechazad",
    "fallid",
    "refus",
    "rejet",
    "echou",
    "echec",
    "recusad",
    "rejeitad",
    "falhou",
];

/// Words for the opposite, or for something that has not happened.
const OPEN: [&str; 21] = [
    "not",
    "no",
    "non",
    "never",
    "without",
    "nicht",
    "kein",
    "keine",
    "nunca",
    "sin",
    "sem",
    "pas",
    "nao",
    "request",
    "requested",
    "pending",
    "eligible",
    "expected",
    "window",
    "policy",
    "retry",
];

/// The endings of words for something possible or unfinished: `refundable`, `stornierbar`, `returning`.
const POSSIBLE: [&str; 6] = ["able", "ible", "avel", "ivel", "bar", "ing"];

/// Whole words that begin like those above and have another meaning: `borrador` is a draft.
const OTHERS: [&str; 2] = ["borrador", "borradore"];

/// Says whether a status value means that a purchase ended: cancelled, refunded, returned, deleted or failed. With
/// `is_lent`, for loans, words for returned and refunded do not count.
pub(super) fn is_ended(text: &[u8], is_lent: bool) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    if text.len() > LONGEST {
        return false;
    }
    let words = Words::of(text);
    let starts = |starts: &[&str]| {
        let says = |word: &String| {
            let is_done = !POSSIBLE.iter().any(|ending| word.ends_with(ending)) && !OTHERS.contains(&word.as_str());
            is_done && starts.iter().any(|start| word.starts_with(start))
        };
        words.list.iter().any(says)
    };
    if words.any(&OPEN) {
        return false;
    }
    let (back, gone, failed) = (starts(&BACK), starts(&GONE), starts(&FAILED));
    // A refund that failed leaves the purchase as it was.
    gone || (back && !failed && !is_lent) || (failed && !back)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_end_a_purchase_are_known_in_five_languages() {
        for text in [
            "Cancelled",
            "canceled",
            "partially refunded",
            "RETURNED",
            "partially_returned",
            "void",
            "Payment failed",
            "cancelled - payment declined",
            "denied",
            "chargeback",
            "STORNIERT",
            "gelöscht",
            "Zurückgegeben",
            "erstattet",
            "fehlgeschlagen",
            "anulado",
            "Devuelto",
            "rechazado",
            "annulée",
            "remboursé",
            "échoué",
            "cancelado",
            "devolvido",
            "excluído",
            "estornado",
        ] {
            assert!(is_ended(text.as_bytes(), false), "{text}");
        }
    }

    #[test]
    fn values_that_may_mean_something_else_say_nothing() {
        for text in [
            "paid",
            "returning",
            "Returning customer",
            "not cancelled",
            "non-refundable",
            "refundable",
            "refund denied",
            "refund failed",
            "refund_requested",
            "return window open",
            "no return",
            "nicht storniert",
            "stornierbar",
            "cancelable",
            "borrador",
            "avoided",
            "annual",
            "delivered",
            "active",
            "",
        ] {
            assert!(!is_ended(text.as_bytes(), false), "{text}");
        }
        assert!(!is_ended(b"returned", true));
        assert!(is_ended(b"cancelled", true));
    }
}
