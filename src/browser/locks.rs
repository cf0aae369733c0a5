//! Web Locks: exclusive locks between tabs and workers.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use crate::base::error::Result;
use crate::browser::storage_promise::{got, refused};

#[wasm_bindgen]
extern "C" {
    /// Throws where the browser has no locks.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn request(name: &str, act: &Function) -> std::result::Result<Asked, JsValue>;
    /// A promise of which only the failure is used.
    type Asked;
    #[wasm_bindgen(method, js_name = catch)]
    fn or(this: &Asked, act: &Function);
}

/// A lock that is held until it is dropped, or until the tab or worker ends.
pub struct Lock(Function);

/// Waits for a lock; fails if the browser has no locks.
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
        // A lock that cannot be released cannot be helped.
        let _ = self.0.call0(&JsValue::NULL);
    }
}
