//! What the lab does with a database: open, inspect, build, query, export; over any [`database::Database`].

pub mod beside;
pub mod build;
pub mod carry;
pub mod check;
pub mod database;
pub mod direct;
mod evidence;
pub mod export;
pub mod inspect;
pub mod keep;
pub mod lab;
mod locate;
mod mark;
mod matches;
pub mod open;
pub mod packed;
pub mod query;
mod quoted;
mod rowids;
pub mod samples;
mod source;
pub mod store;
mod write;
