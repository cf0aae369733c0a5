//! Sentences about what a statement did: tables dropped, rows updated, a transaction begun.

use super::numbers::{number, readable, rows};
use crate::sqlite::sql::effect::{Effect, RowChange, Thing};

/// The most effects that the status line names.
const NAMED: usize = 3;

/// The sentence about the effect of a statement.
pub fn effect(effect: &Effect) -> String {
    readable(match effect {
        Effect::Created { thing, name, rows: count, temporary } => {
            let thing = thing_word(thing);
            let kind = if *temporary { format!("Temporary {}", thing.to_lowercase()) } else { thing.to_owned() };
            let count = count.map(|count| format!(": {}", rows(count))).unwrap_or_default();
            let kept = if *temporary { " It is neither saved nor part of the download." } else { "" };
            format!("{kind} {name} created{count}.{kept}")
        }
        Effect::ExistedAlready { thing, name } => {
            format!("{} {name} exists already, so nothing was created.", thing_word(thing))
        }
        Effect::Dropped { thing, name, rows: count } => {
            let count = count.map(|count| format!(" ({})", rows(count))).unwrap_or_default();
            format!("{} {name} dropped{count}.", thing_word(thing))
        }
        Effect::NothingToDrop { thing, name } => {
            format!("No {} has the name {name}, so nothing was dropped.", thing_word(thing).to_lowercase())
        }
        Effect::TableRenamed { from, to } => format!("Table {from} renamed to {to}."),
        Effect::ColumnRenamed { table, from, to } => format!("Column {from} of {table} renamed to {to}."),
        Effect::ColumnAdded { table, column } => format!("Column {column} added to {table}."),
        Effect::ColumnDropped { table, column } => format!("Column {column} of {table} dropped."),
        Effect::Rows { change, rows, further } => row_change(change, *rows, *further),
        Effect::Begun => "Transaction begun: COMMIT keeps the changes, ROLLBACK undoes them.".to_owned(),
        Effect::Committed => "Transaction committed.".to_owned(),
        Effect::RolledBack => "Transaction rolled back: its changes are undone.".to_owned(),
        Effect::SavepointSet { name } => format!("Savepoint {name} set."),
        Effect::SavepointReleased { name } => format!("Savepoint {name} released."),
        Effect::RolledBackTo { name } => format!("Rolled back to savepoint {name}: the changes since then are undone."),
        Effect::Setting { name, value } => format!("The setting {name} is {value}."),
        Effect::PragmaRan { name } => format!("PRAGMA {name} ran."),
        Effect::PragmaUnknown { name } => format!("SQLite has no PRAGMA {name}, so nothing happened."),
        Effect::Attached { name } => format!("Database {name} attached."),
        Effect::Detached { name } => format!("Database {name} detached."),
        Effect::Analysed => "ANALYZE gathered statistics for faster queries.".to_owned(),
        Effect::Vacuumed => "VACUUM removed the free space from the database.".to_owned(),
        Effect::Reindexed => "REINDEX built the indexes again.".to_owned(),
        Effect::Ran => "The statement ran. It returns no rows.".to_owned(),
    })
}

/// The effects of a script as the status line says them; empty if there are none.
pub fn effects<'a>(all: impl IntoIterator<Item = &'a Effect>) -> String {
    let mut all = all.into_iter();
    let named: Vec<String> = all.by_ref().take(NAMED).map(effect).collect();
    let further = all.count() as u64;
    let mut told = named.join(" ");
    if further > 0 {
        let what = if further == 1 { "statement" } else { "statements" };
        told += &format!(" And {} more {what} without rows.", number(further));
    }
    told
}

fn thing_word(thing: &Thing) -> &'static str {
    match thing {
        Thing::Table => "Table",
        Thing::View => "View",
        Thing::Index => "Index",
        Thing::Trigger => "Trigger",
    }
}

fn row_change(change: &RowChange, changed: u64, further: u64) -> String {
    let what = match change {
        RowChange::Inserted => "inserted",
        RowChange::InsertedOrReplaced => "inserted or replaced",
        RowChange::InsertedOrUpdated => "inserted or updated",
        RowChange::Updated => "updated",
        RowChange::Deleted => "deleted",
    };
    match (changed, further) {
        (0, 0) => "No rows changed.".to_owned(),
        (0, further) => format!("Triggers changed {}.", rows(further)),
        (changed, 0) => format!("{} {what}.", rows(changed)),
        (changed, further) => {
            format!("{} {what}. Triggers and foreign keys changed {} more.", rows(changed), number(further))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_line_names_the_first_effects_and_counts_the_rest() {
        let inserted = |rows| Effect::Rows { change: RowChange::Inserted, rows, further: 0 };
        let all = [inserted(1), inserted(2), Effect::Committed, Effect::Begun, Effect::Ran];
        assert_eq!(effects(&[] as &[Effect]), "");
        assert_eq!(effects(&all[..2]), "1 row inserted. 2 rows inserted.");
        assert_eq!(
            effects(&all),
            "1 row inserted. 2 rows inserted. Transaction committed. And 2 more statements without rows."
        );
    }
}
