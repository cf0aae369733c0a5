//! A single table of customers and transactions: suggests two views, one for each.

use super::columns;
use super::joins;
use super::named::{NamedColumn, NamedTable};
use super::reasons::SuggestionReason;
use super::vocabulary::{NUMBERS, SALES};
use super::{Suggestion, columns::is_person};
use crate::base::ident::Ident;
use crate::base::schema::{Schema, TableKind};

/// Suggests two views of the only table that has a time and a customer's key, if no other table has the customers.
pub(super) fn suggest(schema: &Schema, all: &[&NamedTable<'_>]) -> Option<Suggestion> {
    let mut whole = all.iter().filter(|candidate| candidate.table.kind == TableKind::Table).filter_map(|candidate| {
        let (points, time) = *columns::times(candidate).first()?;
        Some((*candidate, time, customer_key(candidate)?)).filter(|_| points >= columns::CLEAR)
    });
    let (candidate, time, key) = whole.next().filter(|_| whole.next().is_none())?;
    let has_customers = |other: &&&NamedTable<'_>| {
        joins::pairs(other, candidate).first().is_some_and(|(points, _)| *points >= joins::CLEAR)
            && !std::ptr::eq(other.table, candidate.table)
    };
    if all.iter().any(|other| has_customers(&other)) {
        return None;
    }
    let (customers, orders) = (schema.free_name("customers"), schema.free_name("orders"));
    let table = &candidate.table.name;
    let best = |list: &[(i32, &str)]| {
        list.first()
            .filter(|(points, name)| *points >= columns::CLEAR && *name != key)
            .map(|(_, name)| (*name).to_owned())
    };
    let further = [best(&columns::emails(candidate)), best(&columns::ratings(candidate))];
    let further: String = further.iter().flatten().map(|name| format!(", max({0}) AS {0}", Ident(name))).collect();
    let customers = format!(
        "CREATE VIEW {} AS\nSELECT {key}{further}\nFROM {from}\nWHERE {key} IS NOT NULL\nGROUP BY {key};",
        Ident(&customers),
        key = Ident(key),
        from = Ident(table),
    );
    let orders = match order_number(candidate) {
        Some(number) => format!(
            "CREATE VIEW {} AS\nSELECT {number}, {key},\n  min({time}) AS {time}\nFROM {from}\nGROUP BY {number}, {key};",
            Ident(&orders),
            number = Ident(number),
            key = Ident(key),
            time = Ident(time),
            from = Ident(table),
        ),
        None => format!("CREATE VIEW {} AS\nSELECT *\nFROM {};", Ident(&orders), Ident(table)),
    };
    Some(Suggestion {
        reason: SuggestionReason::OneTable {
            table: table.clone(),
            key: key.to_owned(),
            number: order_number(candidate).map(str::to_owned),
        },
        sql: format!("{customers}\n\n{orders}"),
    })
}

/// Returns the key column of the customer: an id such as `CustomerID`, otherwise an e-mail address.
fn customer_key<'a>(candidate: &NamedTable<'a>) -> Option<&'a str> {
    let is_key = |column: &&NamedColumn<'a>| {
        let words = &column.words;
        words.any(&NUMBERS) && words.list.iter().any(|word| is_person(word)) && !candidate.is_key(column.column)
    };
    let id = candidate.columns.iter().find(is_key).map(|column| column.column.name.as_str());
    id.or_else(|| {
        let emails = columns::emails(candidate);
        emails.first().filter(|(points, _)| *points >= columns::CLEAR).map(|(_, name)| *name)
    })
}

/// Returns the column that numbers the orders, if an order can have several rows.
fn order_number<'a>(candidate: &NamedTable<'a>) -> Option<&'a str> {
    let numbers = |column: &&NamedColumn<'a>| {
        let words = &column.words;
        let repeats = column.sample.is_some_and(|sample| sample.repeats());
        words.any(&NUMBERS) && words.most(&SALES).is_some() && repeats
    };
    candidate.columns.iter().find(numbers).map(|column| column.column.name.as_str())
}
