//! The call that opens the last good image of the database in a new worker after a restart.

use web_sys::Blob;

use crate::protocol::{CheckOnOpen, Companions, Integrity, Open, Opened, Request, Source};

/// The request that opens the database again, with its files.
#[derive(Clone, Default)]
pub(super) struct Restore(Option<(Open, Vec<Blob>)>);

impl Restore {
    /// Returns how to repeat a request, if it opens a database.
    pub(super) fn candidate(&self, request: &Request, files: &[Blob]) -> Option<Self> {
        match request {
            Request::Open(open) => Some(Self(Some((open.clone(), files.to_vec())))),
            _ => None,
        }
    }

    /// Records that the file was opened: its integrity check need not run again.
    pub(super) fn opened(mut self, opened: &Opened) -> Self {
        if let Some((open, _)) = &mut self.0 {
            open.check = match opened.integrity {
                Integrity::Sound => CheckOnOpen::Trusted,
                Integrity::Unchecked => CheckOnOpen::Skip,
                Integrity::Damaged(_) => CheckOnOpen::Full,
            };
        }
        self
    }

    /// Records the image after a change, which a restart opens from now on.
    pub(super) fn image(&mut self, image: Blob) {
        if let Some((open, files)) = &mut self.0 {
            open.source = Source::Attached;
            open.companions = Companions::default();
            *files = vec![image];
        }
    }

    /// Returns the request that opens the last good image.
    pub(super) fn request(&self) -> Option<(Request, Vec<Blob>)> {
        self.0.clone().map(|(open, files)| (Request::Open(open), files))
    }
}
