//! A lesson that was fetched: by the name of a folder of this host, or from an address.

use crate::base::error::Result;
use crate::base::problem::link::LinkProblem;
use crate::browser::fetch::Abort;
use crate::browser::{document, fetch};
use crate::features::spec::show_instant;
use crate::lessons;
use crate::lessons::{Base, HEAD_FILE, Head};
use crate::links::{Link, Origin};
use crate::words;

/// A lesson that is on show, or graded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenLesson {
    /// What a link calls it: the name of a lesson of this host, or an address.
    pub(crate) name: String,
    /// The address of its folder, with `/` at its end.
    pub(crate) folder: String,
    pub(crate) head: Head,
}

impl OpenLesson {
    /// Fetches what a lesson says of itself.
    ///
    /// # Errors
    ///
    /// A name that no lesson can have, a host that does not give the lesson, a head that cannot be read.
    pub(crate) async fn fetch(name: String, abort: &Abort) -> Result<Self> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        if !name.contains('/') && !name.chars().all(plain) {
            return Err(LinkProblem::NoLesson { name: name.chars().take(60).collect() }.into());
        }
        let folder = if name.contains('/') { name.clone() } else { format!("lessons/{name}") };
        let folder = format!("{}/", document::absolute(&folder).unwrap_or(folder).trim_end_matches('/'));
        let head = lessons::head(&fetch::text(&format!("{folder}{HEAD_FILE}"), abort).await?)?;
        Ok(Self { name, folder, head })
    }

    /// The link to the lesson's database, as of its instant and with its mapping.
    pub(crate) fn link_to_database(&self) -> Link {
        let as_of = self.head.as_of.map(show_instant);
        Link { origin: Some(self.origin()), as_of, ..Link::parse(&self.head.mapping) }
    }

    /// Where the lesson's database is.
    pub(crate) fn origin(&self) -> Origin {
        match &self.head.database {
            Base::Sample(name) => Origin::Sample(name.clone()),
            Base::File(file) => Origin::Remote(format!("{}{file}", self.folder)),
        }
    }
}

/// The name of the lesson that a new page opens, if there is any.
pub(crate) fn first_lesson() -> Option<String> {
    words::lessons().next().map(|(name, _)| name.to_owned())
}
