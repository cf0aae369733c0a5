//! Takes the mapping, the options and as-of from a file that the lab has exported: features.json.

use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::base::error::Result;
use crate::base::problem::file::FileProblem;
use crate::browser::json;
use crate::features::codegen::ExportInput;
use crate::features::field::Field;
use crate::features::spec::show_instant;
use crate::ui::shell::actions::Actions;
use crate::words;

impl Actions {
    /// Takes the definition of a file for the open database; if it has other tables or columns, nothing changes.
    pub(crate) fn open_definition(self, file: File) {
        wasm_bindgen_futures::spawn_local(async move {
            let taken = self.take_definition(&file).await;
            self.show_file_outcome(taken);
        });
    }

    async fn take_definition(self, file: &File) -> Result<String> {
        let (state, name) = (self.state, file.name());
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
        let Some(input) = json::read::<ExportInput>(&text) else {
            return Err(FileProblem::NoDefinition { name }.into());
        };
        let spec = input.spec;
        state.shell.schema.with_untracked(|schema| spec.validate(schema))?;
        state.build.questions.set(Vec::new());
        state.build.suggestions.set(Vec::new());
        state.build.chosen.set(Field::ALL.to_vec());
        state.build.as_of.set(show_instant(spec.as_of).trim_end_matches("T00:00:00Z").to_owned());
        state.build.as_of_error.set(None);
        state.build.spec.set(spec);
        self.preview_times();
        Ok(words::definition_taken(&name))
    }
}
