//! Promises of the browser's storage as futures, with storage errors as `LabError`.

use std::pin::Pin;
use std::task::{Context, Poll};

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::base::error::{LabError, Result};
use crate::base::problem::storage::StorageProblem;

/// A promise of the browser's storage as a future; its failure is a [`LabError`].
pub(crate) struct Got(JsFuture);

pub(crate) fn got(promise: Promise) -> Got {
    Got(promise.into())
}

impl Future for Got {
    type Output = Result<JsValue>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map_err(|error| refused(&error))
    }
}

/// Makes the error of a failure of the browser's storage: full, silent, or refused.
pub(crate) fn refused(error: &JsValue) -> LabError {
    let part = |name: &str| {
        let part = js_sys::Reflect::get(error, &name.into()).ok().and_then(|part| part.as_string());
        part.or_else(|| error.as_string()).unwrap_or_default()
    };
    let words = format!("{} {}", part("name"), part("message"));
    let problem = match words.as_str() {
        words if words.contains("Quota") => StorageProblem::Full,
        words if words.contains("TimeoutError") => StorageProblem::Silent,
        _ => StorageProblem::Refused,
    };
    LabError::from(problem).with_detail(words)
}
