//! What the page has the engine do, one thing at a time.

/// What the engine does for the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The page cannot be used yet.
    Loading,
    /// Nothing is going on.
    Ready,
    /// Reading a file.
    Opening,
    /// Building the feature table.
    Building,
    /// Running SQL.
    Running,
    /// Writing the file to download.
    Exporting,
    /// Looking at what learners handed in.
    Grading,
}
