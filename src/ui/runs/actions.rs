//! Reads the record of builds from the open database.

use crate::features::run_log::FeatureRun;
use crate::protocol::ListRuns;
use crate::ui::shell::actions::Actions;

impl Actions {
    /// Chooses a build that is compared: the one before or the one after.
    pub(crate) fn compare_run(self, number: i64, is_after: bool) {
        self.state.runs.compared.update(|(before, after)| *(if is_after { after } else { before }) = number);
    }

    /// Reads the record of builds, and compares the last build with the one before it of the same table.
    pub(crate) fn list_runs(self) {
        wasm_bindgen_futures::spawn_local(async move {
            match self.client().call_behind(ListRuns {}, Vec::new()).await {
                Ok(list) => {
                    let last = list.runs.first();
                    let same = |run: &&FeatureRun| last.is_some_and(|it| it.view == run.view);
                    let before = list.runs.iter().skip(1).find(same).or(last);
                    let number = |run: Option<&FeatureRun>| run.map_or(0, |run| run.run_id);
                    self.state.runs.compared.set((number(before), number(last)));
                    self.state.runs.runs.set(Some(list.runs));
                }
                Err(error) => self.state.shell.alert.set(Some(error)),
            }
        });
    }
}
