//! Files that came together: each database with what lies beside it, and a question where a name does not fit.

use web_sys::{Blob, File, FileList};

use crate::links::Link;
use crate::protocol::Companions;
use crate::sqlite::file::companions;
use crate::sqlite::file::companions::{Choice, Kind, Paired};
use crate::ui::open::state::Attached;
use crate::ui::open::state::Opening;
use crate::ui::open::state::Stray;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;

impl Actions {
    /// Opens chosen or dropped files: one database, with what lies beside it. A log or journal of another name is asked
    /// about first.
    pub(crate) fn open_files(self, files: &FileList) {
        let files = Files::new(files);
        if files.names.is_empty() {
            return;
        }
        match companions::choose(&files.names) {
            Ok(Choice { paired, with_stray: Some(with) }) => {
                let strays = [(with.log, paired.log), (with.journal, paired.journal)];
                let strays = strays.into_iter().filter(|(with, without)| with != without).filter_map(|(at, _)| at);
                let names = strays.map(|at| files.name(at)).collect();
                self.state.stray.set(Some(Stray { names, with: files.attach(&with), without: files.attach(&paired) }));
            }
            Ok(choice) => self.open(Opening::Files(files.attach(&choice.paired)), Link::default()),
            Err(error) => self.state.alert.set(Some(error)),
        }
    }

    /// Answers the question about a log or journal of another name: it is used, or left out.
    pub(crate) fn answer_stray(self, is_used: bool) {
        if let Some(Stray { with, without, .. }) = self.state.stray.try_update(Option::take).flatten() {
            self.open(Opening::Files(if is_used { with } else { without }), Link::default());
        }
    }

    /// Answers the same question: nothing is opened.
    pub(crate) fn leave_stray(self) {
        self.state.stray.set(None);
    }
}

/// Every file that may be a database, with what lies beside it. A log or journal of no database stands for itself.
pub(crate) fn every_database(files: &FileList) -> Vec<Attached> {
    let files = Files::new(files);
    let sorted = companions::sort(&files.names);
    let alone = sorted.strays.into_iter().map(|database| Paired { database, ..Paired::default() });
    let mut all: Vec<Paired> = sorted.databases.into_iter().chain(alone).collect();
    all.sort_by_key(|paired| paired.database);
    all.iter().map(|paired| files.attach(paired)).collect()
}

/// Files with their names.
struct Files {
    files: Vec<File>,
    /// The name of each, and whether it is empty.
    names: Vec<(String, bool)>,
}

impl Files {
    fn new(list: &FileList) -> Self {
        let files: Vec<File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        let names = files.iter().map(|file| (file.name(), file.size() == 0.0)).collect();
        Self { files, names }
    }

    fn name(&self, at: usize) -> String {
        self.names.get(at).map(|(name, _)| name.clone()).unwrap_or_default()
    }

    fn attach(&self, paired: &Paired) -> Attached {
        let parts = [Some(paired.database), paired.log, paired.journal].into_iter().flatten();
        let supers =
            self.names.iter().map(|(name, _)| name).filter(|name| companions::kind(name) == Kind::SuperJournal);
        let super_journals = supers.cloned().collect();
        Attached {
            name: self.name(paired.database),
            files: parts.filter_map(|at| self.files.get(at).cloned().map(Blob::from)).collect(),
            beside: Companions { log: paired.log.is_some(), journal: paired.journal.is_some(), super_journals },
        }
    }
}
