//! Pauses for the event loop: in the worker so that messages (*Stop* above all) are received, in the page so that
//! changes are drawn.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = globalThis, js_name = setTimeout)]
    fn set_timeout(act: &Function, ms: i32);
}

/// The time after which a page counts as idle in a browser that does not tell, in milliseconds.
const NOT_IDLE_MS: i32 = 2000;

/// Waits for one turn of the event loop, by a message to itself: a timer would wait at least 4 ms.
pub async fn pause() {
    let Ok(channel) = MessageChannel::new() else { return };
    let turn = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        // A message that cannot be sent would be waited for in vain.
        if channel.port2().post_message(&JsValue::NULL).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(turn).await;
    channel.port1().close();
}

/// The time of two frames, in milliseconds.
const TWO_FRAMES: i32 = 33;

/// Waits until the changes so far are drawn, by a timer: browsers draw no frames in hidden tabs. Works only in the
/// page.
pub async fn drawn() {
    sleep(TWO_FRAMES).await;
}

/// Waits `ms` milliseconds, in the page and in the worker.
pub async fn sleep(ms: i32) {
    let turn = Promise::new(&mut |resolve, _| set_timeout(&resolve, ms));
    let _ = JsFuture::from(turn).await;
}

/// Waits until the page has nothing to do, or [`NOT_IDLE_MS`] where the browser does not tell that. Works only in the page.
pub async fn idle() {
    let Ok(request) = Reflect::get(&js_sys::global(), &"requestIdleCallback".into()) else { return };
    let Ok(request) = request.dyn_into::<Function>() else { return sleep(NOT_IDLE_MS).await };
    let turn = Promise::new(&mut |resolve, _| {
        // Refused only if it is no function, which it is.
        let _ = request.call1(&JsValue::NULL, &resolve);
    });
    let _ = JsFuture::from(turn).await;
}
