//! The messages between page and worker as JavaScript values: arrays of a tag, an id, a body in bytes (postcard), blobs, and
//! the name of the call.
//!
//! Page and worker are one program, so both know the fields, and their names need not travel. Nothing reads the name of the
//! call but people in a debugger, and tests.

use js_sys::Array;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use crate::base::error::{LabError, Result};
use crate::protocol::{Answer, Progress, Request};

/// A message from the page to the worker.
#[expect(clippy::large_enum_variant, reason = "one at a time, and written out at once")]
pub enum ToWorker {
    /// A call, with the files that belong to it.
    Call {
        /// The id of the call, which its answer has too.
        id: u32,
        /// The request.
        request: Request,
        /// Files beside the message.
        files: Vec<Blob>,
    },
    /// Stop the call that is running, if it can be stopped.
    Stop,
}

/// A message from the worker to the page.
#[expect(clippy::large_enum_variant, reason = "one at a time, and written out at once")]
pub enum ToPage {
    /// The worker takes calls from now on.
    Ready,
    /// The progress of a call.
    Progress(u32, Progress),
    /// The answer of a call, with a blob beside it for `Export` and others.
    Answer(u32, Answer, Option<Blob>),
    /// The failure of a call.
    Failure(u32, LabError),
    /// The image of the database after a change, for saving and for restarts of the worker.
    Image(Blob),
    /// The database changed, and its image could not be written.
    NoImage(LabError),
    /// A statement took so much memory that a fresh worker should take this one's place; nothing would be lost.
    Bloated,
    /// The worker cannot go on.
    Broken(LabError),
}

impl ToWorker {
    /// Writes the message.
    pub fn encode(&self) -> Result<JsValue> {
        Ok(match self {
            Self::Call { id, request, files } => {
                named(request.name(), &message("call", *id, &to_js(request)?, &files.iter().collect::<Array>().into()))
            }
            Self::Stop => message("stop", 0, &JsValue::NULL, &JsValue::NULL),
        })
    }

    /// Reads the message.
    pub fn decode(message: &JsValue) -> Result<Self> {
        let (tag, id, body, files) = parts(message)?;
        match tag.as_str() {
            "call" => {
                let files = files.dyn_into::<Array>().unwrap_or_default();
                let files = files.iter().filter_map(|file| file.dyn_into().ok()).collect();
                Ok(Self::Call { id, request: from_js(body)?, files })
            }
            "stop" => Ok(Self::Stop),
            other => Err(LabError::internal(format!("a message with the tag {other}"))),
        }
    }
}

impl ToPage {
    /// Writes the message.
    pub fn encode(&self) -> Result<JsValue> {
        let none = JsValue::NULL;
        Ok(match self {
            Self::Ready => message("ready", 0, &none, &none),
            Self::Progress(id, progress) => message("progress", *id, &to_js(progress)?, &none),
            Self::Answer(id, answer, blob) => named(
                answer.name(),
                &message("answer", *id, &to_js(answer)?, blob.as_ref().map_or(&none, AsRef::as_ref)),
            ),
            Self::Failure(id, error) => message("failure", *id, &to_js(error)?, &none),
            Self::Image(blob) => message("image", 0, &none, blob),
            Self::NoImage(error) => message("no image", 0, &to_js(error)?, &none),
            Self::Bloated => message("bloated", 0, &none, &none),
            Self::Broken(error) => message("broken", 0, &to_js(error)?, &none),
        })
    }

    /// Reads the message.
    pub fn decode(message: &JsValue) -> Result<Self> {
        let (tag, id, body, blob) = parts(message)?;
        let blob = blob.dyn_into::<Blob>().ok();
        Ok(match (tag.as_str(), blob) {
            ("ready", _) => Self::Ready,
            ("progress", _) => Self::Progress(id, from_js(body)?),
            ("answer", blob) => Self::Answer(id, from_js(body)?, blob),
            ("failure", _) => Self::Failure(id, from_js(body)?),
            ("image", Some(blob)) => Self::Image(blob),
            ("no image", _) => Self::NoImage(from_js(body)?),
            ("bloated", _) => Self::Bloated,
            ("broken", _) => Self::Broken(from_js(body)?),
            (other, _) => return Err(LabError::internal(format!("a message with the tag {other}"))),
        })
    }
}

fn message(tag: &str, id: u32, body: &JsValue, beside: &JsValue) -> JsValue {
    Array::of4(&tag.into(), &id.into(), body, beside).into()
}

/// Adds the name of a call to its message.
fn named(call: &str, message: &JsValue) -> JsValue {
    message.unchecked_ref::<Array>().push(&call.into());
    message.clone()
}

fn parts(message: &JsValue) -> Result<(String, u32, JsValue, JsValue)> {
    let parts = message.dyn_ref::<Array>().ok_or_else(|| LabError::internal("a message that is no array"))?;
    let tag = parts.get(0).as_string().unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ids are written as u32")]
    let id = parts.get(1).as_f64().unwrap_or_default() as u32;
    Ok((tag, id, parts.get(2), parts.get(3)))
}

/// Writes a value of the protocol as an array of bytes.
fn to_js<T: Serialize>(value: &T) -> Result<JsValue> {
    let bytes = postcard::to_allocvec(value).map_err(|_| LabError::internal("a message that cannot be written"))?;
    Ok(js_sys::Uint8Array::from(bytes.as_slice()).into())
}

/// Reads a value of the protocol.
fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T> {
    let bytes = value.dyn_into::<js_sys::Uint8Array>().map_err(|_| LabError::internal("a message without bytes"))?;
    postcard::from_bytes(&bytes.to_vec()).map_err(|_| LabError::internal("a message that cannot be read"))
}
