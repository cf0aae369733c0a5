//! Fetches a lesson's head file (`lesson.md`): by the name of a folder of this host, or from an address.

use crate::base::error::Result;
use crate::base::problem::link::LinkProblem;
use crate::browser::fetch::Abort;
use crate::browser::{document, fetch};
use crate::features::spec::show_instant;
use crate::lessons;
use crate::lessons::{Base, HEAD_FILE, Head};
use crate::links::{Link, Origin, not_fetched};
use crate::words;

/// The head of a lesson that was fetched, with its name and folder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenLesson {
    /// The lesson's name in a link: the name of a folder of this host, or an address.
    pub(crate) name: String,
    /// The address of its folder, with `/` at its end.
    pub(crate) folder: String,
    pub(crate) head: Head,
}

impl OpenLesson {
    /// Fetches and reads the head of a lesson.
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
        if let Some(problem) = not_fetched(&folder, &document::absolute("/").unwrap_or_default()) {
            return Err(problem.into());
        }
        let head = lessons::head(&fetch::text(&format!("{folder}{HEAD_FILE}"), abort).await?)?;
        Ok(Self { name, folder, head })
    }

    /// The link to the lesson's database, as of its instant and with its mapping.
    pub(crate) fn link_to_database(&self) -> Link {
        let as_of = self.head.as_of.map(show_instant);
        Link { origin: Some(self.origin()), as_of, ..Link::parse(&self.head.mapping) }
    }

    /// The origin of the lesson's database: a sample, or the address of a file in the lesson's folder.
    pub(crate) fn origin(&self) -> Origin {
        match &self.head.database {
            Base::Sample(name) => Origin::Sample(name.clone()),
            Base::File(file) => Origin::Remote(format!("{}{file}", self.folder)),
        }
    }
}

/// The name of the lesson that a page without a link opens; `None` if the host has no lessons.
pub(crate) fn first_lesson() -> Option<String> {
    words::lessons().next().map(|(name, _)| name.to_owned())
}
