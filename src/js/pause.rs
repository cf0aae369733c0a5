//! Lets the worker's event loop run between two pieces of work, so that messages (*Stop* above all) get through.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Waits for one turn of the event loop. Timers would wait at least 4 ms each time; a message to oneself does not.
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
