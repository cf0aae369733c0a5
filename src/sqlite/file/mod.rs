//! The files of a database: header, format, write-ahead log, rollback journal, and how they are paired.

pub mod companions;
pub mod header;
pub mod journal;
pub mod wal;
