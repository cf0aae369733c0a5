//! What the lab does with a database: open, inspect, build, query, export; over any [`database::Database`].

pub mod beside;
pub mod build;
pub mod check;
pub mod database;
mod digest;
mod evidence;
pub mod export;
pub mod inspect;
pub mod link_payload;
mod locate;
mod matches;
pub mod open;
pub mod packed;
pub mod query;
mod quoted;
pub mod samples;
pub mod save_work;
pub mod session;
pub mod store;
