//! The browser's storage behind the engine's port: the private file system, or IndexedDB where that is missing.

use std::pin::Pin;
use std::task::{Context, Poll};

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{indexed, opfs, pause};
use crate::domain::error::{ErrorKind, LabError, Result};
use crate::domain::hash::Sum;
use crate::engine::store::Store;

/// How many bytes are read and written at a time: short enough that nobody notices. A number that eight divides, for
/// [`Sum`] wants that.
pub(super) const PART: u32 = 2 << 20;

/// How long to wait before looking again whether others need the worker, in milliseconds.
const WAIT_MS: i32 = 20;

/// Says whether others need the worker now, so that what can wait does.
pub type Busy = fn() -> bool;

/// The browser's storage.
pub struct Shelf {
    place: Place,
    busy: Busy,
}

enum Place {
    Files(opfs::Files),
    Cells(indexed::Files),
}

impl Shelf {
    /// Opens the storage; an error where the browser forbids it. Reading and writing wait whenever `busy` says so.
    pub async fn open(busy: Busy) -> Result<Self> {
        let place = match opfs::Files::open().await {
            Ok(files) => Place::Files(files),
            Err(_) => Place::Cells(indexed::Files::open().await?),
        };
        Ok(Self { place, busy })
    }
}

impl Store for Shelf {
    type File = Blob;

    fn of_text(&self, text: &str) -> Result<Blob> {
        Blob::new_with_str_sequence(&Array::of1(&text.into())).map_err(|error| refused(&error))
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    fn size(&self, file: &Blob) -> u64 {
        file.size() as u64
    }

    async fn names(&self) -> Result<Vec<String>> {
        match &self.place {
            Place::Files(files) => files.names().await,
            Place::Cells(cells) => cells.names().await,
        }
    }

    async fn write(&self, name: &str, content: &Blob) -> Result<Sum> {
        match &self.place {
            Place::Files(files) => files.write(name, content, self.busy).await,
            Place::Cells(cells) => {
                cells.write(name, content).await?;
                self.sum(content).await
            }
        }
    }

    async fn read(&self, name: &str) -> Result<Blob> {
        match &self.place {
            Place::Files(files) => files.read(name).await,
            Place::Cells(cells) => cells.read(name).await,
        }
    }

    async fn sum(&self, file: &Blob) -> Result<Sum> {
        let (mut sum, mut start) = (Sum::default(), 0);
        while part(file, start, self.busy, &mut sum).await?.is_some() {
            start += PART;
        }
        Ok(sum)
    }

    async fn text(&self, file: &Blob) -> Result<String> {
        let text = got(file.text()).await?;
        Ok(text.as_string().unwrap_or_default())
    }

    async fn remove(&self, name: &str) -> Result<()> {
        match &self.place {
            Place::Files(files) => files.remove(name).await,
            Place::Cells(cells) => cells.remove(name).await,
        }
    }
}

/// What a promise of the storage's gives; an error in plain words if it fails.
pub(super) struct Got(JsFuture);

pub(super) fn got(promise: Promise) -> Got {
    Got(promise.into())
}

impl Future for Got {
    type Output = Result<JsValue>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map_err(|error| refused(&error))
    }
}

/// The part of a blob that starts at a byte, once nobody else needs the worker; `None` at the end. It is added to a sum.
pub(super) async fn part(blob: &Blob, start: u32, busy: Busy, sum: &mut Sum) -> Result<Option<Uint8Array>> {
    if f64::from(start) >= blob.size() {
        return Ok(None);
    }
    while busy() {
        pause::sleep(WAIT_MS).await;
    }
    let part = blob
        .slice_with_f64_and_f64(start.into(), start.saturating_add(PART).into())
        .map_err(|error| refused(&error))?;
    let part = Uint8Array::new(&got(part.array_buffer()).await?);
    sum.add(&part.to_vec());
    Ok(Some(part))
}

/// What the browser's storage did not do, in plain words.
pub(super) fn refused(error: &JsValue) -> LabError {
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
    let words = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|words| words.as_string());
    let words = words.or_else(|| error.as_string()).unwrap_or_default();
    let words = format!("{name} {words}");
    let words = words.trim();
    if words.contains("Quota") {
        return LabError::new(
            ErrorKind::StorageFull,
            "The browser’s storage is full.",
            "Download the database to keep your changes.",
        )
        .with_detail(words);
    }
    LabError::new(
        ErrorKind::Storage,
        "The browser does not let the lab store anything here.",
        "Download the database to keep your changes.",
    )
    .with_detail(words)
}
