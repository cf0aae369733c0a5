//! One handler per call: brings files in, runs the engine, sends blobs out.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{post, stop_wanted};
use crate::domain::error::{ErrorKind, LabError, Result};
use crate::domain::gate;
use crate::engine::lab::Lab;
use crate::js::clock::elapsed_ms;
use crate::js::envelope::ToPage;
use crate::js::pause::pause;
use crate::js::sqljs::{Bytes, SqlJs};
use crate::protocol::{Answer, Build, Built, Open, Opened, Progress, Request, Source};

/// How many bytes of an image are copied at a time.
const PART: u32 = 32 << 20;

thread_local! {
    static LAB: RefCell<Lab<SqlJs>> = RefCell::default();
}

/// Answers one call. After a change the database follows as an image to go back to.
pub(super) async fn answer(id: u32, request: Request, files: Vec<Blob>) {
    let (answer, changed) = match handle(id, request, files).await {
        Ok((answer, blob)) => {
            let changed = matches!(&answer, Answer::Build(_)) || matches!(&answer, Answer::Query(ran) if ran.changed);
            (ToPage::Answer(id, answer, blob), changed)
        }
        Err(error) => (ToPage::Failure(id, error), false),
    };
    post(&answer);
    if changed && let Some(image) = lab(Lab::snapshot) {
        match blob(&image).await {
            Ok(blob) => post(&ToPage::Image(blob)),
            Err(error) => post(&ToPage::Broken(error)),
        }
    }
}

async fn handle(id: u32, request: Request, files: Vec<Blob>) -> Result<(Answer, Option<Blob>)> {
    let answer = match request {
        Request::Open(request) => Answer::Open(open(id, request, files).await?),
        Request::Examine(request) => Answer::Examine(lab(|lab| lab.examine(&request))?),
        Request::Build(request) => Answer::Build(build(id, request).await?),
        Request::Query(request) => Answer::Query(lab(|lab| lab.query(&request))?),
        Request::Rows(request) => Answer::Rows(lab(|lab| lab.rows(&request))?),
        Request::Export(_) => {
            let (exported, image) = lab(|lab| lab.export(&mut |progress| tell(id, progress)))?;
            return Ok((Answer::Export(exported), Some(blob(&image).await?)));
        }
        Request::Check(request) => {
            let image = match files.first() {
                Some(file) => Some(Bytes(read(file).await?)),
                None => None,
            };
            Answer::Check(lab(|lab| lab.check(&request, image))?)
        }
    };
    Ok((answer, None))
}

async fn open(id: u32, request: Open, files: Vec<Blob>) -> Result<Opened> {
    if let Source::Sample(name) = &request.source {
        return lab(|lab| lab.open_sample(&request, name));
    }
    let mut files = files.into_iter();
    let file = files.next().ok_or_else(|| LabError::internal("a file was to be opened and none came"))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    let size = file.size() as u64;
    if size > request.limit {
        return Err(gate::too_large(size, request.limit));
    }
    let log = match files.next() {
        Some(log) => Some(read(&log).await?.to_vec()),
        None => None,
    };
    let image = Bytes(read(&file).await?);
    lab(|lab| lab.open_file(&request, image, log.as_deref(), &mut |progress| tell(id, progress)))
}

async fn build(id: u32, request: Build) -> Result<Built> {
    let start = elapsed_ms();
    lab(|lab| lab.start_build(&request))?;
    loop {
        match lab(Lab::step_build)? {
            Ok(progress) => tell(id, progress),
            Err(mut built) => {
                built.report.duration_ms = elapsed_ms() - start;
                return Ok(built);
            }
        }
        pause().await;
        if stop_wanted() {
            lab(Lab::stop_build);
            return Err(LabError::new(
                ErrorKind::Stopped,
                "The build was stopped. The database is as it was before.",
                "",
            ));
        }
    }
}

fn lab<T>(act: impl FnOnce(&mut Lab<SqlJs>) -> T) -> T {
    LAB.with_borrow_mut(act)
}

fn tell(id: u32, progress: Progress) {
    post(&ToPage::Progress(id, progress));
}

async fn read(file: &Blob) -> Result<Uint8Array> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| {
        LabError::new(
            ErrorKind::NotFound,
            "The browser could not read the file.",
            "It may have been moved, changed or unplugged since you chose it: choose it again.",
        )
        .with_detail(words(&error))
    })?;
    Ok(Uint8Array::new(&buffer))
}

/// Copies an image to where the browser keeps blobs, part by part: each has arrived there before the next is copied, so
/// that this process never holds the image twice.
async fn blob(image: &Bytes) -> Result<Blob> {
    let (parts, mut start) = (Array::new(), 0);
    while start < image.0.length() {
        let end = start.saturating_add(PART).min(image.0.length());
        let part = made(Blob::new_with_u8_array_sequence(&Array::of1(&image.0.subarray(start, end))))?;
        // Its first byte can be read back only once all of it has arrived.
        JsFuture::from(made(part.slice_with_f64_and_f64(0.0, 1.0))?.array_buffer()).await.map_err(not_kept)?;
        parts.push(&part);
        start = end;
    }
    made(Blob::new_with_blob_sequence(&parts))
}

fn made(blob: std::result::Result<Blob, JsValue>) -> Result<Blob> {
    blob.map_err(not_kept)
}

fn not_kept(error: JsValue) -> LabError {
    LabError::internal(words(&error))
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}
