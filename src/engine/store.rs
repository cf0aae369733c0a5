//! The port `Store` through which saved work reaches the browser's storage: whole files by name.

use crate::base::checksum::Checksum;
use crate::base::error::Result;

/// A storage of files. The detail of an error is the browser's message. Only [`Self::write`] may leave a file that is
/// written in part.
pub trait Store {
    /// The content of a file.
    type File;

    /// Makes the content of a short text.
    fn of_text(&self, text: &str) -> Result<Self::File>;

    /// Returns the size of a content in bytes.
    fn size(&self, file: &Self::File) -> u64;

    /// Returns the names of all files.
    fn names(&self) -> impl Future<Output = Result<Vec<String>>>;

    /// Writes a new file, waits until the storage has it, and returns the checksum of the content. After a failure, or
    /// if the browser is killed meanwhile, any part of it may be there.
    fn write(&self, name: &str, content: &Self::File) -> impl Future<Output = Result<Checksum>>;

    /// Returns the file with this name.
    fn read(&self, name: &str) -> impl Future<Output = Result<Self::File>>;

    /// Adds a whole content to a checksum.
    fn sum(&self, file: &Self::File, to: Checksum) -> impl Future<Output = Result<Checksum>>;

    /// Reads a content as text.
    fn text(&self, file: &Self::File) -> impl Future<Output = Result<String>>;

    /// Removes a file.
    fn remove(&self, name: &str) -> impl Future<Output = Result<()>>;
}
