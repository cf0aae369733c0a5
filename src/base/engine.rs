//! `Engine`: what runs the SQL of a person.

use super::named::Named;

/// An engine that runs SQL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, on the open database itself.
    #[default]
    Sqlite,
    /// PostgreSQL, on a copy of the open database's tables.
    Postgres,
}

impl Named for Engine {
    const NAMES: &'static [(Self, &'static str)] = &[(Self::Sqlite, "sqlite"), (Self::Postgres, "postgres")];
}
