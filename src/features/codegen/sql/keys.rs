//! The key of a row as text: equal for the rows of one customer, and of no other; NULL matches nothing.
//!
//! A letter before it, the kind, tells texts, numbers and bytes apart.

use super::dialect::Dialect;
use super::families::{AMOUNT, WHOLE, white};
use super::letters::{GREEK, upper_and_lower};
use crate::features::spec::MatchKeys;

/// Writes the key of a value, of its kind and its text.
pub(super) fn key(dialect: Dialect, matching: MatchKeys, kind: &str, text: &str) -> String {
    let number = number(dialect, text);
    match matching {
        MatchKeys::Exact => format!("{kind} || CASE WHEN {kind} = 'n' THEN {number}\n      ELSE {text} END"),
        MatchKeys::AsText => format!("CASE WHEN {kind} = 'n' THEN 't' || {number}\n      ELSE {kind} || {text} END"),
        MatchKeys::AsNumber => format!(
            "CASE WHEN {kind} = 'n' OR {kind} = 't' AND {} THEN 'n' || {number}\n      ELSE {kind} || {text} END",
            dialect.is_match(text, AMOUNT)
        ),
        MatchKeys::Normalised => format!(
            "{kind} || CASE {kind} WHEN 'n' THEN {number}\n      WHEN 't' THEN {}\n      ELSE {text} END",
            normalised(dialect, text)
        ),
    }
}

/// Writes the number of a text in one way: whole ones without a point.
fn number(dialect: Dialect, text: &str) -> String {
    let double = dialect.double_of(text);
    match dialect {
        Dialect::DuckDb => format!(
            "coalesce(CAST(TRY_CAST(regexp_extract({text}, '{WHOLE}', 1) AS BIGINT) AS VARCHAR),\n        \
             CASE WHEN {double} = floor({double}) THEN CAST(TRY_CAST({double} AS BIGINT) AS VARCHAR) END, \
             CAST({double} AS VARCHAR), {text})"
        ),
        Dialect::Spark => {
            let floor = dialect.floor(&double);
            format!(
                "coalesce(CAST(try_cast(regexp_extract({text}, {}, 1) AS BIGINT) AS STRING),\n        \
                 CASE WHEN {double} = {floor} AND {double} >= -9223372036854775808 AND {double} < 9223372036854775808\n        \
                 THEN CAST(CAST({double} AS BIGINT) AS STRING) END, CAST({double} AS STRING), {text})",
                dialect.text(WHOLE)
            )
        }
        Dialect::Postgres => {
            let whole = dialect.whole_of(&format!("(regexp_match({text}, '{WHOLE}'))[1]"));
            format!(
                "coalesce(CASE WHEN length({text}) < 40 THEN CAST({whole} AS text) END,\n        \
                 CASE WHEN {double} = floor({double}) AND {double} >= -9223372036854775808 AND {double} < 9223372036854775808\n        \
                 THEN CAST(CAST({double} AS BIGINT) AS text) ELSE CAST({double} AS text) END)"
            )
        }
    }
}

/// Writes a text without white space around it, composed (NFC) and in lower case.
fn normalised(dialect: Dialect, text: &str) -> String {
    if dialect == Dialect::Spark {
        // It composes no letters: a function of the Python script does.
        return format!("lab_normalised({text})");
    }
    let white = white(dialect);
    let bare = dialect.replaced(text, &format!("^{white}+|{white}+$"), "");
    let composed = match dialect {
        Dialect::DuckDb | Dialect::Spark => format!("nfc_normalize({bare})"),
        Dialect::Postgres => format!("normalize({bare}, NFC)"),
    };
    // The engines' own functions do not know that İ has two letters in lower case, and Σ two forms.
    let dotted = format!("replace({composed}, 'İ', 'i\u{307}')");
    let sigma = dialect.replaced(&dotted, &format!("([{GREEK}])Σ([^{GREEK}]|$)"), "\\1ς\\2");
    match dialect {
        Dialect::DuckDb | Dialect::Spark => format!("nfc_normalize(lower({sigma}))"),
        // Its own function knows the letters of a server's collation.
        Dialect::Postgres => {
            let [upper, lower] = upper_and_lower();
            format!("normalize(translate(lower({sigma}),\n        '{upper}',\n        '{lower}'), NFC)")
        }
    }
}
