//! A database file and what lies beside it: header, format, log, rollback journal.

pub mod companions;
pub mod header;
pub mod journal;
pub mod wal;
