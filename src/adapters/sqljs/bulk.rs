//! Bulk reading from sql.js, and bulk insertion of features into it, by the functions of static/runtime/bulk.mjs.

use js_sys::{Array, BigInt64Array, Float64Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::base::error::Result;
use crate::base::typed_column::TypedColumn;
use crate::base::value::ValueRef;
use crate::engine::database::Reader;
use crate::engine::packed;

use super::from_js;

/// The number of bytes that one call passes: enough that a call costs nothing, few enough for the processor's cache.
const PART: usize = 1 << 18;

#[wasm_bindgen]
extern "C" {
    /// The namespace of sql.js.
    pub(crate) type Bulk;
    #[wasm_bindgen(method, catch, js_name = openRows)]
    fn open_rows(this: &Bulk, database: &JsValue, sql: &str) -> std::result::Result<RawRows, JsValue>;
    #[wasm_bindgen(method, catch, js_name = insertWithFeatures)]
    fn insert_with_features(
        this: &Bulk,
        database: &JsValue,
        sql: &str,
        rowids: BigInt64Array,
        columns: Array,
    ) -> std::result::Result<u32, JsValue>;

    type RawRows;
    #[wasm_bindgen(method, catch)]
    fn read(this: &RawRows, into: &mut [u8], limit: u32) -> std::result::Result<u32, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn columns(this: &RawRows) -> u32;
    #[wasm_bindgen(method, getter)]
    fn wanted(this: &RawRows) -> u32;
    #[wasm_bindgen(method)]
    fn free(this: &RawRows);
}

impl Bulk {
    /// Starts to read a query of a sql.js database.
    pub(crate) fn read(&self, database: &JsValue, sql: &str) -> Result<QueryRows> {
        let raw = self.open_rows(database, sql).map_err(from_js)?;
        Ok(QueryRows { raw, part: vec![0; PART] })
    }

    /// Runs an INSERT that takes rows of features; returns the number of rows taken.
    pub(crate) fn insert(
        &self,
        database: &JsValue,
        sql: &str,
        rowids: &[i64],
        columns: &[TypedColumn],
    ) -> Result<usize> {
        let columns: Array = columns.iter().map(array_of).collect();
        let taken = self.insert_with_features(database, sql, BigInt64Array::from(rowids), columns);
        taken.map(|taken| taken as usize).map_err(from_js)
    }
}

/// Converts a column to two arrays: its values, and bytes that are 1 where a value is NULL.
fn array_of(column: &TypedColumn) -> JsValue {
    fn nulls<T>(values: &[Option<T>]) -> JsValue {
        Uint8Array::from(values.iter().map(|value| u8::from(value.is_none())).collect::<Vec<u8>>().as_slice()).into()
    }
    let (values, nulls): (JsValue, JsValue) = match column {
        TypedColumn::Integer(values) => {
            let numbers: Vec<i64> = values.iter().map(|value| value.unwrap_or_default()).collect();
            (BigInt64Array::from(numbers.as_slice()).into(), nulls(values))
        }
        TypedColumn::Real(values) => {
            let numbers: Vec<f64> = values.iter().map(|value| value.unwrap_or_default()).collect();
            (Float64Array::from(numbers.as_slice()).into(), nulls(values))
        }
    };
    Array::of(&[values, nulls]).into()
}

/// A query of sql.js that is read in parts.
pub struct QueryRows {
    raw: RawRows,
    part: Vec<u8>,
}

impl Reader for QueryRows {
    fn columns(&self) -> usize {
        self.raw.columns() as usize
    }

    fn read(&mut self, limit: u32, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<u32> {
        let mut done = 0;
        while done < limit {
            let rows = self.raw.read(&mut self.part, limit - done).map_err(from_js)?;
            if rows > 0 {
                let start = self.part.as_ptr().align_offset(4);
                let packed = self.part.get(start..).unwrap_or_default();
                packed::unpack(packed, self.columns(), rows, each)?;
                done += rows;
                continue;
            }
            match self.raw.wanted() as usize {
                0 => break,
                wanted => self.part.resize(wanted.max(PART), 0),
            }
        }
        Ok(done)
    }
}

impl Drop for QueryRows {
    fn drop(&mut self) {
        self.raw.free();
    }
}
