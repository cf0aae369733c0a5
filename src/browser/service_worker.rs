//! The service worker (static/offline/worker.js), which caches the lab's files: registers it, and activates a new
//! version.
//!
//! The lab works without one, and reports nothing, if the browser forbids service workers (plain http, blocked storage,
//! sandboxed frames).

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::EventTarget;

use super::{document, event_loop};

#[wasm_bindgen]
extern "C" {
    /// `navigator.serviceWorker`.
    type Container;
    #[wasm_bindgen(method, catch)]
    fn register(this: &Container, script: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getRegistration)]
    fn get_registration(this: &Container) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn ready(this: &Container) -> Promise;
    #[wasm_bindgen(method, getter)]
    fn controller(this: &Container) -> Option<Script>;

    #[derive(Clone)]
    type Registration;
    #[wasm_bindgen(method, getter)]
    fn installing(this: &Registration) -> Option<Script>;
    #[wasm_bindgen(method, getter)]
    fn waiting(this: &Registration) -> Option<Script>;
    #[wasm_bindgen(method, getter)]
    fn active(this: &Registration) -> Option<Script>;
    #[wasm_bindgen(method, catch)]
    fn update(this: &Registration) -> Result<Promise, JsValue>;

    /// A service worker.
    type Script;
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post_message(this: &Script, message: &str) -> Result<(), JsValue>;
}

/// Registers the service worker, and calls `offer` whenever a new version is ready. Once the page is idle, lets it store
/// what is not needed at the start.
pub async fn register_worker(offer: impl Fn() + 'static) -> Option<()> {
    // Only a published page has a version.
    document::version()?;
    let container = Rc::new(container()?);
    let registration: Registration = resolved(container.register("./offline.js")).await?.unchecked_into();
    let offer = Rc::new(offer);
    if container.controller().is_some() && registration.waiting().is_some() {
        offer();
    }
    let (within, found, ready) = (Rc::clone(&container), registration.clone(), Rc::clone(&offer));
    on(&registration, "updatefound", move || {
        let Some(script) = found.installing() else { return };
        let (within, found, ready) = (Rc::clone(&within), found.clone(), Rc::clone(&ready));
        on(&script, "statechange", move || {
            // The first one has nothing to replace.
            if within.controller().is_some() && found.waiting().is_some() {
                ready();
            }
        });
    });
    // Another tab activated a new version: this page goes on with the old one's files, which stay cached.
    let had = Cell::new(container.controller().is_some());
    on(&container, "controllerchange", move || {
        if had.replace(true) {
            offer();
        }
    });
    // Browsers check for a new version only now and then; a page that was open for days checks when it gets the focus.
    let check_for_update = move || {
        let asked = registration.update();
        // Without a network there is nothing new.
        spawn_local(async move { drop(resolved(asked).await) });
    };
    if container.controller().is_some() {
        check_for_update();
    }
    document::on_window("focus", move |_: web_sys::Event| check_for_update());
    let installed: Registration = resolved(Ok(container.ready())).await?.unchecked_into();
    event_loop::idle().await;
    // A worker that is gone is asked at the next visit.
    let _ = installed.active()?.post_message("soon");
    Some(())
}

/// Activates the new version and reloads the page.
pub async fn use_new() {
    let waiting = match container() {
        Some(container) => {
            let registration = resolved(container.get_registration()).await;
            let waiting = registration.and_then(|it| it.unchecked_into::<Registration>().waiting());
            waiting.map(|waiting| (container, waiting))
        }
        None => None,
    };
    match waiting {
        Some((container, waiting)) => {
            on(&container, "controllerchange", document::reload);
            if waiting.post_message("use").is_err() {
                document::reload();
            }
        }
        None => document::reload(),
    }
}

/// Returns `navigator.serviceWorker`, if there is one.
fn container() -> Option<Container> {
    // Reading it throws in a sandboxed frame, and it is not there on plain http.
    let found = Reflect::get(&web_sys::window()?.navigator(), &"serviceWorker".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

/// Awaits a promise; `None` if it is rejected.
async fn resolved(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

/// Listens to an event until the page is closed.
fn on(target: &JsValue, event: &str, hear: impl Fn() + 'static) {
    let hear: Box<dyn Fn()> = Box::new(hear);
    let hear = Closure::wrap(hear).into_js_value();
    // Service workers and their kin are event targets everywhere.
    let _ = target.unchecked_ref::<EventTarget>().add_event_listener_with_callback(event, hear.unchecked_ref());
}
