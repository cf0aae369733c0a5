//! One handler per call: brings files in, runs the engine, sends blobs out.

use std::cell::RefCell;

use web_sys::Blob;

use super::files::{blob, read, small_blob};
use super::{post, stop_wanted};
use crate::domain::error::{ErrorKind, LabError, Result};
use crate::domain::gate;
use crate::engine::lab::Lab;
use crate::js::clock::elapsed_ms;
use crate::js::envelope::ToPage;
use crate::js::pause::pause;
use crate::js::sqljs::{Bytes, SqlJs};
use crate::protocol::{Answer, Build, Built, Open, Opened, Phase, Progress, Request, Source};

/// How long a build may go on without a word to the page and an ear for *Stop*, in milliseconds.
const LISTEN_MS: f64 = 50.0;

thread_local! {
    static LAB: RefCell<Lab<SqlJs>> = RefCell::default();
}

/// Answers one call. After a change the database follows as an image to go back to.
pub(super) async fn answer(id: u32, request: Request, files: Vec<Blob>) {
    let (answer, changed) = match handle(id, request, files).await {
        Ok((answer, blob)) => {
            let changed = matches!(&answer, Answer::Build(_)) || matches!(&answer, Answer::Query(ran) if ran.changed);
            (ToPage::Answer(id, answer, blob), changed)
        }
        Err(error) => (ToPage::Failure(id, error), false),
    };
    post(&answer);
    if changed && let Some(image) = lab(Lab::snapshot) {
        match blob(image).await {
            Ok(blob) => post(&ToPage::Image(blob)),
            Err(error) => post(&ToPage::Broken(error)),
        }
    }
}

async fn handle(id: u32, request: Request, files: Vec<Blob>) -> Result<(Answer, Option<Blob>)> {
    let answer = match request {
        Request::Open(request) => Answer::Open(open(id, request, files).await?),
        Request::Examine(request) => Answer::Examine(lab(|lab| lab.examine(&request))?),
        Request::Build(request) => Answer::Build(build(id, request).await?),
        Request::Query(request) => Answer::Query(lab(|lab| lab.query(&request))?),
        Request::Rows(request) => Answer::Rows(lab(|lab| lab.rows(&request))?),
        Request::Export(_) => {
            let (exported, image) = lab(|lab| lab.export(&mut |progress| tell(id, progress)))?;
            return Ok((Answer::Export(exported), Some(blob(image).await?)));
        }
        Request::Carry(request) => {
            let (carried, bytes) = lab(|lab| lab.carry(&request))?;
            return Ok((Answer::Carry(carried), Some(small_blob(&bytes)?)));
        }
        Request::Check(request) => {
            let file = beside(&files, request.limit).await?;
            Answer::Check(lab(|lab| lab.check(&request, file))?)
        }
    };
    Ok((answer, None))
}

async fn open(id: u32, request: Open, files: Vec<Blob>) -> Result<Opened> {
    if let Source::Sample(name) = &request.source {
        return lab(|lab| lab.open_sample(&request, name));
    }
    let mut files = files.into_iter();
    let file = files.next().ok_or_else(|| LabError::internal("a file was to be opened and none came"))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    let size = file.size() as u64;
    if size > request.limit {
        return Err(gate::too_large(size, request.limit));
    }
    let log = match files.next() {
        Some(log) => Some(read(&log, |_| ()).await?.0.to_vec()),
        None => None,
    };
    let image = read(&file, |progress| tell(id, progress)).await?;
    if let Source::Carried(sample) = &request.source {
        return lab(|lab| lab.open_carried(&request, image, sample.as_deref(), &mut |progress| tell(id, progress)));
    }
    lab(|lab| lab.open_file(&request, image, log.as_deref(), &mut |progress| tell(id, progress)))
}

/// A database that is looked at beside the open one, with its log.
async fn beside(files: &[Blob], limit: u64) -> Result<Option<(Bytes, Option<Vec<u8>>)>> {
    let Some(file) = files.first() else { return Ok(None) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    let size = file.size() as u64;
    if size > limit {
        return Err(gate::too_large(size, limit));
    }
    let log = match files.get(1) {
        Some(log) => Some(read(log, |_| ()).await?.0.to_vec()),
        None => None,
    };
    Ok(Some((read(file, |_| ()).await?, log)))
}

async fn build(id: u32, request: Build) -> Result<Built> {
    let start = elapsed_ms();
    let mut listened = start;
    lab(|lab| lab.start_build(&request))?;
    loop {
        match lab(Lab::step_build)? {
            // Most of a build, in many short steps: to listen after each would take a tenth of it.
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
            lab(Lab::stop_build);
            return Err(LabError::new(
                ErrorKind::Stopped,
                "The build was stopped. The database is as it was before.",
                "",
            ));
        }
    }
}

fn lab<T>(act: impl FnOnce(&mut Lab<SqlJs>) -> T) -> T {
    LAB.with_borrow_mut(act)
}

fn tell(id: u32, progress: Progress) {
    post(&ToPage::Progress(id, progress));
}
