//! Files that a person chose or dropped: each database with its write-ahead log and rollback journal.

use web_sys::{Blob, File, FileList};

use crate::protocol::Companions;
use crate::sqlite::file::companions;
use crate::sqlite::file::companions::{Kind, Paired};

/// A database file from this machine, with its log and journal.
#[derive(Clone, Debug)]
pub(crate) struct AttachedFile {
    pub(crate) name: String,
    /// The database, then the log and the journal if `beside` says that they are there.
    pub(crate) files: Vec<Blob>,
    pub(crate) companions: Companions,
}

/// Files that were chosen or dropped together, with their names.
pub(crate) struct ChosenFiles {
    files: Vec<File>,
    /// For each file its name and `true` if it is empty.
    pub(crate) names: Vec<(String, bool)>,
}

impl ChosenFiles {
    /// Lists the files of a file picker or of a drop.
    pub(crate) fn new(list: &FileList) -> Self {
        let files: Vec<File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        let names = files.iter().map(|file| (file.name(), file.size() == 0.0)).collect();
        Self { files, names }
    }

    /// The name of the file at a position.
    pub(crate) fn name(&self, at: usize) -> String {
        self.names.get(at).map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// The file that was chosen, if it is one alone and JSON by its name: no database, but a definition.
    pub(crate) fn definition(&self) -> Option<File> {
        let [file] = &self.files[..] else { return None };
        file.name().to_ascii_lowercase().ends_with(".json").then(|| file.clone())
    }

    /// A database with its log and journal.
    pub(crate) fn attach(&self, paired: &Paired) -> AttachedFile {
        let parts = [Some(paired.database), paired.log, paired.journal].into_iter().flatten();
        let supers =
            self.names.iter().map(|(name, _)| name).filter(|name| companions::kind(name) == Kind::SuperJournal);
        let super_journals = supers.cloned().collect();
        AttachedFile {
            name: self.name(paired.database),
            files: parts.filter_map(|at| self.files.get(at).cloned().map(Blob::from)).collect(),
            companions: Companions { log: paired.log.is_some(), journal: paired.journal.is_some(), super_journals },
        }
    }

    /// Every file that may be a database, with its log and journal. A log or journal without a database is listed
    /// alone.
    pub(crate) fn every_database(&self) -> Vec<AttachedFile> {
        let sorted = companions::sort(&self.names);
        let alone = sorted.strays.into_iter().map(|database| Paired { database, ..Paired::default() });
        let mut all: Vec<Paired> = sorted.databases.into_iter().chain(alone).collect();
        all.sort_by_key(|paired| paired.database);
        all.iter().map(|paired| self.attach(paired)).collect()
    }
}
