//! Fetches a file from an address, with progress, and classifies the errors.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

use super::document;
use super::stream;
use super::stream::{Ended, Stream};
use crate::base::error::{LabError, Result};
use crate::base::problem::file::FileProblem;
use crate::base::problem::remote::RemoteProblem;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = globalThis, js_name = fetch)]
    fn fetch(address: &str, how: &JsValue) -> Promise;
    /// A promise of a text that the page has asked for before the program ran (static/start/lesson.js).
    #[wasm_bindgen(js_namespace = globalThis, js_name = labAskedFor)]
    fn asked_for(address: &str) -> Option<Promise>;
    /// An `AbortController`, which aborts the fetches that have its signal.
    #[derive(Clone)]
    #[wasm_bindgen(js_name = AbortController)]
    pub type Abort;
    /// Makes a controller.
    #[wasm_bindgen(constructor, js_class = "AbortController")]
    pub fn new() -> Abort;
    /// Aborts the fetches.
    #[wasm_bindgen(method)]
    pub fn abort(this: &Abort);
    #[wasm_bindgen(method, getter)]
    fn signal(this: &Abort) -> Signal;
    type Signal;
    #[wasm_bindgen(method, getter)]
    fn aborted(this: &Signal) -> bool;
    /// The body of a response.
    type Body;
    #[wasm_bindgen(method)]
    fn cancel(this: &Body) -> Promise;
}

/// The longest text that is fetched, in bytes.
const LONGEST_TEXT: u64 = 1_000_000;

/// The number of characters of an address that an error shows.
const SHOWN: usize = 200;

/// Fetches a file of at most `limit` bytes; `abort` can stop it. `progress` gets the bytes read and the bytes in all (0
/// if unknown).
pub async fn file(address: &str, limit: u64, abort: &Abort, progress: &mut dyn FnMut(u64, u64)) -> Result<Blob> {
    let fetched = whole(address, limit, abort, progress).await;
    fetched.map_err(|error| if abort.signal().aborted() { stopped(address) } else { error })
}

async fn whole(address: &str, limit: u64, abort: &Abort, progress: &mut dyn FnMut(u64, u64)) -> Result<Blob> {
    // The controller itself serves as the options: it is an object with a `signal`.
    let response: Response = match JsFuture::from(fetch(address, abort)).await {
        Ok(response) => response.unchecked_into(),
        Err(error) => return Err(unreachable_host(address, &error)),
    };
    if !response.ok() {
        return Err(refused(address, response.status()));
    }
    let total = response.headers().get("content-length").ok().flatten();
    let packed = response.headers().get("content-encoding").ok().flatten().is_some();
    let total = total.filter(|_| !packed).and_then(|text| text.parse().ok()).unwrap_or(0);
    let body = Reflect::get(&response, &"body".into()).unwrap_or_default();
    if body.is_null() || body.is_undefined() {
        return Blob::new().map_err(|error| LabError::internal(format!("{error:?}")));
    }
    if total > limit {
        // Nobody waits for the rest of it.
        let _ = body.unchecked_ref::<Body>().cancel();
        return Err(FileProblem::TooLarge { size: total, limit }.into());
    }
    let stream: Stream = body.unchecked_into();
    stream::read(&stream, limit, &mut |done| progress(done, total)).await.map_err(|ended| match ended {
        Ended::TooLong(done) => FileProblem::TooLarge { size: done, limit }.into(),
        Ended::Broken(error) => broken_off(address, &error),
    })
}

/// Fetches a small text file; `abort` can stop it. The lab's own lessons are requested in the page's own version.
pub async fn text(address: &str, abort: &Abort) -> Result<String> {
    let ours = document::absolute("lessons/").is_some_and(|lessons| address.starts_with(&lessons));
    let version = document::version().filter(|_| ours).map(|version| format!("?{version}")).unwrap_or_default();
    let versioned = format!("{address}{version}");
    if let Some(asked) = asked_for(&versioned)
        && let Some(text) = JsFuture::from(asked).await.ok().and_then(|text| text.as_string())
    {
        return Ok(text);
    }
    let file = file(&versioned, LONGEST_TEXT, abort, &mut |_, _| ()).await?;
    let text = JsFuture::from(file.text()).await.map_err(|error| unreachable_host(address, &error))?;
    Ok(text.as_string().unwrap_or_default())
}

fn unreachable_host(address: &str, error: &JsValue) -> LabError {
    let is_own = document::absolute("/").is_some_and(|host| address.starts_with(&host));
    let address = short(address);
    let problem = if document::is_offline() {
        RemoteProblem::NoNetwork { address }
    } else if is_own {
        RemoteProblem::OwnHostSilent { address }
    } else {
        RemoteProblem::HostClosed { address }
    };
    LabError::from(problem).with_detail(words(error))
}

fn stopped(address: &str) -> LabError {
    RemoteProblem::Stopped { address: short(address) }.into()
}

fn broken_off(address: &str, error: &JsValue) -> LabError {
    LabError::from(RemoteProblem::BrokenOff { address: short(address) }).with_detail(words(error))
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default()
}

/// Shortens an address for an error.
fn short(address: &str) -> String {
    match address.char_indices().nth(SHOWN).and_then(|(end, _)| address.get(..end)) {
        Some(start) => format!("{start}…"),
        None => address.to_owned(),
    }
}

fn refused(address: &str, status: u16) -> LabError {
    RemoteProblem::Refused { address: short(address), status: u64::from(status) }.into()
}
