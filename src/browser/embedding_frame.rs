//! The embedding page, if this one is in a frame: messages to it, messages from it, and the height of the content.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, MessageEvent, ResizeObserver, Window};

use super::document;

/// The property that marks a message, with the version of the messages as its value.
const MARK: &str = "featureLab";
const VERSION: u32 = 1;

/// Returns the embedding page; `None` if there is none.
fn parent() -> Option<Window> {
    let window = web_sys::window()?;
    let parent = window.parent().ok()??;
    (!Object::is(&window, &parent)).then_some(parent)
}

/// Says whether this page is embedded in another one.
pub fn is_framed() -> bool {
    parent().is_some()
}

/// Sends an event to the embedding page, if that is of this origin; `*` is any.
pub fn post(origin: &str, event: &str, fields: &[(&str, JsValue)]) {
    let message = Object::new();
    let all = [(MARK, VERSION.into()), ("event", event.into())];
    for (name, value) in all.iter().chain(fields) {
        // A plain object takes every property.
        let _ = Reflect::set(&message, &(*name).into(), value);
    }
    if let Some(parent) = parent() {
        // A text that is no origin is refused: then no message is sent.
        let _ = parent.post_message(&message, origin);
    }
}

/// Calls `act` with each command of the embedding page and its `link`, if that page is of this origin.
pub fn on_message(origin: String, act: impl Fn(&str, &str) + 'static) {
    document::on_window("message", move |event: MessageEvent| {
        let from_parent = parent().zip(event.source()).is_some_and(|(parent, source)| Object::is(&parent, &source));
        if !from_parent || event.origin() != origin {
            return;
        }
        let message = event.data();
        let text = |name: &str| Reflect::get(&message, &name.into()).ok().and_then(|value| value.as_string());
        let version = Reflect::get(&message, &MARK.into()).ok().and_then(|value| value.as_f64());
        if let (Some(command), true) = (text("command"), version == Some(VERSION.into())) {
            act(&command, &text("link").unwrap_or_default());
        }
    });
}

/// Calls `hear` with the height of the page's content, in CSS pixels, now and after every change.
pub fn on_height(hear: impl Fn(f64) + 'static) {
    let Some(lab) = web_sys::window().and_then(|it| it.document()).and_then(|it| it.get_element_by_id("lab")) else {
        return;
    };
    let watched: Element = lab.clone();
    let report_height = Closure::<dyn Fn()>::new(move || hear(lab.get_bounding_client_rect().height().ceil()));
    if let Ok(observer) = ResizeObserver::new(report_height.into_js_value().unchecked_ref()) {
        observer.observe(&watched);
        // The browser keeps an observer as long as what it watches.
    }
}
