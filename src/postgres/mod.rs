//! PostgreSQL's SQL and the commands of psql, as pure Rust.

pub mod psql;
pub mod script;
