//! Texts of the question whether a log or journal belongs to a database.

pub const COMPANION_LEAVE_OUT: &str = "Open without it";
pub const COMPANION_USE: &str = "It belongs: use it";

/// The title of the question about logs or journals of another name.
pub fn companion_title(names: &[String], database: &str) -> String {
    let verb = if names.len() == 1 { "Does" } else { "Do" };
    format!("{verb} {} belong to {database}?", names.join(" and "))
}

/// The explanation below the question: when the file belongs to the database.
pub fn companion_text(_: &[String], database: &str) -> String {
    format!(
        "SQLite pairs files by name: {database}-wal and {database}-journal belong to {database}. What belongs to another \
         database, or to another moment, can damage what you see. Your files stay as they are."
    )
}
