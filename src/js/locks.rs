//! Web Locks: who of several tabs and workers may do something.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;

use super::store::{got, refused};
use crate::domain::error::Result;

#[wasm_bindgen]
extern "C" {
    type Locks;
    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, act: &Function) -> std::result::Result<Asked, JsValue>;
    /// A promise that is only asked what went wrong.
    type Asked;
    #[wasm_bindgen(method, js_name = catch)]
    fn or(this: &Asked, act: &Function);
}

/// A lock that is held until this is dropped, or until the tab or worker is gone.
pub struct Lock(Function);

/// Waits for a lock and holds it; an error where the browser has none to give.
pub async fn hold(name: &str) -> Result<Lock> {
    let locks = navigator_part("locks")?.unchecked_into::<Locks>();
    let mut outcome = Ok(());
    let granted = Promise::new(&mut |granted, not_granted| {
        let act = Closure::once_into_js(move || {
            Promise::new(&mut |release, _| {
                // A promise takes its first answer, whatever that is.
                let _ = granted.call1(&JsValue::NULL, &release);
            })
        });
        match locks.request(name, act.unchecked_ref()) {
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

/// A part of `navigator` that not every browser has, and none outside of secure contexts.
pub(super) fn navigator_part(name: &str) -> Result<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into());
    let part = navigator.and_then(|navigator| Reflect::get(&navigator, &name.into()));
    match part {
        Ok(part) if part.is_object() => Ok(part),
        Ok(_) => Err(refused(&format!("navigator.{name} is missing").into())),
        Err(error) => Err(refused(&error)),
    }
}
