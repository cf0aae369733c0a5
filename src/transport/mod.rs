//! The page's side of the protocol: starts the worker, calls, stops, restarts.

pub mod envelope;
mod restart;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures_channel::oneshot;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use self::envelope::{ToPage, ToWorker};
pub(crate) use self::restart::Point;
use self::restart::Restore;
use crate::base::error::{LabError, Result};
use crate::base::problem::session::SessionProblem;
use crate::base::schema::Schema;
use crate::browser::measure;
use crate::browser::worker_start;
use crate::browser::worker_start::Worker;
use crate::protocol::{Answer, Call, Progress, Request};

/// The time that a call has to stop by itself before its worker is ended, in milliseconds.
const GRACE_MS: i32 = 300;

/// The id of the call that restores the last good image.
const RESTORE_ID: u32 = 0;

/// The first id of background calls, which *Stop* does not stop.
const BEHIND: u32 = 1 << 31;

/// A message of the worker that is no answer.
pub(crate) enum Notice {
    /// The image of the database after a change, and how it is opened again.
    Changed(Blob, Option<Point>),
    /// The database changed, and its image could not be written.
    NotWritten(LabError),
    /// The progress of the running call.
    Progress(Progress),
    /// The worker was restarted and has the last good image open.
    Restored(Schema),
    /// A fresh worker has the last image open, in place of one whose memory had grown. No change was lost.
    Renewed,
    /// The worker broke down, or could not restore the last good image.
    Broken(LabError),
}

/// An answer with its blob.
pub(crate) struct Reply<A> {
    /// The answer.
    pub(crate) answer: A,
    /// The written database, for `Export`; an image of what was opened, for `Open`.
    pub(crate) blob: Option<Blob>,
}

/// The state of putting a fresh worker in the place of one whose memory has grown.
#[derive(Clone, Copy, Default, PartialEq)]
enum Renewal {
    #[default]
    None,
    /// It waits until no call is running.
    Due,
    /// The fresh worker opens the last image.
    Underway,
}

type Answered = Result<(Answer, Option<Blob>)>;

/// A call without an answer yet.
struct Waiting {
    sender: oneshot::Sender<Answered>,
    /// `false` for a script: SQLite runs a statement in one go, in which the worker hears nothing.
    hears_stop: bool,
}

/// The page's client of the worker. Clones share one worker.
#[derive(Clone)]
pub(crate) struct Client(Rc<Inner>);

struct Inner {
    worker: RefCell<Option<Worker>>,
    ready: Cell<bool>,
    next_id: Cell<u32>,
    waiting: RefCell<HashMap<u32, Waiting>>,
    restore: RefCell<Restore>,
    renewal: Cell<Renewal>,
    /// The error why no worker could be started; every later call fails with it.
    dead: RefCell<Option<LabError>>,
    notice: Box<dyn Fn(Notice)>,
}

impl Client {
    /// Starts the worker, which answers calls once it is ready.
    pub(crate) fn start(notice: impl Fn(Notice) + 'static) -> Self {
        let client = Self(Rc::new(Inner {
            worker: RefCell::default(),
            ready: Cell::new(false),
            next_id: Cell::new(RESTORE_ID + 1),
            waiting: RefCell::default(),
            restore: RefCell::default(),
            renewal: Cell::default(),
            dead: RefCell::default(),
            notice: Box::new(notice),
        }));
        client.start_worker();
        client
    }

    /// Makes a call and waits for its answer.
    pub(crate) async fn call<C: Call>(&self, call: C) -> Result<Reply<C::Answer>> {
        self.call_with(call, Vec::new()).await
    }

    /// Makes a call with files beside it.
    pub(crate) async fn call_with<C: Call>(&self, call: C, files: Vec<Blob>) -> Result<Reply<C::Answer>> {
        self.call_as(0, call, files).await
    }

    /// Makes a call that the person did not ask for, with files beside it: *Stop* is not meant for it. It fails if *Stop* ends
    /// the worker.
    pub(crate) async fn call_behind<C: Call>(&self, call: C, files: Vec<Blob>) -> Result<C::Answer> {
        Ok(self.call_as(BEHIND, call, files).await?.answer)
    }

    async fn call_as<C: Call>(&self, from: u32, call: C, files: Vec<Blob>) -> Result<Reply<C::Answer>> {
        if let Some(error) = &*self.0.dead.borrow() {
            return Err(error.clone());
        }
        let next = self.0.next_id.get();
        self.0.next_id.set((next + 1) % BEHIND + u32::from(next + 1 == BEHIND));
        let id = from | next;
        let request: Request = call.into();
        let opening = self.0.restore.borrow().candidate(&request, &files);
        let (sender, receiver) = oneshot::channel();
        let hears_stop = !matches!(request, Request::Query(_));
        self.0.waiting.borrow_mut().insert(id, Waiting { sender, hears_stop });
        self.send(&ToWorker::Call { id, request, files });
        let (answer, blob) = receiver.await.map_err(|_| LabError::internal("a call was dropped"))??;
        if let (Some(opening), Answer::Open(opened)) = (opening, &answer) {
            let mut opening = opening.opened(opened);
            // It outlives the file that was opened.
            blob.iter().for_each(|image| opening.image(image.clone()));
            self.0.restore.replace(opening);
        }
        let answer = C::answer(answer).ok_or_else(|| LabError::internal("an answer of another call"))?;
        Ok(Reply { answer, blob })
    }

    /// Returns how the open database is opened again, as after its last image.
    pub(crate) fn point(&self) -> Option<Point> {
        self.0.restore.borrow().point()
    }

    /// Stops the running call: asks it to stop; if it does not answer in time, or cannot hear it, restarts the worker with the
    /// last good image.
    pub(crate) fn stop(&self) {
        let (running, hears_stop) = {
            let waiting = self.0.waiting.borrow();
            let running: Vec<u32> = waiting.keys().copied().filter(|id| *id < BEHIND).collect();
            let hears_stop = running.iter().all(|id| waiting.get(id).is_some_and(|waiting| waiting.hears_stop));
            (running, hears_stop)
        };
        if running.is_empty() {
            return;
        }
        if !hears_stop {
            return self.restart(&SessionProblem::Stopped.into());
        }
        self.send(&ToWorker::Stop);
        let client = self.clone();
        let check = Closure::once_into_js(move || {
            if running.iter().any(|id| client.0.waiting.borrow().contains_key(id)) {
                client.restart(&SessionProblem::Stopped.into());
            }
        });
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(check.unchecked_ref(), GRACE_MS);
        }
    }

    /// Ends the worker, fails all calls with `error`, and opens the last good image in a new worker.
    fn restart(&self, error: &LabError) {
        if let Some(worker) = self.0.worker.take() {
            worker.end();
        }
        self.0.ready.set(false);
        self.0.renewal.set(Renewal::None);
        let waiting = std::mem::take(&mut *self.0.waiting.borrow_mut());
        self.start_worker();
        if let Some((request, files)) = self.0.restore.borrow().request() {
            self.send(&ToWorker::Call { id: RESTORE_ID, request, files });
        }
        for (_, Waiting { sender, .. }) in waiting {
            // A caller that no longer waits needs no answer.
            let _ = sender.send(Err(error.clone()));
        }
    }

    fn start_worker(&self) {
        let (hearing, failing) = (self.clone(), self.clone());
        let started =
            worker_start::worker(move |message| hearing.receive(&message), move |error| failing.broken(error));
        match started {
            Ok(worker) => drop(self.0.worker.replace(Some(worker))),
            Err(error) => self.broken(error),
        }
    }

    fn send(&self, message: &ToWorker) {
        let worker = self.0.worker.borrow();
        let sent = message.encode().map(|message| worker.as_ref().map(|worker| worker.post(&message)));
        if let Err(error) = sent {
            (self.0.notice)(Notice::Broken(error));
        }
    }

    fn receive(&self, message: &JsValue) {
        match ToPage::decode(message) {
            Ok(ToPage::Ready) => {
                measure::measure("lab:worker", 0.0, &[]);
                self.0.ready.set(true);
            }
            Ok(ToPage::Progress(_, progress)) => (self.0.notice)(Notice::Progress(progress)),
            Ok(ToPage::Answer(RESTORE_ID, Answer::Open(opened), _)) => {
                let is_renewed = self.0.renewal.replace(Renewal::None) == Renewal::Underway;
                (self.0.notice)(if is_renewed { Notice::Renewed } else { Notice::Restored(opened.schema) });
            }
            Ok(ToPage::Failure(RESTORE_ID, error)) => (self.0.notice)(Notice::Broken(error)),
            Ok(ToPage::Answer(id, answer, blob)) => self.finish(id, Ok((answer, blob))),
            Ok(ToPage::Failure(id, error)) => self.finish(id, Err(error)),
            Ok(ToPage::Image(image)) => {
                self.0.restore.borrow_mut().image(image.clone());
                let point = self.point();
                (self.0.notice)(Notice::Changed(image, point));
            }
            Ok(ToPage::Bloated) => {
                self.0.renewal.set(Renewal::Due);
                self.renew();
            }
            Ok(ToPage::NoImage(error)) => (self.0.notice)(Notice::NotWritten(error)),
            Ok(ToPage::Broken(error)) | Err(error) => self.broken(error),
        }
    }

    fn finish(&self, id: u32, outcome: Answered) {
        let waiting = self.0.waiting.borrow_mut().remove(&id);
        if let Some(Waiting { sender, .. }) = waiting {
            let _ = sender.send(outcome);
        }
        self.renew();
    }

    /// Puts a fresh worker in place if that is due and no call is running.
    fn renew(&self) {
        if self.0.renewal.get() == Renewal::Due && self.0.waiting.borrow().is_empty() {
            self.restart(&SessionProblem::Stopped.into());
            self.0.renewal.set(Renewal::Underway);
        }
    }

    /// Replaces a worker that broke down, unless it never got ready: then the next would fail as well.
    fn broken(&self, error: LabError) {
        if self.0.ready.get() {
            self.restart(&error);
        } else {
            self.0.dead.replace(Some(error.clone()));
            for (_, Waiting { sender, .. }) in std::mem::take(&mut *self.0.waiting.borrow_mut()) {
                let _ = sender.send(Err(error.clone()));
            }
        }
        (self.0.notice)(Notice::Broken(error));
    }
}
