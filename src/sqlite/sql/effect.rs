//! The effect of a statement that returns no rows: tables dropped, rows updated, a transaction begun.

use crate::base::message::messages;

messages! {
    /// The effect of a statement that ran.
    pub enum Effect {
        /// A table, view, index or trigger was created.
        Created {
            /// Its kind.
            thing: Thing,
            /// Its name as it was written.
            name: String,
            /// The number of its rows, for a table that was made from a query.
            rows: Option<u64>,
            /// True if it is temporary.
            temporary: bool,
        },
        /// CREATE … IF NOT EXISTS found it.
        ExistedAlready {
            /// Its kind.
            thing: Thing,
            /// Its name.
            name: String,
        },
        /// A table, view, index or trigger was dropped.
        Dropped {
            /// Its kind.
            thing: Thing,
            /// Its name as it was declared.
            name: String,
            /// The number of rows that a table had.
            rows: Option<u64>,
        },
        /// DROP … IF EXISTS found none.
        NothingToDrop {
            /// Its kind.
            thing: Thing,
            /// The name.
            name: String,
        },
        /// A table was renamed.
        TableRenamed {
            /// The name before.
            from: String,
            /// The name now.
            to: String,
        },
        /// A column was renamed.
        ColumnRenamed {
            /// The table.
            table: String,
            /// The name before.
            from: String,
            /// The name now.
            to: String,
        },
        /// A column was added.
        ColumnAdded {
            /// The table.
            table: String,
            /// The column.
            column: String,
        },
        /// A column was dropped.
        ColumnDropped {
            /// The table.
            table: String,
            /// The column.
            column: String,
        },
        /// A statement about rows ran.
        Rows {
            /// The change.
            change: RowChange,
            /// The number of rows that it changed itself.
            rows: u64,
            /// The number of rows that triggers and foreign keys changed.
            further: u64,
        },
        /// A transaction began.
        Begun,
        /// A transaction was committed.
        Committed,
        /// A transaction was rolled back.
        RolledBack,
        /// A savepoint was set.
        SavepointSet {
            /// Its name.
            name: String,
        },
        /// A savepoint was released.
        SavepointReleased {
            /// Its name.
            name: String,
        },
        /// The changes since a savepoint were rolled back.
        RolledBackTo {
            /// The savepoint.
            name: String,
        },
        /// A setting has this value after the statement.
        Setting {
            /// Its name.
            name: String,
            /// Its value.
            value: String,
        },
        /// A PRAGMA ran whose effect is not known.
        PragmaRan {
            /// Its name.
            name: String,
        },
        /// SQLite has no such PRAGMA, and ignores it.
        PragmaUnknown {
            /// The name.
            name: String,
        },
        /// A database was attached.
        Attached {
            /// Its name.
            name: String,
        },
        /// A database was detached.
        Detached {
            /// Its name.
            name: String,
        },
        /// The statistics of the query planner were gathered.
        Analysed,
        /// The file was written without free space.
        Vacuumed,
        /// Indexes were built anew.
        Reindexed,
        /// Another statement ran, which returned no rows.
        Ran,
    }
}

messages! {
    /// The kind of what is created or dropped.
    pub enum Thing {
        /// A table.
        Table,
        /// A view.
        View,
        /// An index.
        Index,
        /// A trigger.
        Trigger,
    }
}

messages! {
    /// The change that a statement makes to rows.
    pub enum RowChange {
        /// INSERT.
        Inserted,
        /// REPLACE, and INSERT OR REPLACE.
        InsertedOrReplaced,
        /// INSERT with ON CONFLICT DO UPDATE.
        InsertedOrUpdated,
        /// UPDATE.
        Updated,
        /// DELETE.
        Deleted,
    }
}

impl Effect {
    /// Says whether the effect took away or renamed a table or view of this name.
    pub fn takes_table(&self, is: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Dropped { thing: Thing::Table | Thing::View, name, .. } => is(name),
            Self::TableRenamed { from, .. } => is(from),
            _ => false,
        }
    }

    /// Says whether the effect took away or renamed a column of this name.
    pub fn takes_column(&self, is: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::ColumnDropped { column, .. } => is(column),
            Self::ColumnRenamed { from, .. } => is(from),
            _ => false,
        }
    }
}
