//! SQL text: statements, places, mistyped keywords, the shell's commands.

pub mod advice;
pub mod effect;
pub mod intent;
pub mod letters;
pub mod lint;
pub mod misuse;
pub mod notes;
pub mod order;
pub mod other_commands;
pub mod places;
pub mod profile;
pub mod repair;
pub mod shell;
pub mod statements;
pub mod typos;
