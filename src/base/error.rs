//! The one error of the lab: what happened, why, and what to do next.

use serde::{Deserialize, Serialize};

/// What kind of thing went wrong, for code that decides by it; people read [`LabError::message`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The bytes are not a SQLite database.
    NotSqlite,
    /// The file is a SQLite database but damaged or cut short.
    Corrupt,
    /// The write-ahead log does not belong to the database that came with it.
    Wal,
    /// The file needs more memory than this browser gives.
    TooLarge,
    /// A table or column that a specification names is not there.
    NotFound,
    /// A feature specification is incomplete or contradicts itself.
    Spec,
    /// A lesson's text does not follow docs/lessons.md.
    Lesson,
    /// SQLite refused a statement.
    Sql,
    /// Something with the target's name is in the way, or the database is in a state that forbids the action.
    Conflict,
    /// The person stopped the action.
    Stopped,
    /// A remote file could not be fetched.
    Remote,
    /// The browser's storage is full.
    StorageFull,
    /// The browser does not let the lab store anything, or what was stored cannot be read.
    Storage,
    /// A fault of the lab itself.
    Internal,
}

/// An error that a person reads: every failure that crosses the worker's boundary is one of these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LabError {
    /// For code.
    pub kind: ErrorKind,
    /// What happened and why, one or two sentences.
    pub message: String,
    /// What to do next, one sentence; empty where the message already says it.
    pub hint: String,
    /// SQLite's own words, where it spoke.
    pub detail: Option<String>,
    /// Where in the SQL text the trouble starts, as an offset in characters.
    pub position: Option<u32>,
}

/// The result of everything in the lab that can fail.
pub type Result<T> = std::result::Result<T, LabError>;

impl LabError {
    /// Makes an error of `kind` with what happened and what to do next.
    pub fn new(kind: ErrorKind, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: hint.into(), detail: None, position: None }
    }

    /// Makes the error of a statement that SQLite refused, in SQLite's words.
    pub fn sql(detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self {
            kind: ErrorKind::Sql,
            message: format!("SQLite says: {detail}."),
            hint: String::new(),
            detail: Some(detail),
            position: None,
        }
    }

    /// Makes the error of a broken promise inside the lab.
    pub fn internal(detail: impl Into<String>) -> Self {
        Self::new(
            ErrorKind::Internal,
            "Something in the lab itself went wrong.",
            "Your file is untouched. Reload the page; if it happens again, please report it with the words below.",
        )
        .with_detail(detail)
    }

    /// Keeps SQLite's (or the browser's) own words beside the message.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Says where in the SQL text the trouble starts (offset in characters).
    #[must_use]
    pub fn at(mut self, position: usize) -> Self {
        self.position = u32::try_from(position).ok();
        self
    }
}

impl std::fmt::Display for LabError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        if !self.hint.is_empty() {
            write!(f, " {}", self.hint)?;
        }
        match &self.detail {
            Some(detail) if !self.message.contains(detail.as_str()) => write!(f, " ({detail})"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for LabError {}
