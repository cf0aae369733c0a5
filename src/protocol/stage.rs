//! The stage of the page: which call to the engine is running; only one runs at a time.

/// The call to the engine that the page waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The page cannot be used yet.
    Loading,
    /// No call is running.
    Ready,
    /// Reading a file.
    Opening,
    /// Building the feature table.
    Building,
    /// Running SQL.
    Running,
    /// Writing the file to download.
    Exporting,
    /// Checking the files that learners handed in.
    Grading,
}
