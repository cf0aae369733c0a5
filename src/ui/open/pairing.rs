//! Opens files that were chosen together: a database with its log and journal; asks where a name does not fit.

use web_sys::FileList;

use crate::links::Link;
use crate::sqlite::file::companions;
use crate::sqlite::file::companions::Choice;
use crate::ui::open::state::CompanionQuestion;
use crate::ui::open::state::Opening;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::attached_file::ChosenFiles;

impl Actions {
    /// Opens chosen or dropped files: one database with its log and journal. Asks first about a log or journal of
    /// another name.
    pub(crate) fn open_files(self, files: &FileList) {
        let files = ChosenFiles::new(files);
        if files.names.is_empty() {
            return;
        }
        if let Some(definition) = files.definition() {
            return self.open_definition(definition);
        }
        match companions::choose(&files.names) {
            Ok(Choice { paired, with_stray: Some(with) }) => {
                let unmatched = [(with.log, paired.log), (with.journal, paired.journal)];
                let unmatched =
                    unmatched.into_iter().filter(|(with, without)| with != without).filter_map(|(at, _)| at);
                let names = unmatched.map(|at| files.name(at)).collect();
                self.state.open.companion_question.set(Some(CompanionQuestion {
                    names,
                    with: files.attach(&with),
                    without: files.attach(&paired),
                }));
            }
            Ok(choice) => self.open(Opening::Files(files.attach(&choice.paired)), Link::default()),
            Err(error) => self.state.shell.alert.set(Some(error)),
        }
    }

    /// Answers the question about a log or journal of another name: uses it, or opens the database without it.
    pub(crate) fn answer_companion_question(self, is_used: bool) {
        if let Some(CompanionQuestion { with, without, .. }) = self.state.open.companion_question.update(Option::take) {
            self.open(Opening::Files(if is_used { with } else { without }), Link::default());
        }
    }

    /// Answers the question about a log or journal of another name: opens nothing.
    pub(crate) fn cancel_companion_question(self) {
        self.state.open.companion_question.set(None);
    }
}
