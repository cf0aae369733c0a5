//! The adapter of the port `Database` for sql.js, which no other room knows.
//!
//! sql.js reports every failure as a JavaScript `Error` whose message is SQLite's own, without a code.

pub(crate) mod bulk;
pub(crate) mod files;
mod page_scan;

use js_sys::{Array, BigInt, Error, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::base::error::{LabError, Result};
use crate::base::schema::Table;
use crate::base::typed_column::TypedColumn;
use crate::base::value::{Value, ValueRef};
use crate::engine::database::{Database, Image, Reader};

use self::bulk::{Bulk, QueryRows};
use self::files::Files;
use self::page_scan::PageRows;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Database, typescript_type = "Database")]
    type RawDatabase;
    #[wasm_bindgen(method, catch)]
    fn prepare(this: &RawDatabase, sql: &str) -> std::result::Result<RawStatement, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &RawDatabase) -> std::result::Result<(), JsValue>;

    type RawStatement;
    #[wasm_bindgen(method, catch)]
    fn bind(this: &RawStatement, values: &Array) -> std::result::Result<bool, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn step(this: &RawStatement) -> std::result::Result<bool, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn get(this: &RawStatement, bind: &JsValue, config: &Object) -> std::result::Result<Array, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getColumnNames)]
    fn column_names(this: &RawStatement) -> std::result::Result<Array, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn free(this: &RawStatement) -> std::result::Result<bool, JsValue>;
}

thread_local! {
    /// The namespace that [`provide`] was given.
    static SQL: std::cell::RefCell<Option<JsValue>> = const { std::cell::RefCell::new(None) };
}

/// Sets the namespace of a started sql.js (static/runtime/sqljs.mjs); to be called once, before any database is opened.
pub fn provide(namespace: JsValue) {
    SQL.with(|sql| sql.replace(Some(namespace)));
}

/// Returns the memory that SQLite's program has taken, in bytes. It never shrinks.
pub fn memory_bytes() -> f64 {
    namespace().map_or(0.0, |namespace| namespace.unchecked_into::<Files>().memory_bytes())
}

/// A database held by sql.js.
pub struct SqlJs {
    raw: RawDatabase,
    /// `{ useBigInt: true }`, so that integers beyond 2^53 stay exact.
    exact: Object,
}

fn namespace() -> Result<JsValue> {
    SQL.with(|sql| sql.borrow().clone()).ok_or_else(|| LabError::internal("sql.js is not there"))
}

impl SqlJs {
    fn start(file: Option<&Uint8Array>) -> Result<Self> {
        let raw = namespace()?.unchecked_into::<Files>().open_in(file).map_err(from_js)?;
        let exact = Object::new();
        set(&exact, "useBigInt", &JsValue::TRUE)?;
        Ok(Self { raw: raw.unchecked_into(), exact })
    }

    /// Returns the size of the database file in bytes.
    fn size(&mut self) -> Result<u32> {
        let pages = self.count("PRAGMA main.page_count", &[])?.max(1);
        let size = pages * self.count("PRAGMA main.page_size", &[])?;
        u32::try_from(size).map_err(|_| LabError::internal("a database beyond four gigabytes"))
    }

    fn read_rows(
        &self,
        statement: &RawStatement,
        parameters: &[ValueRef<'_>],
        each: &mut dyn FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<Vec<String>> {
        if !parameters.is_empty() {
            statement.bind(&parameters.iter().map(|value| to_js(*value)).collect()).map_err(from_js)?;
        }
        // Stepped before the names are read: a statement that SQLite prepares anew may change them.
        while statement.step().map_err(from_js)? {
            let row = statement.get(&JsValue::NULL, &self.exact).map_err(from_js)?;
            each(row.iter().map(from_value).collect::<Result<_>>()?)?;
        }
        let names = statement.column_names().map_err(from_js)?;
        Ok(names.iter().map(|name| name.as_string().unwrap_or_default()).collect())
    }
}

impl Database for SqlJs {
    type Image = Bytes;
    type Reader = Rows;

    fn compose(text: &str) -> String {
        js_sys::JsString::from(text).normalize("NFC").into()
    }

    fn open(image: Bytes) -> Result<Self> {
        Self::start(Some(&image.0))
    }

    fn open_borrowed(image: &Bytes) -> Result<Self> {
        Self::start(Some(&image.0))
    }

    fn create() -> Result<Self> {
        Self::start(None)
    }

    fn query(
        &mut self,
        sql: &str,
        parameters: &[ValueRef<'_>],
        each: &mut dyn FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<Vec<String>> {
        let statement = self.raw.prepare(sql).map_err(from_js)?;
        let names = self.read_rows(&statement, parameters, each);
        let freed = statement.free().map_err(from_js);
        let names = names?;
        freed?;
        Ok(names)
    }

    fn reader(&mut self, sql: &str) -> Result<Rows> {
        namespace()?.unchecked_into::<Bulk>().read(&self.raw, sql).map(Rows::Query)
    }

    fn table_reader(&mut self, table: &Table, columns: &[&str], with_rowid: bool, sql: &str) -> Result<Rows> {
        match PageRows::start(self, table, columns, with_rowid, sql) {
            Some(rows) => Ok(Rows::Pages(Box::new(rows))),
            None => self.reader(sql),
        }
    }

    fn insert_with_features(&mut self, sql: &str, rowids: &[i64], columns: &[TypedColumn]) -> Result<usize> {
        namespace()?.unchecked_into::<Bulk>().insert(&self.raw, sql, rowids, columns)
    }

    fn limit_values(&mut self, bytes: Option<u32>) -> Result<()> {
        namespace()?.unchecked_into::<Files>().limit_values(&self.raw, bytes).map_err(from_js)
    }

    fn columns(&mut self, sql: &str) -> Result<Vec<String>> {
        let statement = self.raw.prepare(sql).map_err(from_js)?;
        let names = statement.column_names().map_err(from_js);
        statement.free().map_err(from_js)?;
        Ok(names?.iter().map(|name| name.as_string().unwrap_or_default()).collect())
    }

    fn export(&mut self) -> Result<Bytes> {
        let size = self.size()?;
        Ok(Bytes(namespace()?.unchecked_into::<Files>().write_out(&self.raw, size).map_err(from_js)?))
    }
}

/// A reader of rows, through SQLite or from the pages of the file.
pub enum Rows {
    /// Through SQLite.
    Query(QueryRows),
    /// From the pages of the file.
    Pages(Box<PageRows>),
}

impl Reader for Rows {
    fn columns(&self) -> usize {
        match self {
            Self::Query(rows) => rows.columns(),
            Self::Pages(rows) => rows.columns(),
        }
    }

    fn read(&mut self, limit: u32, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<u32> {
        match self {
            Self::Query(rows) => rows.read(limit, each),
            Self::Pages(rows) => rows.read(limit, each),
        }
    }

    fn rows_from_pages(&self) -> Option<u64> {
        match self {
            Self::Query(_) => Some(0),
            Self::Pages(rows) => Some(rows.done()),
        }
    }
}

impl Drop for SqlJs {
    fn drop(&mut self) {
        // A database that does not close cannot be helped.
        let _ = self.raw.close();
    }
}

/// A file's bytes in JavaScript's memory. A database that is opened from them works in the same memory.
pub struct Bytes(pub Uint8Array);

impl Bytes {
    /// Allocates memory for a file of `len` bytes, with room for the file to grow.
    pub fn for_file(len: u32) -> Result<Self> {
        namespace()?.unchecked_into::<Files>().room_for(len).map(Self).map_err(from_js)
    }

    /// Frees the memory at once. No database may work in it any more.
    pub fn release(self) {
        if let Ok(namespace) = namespace() {
            namespace.unchecked_into::<Files>().release(&self.0);
        }
    }
}

impl Image for Bytes {
    fn holding(bytes: &[u8]) -> Result<Self> {
        let len = u32::try_from(bytes.len()).map_err(|_| LabError::internal("a file beyond four gigabytes"))?;
        let mut image = Self::for_file(len)?;
        image.write(0, bytes);
        Ok(image)
    }

    fn len(&self) -> u64 {
        u64::from(self.0.length())
    }

    fn read(&self, offset: u64, count: usize) -> Vec<u8> {
        let start = u32::try_from(offset).unwrap_or(u32::MAX).min(self.0.length());
        let end = start.saturating_add(u32::try_from(count).unwrap_or(u32::MAX)).min(self.0.length());
        self.0.subarray(start, end).to_vec()
    }

    fn write(&mut self, offset: u64, bytes: &[u8]) {
        let Ok(start) = u32::try_from(offset) else { return };
        let place = self.0.subarray(start, start.saturating_add(u32::try_from(bytes.len()).unwrap_or(u32::MAX)));
        if place.length() as usize == bytes.len() {
            place.copy_from(bytes);
        }
    }

    fn resize(&mut self, len: u64) {
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        if len <= self.0.length() {
            self.0 = self.0.slice(0, len);
        } else {
            let longer = Uint8Array::new_with_length(len);
            longer.set(&self.0, 0);
            self.0 = longer;
        }
    }
}

fn set(object: &Object, name: &str, value: &JsValue) -> Result<()> {
    Reflect::set(object, &name.into(), value).map(drop).map_err(from_js)
}

/// Converts a parameter. sql.js binds only doubles and 32-bit integers; a larger integer becomes text, which
/// `CAST(?n AS INTEGER)` reads.
fn to_js(value: ValueRef<'_>) -> JsValue {
    match value {
        ValueRef::Null => JsValue::NULL,
        ValueRef::Integer(number) => match i32::try_from(number) {
            Ok(small) => small.into(),
            Err(_) => number.to_string().into(),
        },
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).as_ref().into(),
        ValueRef::Blob(bytes) => Uint8Array::from(bytes).into(),
    }
}

fn from_value(value: JsValue) -> Result<Value> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    if let Some(number) = value.as_f64() {
        return Ok(Value::Real(number));
    }
    if let Some(text) = value.as_string() {
        return Ok(Value::Text(text));
    }
    if value.is_bigint() {
        let number = i64::try_from(value.unchecked_into::<BigInt>());
        return number.map(Value::Integer).map_err(|_| LabError::internal("an integer beyond 64 bits"));
    }
    match value.dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(Value::Blob(bytes.to_vec())),
        Err(other) => Err(LabError::internal(format!("a value of unknown kind from sql.js: {other:?}"))),
    }
}

/// Converts an exception of sql.js: an `Error`, or in a few places a bare string.
pub(crate) fn from_js(thrown: JsValue) -> LabError {
    match thrown.dyn_ref::<Error>() {
        Some(error) => LabError::sql(String::from(error.message())),
        None => LabError::sql(thrown.as_string().unwrap_or_else(|| format!("{thrown:?}"))),
    }
}
