//! Files from this machine: each database with the log and journal that lie beside it.

use web_sys::{Blob, File, FileList};

use crate::protocol::Companions;
use crate::sqlite::file::companions;
use crate::sqlite::file::companions::{Kind, Paired};

/// A file from this machine, with what lies beside it.
#[derive(Clone, Debug)]
pub(crate) struct AttachedFile {
    pub(crate) name: String,
    /// The file, then what `beside` says.
    pub(crate) files: Vec<Blob>,
    pub(crate) companions: Companions,
}

/// Files that were chosen or dropped together, with their names.
pub(crate) struct ChosenFiles {
    files: Vec<File>,
    /// The name of each, and whether it is empty.
    pub(crate) names: Vec<(String, bool)>,
}

impl ChosenFiles {
    /// Takes the files of a picker or of a drop.
    pub(crate) fn new(list: &FileList) -> Self {
        let files: Vec<File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        let names = files.iter().map(|file| (file.name(), file.size() == 0.0)).collect();
        Self { files, names }
    }

    /// The name of one of the files.
    pub(crate) fn name(&self, at: usize) -> String {
        self.names.get(at).map(|(name, _)| name.clone()).unwrap_or_default()
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

    /// Every file that may be a database, with what lies beside it. A log or journal of no database stands for itself.
    pub(crate) fn every_database(&self) -> Vec<AttachedFile> {
        let sorted = companions::sort(&self.names);
        let alone = sorted.strays.into_iter().map(|database| Paired { database, ..Paired::default() });
        let mut all: Vec<Paired> = sorted.databases.into_iter().chain(alone).collect();
        all.sort_by_key(|paired| paired.database);
        all.iter().map(|paired| self.attach(paired)).collect()
    }
}
