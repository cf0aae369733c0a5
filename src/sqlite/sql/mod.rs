//! SQL text: statements, places, mistyped keywords, the shell's commands.

pub mod advice;
pub mod letters;
pub mod notes;
pub mod order;
pub mod places;
pub mod profile;
pub mod shell;
pub mod statements;
pub mod typos;
