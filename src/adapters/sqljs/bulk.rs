//! Many values at once out of sql.js and into it: what static/npm/bulk.mjs adds to its namespace.

use wasm_bindgen::prelude::*;

use crate::base::error::Result;
use crate::base::value::ValueRef;
use crate::engine::database::Reader;
use crate::engine::packed;

use super::from_js;

/// How many bytes cross at once: enough that a crossing costs nothing, little enough for the processor's cache.
const PART: usize = 1 << 18;

#[wasm_bindgen]
extern "C" {
    /// sql.js's namespace.
    pub(crate) type Bulk;
    #[wasm_bindgen(method, catch, js_name = openRows)]
    fn open_rows(this: &Bulk, database: &JsValue, sql: &str) -> std::result::Result<RawRows, JsValue>;
    #[wasm_bindgen(method, catch, js_name = runSupplied)]
    fn insert_with_features(
        this: &Bulk,
        database: &JsValue,
        sql: &str,
        rows: &[i64],
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
    pub(crate) fn read(&self, database: &JsValue, sql: &str) -> Result<Rows> {
        let raw = self.open_rows(database, sql).map_err(from_js)?;
        Ok(Rows { raw, part: vec![0; PART] })
    }

    /// Runs a statement that takes rows of three numbers; how many it took.
    pub(crate) fn supply(&self, database: &JsValue, sql: &str, rows: &[[i64; 3]]) -> Result<usize> {
        self.insert_with_features(database, sql, rows.as_flattened()).map(|taken| taken as usize).map_err(from_js)
    }
}

/// A query of sql.js that is read in parts.
pub struct Rows {
    raw: RawRows,
    part: Vec<u8>,
}

impl Reader for Rows {
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

impl Drop for Rows {
    fn drop(&mut self) {
        self.raw.free();
    }
}
