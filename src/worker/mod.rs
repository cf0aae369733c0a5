//! The worker: takes the page's calls one after the other and answers each from the engine.

mod answer;
mod files;

use std::cell::RefCell;
use std::collections::VecDeque;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::adapters::sqljs;
use crate::adapters::sqljs::SqlJs;
use crate::base::error::LabError;
use crate::browser::event_loop::pause;
use crate::browser::worker_start;
use crate::engine::database::Database;
use crate::engine::open::configure_connection;
use crate::protocol::Request;
use crate::transport::envelope::{ToPage, ToWorker};

/// A call that waits for its turn.
struct Waiting {
    id: u32,
    request: Request,
    files: Vec<web_sys::Blob>,
}

#[derive(Default)]
struct Inbox {
    calls: VecDeque<Waiting>,
    stop: bool,
    /// SQLite has started.
    is_ready: bool,
    busy: bool,
}

thread_local! {
    static INBOX: RefCell<Inbox> = RefCell::default();
}

/// Takes calls, and answers them once sql.js has started.
pub(crate) fn start() {
    std::panic::set_hook(Box::new(|info| post(&ToPage::Broken(LabError::internal(info.to_string())))));
    let listen = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| receive(&event.data()));
    scope().set_onmessage(Some(listen.into_js_value().unchecked_ref()));
    spawn_local(async {
        match worker_start::sqlite().await {
            Ok(namespace) => {
                sqljs::provide(namespace);
                INBOX.with_borrow_mut(|inbox| inbox.is_ready = true);
                post(&ToPage::Ready);
                warm_up().await;
                work().await;
            }
            Err(error) => post(&ToPage::Broken(error)),
        }
    });
}

/// Uses SQLite once if no call waits: a browser compiles each of its functions at the first call.
async fn warm_up() {
    pause().await;
    if INBOX.with_borrow(|inbox| inbox.calls.is_empty()) {
        // An error comes back with the first database.
        let _ = SqlJs::create().and_then(|mut database| configure_connection(&mut database));
    }
}

fn receive(message: &JsValue) {
    match ToWorker::decode(message) {
        Ok(ToWorker::Stop) => INBOX.with_borrow_mut(|inbox| inbox.stop = true),
        // Calls that need only the storage run beside those that need the database.
        Ok(ToWorker::Call { id, request: request @ (Request::Save(_) | Request::ListSavedWork(_)), files }) => {
            spawn_local(answer::answer_storage(id, request, files));
        }
        Ok(ToWorker::Call { id, request, files }) => {
            INBOX.with_borrow_mut(|inbox| inbox.calls.push_back(Waiting { id, request, files }));
            spawn_local(work());
        }
        Err(error) => post(&ToPage::Broken(error)),
    }
}

/// Answers calls until none waits, once SQLite has started. Only one of these runs at a time, so that no two calls share the
/// database.
async fn work() {
    if INBOX.with_borrow_mut(|inbox| !inbox.is_ready || std::mem::replace(&mut inbox.busy, true)) {
        return;
    }
    while let Some(Waiting { id, request, files }) = INBOX.with_borrow_mut(|inbox| {
        inbox.stop = false;
        inbox.calls.pop_front()
    }) {
        answer::answer(id, request, files).await;
    }
    INBOX.with_borrow_mut(|inbox| inbox.busy = false);
}

/// Says whether the page asked to stop the running call, and forgets it.
fn stop_wanted() -> bool {
    INBOX.with_borrow_mut(|inbox| std::mem::take(&mut inbox.stop))
}

/// Says whether the next call is the one that writes the database out.
fn export_waits() -> bool {
    INBOX.with_borrow(|inbox| inbox.calls.front().is_some_and(|next| matches!(next.request, Request::Export(_))))
}

fn post(message: &ToPage) {
    // A message that cannot be written is a fault of the lab; the page then waits and says so itself.
    if let Ok(message) = message.encode() {
        let _ = scope().post_message(&message);
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
