//! Definitions and tables as text for other engines.

pub mod postgres_tables;
