//! Web Locks: who of several tabs and workers may do something.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use crate::base::error::Result;
use crate::browser::storage_promise::{got, refused};

#[wasm_bindgen]
extern "C" {
    /// Throws where the browser has no locks.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn request(name: &str, act: &Function) -> std::result::Result<Asked, JsValue>;
    /// A promise that is only asked what went wrong.
    type Asked;
    #[wasm_bindgen(method, js_name = catch)]
    fn or(this: &Asked, act: &Function);
}

/// A lock that is held until this is dropped, or until the tab or worker is gone.
pub struct Lock(Function);

/// Waits for a lock and holds it; an error where the browser has none to give.
pub async fn hold(name: &str) -> Result<Lock> {
    let mut outcome = Ok(());
    let granted = Promise::new(&mut |granted, not_granted| {
        let act = Closure::once_into_js(move || {
            Promise::new(&mut |release, _| {
                // A promise takes its first answer, whatever that is.
                let _ = granted.call1(&JsValue::NULL, &release);
            })
        });
        match request(name, act.unchecked_ref()) {
            Ok(asked) => asked.or(&not_granted),
            Err(error) => outcome = Err(refused(&error)),
        }
    });
    outcome?;
    Ok(Lock(got(granted).await?.unchecked_into()))
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Nothing is left to do for a lock that does not open.
        let _ = self.0.call0(&JsValue::NULL);
    }
}
