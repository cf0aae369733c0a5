//! Schemas made of the words of the trade and of arbitrary ones.

use feature_lab::base::schema::{Column, Schema, Table, TableKind};
use proptest::prelude::*;

/// Names as schemas have them: words of the trade and arbitrary ones, joined in any way.
pub fn name() -> impl Strategy<Value = String> {
    let words = [
        "customer",
        "customers",
        "lead",
        "user",
        "order",
        "orders",
        "sale",
        "payment",
        "email",
        "id",
        "ts",
        "date",
        "created_at",
        "rating",
        "stars",
        "p1",
        "product",
        "updated",
        "customer_features",
        "x",
        "",
    ];
    let word =
        prop_oneof![4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "[a-zA-Z0-9 é_]{1,6}"];
    (word.clone(), prop::option::of(word), prop::sample::select(vec!["_", "", " ", "-"]))
        .prop_map(|(first, second, between)| second.map_or(first.clone(), |second| format!("{first}{between}{second}")))
}

pub fn any_schema() -> impl Strategy<Value = Schema> {
    let column = (name(), prop::sample::select(vec!["", "TEXT", "INTEGER", "DATETIME"]), any::<bool>());
    let column =
        column.prop_map(|(name, declared, primary_key)| Column { name, declared: declared.to_owned(), primary_key });
    let table = (name(), prop::collection::vec(column, 0..7), any::<bool>(), prop::option::of(0..3_u64));
    let table = table.prop_map(|(name, mut columns, is_view, rows)| {
        let mut seen = Vec::new();
        columns.retain(|column| {
            let lower = column.name.to_lowercase();
            let fresh = !lower.is_empty() && !seen.contains(&lower);
            seen.push(lower);
            fresh
        });
        let kind = if is_view { TableKind::View } else { TableKind::Table };
        Table { name, kind, has_rowid: !is_view, strict: false, columns, foreign_keys: Vec::new(), rows }
    });
    prop::collection::vec(table, 0..8).prop_map(|mut tables| {
        let mut seen = Vec::new();
        tables.retain(|table| {
            let lower = table.name.to_lowercase();
            let fresh = !lower.is_empty() && !seen.contains(&lower);
            seen.push(lower);
            fresh
        });
        Schema { tables }
    })
}

pub fn upper(schema: &Schema) -> Schema {
    let mut upper = schema.clone();
    for table in &mut upper.tables {
        table.name.make_ascii_uppercase();
        table.columns.iter_mut().for_each(|column| column.name.make_ascii_uppercase());
    }
    upper
}
