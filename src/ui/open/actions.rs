//! Opening: a sample, files from this machine, or an address, with a question first if changes would be lost.

use chrono::SubsecRound;
use web_sys::Blob;

use crate::base::error::{ErrorKind, Result};
use crate::base::problem::link::LinkProblem;
use crate::browser::fetch::Abort;
use crate::browser::stream;
use crate::browser::stream::Ended;
use crate::browser::{clock, document, fetch, measure};
use crate::links::{LARGEST, Link, Origin, from_base64, no_file, raw_address};
use crate::protocol::Stage;
use crate::protocol::{CheckOnOpen, Companions, Opened, Phase, Progress, Source};
use crate::saved_work::Generation;
use crate::saved_work::save_state::Saving;
use crate::ui::open::state::Opening;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::opened_file::{FileCheck, OpenedFile, largest_file};
use crate::ui::signals::*;
use crate::words;

/// Up to this size, in bytes, a file is always checked for damage; the check of a larger one can be skipped.
const ALWAYS_CHECKED: f64 = 100_000_000.0;

/// When to ask before something takes the place of the open database.
#[derive(Clone, Copy, PartialEq)]
enum Ask {
    /// The person has answered.
    Never,
    /// If changes would be lost: the person opens it themselves.
    IfLost,
    /// If there are changes that were not downloaded, even if they are saved: a link does it.
    IfChanged,
}

impl Actions {
    /// Opens a built-in sample.
    pub(crate) fn open_sample(self, name: &str) {
        self.open(Opening::Sample(name.to_owned()), Link::default());
    }

    /// Opens something, after asking if changes would be lost.
    pub(crate) fn open(self, opening: Opening, link: Link) {
        self.replace(opening, link, Ask::IfLost);
    }

    /// Opens work that is saved in this browser.
    pub(crate) fn open_saved(self, kept: Generation, link: Link) {
        self.open(Opening::Kept(kept), link);
    }

    /// Opens what a link says, if it says a database; hands the link back if it does not.
    pub(crate) fn open_from_link(self, link: Link) -> Option<Link> {
        match self.origin_of(&link) {
            Some(opening) => {
                self.replace(opening, link, Ask::IfChanged);
                None
            }
            None => Some(link),
        }
    }

    /// Opens something in place of what is open; changes count as gone only once that has worked.
    fn replace(self, opening: Opening, link: Link, ask: Ask) {
        let state = self.state;
        let request = state.lesson.last_request();
        self.perform(Stage::Opening, || async move {
            if ask != Ask::Never && state.has_unsaved_changes() {
                self.wait_until_saved().await;
            }
            if match ask {
                Ask::Never => false,
                Ask::IfLost => state.has_unsaved_changes(),
                Ask::IfChanged => state.shell.unsaved.get_untracked(),
            } {
                state.open.waiting.set(Some((opening, link)));
                return Ok(String::new());
            }
            self.open_and_follow(opening, link, request).await
        });
    }

    /// Opens something, then the lesson that the link has, unless another one was chosen after a request.
    pub(crate) async fn open_and_follow(self, opening: Opening, mut link: Link, request: usize) -> Result<String> {
        let own = self.state.saved_work.work(|work| std::mem::take(&mut work.own_link))
            || matches!(opening, Opening::Kept(_));
        let said = self.open_now(opening, &link).await?;
        self.state.lesson.drop_stale_lesson(&mut link, request);
        self.follow_lesson_of(&link, own);
        Ok(said)
    }

    /// Answers the question about unsaved changes: discard them and open what waits.
    pub(crate) fn discard(self) {
        if let Some((opening, link)) = self.state.open.waiting.try_update(Option::take).flatten() {
            self.replace(opening, link, Ask::Never);
        }
    }

    /// Answers the question about unsaved changes: stay.
    pub(crate) fn stay(self) {
        self.state.saved_work.work(|work| work.own_link = false);
        self.state.open.waiting.set(None);
    }

    /// Where a link says that the database is.
    pub(crate) fn origin_of(self, link: &Link) -> Option<Opening> {
        link.origin.clone().map(|origin| match origin {
            Origin::Sample(name) => Opening::Sample(name),
            Origin::Remote(address) => Opening::Remote(address),
            Origin::Carried { base, name, data } => Opening::Carried(base, name, data),
        })
    }

    /// Opens something and shows it; says what was opened.
    pub(crate) async fn open_now(self, opening: Opening, link: &Link) -> Result<String> {
        let start = clock::elapsed_ms();
        let limit = largest_file();
        let mut check = CheckOnOpen::Full;
        let (mut work, mut companions) = (None, Companions::default());
        let (name, source, files, origin) = match opening {
            Opening::Kept(kept) => {
                // To the byte what was saved, and that was checked when it was opened first.
                check = match kept.integrity.as_str() {
                    "sound" => CheckOnOpen::Trusted,
                    "unchecked" => CheckOnOpen::Skip,
                    _ => CheckOnOpen::Full,
                };
                work = Some(kept.clone());
                (kept.name.clone(), Source::SavedWork(kept.write()), Vec::new(), link.origin.clone())
            }
            Opening::Sample(name) => {
                (format!("{name}.db"), Source::Sample(name.clone()), Vec::new(), Some(Origin::Sample(name)))
            }
            Opening::Files(attached) => {
                companions = attached.companions;
                (attached.name, Source::Attached, attached.files, None)
            }
            Opening::Remote(address) => {
                let (name, file) = self.fetch(&address, limit).await?;
                (name, Source::Attached, vec![file], Some(Origin::Remote(address)))
            }
            Opening::Carried(base, name, data) => {
                let file = unpack(&data).await?;
                let wanted = base.clone().map(|base| format!("{base}.db")).or_else(|| name.clone());
                let shown = file_name(&wanted.unwrap_or_else(|| "link.db".to_owned()));
                (shown, Source::Carried(base.clone()), vec![file], Some(Origin::Carried { base, name, data }))
            }
        };
        let as_of = clock::now().trunc_subsecs(0);
        let call = crate::protocol::Open { name, source, check, as_of, limit, companions };
        let mut opened = self.call_open(call, files).await?;
        let mut said = words::opened(&opened.name, opened.size, opened.schema.tables.len());
        if let Some(kept) = &work {
            opened.source.clone_from(&kept.source);
        }
        let had_changes = self.state.saved_work.saving_now() != Saving::Unchanged;
        self.show(opened, origin, link);
        self.state.saved_work.begin_work(work.as_ref());
        if let Some(kept) = &work {
            said = self.resumed(kept);
        } else if had_changes {
            // What was put aside can be taken up again.
            wasm_bindgen_futures::spawn_local(self.look_for_work());
        }
        self.remember_baseline_link();
        measure::measure("lab:open", start, &[]);
        self.examine();
        Ok(said)
    }

    /// Has the worker open something; once more without the check if the person skips that.
    async fn call_open(self, mut call: crate::protocol::Open, files: Vec<Blob>) -> Result<Opened> {
        let check = self.state.shell.file_check;
        let large = files.first().is_some_and(|file| file.size() > ALWAYS_CHECKED);
        check.set(if large { FileCheck::Offered } else { FileCheck::Needed });
        loop {
            let outcome = self.client().call_with(call.clone(), files.clone()).await;
            let stopped = matches!(&outcome, Err(error) if error.kind() == ErrorKind::Stopped);
            if stopped && check.get_untracked() == FileCheck::Skipped && call.check == CheckOnOpen::Full {
                call.check = CheckOnOpen::Skip;
            } else {
                return Ok(outcome?.answer);
            }
        }
    }

    /// Skips the check of the file that is being opened. Only a new worker can do that: SQLite does not listen to
    /// anything while it checks.
    pub(crate) fn skip_check(self) {
        self.state.shell.file_check.set(FileCheck::Skipped);
        self.stop();
    }

    async fn fetch(self, address: &str, limit: u64) -> Result<(String, Blob)> {
        let address = raw_address(address);
        let absolute = document::absolute(&address).filter(|url| url.starts_with("http"));
        let absolute =
            absolute.ok_or_else(|| LinkProblem::NoAddress { address: address.chars().take(200).collect() })?;
        // This host gives its own files, whatever it is called.
        let own = document::absolute("/").is_some_and(|own| absolute.starts_with(&own));
        if let Some(problem) = no_file(&absolute).filter(|_| !own) {
            return Err(problem.into());
        }
        let (name, state) = (file_name(&absolute), self.state);
        let mut tell = |done, total| state.shell.progress.set(Some(Progress { phase: Phase::Reading, done, total }));
        let abort = self.offer_stop(&name);
        let file = fetch::file(&absolute, limit, &abort, &mut tell).await;
        state.shell.fetching.set(None);
        Ok((name, file?))
    }

    /// Says what is asked for, and offers to stop that until `fetching` is empty again.
    pub(crate) fn offer_stop(self, name: &str) -> Abort {
        let abort = Abort::new();
        self.state.shell.status.set(words::fetching(name));
        self.state.shell.fetching.set(Some(abort.clone()));
        abort
    }

    /// Stops the file that is on its way from an address: a host may be silent for ever.
    pub(crate) fn stop_fetching(self) {
        self.state.shell.fetching.with_untracked(|abort| abort.iter().for_each(Abort::abort));
    }

    fn show(self, opened: Opened, origin: Option<Origin>, link: &Link) {
        let state = self.state;
        let Opened { name, size, schema, proposal, integrity, warnings, source } = opened;
        let proposed = proposal.spec.clone();
        state.build.show_proposal(proposal, &schema, link);
        let leads = state.build.spec.with_untracked(|spec| spec.leads.table.clone());
        self.suggest_first_query(&leads, link);
        state.shell.opened.set(Some(OpenedFile { name, size, integrity, warnings, origin, proposed, source }));
        state.shell.schema.set(schema);
        state.shell.unsaved.set(false);
        state.shell.changed.set(false);
        state.sql.clear_results();
    }
}

/// The bytes of a database that came in a link, as the worker reads them.
async fn unpack(data: &str) -> Result<Blob> {
    let packed = from_base64(data).ok_or(LinkProblem::DatabaseBroken)?;
    // The file, and the fingerprint behind it.
    stream::unpack(&packed, LARGEST + 8).await.map_err(|ended| match ended {
        Ended::TooLong(_) => LinkProblem::DatabaseTooLarge { limit: LARGEST }.into(),
        Ended::Broken(_) => LinkProblem::DatabaseBroken.into(),
    })
}

/// The last part of an address's path, or a plain name if it has none.
fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = js_sys::decode_uri_component(last).map(String::from).unwrap_or_else(|_| last.to_owned());
    if last.is_empty() || last == "raw" { "remote.db".to_owned() } else { last }
}
