//! The editor of the SQL box (static/editor/editor.js): loaded once the page is ready, put in the place of the text area.

use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::lazy::script;
use super::worker_start::words;
use super::{document, event_loop};
use crate::base::engine::Engine;
use crate::base::error::{LabError, Result};
use crate::base::problem::remote::RemoteProblem;
use crate::base::schema::Schema;

/// The name of the script in the list of parts.
const PART: &str = "editor";

#[wasm_bindgen]
extern "C" {
    type Script;
    #[wasm_bindgen(method, catch)]
    async fn place(
        this: &Script,
        area: &web_sys::Element,
        words: &JsValue,
        hear: &JsValue,
    ) -> std::result::Result<JsValue, JsValue>;

    #[derive(Clone)]
    type Handle;
    #[wasm_bindgen(method)]
    fn set(this: &Handle, text: &str);
    #[wasm_bindgen(method)]
    fn show(this: &Handle, tab: usize, text: &str);
    #[wasm_bindgen(method)]
    fn forget(this: &Handle, tab: usize);
    #[wasm_bindgen(method)]
    fn selection(this: &Handle) -> Vec<u32>;
    #[wasm_bindgen(method)]
    fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    fn know(this: &Handle, engine: &str, schema: &JsValue);
    #[wasm_bindgen(method)]
    fn mark(this: &Handle, marks: &JsValue, is_wrong: bool);
}

/// Something that a person did in the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The person changed the text.
    Typed(String),
    /// The editor shows a text that it was given with other line breaks.
    Shown(String),
    /// The selection has a text now, or has none any more.
    Selected(bool),
    /// The keys to run the selection, or everything.
    Run,
    /// The keys to run the statement at the caret.
    RunStatement,
    /// The keys for the previous script of the history.
    Earlier,
    /// The keys for the next one.
    Later,
}

/// The weight of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The engine refused the SQL here.
    Error,
    /// The SQL probably does something else than meant.
    Warning,
    /// Something to know.
    Info,
}

/// A mark below a part of the text, with its message. Without a length, it marks the word at `from`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The start in UTF-16 units.
    pub from: u32,
    /// The end in UTF-16 units.
    pub to: u32,
    /// The weight.
    pub severity: Severity,
    /// The sentence.
    pub message: String,
}

/// The words of the editor.
#[derive(Serialize)]
pub struct EditorWords {
    /// Its accessible name.
    pub name: &'static str,
    /// CodeMirror's phrases, each with what it is here.
    pub phrases: &'static [[&'static str; 2]],
}

/// The editor in its place. Clones are the same.
#[derive(Clone)]
pub struct Editor(Handle);

impl Editor {
    /// Loads the editor and puts it in the place of the text area with an id.
    ///
    /// # Errors
    ///
    /// Its file cannot be fetched or does not run, or there is no such text area.
    pub async fn place(id: &str, said: &EditorWords, hear: impl Fn(Heard) + 'static) -> Result<Self> {
        let no_part =
            |error| LabError::from(RemoteProblem::NoPart { part: PART.to_owned() }).with_detail(words(&error));
        let hear = Closure::<dyn Fn(String, String)>::new(move |kind: String, text: String| {
            if let Some(heard) = heard(&kind, text) {
                hear(heard);
            }
        });
        let script: Script = script(PART).await.map_err(no_part)?.unchecked_into();
        // To run the script and to draw the editor are a task each.
        event_loop::pause().await;
        let area = document::element(id).ok_or_else(|| LabError::internal(format!("no element {id}")))?;
        let placed = script.place(&area, &plain(said), &hear.into_js_value()).await.map_err(no_part)?;
        Ok(Self(placed.unchecked_into()))
    }

    /// Replaces the text, which a person can undo; does nothing if it is the same.
    pub fn set(&self, text: &str) {
        self.0.set(text);
    }

    /// Shows the text of another tab, which has its own undo, selection and scroll position.
    pub fn show(&self, tab: usize, text: &str) {
        self.0.show(tab, text);
    }

    /// Forgets a tab that was closed.
    pub fn forget(&self, tab: usize) {
        self.0.forget(tab);
    }

    /// Returns where the selection starts and ends, in UTF-16 units.
    pub fn selection(&self) -> (u32, u32) {
        let ends = self.0.selection();
        let end = |at| ends.get(at).copied().unwrap_or_default();
        (end(0), end(1))
    }

    /// Gives the focus to the editor.
    pub fn focus(&self) {
        self.0.focus();
    }

    /// Sets what highlighting and completion know: the engine and the schema.
    pub fn know(&self, engine: Engine, schema: &Schema) {
        let engine = match engine {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        };
        self.0.know(engine, &plain(schema));
    }

    /// Shows marks in place of those that are shown. `is_wrong`: the SQL that ran last has an error.
    pub fn mark(&self, marks: &[Mark], is_wrong: bool) {
        self.0.mark(&plain(&marks), is_wrong);
    }
}

/// Returns where the selection of a text area starts and ends, in UTF-16 units.
pub fn selection_of_area(id: &str) -> (u32, u32) {
    let end = |name: &str| {
        let value = document::element(id).and_then(|area| Reflect::get(&area, &name.into()).ok());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an offset in a text")]
        value.and_then(|value| value.as_f64()).map_or(0, |at| at as u32)
    };
    (end("selectionStart"), end("selectionEnd"))
}

fn heard(kind: &str, text: String) -> Option<Heard> {
    Some(match kind {
        "text" => Heard::Typed(text),
        "shown" => Heard::Shown(text),
        "selected" => Heard::Selected(true),
        "unselected" => Heard::Selected(false),
        "run" => Heard::Run,
        "run-statement" => Heard::RunStatement,
        "earlier" => Heard::Earlier,
        "later" => Heard::Later,
        _ => return None,
    })
}

/// A value as plain objects and lists; `undefined` if it has no such form, which happens for no type of the lab.
fn plain(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
}
