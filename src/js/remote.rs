//! Fetches a file from an address, with progress, and says in plain words why it cannot be had.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

use super::host;
use crate::domain::error::{ErrorKind, LabError, Result};
use crate::domain::gate;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = globalThis, js_name = fetch)]
    fn fetch(address: &str) -> Promise;
    /// A stream's reader; its `read` gives `{ done, value }`.
    type Reader;
    #[wasm_bindgen(method)]
    fn read(this: &Reader) -> Promise;
    #[wasm_bindgen(method)]
    fn cancel(this: &Reader) -> Promise;
    type Stream;
    #[wasm_bindgen(method, js_name = getReader)]
    fn get_reader(this: &Stream) -> Reader;
}

/// What to do about a file that only the network has.
const OFFLINE_NEXT: &str = "The lab itself works without a network: open the sample or a file of your own, or reload the page \
     when you are connected.";

/// The longest text that is fetched, in bytes.
const LONGEST_TEXT: u64 = 1_000_000;

/// Fetches a file of at most `limit` bytes; `progress` hears bytes read and bytes in all (0 if unknown).
pub async fn file(address: &str, limit: u64, progress: &mut dyn FnMut(u64, u64)) -> Result<Blob> {
    let response: Response = match JsFuture::from(fetch(address)).await {
        Ok(response) => response.unchecked_into(),
        Err(error) => return Err(unreachable_host(address, &error)),
    };
    if !response.ok() {
        return Err(refused(address, response.status()));
    }
    let total = response.headers().get("content-length").ok().flatten();
    let packed = response.headers().get("content-encoding").ok().flatten().is_some();
    let total = total.filter(|_| !packed).and_then(|text| text.parse().ok()).unwrap_or(0);
    if total > limit {
        return Err(gate::too_large(total, limit));
    }
    read(&response, address, limit, total, progress).await
}

/// Fetches a small file of text. What belongs to the lab itself is asked for in the page's own version.
pub async fn text(address: &str) -> Result<String> {
    let ours = host::absolute("lessons/").is_some_and(|lessons| address.starts_with(&lessons));
    let version = host::version().filter(|_| ours).map(|version| format!("?{version}")).unwrap_or_default();
    let file = file(&format!("{address}{version}"), LONGEST_TEXT, &mut |_, _| ()).await?;
    let text = JsFuture::from(file.text()).await.map_err(|error| unreachable_host(address, &error))?;
    Ok(text.as_string().unwrap_or_default())
}

async fn read(
    response: &Response,
    address: &str,
    limit: u64,
    total: u64,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Blob> {
    let body = Reflect::get(response, &"body".into()).unwrap_or_default();
    let pieces = Array::new();
    if !body.is_null() && !body.is_undefined() {
        let reader = body.unchecked_into::<Stream>().get_reader();
        let mut done = 0;
        loop {
            let step = JsFuture::from(reader.read()).await.map_err(|error| unreachable_host(address, &error))?;
            let value = Reflect::get(&step, &"value".into()).unwrap_or_default();
            let Ok(piece) = value.dyn_into::<Uint8Array>() else { break };
            done += u64::from(piece.length());
            if done > limit {
                // The stream is dropped either way.
                let _ = reader.cancel();
                return Err(gate::too_large(done, limit));
            }
            progress(done, total);
            pieces.push(&piece);
        }
    }
    Blob::new_with_u8_array_sequence(&pieces).map_err(|error| LabError::internal(format!("{error:?}")))
}

fn unreachable_host(address: &str, error: &JsValue) -> LabError {
    let words = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default();
    let is_own = host::absolute("/").is_some_and(|host| address.starts_with(&host));
    let (why, next) = if host::is_offline() {
        ("this browser has no network", OFFLINE_NEXT)
    } else if is_own {
        ("this page's host cannot be reached", OFFLINE_NEXT)
    } else {
        (
            "its host cannot be reached, or does not let other pages read it (CORS)",
            "Check the address, or download the file yourself and drop it here. GitHub's raw files allow it; many other \
             hosts do not.",
        )
    };
    LabError::new(ErrorKind::Remote, format!("The file at {address} could not be fetched: {why}."), next)
        .with_detail(words)
}

fn refused(address: &str, status: u16) -> LabError {
    let (why, next) = match status {
        401 | 403 => ("is not public", "Ask the person who sent the link to make the file public."),
        404 | 410 => ("is not there", "Check the address; the file may have been moved or renamed."),
        _ => ("was not given out", "Try again later, or download the file yourself and drop it here."),
    };
    LabError::new(ErrorKind::Remote, format!("The file at {address} {why} (the host answered {status})."), next)
}
