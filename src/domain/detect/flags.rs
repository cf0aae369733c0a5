//! Columns that mark rows as cancelled, refunded, deleted or returned, and amounts that may be below zero.
//!
//! They never change a feature: the report names them, with their values and counts.

use super::facts::Facts;
use super::look::{Look, Named};
use super::words::Words;
use crate::domain::schema::Table;
use crate::domain::value::ValueRef;

/// The most columns of a table that are looked at.
const MOST: usize = 8;

/// A column that may mark rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The column.
    pub column: String,
    /// Its way of marking them.
    pub kind: FlagKind,
}

/// A way in which a column marks rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// By words, such as `cancelled`.
    Status,
    /// By a moment, such as that in `cancelled_at`: every value that is there marks its row.
    Moment,
    /// By 1, `true` or `yes`, as in `is_deleted`.
    Yes,
    /// By 0, `false` or `no`, as in `is_active`.
    No,
    /// By a number below zero.
    Amount,
}

/// The words of rows that did not stay a purchase, or of customers that are gone.
const ENDED: [&str; 12] = [
    "cancelled",
    "canceled",
    "refund",
    "refunded",
    "return",
    "returned",
    "deleted",
    "void",
    "voided",
    "removed",
    "archived",
    "chargeback",
];

/// The beginnings of such words as a status has them: English, German, Spanish, French, Portuguese.
const ENDED_VALUES: [&str; 18] = [
    "cancel",
    "refund",
    "return",
    "void",
    "delet",
    "reject",
    "declin",
    "failed",
    "chargeback",
    "storn",
    "erstattet",
    "zurueck",
    "anulad",
    "devuel",
    "devolvid",
    "annul",
    "rembours",
    "reembols",
];

const STATUSES: [&str; 5] = ["status", "estado", "statut", "situacao", "zustand"];

const AMOUNTS: [&str; 15] = [
    "quantity",
    "qty",
    "amount",
    "total",
    "subtotal",
    "price",
    "menge",
    "betrag",
    "cantidad",
    "importe",
    "quantite",
    "montant",
    "quantidade",
    "valor",
    "preis",
];

/// The columns of a table that may mark rows, in the order of the table. `amounts` takes those of amounts, too.
pub fn flags(table: &Table, amounts: bool) -> Vec<Flag> {
    let facts = Facts::default();
    let look = Look::at(table, &facts);
    let kinds = look.columns.iter().filter_map(|column| Some((column, kind(column, amounts)?)));
    kinds.map(|(column, kind)| Flag { column: column.column.name.clone(), kind }).take(MOST).collect()
}

fn kind(column: &Named<'_>, amounts: bool) -> Option<FlagKind> {
    let words = &column.words;
    let declared = column.column.declared.to_ascii_lowercase();
    let has_ended = words.any(&ENDED);
    if words.any(&["by", "reason", "id", "count", "policy", "note", "comment"]) {
        return None;
    }
    if words.any(&STATUSES) {
        return Some(FlagKind::Status);
    }
    if has_ended
        && (words.any(&["at", "on", "date", "time", "timestamp"])
            || ["date", "time"].iter().any(|word| declared.contains(word)))
    {
        return Some(FlagKind::Moment);
    }
    if has_ended && (words.list.len() == 1 || words.has("is") || words.has("was")) && !words.any(&["return", "refund"])
    {
        return Some(FlagKind::Yes);
    }
    if words.is(&["active"]) || words.is(&["is", "active"]) || words.is(&["enabled"]) {
        return Some(FlagKind::No);
    }
    let is_amount = words.any(&AMOUNTS) && !words.any(&["type", "unit", "currency", "per", "code", "name"]);
    (amounts && is_amount).then_some(FlagKind::Amount)
}

impl FlagKind {
    /// The words for the value that marks its row, if it does.
    pub fn marks(self, value: ValueRef<'_>) -> Option<String> {
        match self {
            Self::Status => match value {
                ValueRef::Text(text) if is_ended(text) => Some(String::from_utf8_lossy(text.trim_ascii()).into_owned()),
                _ => None,
            },
            Self::Moment => match value {
                ValueRef::Null | ValueRef::Integer(0) => None,
                ValueRef::Text(text) if text.trim_ascii().is_empty() => None,
                _ => Some("filled".to_owned()),
            },
            Self::Yes => said(value).filter(|yes| *yes).map(|_| value.to_value().to_string()),
            Self::No => said(value).filter(|yes| !*yes).map(|_| value.to_value().to_string()),
            Self::Amount => match value {
                ValueRef::Integer(number) if number < 0 => Some("below zero".to_owned()),
                ValueRef::Real(number) if number < 0.0 => Some("below zero".to_owned()),
                _ => None,
            },
        }
    }
}

/// Says whether a status says that a row did not stay what it was.
fn is_ended(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    // A long text is no status.
    if text.len() > 40 {
        return false;
    }
    Words::of(text).list.iter().any(|word| ENDED_VALUES.iter().any(|start| word.starts_with(start)))
}

/// Yes or no, where a value says one of them.
fn said(value: ValueRef<'_>) -> Option<bool> {
    match value {
        ValueRef::Integer(1) => Some(true),
        ValueRef::Integer(0) => Some(false),
        ValueRef::Text(text) => {
            let is = |words: &[&str]| words.iter().any(|word| text.trim_ascii().eq_ignore_ascii_case(word.as_bytes()));
            if is(&["1", "true", "t", "yes", "y"]) {
                Some(true)
            } else if is(&["0", "false", "f", "no", "n"]) {
                Some(false)
            } else {
                None
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::{Column, TableKind};

    fn kinds(columns: &str) -> Vec<Option<FlagKind>> {
        let columns: Vec<Column> = columns
            .split(", ")
            .map(|name| Column { name: name.to_owned(), declared: String::new(), primary_key: false })
            .collect();
        let table = Table {
            name: "orders".to_owned(),
            kind: TableKind::Table,
            has_rowid: true,
            strict: false,
            columns,
            foreign_keys: Vec::new(),
            rows: None,
        };
        let found = flags(&table, true);
        let of = |column: &Column| found.iter().find(|flag| flag.column == column.name).map(|flag| flag.kind);
        table.columns.iter().map(of).collect()
    }

    #[test]
    fn columns_that_mark_rows_are_told_from_others() {
        use FlagKind::{Amount, Moment, No, Status, Yes};
        let marked =
            kinds("status, OrderStatus, cancelled_at, DeletedAt, is_refunded, is_active, total, Quantity, valor");
        assert_eq!(marked[..8], [Status, Status, Moment, Moment, Yes, No, Amount, Amount].map(Some));
        let others = kinds("deleted_by, cancel_reason, return_policy, refund_id, ordered_at, unit_price_currency");
        assert_eq!(others, [None; 6]);
    }

    #[test]
    fn values_mark_rows_only_where_they_say_so() {
        let text = |text: &'static str| ValueRef::Text(text.as_bytes());
        for (kind, value, expected) in [
            (FlagKind::Status, text("Cancelled"), Some("Cancelled")),
            (FlagKind::Status, text("partially refunded"), Some("partially refunded")),
            (FlagKind::Status, text("STORNIERT"), Some("STORNIERT")),
            (FlagKind::Status, text("paid"), None),
            (FlagKind::Status, ValueRef::Integer(3), None),
            (FlagKind::Moment, text("2026-06-30"), Some("filled")),
            (FlagKind::Moment, ValueRef::Null, None),
            (FlagKind::Yes, ValueRef::Integer(1), Some("1")),
            (FlagKind::Yes, text("false"), None),
            (FlagKind::No, ValueRef::Integer(0), Some("0")),
            (FlagKind::No, ValueRef::Integer(7), None),
            (FlagKind::Amount, ValueRef::Real(-0.5), Some("below zero")),
            (FlagKind::Amount, ValueRef::Integer(0), None),
        ] {
            assert_eq!(kind.marks(value).as_deref(), expected, "{kind:?} {value:?}");
        }
    }
}
