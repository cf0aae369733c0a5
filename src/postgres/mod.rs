//! PostgreSQL's SQL, the commands of psql, and the addresses of servers, as pure Rust.

pub mod dsn;
pub mod psql;
pub mod script;
