//! Columns that mark rows as cancelled, refunded, deleted or returned, and amounts that may be below zero.
//!
//! They never change a feature: the report names them, with their values and counts.

use std::borrow::Cow;

use super::facts::Facts;
use super::named::{NamedColumn, NamedTable};
use super::status;
use super::words::Words;
use crate::base::schema::Table;
use crate::base::value::ValueRef;
use crate::features::times;

/// The most columns of a table that are checked for marks, and the most of its amounts.
const MOST: usize = 8;

/// A column that may mark rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The column.
    pub column: String,
    /// The way in which it marks them.
    pub kind: FlagKind,
}

/// A way in which a column marks rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// Words such as `cancelled`.
    Status,
    /// Such words in a table of loans or rentals, where `returned` is none of them.
    StatusOfLoan,
    /// Any date or time, as in `cancelled_at`; NULL, 0 and placeholders such as 0000-00-00 mark nothing.
    Moment,
    /// The values 1, `true` and `yes`, as in `is_deleted`.
    Yes,
    /// The values 0, `false` and `no`, as in `is_active`.
    No,
    /// Numbers below zero.
    Amount,
}

/// The words of columns for cancelled, returned or deleted purchases, or for deleted customers.
const ENDED: [&str; 36] = [
    "cancelled",
    "canceled",
    "cancellation",
    "refunded",
    "refund",
    "returned",
    "deleted",
    "deletion",
    "void",
    "voided",
    "removed",
    "archived",
    "chargeback",
    "storniert",
    "storno",
    "geloescht",
    "erstattet",
    "zurueckgegeben",
    "cancelado",
    "cancelada",
    "cancelacion",
    "cancelamento",
    "anulado",
    "anulada",
    "anulacion",
    "eliminado",
    "eliminada",
    "devuelto",
    "reembolsado",
    "annule",
    "annulation",
    "rembourse",
    "supprime",
    "excluido",
    "devolvido",
    "estornado",
];

/// Those of [`ENDED`] that name an amount, a deadline or a plan as often as a time or a boolean.
const UNCLEAR: [&str; 4] = ["return", "refund", "cancellation", "storno"];

/// The words of columns that are 0 or false for customers who are no longer active.
const ACTIVE: [&str; 7] = ["active", "enabled", "aktiv", "activo", "activa", "ativo", "actif"];

/// Words beside which a column does not mark rows.
const BESIDE: [&str; 13] = [
    "by", "reason", "id", "count", "policy", "note", "comment", "deadline", "until", "expected", "planned", "email",
    "sync",
];

/// The words for a date or time.
const MOMENTS: [&str; 10] = ["at", "on", "date", "time", "timestamp", "am", "em", "le", "en", "el"];

const STATUSES: [&str; 6] = ["status", "state", "estado", "statut", "situacao", "zustand"];

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

/// Words of amounts that are often below zero, and of columns that are no amounts.
const NO_AMOUNTS: [&str; 12] = [
    "type",
    "currency",
    "code",
    "name",
    "discount",
    "change",
    "delta",
    "difference",
    "diff",
    "adjustment",
    "balance",
    "rabatt",
];

/// Words of tables and columns about loans and rentals.
const LENT: [&str; 11] =
    ["rental", "rent", "rented", "loan", "lending", "lent", "lease", "borrow", "borrowed", "borrower", "hire"];

/// Returns the columns of a table that may mark rows, in the order of the table; those of amounts only if `amounts` is
/// true.
pub fn flags(table: &Table, amounts: bool) -> Vec<Flag> {
    let facts = Facts::default();
    let candidate = NamedTable::at(table, &facts);
    let is_lent = candidate.words.any(&LENT) || candidate.words.has("checkout") || {
        let mut columns = candidate.columns.iter();
        columns.any(|column| column.words.any(&LENT))
    };
    let (mut marks_left, mut amounts_left) = (MOST, if amounts { MOST } else { 0 });
    let mut list = Vec::new();
    for column in &candidate.columns {
        let Some(kind) = kind(column, is_lent) else { continue };
        // Amounts have a limit of their own, so that many of them do not displace a status.
        let left = if kind == FlagKind::Amount { &mut amounts_left } else { &mut marks_left };
        if *left > 0 {
            *left -= 1;
            list.push(Flag { column: column.column.name.clone(), kind });
        }
    }
    list
}

fn kind(column: &NamedColumn<'_>, is_lent: bool) -> Option<FlagKind> {
    let words = &apart(&column.column.name);
    let declared = column.column.declared.to_ascii_lowercase();
    if words.any(&BESIDE) {
        return None;
    }
    if words.any(&STATUSES) {
        return Some(if is_lent { FlagKind::StatusOfLoan } else { FlagKind::Status });
    }
    // In a table of loans, `returned` is the normal end.
    let has_ended = words.any(&ENDED) && !(is_lent && words.has("returned"));
    let is_moment = words.any(&MOMENTS) || ["date", "time"].iter().any(|word| declared.contains(word));
    if has_ended && is_moment {
        return Some(FlagKind::Moment);
    }
    let is_yes = words.list.len() == 1 || words.any(&["is", "was", "ist", "flag"]);
    if has_ended && is_yes && !words.any(&UNCLEAR) {
        return Some(FlagKind::Yes);
    }
    if words.any(&ACTIVE) && (words.list.len() == 1 || words.list.len() == 2 && words.any(&["is", "ist"])) {
        return Some(FlagKind::No);
    }
    (words.any(&AMOUNTS) && !words.any(&NO_AMOUNTS)).then_some(FlagKind::Amount)
}

/// Splits a name into words, also at capitals and after a leading `is`: `RefundedAt`, `isactive`.
fn apart(name: &str) -> Words {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut is_lower = false;
    for letter in name.chars() {
        if is_lower && letter.is_uppercase() {
            spaced.push('_');
        }
        is_lower = letter.is_lowercase();
        spaced.push(letter);
    }
    let words = Words::of(&spaced);
    match words.list.as_slice() {
        [whole] => match whole.strip_prefix("is").filter(|rest| ENDED.contains(rest) || ACTIVE.contains(rest)) {
            Some(rest) => Words::of(&format!("is_{rest}")),
            None => words,
        },
        _ => words,
    }
}

/// A value that marks its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark<'a> {
    /// A word or a number, as it is written.
    Written(Cow<'a, str>),
    /// Any date or time.
    Filled,
    /// A number below zero.
    BelowZero,
}

impl FlagKind {
    /// Returns the mark of a value that marks its row; `None` if it does not.
    pub fn marks(self, value: ValueRef<'_>) -> Option<Mark<'_>> {
        let below = |is_below: bool| is_below.then_some(Mark::BelowZero);
        match (self, value) {
            (Self::Status | Self::StatusOfLoan, ValueRef::Text(text)) => {
                let is_ended = status::is_ended(text, self == Self::StatusOfLoan);
                is_ended.then(|| Mark::Written(String::from_utf8_lossy(text.trim_ascii())))
            }
            (Self::Moment, value) => is_filled(value).then_some(Mark::Filled),
            (Self::Yes, value) if said(value) == Some(true) => written(value),
            (Self::No, value) if said(value) == Some(false) => written(value),
            (Self::Amount, ValueRef::Integer(number)) => below(number < 0),
            (Self::Amount, ValueRef::Real(number)) => below(number < 0.0),
            (Self::Amount, ValueRef::Text(text)) => match times::parse_number(text)? {
                ValueRef::Integer(number) => below(number < 0),
                ValueRef::Real(number) => below(number < 0.0),
                _ => None,
            },
            _ => None,
        }
    }
}

fn written(value: ValueRef<'_>) -> Option<Mark<'_>> {
    Some(Mark::Written(Cow::Owned(value.to_value().to_string())))
}

/// Says whether a value is a date or time. `NaT`, `NULL` as text, 0000-00-00 and a date in the year 9999 are none.
fn is_filled(value: ValueRef<'_>) -> bool {
    match value {
        ValueRef::Integer(number) => number != 0,
        ValueRef::Real(number) => number != 0.0,
        ValueRef::Text(text) => {
            let text = text.trim_ascii();
            text.iter().any(|byte| matches!(byte, b'1'..=b'9')) && !text.starts_with(b"9999")
        }
        ValueRef::Null | ValueRef::Blob(_) => false,
    }
}

/// Reads a value as a boolean: 1, `true`, `t`, `yes`, `y`, and their opposites; `None` for any other value.
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
    use crate::base::schema::{Column, TableKind};

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
        for (kind, columns) in [
            (Status, "status, OrderStatus, payment_state, estado, Zahlungs-Status"),
            (
                Moment,
                "cancelled_at, DeletedAt, date_refunded, returned_on, RefundedAt, storniert_am, cancelado_em, cancellation_date",
            ),
            (Yes, "is_refunded, IsDeleted, isdeleted, deleted_flag, cancelled, storniert, void"),
            (No, "is_active, active, aktiv, IsEnabled, ISACTIVE"),
            (Amount, "total, Quantity, UnitPrice, valor, line_total, Betrag"),
        ] {
            let found = kinds(columns);
            assert_eq!(found, vec![Some(kind); found.len()], "{columns}");
        }
        let others = "deleted_by, cancel_reason, return_policy, refund_id, return_date, is_return, cancellation_deadline, \
            email_status, total_discount, price_change, currency, ordered_at, activity";
        assert_eq!(kinds(others), [None; 13]);
    }

    #[test]
    fn coming_back_is_how_a_loan_should_end() {
        use FlagKind::{Moment, StatusOfLoan};
        let columns = kinds("rental_date, returned_at, status, cancelled_at");
        assert_eq!(columns, [None, None, Some(StatusOfLoan), Some(Moment)]);
        assert_eq!(FlagKind::StatusOfLoan.marks(ValueRef::Text(b"returned")), None);
        assert!(FlagKind::StatusOfLoan.marks(ValueRef::Text(b"cancelled")).is_some());
    }

    #[test]
    fn many_amounts_do_not_hide_a_status() {
        let amounts = (1..=12).map(|at| format!("amount_{at}")).collect::<Vec<_>>().join(", ");
        assert_eq!(kinds(&format!("{amounts}, status")).last(), Some(&Some(FlagKind::Status)));
    }

    #[test]
    fn values_mark_rows_only_where_they_say_so() {
        let text = |text: &'static str| ValueRef::Text(text.as_bytes());
        for (kind, value, expected) in [
            (FlagKind::Status, text("Cancelled"), Some("Cancelled")),
            (FlagKind::Status, text("partially refunded"), Some("partially refunded")),
            (FlagKind::Status, text("paid"), None),
            (FlagKind::Status, ValueRef::Integer(3), None),
            (FlagKind::Moment, text("2026-06-30"), Some("filled")),
            (FlagKind::Moment, ValueRef::Integer(1_782_842_400), Some("filled")),
            (FlagKind::Moment, ValueRef::Null, None),
            (FlagKind::Moment, ValueRef::Real(0.0), None),
            (FlagKind::Moment, text("NaT"), None),
            (FlagKind::Moment, text("0000-00-00 00:00:00"), None),
            (FlagKind::Moment, text("9999-12-31"), None),
            (FlagKind::Yes, ValueRef::Integer(1), Some("1")),
            (FlagKind::Yes, text("false"), None),
            (FlagKind::No, ValueRef::Integer(0), Some("0")),
            (FlagKind::No, ValueRef::Integer(7), None),
            (FlagKind::Amount, ValueRef::Real(-0.5), Some("below zero")),
            (FlagKind::Amount, ValueRef::Integer(0), None),
            (FlagKind::Amount, text(" -10.00"), Some("below zero")),
            (FlagKind::Amount, text("-0.00"), None),
            (FlagKind::Amount, text("-10 EUR"), None),
        ] {
            let mark = kind.marks(value).map(|mark| match mark {
                Mark::Written(value) => value.into_owned(),
                Mark::Filled => "filled".to_owned(),
                Mark::BelowZero => "below zero".to_owned(),
            });
            assert_eq!(mark.as_deref(), expected, "{kind:?} {value:?}");
        }
    }
}
