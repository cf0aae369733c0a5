//! The text of lessons: blocks, exercises, checks, prose.

pub(crate) mod blocks;
pub mod check;
pub mod markdown;
pub(crate) mod parse;
