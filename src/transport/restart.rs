//! The call that opens the last good image of the database in a new worker after a restart.

use web_sys::Blob;

use crate::protocol::{CheckOnOpen, Companions, Integrity, Open, Opened, Request, Source};

/// A state of the database: the request that opens it again, with its files.
#[derive(Clone)]
pub(crate) struct Point {
    /// The request.
    pub(crate) open: Open,
    /// The files beside it.
    pub(crate) files: Vec<Blob>,
}

/// The state that a restart opens; none before a database is opened.
#[derive(Clone, Default)]
pub(super) struct Restore(Option<Point>);

impl Restore {
    /// Returns how to repeat a request, if it opens a database.
    pub(super) fn candidate(&self, request: &Request, files: &[Blob]) -> Option<Self> {
        match request {
            Request::Open(open) => Some(Self(Some(Point { open: open.clone(), files: files.to_vec() }))),
            _ => None,
        }
    }

    /// Records that the file was opened: its integrity check need not run again.
    pub(super) fn opened(mut self, opened: &Opened) -> Self {
        if let Some(Point { open, .. }) = &mut self.0 {
            open.as_change = false;
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
        if let Some(Point { open, files }) = &mut self.0 {
            open.source = Source::Attached;
            open.companions = Companions::default();
            *files = vec![image];
        }
    }

    /// Returns the state that a restart opens.
    pub(super) fn point(&self) -> Option<Point> {
        self.0.clone()
    }

    /// Returns the request that opens the last good image.
    pub(super) fn request(&self) -> Option<(Request, Vec<Blob>)> {
        self.0.clone().map(|Point { open, files }| (Request::Open(open), files))
    }
}
