//! The grid of results (static/grid/grid.js): loaded once the page is idle, drawn in an element of a panel *Results*.

use js_sys::{Array, Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::document;
use super::lazy::script;
use super::worker_start::words;
use crate::base::error::{LabError, Result};
use crate::base::problem::remote::RemoteProblem;
use crate::base::value::Value;

/// The name of the script in the list of parts.
const PART: &str = "grid";

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Script;
    #[wasm_bindgen(method)]
    fn place(this: &Script, element: &web_sys::Element, result: &JsValue, ask: &JsValue, hear: &JsValue) -> Handle;

    #[derive(Clone)]
    type Handle;
    #[wasm_bindgen(method)]
    fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    fn arrange(this: &Handle, total: f64, first: &JsValue, marks: &JsValue);
    #[wasm_bindgen(method)]
    fn open(this: &Handle, popover: &web_sys::Element, column: u32);
    #[wasm_bindgen(method)]
    fn hang(this: &Handle, popover: &web_sys::Element, button: &web_sys::Element);
}

/// The script that draws grids. Clones are the same.
#[derive(Clone)]
pub struct Grids(Script);

/// A grid in its place. Clones are the same.
#[derive(Clone)]
pub struct Grid(Handle);

/// A result that a grid shows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GridResult<'a> {
    /// The accessible name of the grid.
    pub name: &'static str,
    /// The beginning of the ids in it.
    pub id: &'static str,
    /// The names of the columns.
    pub columns: &'a [String],
    /// The number of rows in the whole result.
    pub total: u64,
    /// True if the result can have an order and filters.
    pub can_arrange: bool,
    /// The accessible name of the button of a column's menu, before the name of the column.
    pub menu: &'static str,
    /// The marks of the columns' headers.
    pub marks: Vec<Mark>,
}

/// The marks of a column's header: its order and its filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// `ascending`, `descending` or nothing.
    pub order: &'static str,
    /// True if the column has a filter.
    pub is_filtered: bool,
}

/// Something that a person did in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridHeard {
    /// The person wants to read the whole value of a cell.
    Detail {
        /// The row, from 0.
        row: u64,
        /// The index of the column.
        column: usize,
    },
    /// The person wants to copy the value of a cell.
    Copy {
        /// The row, from 0.
        row: u64,
        /// The index of the column.
        column: usize,
    },
    /// The person wants the menu of a column.
    Menu(u32),
    /// The person wants another order by a column.
    Order(u32),
    /// The mouse rests on the header of a column.
    Rests(u32),
    /// The mouse has left it.
    Left,
}

impl Grids {
    /// Loads the script.
    ///
    /// # Errors
    ///
    /// Its file cannot be fetched or does not run.
    pub async fn load() -> Result<Self> {
        let no_part =
            |error| LabError::from(RemoteProblem::NoPart { part: PART.to_owned() }).with_detail(words(&error));
        Ok(Self(script(PART).await.map_err(no_part)?.unchecked_into()))
    }

    /// Draws the grid of a result in an element, with its first rows. `write` says how a cell shows a value, `ask` fetches rows
    /// from a row on, as many as a count (`None` if it cannot), and `hear` is told what a person did.
    pub fn place<F: Future<Output = Option<Vec<Vec<Value>>>> + 'static>(
        &self,
        element: &web_sys::Element,
        result: &GridResult<'_>,
        first: &[Vec<Value>],
        write: fn(&Value) -> String,
        ask: impl Fn(u64, u32) -> F + 'static,
        hear: impl Fn(GridHeard) + 'static,
    ) -> Grid {
        let ask = Closure::<dyn Fn(f64, u32) -> Promise>::new(move |start: f64, count: u32| {
            let rows = ask(whole(start), count);
            future_to_promise(
                async move { Ok(rows.await.map_or(JsValue::NULL, |rows| plain_rows(&rows, write).into())) },
            )
        });
        let hear = Closure::<dyn Fn(String, f64, u32)>::new(move |kind: String, row: f64, column: u32| {
            if let Some(heard) = heard(&kind, row, column) {
                hear(heard);
            }
        });
        let result = plain(result);
        // A plain object takes a property.
        let _ = Reflect::set(&result, &"first".into(), &plain_rows(first, write));
        Grid(self.0.place(element, &result, &ask.into_js_value(), &hear.into_js_value()))
    }
}

impl Grid {
    /// Shows the result in another order or with other filters: the number of rows, the first of them, the headers' marks.
    pub fn arrange(&self, total: u64, first: &[Vec<Value>], marks: &[Mark], write: fn(&Value) -> String) {
        #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
        let total = total as f64;
        self.0.arrange(total, &plain_rows(first, write).into(), &plain(&marks));
    }

    /// Opens a popover with an id below the header of a column.
    pub fn open(&self, popover: &str, column: u32) {
        if let Some(popover) = document::element(popover) {
            self.0.open(&popover, column);
        }
    }

    /// Sets the place of a popover that a button opens: beside the button. Both are named by their ids.
    pub fn hang(&self, popover: &str, button: &str) {
        if let (Some(popover), Some(button)) = (document::element(popover), document::element(button)) {
            self.0.hang(&popover, &button);
        }
    }

    /// Gives the focus to the grid.
    pub fn focus(&self) {
        self.0.focus();
    }
}

fn heard(kind: &str, row: f64, column: u32) -> Option<GridHeard> {
    match kind {
        "detail" => Some(GridHeard::Detail { row: whole(row), column: column as usize }),
        "copy" => Some(GridHeard::Copy { row: whole(row), column: column as usize }),
        "menu" => Some(GridHeard::Menu(column)),
        "order" => Some(GridHeard::Order(column)),
        "rests" => Some(GridHeard::Rests(column)),
        "left" => Some(GridHeard::Left),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the number of a row")]
fn whole(number: f64) -> u64 {
    number as u64
}

/// Rows as the grid reads them: each the kinds of its values, a letter each, and then their texts.
fn plain_rows(rows: &[Vec<Value>], write: fn(&Value) -> String) -> Array {
    rows.iter()
        .map(|row| {
            let kinds: String = row.iter().map(kind).collect();
            let texts = row.iter().map(|value| JsValue::from(write(value)));
            std::iter::once(JsValue::from(kinds)).chain(texts).collect::<Array>()
        })
        .collect()
}

fn kind(value: &Value) -> char {
    match value {
        Value::Null => 'n',
        Value::Integer(_) | Value::Real(_) => 'd',
        Value::Text(text) if text.is_empty() => 'e',
        Value::Text(_) => 't',
        Value::Blob(_) => 'b',
    }
}

/// A value as plain objects and lists; `undefined` if it has no such form, which happens for no type of the lab.
fn plain(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
}
