//! The engine: opens, inspects, queries, exports databases and builds features, over any [`database::Database`].

pub mod build;
pub mod check;
pub mod companions;
mod compile;
pub mod database;
mod digest;
mod effects;
mod evidence;
pub mod export;
pub mod inspect;
mod limits;
pub mod link_payload;
mod locate;
mod matches;
pub mod open;
pub mod packed;
pub mod postgres_tables;
pub mod query;
mod quoted;
pub mod registry;
pub mod samples;
pub mod save_work;
pub mod session;
pub(crate) mod statistics;
pub mod store;
mod summary;
pub mod table_rows;
