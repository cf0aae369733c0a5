//! The small port through which saved work reaches the browser's storage: whole files by name.

use crate::base::checksum::Checksum;
use crate::base::error::Result;

/// A place that keeps files. A failure of any call says what the browser said; nothing is written in part that a later
/// call would take for whole, except where it is said here.
pub trait Store {
    /// The content of a file.
    type File;

    /// Content of a few bytes.
    fn of_text(&self, text: &str) -> Result<Self::File>;

    /// The size of a content in bytes.
    fn size(&self, file: &Self::File) -> u64;

    /// The names of all files.
    fn names(&self) -> impl Future<Output = Result<Vec<String>>>;

    /// Writes a new file and waits until the storage has it; gives the checksum of what was written. After a failure, or if
    /// the browser is killed meanwhile, any part of it may be there.
    fn write(&self, name: &str, content: &Self::File) -> impl Future<Output = Result<Checksum>>;

    /// The file of a name.
    fn read(&self, name: &str) -> impl Future<Output = Result<Self::File>>;

    /// Adds a content, read to its end, to a checksum.
    fn sum(&self, file: &Self::File, to: Checksum) -> impl Future<Output = Result<Checksum>>;

    /// A content as text.
    fn text(&self, file: &Self::File) -> impl Future<Output = Result<String>>;

    /// Removes a file.
    fn remove(&self, name: &str) -> impl Future<Output = Result<()>>;
}
