//! The handlers of calls: each reads files, runs the engine, and sends the answer with its blob.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use web_sys::Blob;

use super::files::{blob, joined, read, small_blob};
use super::{export_waits, post, stop_wanted};
use crate::adapters::browser_store::Shelf;
use crate::adapters::sqljs;
use crate::adapters::sqljs::{Bytes, SqlJs};
use crate::base::error::{ErrorKind, LabError, Result};
use crate::base::problem::file::FileProblem;
use crate::base::problem::session::SessionProblem;
use crate::browser::clock::elapsed_ms;
use crate::browser::event_loop::pause;
use crate::browser::lazy::apart;
use crate::browser::locks;
use crate::engine::companions::CompanionFiles;
use crate::engine::save_work;
use crate::engine::session::Session;
use crate::protocol::{
    Answer, Build, Built, Check, Companions, ListSavedWork, Open, Opened, Phase, Progress, Request, SavedWorkList,
    Source,
};
use crate::saved_work::Generation;
use crate::transport::envelope::ToPage;

/// The lock for changes of the storage: a worker that was ended may still be in its last step when the next one starts.
const STORE: &str = "feature-lab-store";

/// The largest image, in bytes, that is written and sent in a few milliseconds.
const SMALL: u64 = 8_000_000;

/// The memory, in bytes, from which on a worker is replaced after a statement that met a limit.
const BLOATED: f64 = 200_000_000.0;

/// The time between two pauses of a build, in which it sends progress and receives *Stop*, in milliseconds.
const LISTEN_MS: f64 = 50.0;

thread_local! {
    static SESSION: RefCell<Session<SqlJs>> = RefCell::default();
    /// True if the database differs from the last image that was sent.
    static CHANGED: Cell<bool> = const { Cell::new(false) };
}

/// Answers one call. After a change, sends an image of the database too; after a change in a transaction, once that has
/// ended.
pub(super) async fn answer(id: u32, request: Request, files: Vec<Blob>) {
    let mut is_too_much = false;
    let mut sends_image = matches!(request, Request::Export(_)) && CHANGED.get();
    let answer = match handle(id, request, files).await {
        Ok((answer, blob)) => {
            match &answer {
                Answer::Open(_) => CHANGED.set(false),
                Answer::Build(_) => CHANGED.set(true),
                Answer::Query(ran) if ran.changed => CHANGED.set(true),
                // An export is an image, too.
                Answer::Export(_) if CHANGED.replace(false) => {
                    blob.iter().for_each(|image| post(&ToPage::Image(image.clone())));
                }
                _ => {}
            }
            is_too_much = matches!(&answer, Answer::Query(ran) if !ran.in_transaction
                && ran.error.as_ref().is_some_and(|error| error.kind() == ErrorKind::TooLarge));
            sends_image = CHANGED.get() && matches!(&answer, Answer::Build(_) | Answer::Query(_));
            ToPage::Answer(id, answer, blob)
        }
        Err(error) => ToPage::Failure(id, error),
    };
    // The image of a small database is sent before the answer; a large one would delay the answer.
    let image_first =
        sends_image && with_session(|session| session.opened().is_some_and(|opened| opened.size <= SMALL));
    if image_first {
        send_image().await;
    }
    post(&answer);
    if sends_image && !image_first {
        send_image().await;
    }
    // WebAssembly's memory never shrinks.
    if is_too_much && !CHANGED.get() && memory_bytes() > BLOATED {
        post(&ToPage::Bloated);
    }
}

/// The memory of SQLite's program and of this one, in bytes.
fn memory_bytes() -> f64 {
    let own = wasm_bindgen::memory().unchecked_into::<js_sys::WebAssembly::Memory>();
    let own = own.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length();
    sqljs::memory_bytes() + f64::from(own)
}

/// Sends an image of the database, if it can be written now and no export waits, which makes an image itself.
async fn send_image() {
    let image = match with_session(Session::written) {
        Ok(Some(image)) => blob(image, export_waits).await,
        Ok(None) => return,
        Err(error) => Err(error),
    };
    match image {
        Ok(Some(image)) => {
            CHANGED.set(false);
            post(&ToPage::Image(image));
        }
        Ok(None) => {}
        Err(error) => post(&ToPage::NoImage(error)),
    }
}

/// Answers one call that needs only the storage, beside the calls that need the database.
pub(super) async fn answer_storage(id: u32, request: Request, files: Vec<Blob>) {
    post(&match handle(id, request, files).await {
        Ok((answer, blob)) => ToPage::Answer(id, answer, blob),
        Err(error) => ToPage::Failure(id, error),
    });
}

/// Answers the calls of a start, and leaves all others to code that comes later.
async fn handle(id: u32, request: Request, files: Vec<Blob>) -> Result<(Answer, Option<Blob>)> {
    let answer = match request {
        Request::Open(request) => {
            let (opened, image) = match &request.source {
                Source::Sample(name) => open_sample(&request, name).await?,
                _ => apart(open(id, request, files)).await?,
            };
            return Ok((Answer::Open(opened), image));
        }
        Request::PreviewTimes(request) => {
            Answer::PreviewTimes(with_session(|session| session.preview_times(&request))?)
        }
        Request::ListSavedWork(request) => Answer::ListSavedWork(apart(list_saved_work(request)).await?),
        request => return apart(handle_others(id, request, files)).await,
    };
    Ok((answer, None))
}

/// Answers the calls that a start does not make.
async fn handle_others(id: u32, request: Request, files: Vec<Blob>) -> Result<(Answer, Option<Blob>)> {
    let answer = match request {
        Request::Propose(request) => Answer::Propose(with_session(|session| session.propose(&request))?),
        Request::Build(request) => Answer::Build(build(id, request).await?),
        Request::ListRuns(_) => Answer::ListRuns(with_session(Session::list_runs)?),
        Request::Summarise(request) => Answer::Summarise(with_session(|session| session.summarise(&request))?),
        Request::Query(request) => Answer::Query(with_session(|session| session.query(&request))?),
        Request::Rows(request) => Answer::Rows(with_session(|session| session.rows(&request))?),
        Request::Export(_) => {
            let (exported, image) = with_session(|session| session.export(&mut |progress| tell(id, progress)))?;
            return Ok((Answer::Export(exported), blob(image, || false).await?));
        }
        Request::PackForLink(request) => {
            let (payload, bytes) = with_session(|session| session.pack_for_link(&request))?;
            return Ok((Answer::PackForLink(payload), Some(small_blob(&bytes)?)));
        }
        Request::Arrange(request) => Answer::Arrange(with_session(|session| session.arrange(&request))?),
        Request::DescribeColumn(request) => {
            Answer::DescribeColumn(with_session(|session| session.describe_column(&request))?)
        }
        Request::BrowseTable(request) => Answer::BrowseTable(with_session(|session| session.browse_table(&request))?),
        Request::WriteResult(request) => {
            let (written, blob) = in_parts(|session, take| session.write_result(&request, take))?;
            return Ok((Answer::WriteResult(written), Some(blob)));
        }
        Request::CopyTables(request) => {
            let (tables, blob) = in_parts(|session, take| session.copy_tables(&request, take))?;
            return Ok((Answer::CopyTables(tables), Some(blob)));
        }
        Request::Check(request) => {
            let file = attached(files, &request).await?;
            Answer::Check(with_session(|session| session.check(&request, file))?)
        }
        Request::Save(request) => {
            let image = files.first().ok_or_else(|| LabError::internal("an image was to be saved and none came"))?;
            let kept = record(&request.record)?;
            let _lock = locks::hold(STORE).await?;
            save_work::save(&Shelf::open().await?, kept, image).await?;
            Answer::Save(())
        }
        Request::Open(_) | Request::PreviewTimes(_) | Request::ListSavedWork(_) => {
            return Err(LabError::internal("a call of a start came to the others"));
        }
    };
    Ok((answer, None))
}

async fn list_saved_work(request: ListSavedWork) -> Result<SavedWorkList> {
    let _lock = locks::hold(STORE).await?;
    let store = Shelf::open().await?;
    let works = match request.versions_of.as_str() {
        "" => save_work::list(&store, request.tidy).await?,
        work => save_work::list_versions(&store, work).await?,
    };
    Ok(SavedWorkList { records: works.iter().map(Generation::write).collect() })
}

async fn open_sample(request: &Open, name: &str) -> Result<(Opened, Option<Blob>)> {
    let opened = with_session(|session| session.open_sample(request, name))?;
    Ok((opened, if request.as_change { apart(image_of_change(request)).await } else { None }))
}

/// Opens a file. An image comes back where the page needs one: of a change, and of a file that may go.
async fn open(id: u32, request: Open, files: Vec<Blob>) -> Result<(Opened, Option<Blob>)> {
    let mut files = files.into_iter();
    let kept = match &request.source {
        // Without the lock: a running save may wait for this very call, and never changes a finished generation.
        Source::SavedWork(kept) => Some(save_work::open(&Shelf::open().await?, &record(kept)?).await?),
        _ => None,
    };
    let file =
        kept.or_else(|| files.next()).ok_or_else(|| LabError::internal("a file was to be opened and none came"))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    let size = file.size() as u64;
    if size > request.limit {
        return Err(FileProblem::TooLarge { size, limit: request.limit }.into());
    }
    let has_companions = files.len() > 0;
    let companions = read_companions(files, &request.companions).await?;
    // A file of the storage is removed after the next save; one on the disk may be written over.
    let is_copied = match &request.source {
        Source::SavedWork(_) => true,
        _ => size <= SMALL && !has_companions && !request.as_change,
    };
    let copy = is_copied.then(js_sys::Array::new);
    let image = read(&file, copy.as_ref(), |progress| tell(id, progress)).await?;
    if let Source::Carried(sample) = &request.source {
        let opened = with_session(|session| {
            session.open_carried(&request, image, sample.as_deref(), &mut |progress| tell(id, progress))
        })?;
        return Ok((opened, image_of_change(&request).await));
    }
    let opened =
        with_session(|session| session.open_file(&request, image, companions, &mut |progress| tell(id, progress)))?;
    let copy = copy.map(|parts| joined(&parts)).transpose()?;
    if copy.is_none() && has_companions {
        return Ok((opened, image_of_change(&request).await));
    }
    Ok((opened, copy))
}

/// Writes an image of the database that was opened, if that is a change of the one before.
async fn image_of_change(request: &Open) -> Option<Blob> {
    if !request.as_change {
        return None;
    }
    let image = match with_session(Session::written) {
        Ok(Some(image)) => blob(image, || false).await,
        Ok(None) => return None,
        Err(error) => Err(error),
    };
    image.unwrap_or_else(|error| {
        post(&ToPage::NoImage(error));
        None
    })
}

/// Reads the companion files that follow a database beside the message.
async fn read_companions(mut files: impl Iterator<Item = Blob>, named: &Companions) -> Result<CompanionFiles> {
    let mut companions = CompanionFiles { super_journals: named.super_journals.clone(), ..CompanionFiles::default() };
    for (comes, place) in [(named.log, &mut companions.log), (named.journal, &mut companions.journal)] {
        if let Some(file) = if comes { files.next() } else { None } {
            *place = Some(read(&file, None, |_| ()).await?.0.to_vec());
        }
    }
    Ok(companions)
}

/// Reads the database beside a request to check exercises, with its companion files; `None` if no file came.
async fn attached(files: Vec<Blob>, request: &Check) -> Result<Option<(Bytes, CompanionFiles)>> {
    let mut files = files.into_iter();
    let (Some(file), limit) = (files.next(), request.limit) else { return Ok(None) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    let size = file.size() as u64;
    if size > limit {
        return Err(FileProblem::TooLarge { size, limit }.into());
    }
    let companions = read_companions(files, &request.companions).await?;
    Ok(Some((read(&file, None, |_| ()).await?, companions)))
}

async fn build(id: u32, request: Build) -> Result<Built> {
    let start = elapsed_ms();
    let mut listened = start;
    with_session(|session| session.start_build(&request))?;
    loop {
        match with_session(Session::step_build)? {
            // This phase has many short steps: a pause after each would take a tenth of the build.
            Ok(progress) if progress.phase == Phase::Transactions && elapsed_ms() - listened < LISTEN_MS => continue,
            Ok(progress) => tell(id, progress),
            Err(mut built) => {
                built.report.duration_ms = elapsed_ms() - start;
                return Ok(built);
            }
        }
        pause().await;
        listened = elapsed_ms();
        if stop_wanted() {
            with_session(Session::stop_build);
            return Err(SessionProblem::BuildStopped.into());
        }
    }
}

fn record(text: &str) -> Result<Generation> {
    Generation::read(text).ok_or_else(|| LabError::internal("a record that is none"))
}

fn with_session<T>(act: impl FnOnce(&mut Session<SqlJs>) -> T) -> T {
    SESSION.with_borrow_mut(act)
}

/// Runs a call that hands out bytes in parts, and joins them.
fn in_parts<T>(
    act: impl FnOnce(&mut Session<SqlJs>, &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<T>,
) -> Result<(T, Blob)> {
    let parts = js_sys::Array::new();
    let mut take = |part: &[u8]| {
        small_blob(part).map(|part| {
            parts.push(&part);
        })
    };
    let answer = with_session(|session| act(session, &mut take))?;
    Ok((answer, joined(&parts)?))
}

fn tell(id: u32, progress: Progress) {
    post(&ToPage::Progress(id, progress));
}
