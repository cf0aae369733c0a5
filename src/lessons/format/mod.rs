//! The text format of lessons: front matter and blocks, exercises, checks, Markdown.

pub(crate) mod blocks;
pub mod check;
pub mod markdown;
pub(crate) mod parse;
