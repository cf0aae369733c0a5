//! What to put back when the worker has to be ended: the last good image of the open database.

use web_sys::Blob;

use crate::protocol::{CheckOnOpen, Companions, Integrity, Open, Opened, Request, Source};

/// How the open database can be opened again.
#[derive(Clone, Default)]
pub(super) struct Restore(Option<(Open, Vec<Blob>)>);

impl Restore {
    /// The way to open again what a request opens, if it opens anything.
    pub(super) fn candidate(&self, request: &Request, files: &[Blob]) -> Option<Self> {
        match request {
            Request::Open(open) => Some(Self(Some((open.clone(), files.to_vec())))),
            _ => None,
        }
    }

    /// The file was opened: what its check said need not be found out again.
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

    /// The database changed: from now on this image is what to go back to.
    pub(super) fn image(&mut self, image: Blob) {
        if let Some((open, files)) = &mut self.0 {
            open.source = Source::Attached;
            open.beside = Companions::default();
            *files = vec![image];
        }
    }

    /// The call that opens the last good image.
    pub(super) fn request(&self) -> Option<(Request, Vec<Blob>)> {
        self.0.clone().map(|(open, files)| (Request::Open(open), files))
    }
}
