//! Opens a sample, files from this machine, saved work or an address; asks first if changes would be lost.

use chrono::SubsecRound;
use web_sys::Blob;

use crate::base::error::{ErrorKind, Result};
use crate::base::problem::link::LinkProblem;
use crate::base::schema::Schema;
use crate::browser::fetch::Abort;
use crate::browser::lazy::apart;
use crate::browser::stream;
use crate::browser::stream::Ended;
use crate::browser::{clock, document, fetch, measure};
use crate::links::{LARGEST, Link, Origin, from_base64, no_file, not_fetched, raw_address};
use crate::protocol::Stage;
use crate::protocol::{CheckOnOpen, Companions, Opened, Phase, Progress, Source};
use crate::samples;
use crate::saved_work::Generation;
use crate::saved_work::operation::Operation;
use crate::saved_work::save_state::Saving;
use crate::transport::Point;
use crate::ui::open::state::Opening;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::opened_file::{FileCheck, OpenedFile, largest_file};
use crate::ui::shell::top_bar::DATABASES;
use crate::words;

/// Up to this size, in bytes, a file is always checked for damage; the check of a larger one can be skipped.
const ALWAYS_CHECKED: f64 = 100_000_000.0;

/// The condition for asking the person before another database replaces the open one.
#[derive(Clone, Copy, PartialEq)]
enum Ask {
    /// Never, for the person has answered already.
    Never,
    /// Only if changes would be lost; for databases that a person opens.
    IfLost,
    /// If there are changes that were not downloaded, even if they are saved; for databases that a link opens.
    IfChanged,
}

impl Actions {
    /// Opens a built-in sample. One that is open is opened anew.
    pub(crate) fn open_sample(self, name: &str) {
        let is_open = self
            .state
            .open
            .original
            .with_untracked(|original| matches!(original, Some((Opening::Sample(open), _)) if open == name));
        if is_open {
            return self.reset();
        }
        self.open(Opening::Sample(name.to_owned()), Link::default());
    }

    /// Opens a database, after asking if changes would be lost.
    pub(crate) fn open(self, opening: Opening, link: Link) {
        self.replace(opening, link, Ask::IfLost);
    }

    /// Opens work that is saved in this browser.
    pub(crate) fn open_saved(self, saved: Generation, link: Link) {
        self.open(Opening::Saved(saved), link);
    }

    /// Opens the database of a link; returns the link if it names no database.
    pub(crate) fn open_from_link(self, link: Link) -> Option<Link> {
        match self.origin_of(&link) {
            Some(opening) => {
                self.replace(opening, link, Ask::IfChanged);
                None
            }
            None => Some(link),
        }
    }

    /// Opens a database in place of the open one, after asking as `ask` says. If opening fails, the open one stays.
    fn replace(self, opening: Opening, link: Link, ask: Ask) {
        document::close_popover(DATABASES);
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
            let is_saved = state.saved_work.saving_now() == Saving::Saved;
            let before = state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.name.clone()));
            let mut said = self.open_and_follow(opening, link, request).await?;
            if ask != Ask::IfChanged {
                // The person goes on with this database.
                state.saved_work.close_offers();
                let kept = before.filter(|_| is_saved).map(|name| words::work_is_saved(&name));
                said.push_str(&kept.unwrap_or_default());
            }
            Ok(said)
        });
    }

    /// Opens a database, then the lesson of the link, unless another lesson was chosen after the request of this
    /// number.
    pub(crate) async fn open_and_follow(self, opening: Opening, mut link: Link, request: usize) -> Result<String> {
        let own = self.state.saved_work.with_work(|work| std::mem::take(&mut work.own_link))
            || matches!(opening, Opening::Saved(_));
        let said = self.open_now(opening, &link).await?;
        self.state.lesson.drop_stale_lesson(&mut link, request);
        self.open_lesson_of_link(&link, own);
        Ok(said)
    }

    /// Answers the question about unsaved changes: discards them and opens the file or link that was asked for.
    pub(crate) fn discard(self) {
        if let Some((opening, link)) = self.state.open.waiting.update(Option::take) {
            self.replace(opening, link, Ask::Never);
        }
    }

    /// Answers the question about unsaved changes: keeps the open database.
    pub(crate) fn stay(self) {
        self.state.saved_work.with_work(|work| work.own_link = false);
        self.state.open.waiting.set(None);
    }

    /// The database that a link names; `None` if it names none.
    pub(crate) fn origin_of(self, link: &Link) -> Option<Opening> {
        link.origin.clone().map(|origin| match origin {
            Origin::Sample(name) => Opening::Sample(name),
            Origin::Remote(address) => Opening::Remote(address),
            Origin::Carried { base, name, data } => Opening::Carried(base, name, data),
        })
    }

    /// Opens a database, shows it and its proposal, and returns the text for the status line.
    pub(crate) async fn open_now(self, opening: Opening, link: &Link) -> Result<String> {
        let start = clock::elapsed_ms();
        let expected = self.expected(&opening);
        let original = self.original(&opening, link);
        let work = match &opening {
            Opening::Saved(saved) => Some(saved.clone()),
            _ => None,
        };
        // A start opens a sample, and needs nothing of what other databases need.
        let (Point { open: call, files }, origin) = match opening {
            Opening::Sample(name) => point_of_sample(name),
            other => apart(self.point_of(other, link)).await?,
        };
        if let Some(expected) = expected.clone() {
            // The call is on its way before the page draws.
            let (origin, link) = (origin.clone(), link.clone());
            wasm_bindgen_futures::spawn_local(async move { self.show(expected, origin, &link, None) });
        }
        let outcome = self.call_open(call, files).await;
        if outcome.is_err() && expected.is_some() {
            self.state.shell.opened.set(None);
            self.state.shell.schema.set(Schema::default());
        }
        let mut opened = outcome?;
        let has_original = original.is_some();
        self.state.open.original.set(original);
        self.state.undo.opened(self.client().point(), work.is_none());
        let mut said = words::opened(&opened.name, opened.size, opened.schema.tables.len());
        if let Some(saved) = &work {
            opened.source.clone_from(&saved.source);
        }
        let had_changes = self.state.saved_work.saving_now() != Saving::Unchanged;
        if expected.as_ref() != Some(&opened) {
            self.show(opened, origin, link, work.as_ref());
        }
        if let Some(saved) = &work {
            said = words::resumed(&saved.name);
            if !has_original {
                wasm_bindgen_futures::spawn_local(self.find_original());
            }
        } else if had_changes {
            // The work that was replaced is saved, and is offered to be resumed.
            wasm_bindgen_futures::spawn_local(self.offer_saved_work());
        }
        measure::measure("lab:open", start, &[]);
        self.preview_times();
        Ok(said)
    }

    /// The call that opens a database, with its files, and the origin that a link can name.
    async fn point_of(self, opening: Opening, link: &Link) -> Result<(Point, Option<Origin>)> {
        let limit = largest_file();
        let mut check = CheckOnOpen::Full;
        let mut companions = Companions::default();
        let (name, source, files, origin) = match opening {
            Opening::Saved(saved) => {
                // Saved work is read back to the byte, and was checked when it was opened first.
                check = match saved.integrity.as_str() {
                    "sound" => CheckOnOpen::Trusted,
                    "unchecked" => CheckOnOpen::Skip,
                    _ => CheckOnOpen::Full,
                };
                (saved.name.clone(), Source::SavedWork(saved.write()), Vec::new(), link.origin.clone())
            }
            Opening::Sample(name) => return Ok(point_of_sample(name)),
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
        Ok((Point { open: crate::protocol::Open { check, companions, ..open_call(name, source) }, files }, origin))
    }

    /// Returns the database that *Reset database* opens once this is open: the same again, or for saved work that of its link.
    fn original(self, opening: &Opening, link: &Link) -> Option<(Opening, Link)> {
        let first = match opening {
            Opening::Saved(_) => self.origin_of(link)?,
            other => other.clone(),
        };
        let link = Link { lesson: None, step: None, sql: None, ..link.clone() };
        Some((first, link))
    }

    /// Puts the open database in place again as it was at first. That can be undone, so nothing is asked.
    pub(crate) fn reset(self) {
        let state = self.state;
        let Some((opening, link)) = state.open.original.get_untracked() else {
            return state.shell.status.set(words::NO_ORIGINAL.to_owned());
        };
        if !state.shell.changed.get_untracked() && state.saved_work.saving_now() == Saving::Unchanged {
            return self.replace(opening, link, Ask::IfLost);
        }
        document::close_popover(DATABASES);
        self.perform(Stage::Opening, || async move {
            let point = match state.undo.original() {
                Some(point) => point,
                None => self.point_of(opening, &link).await?.0,
            };
            self.put_in_place(point, &link, words::WAS_RESET.to_owned(), Operation::Reset).await
        });
    }

    /// Puts saved work in place of the open database, as [`Self::put_in_place`] does.
    pub(crate) async fn put_saved_in_place(
        self,
        saved: Generation,
        link: &Link,
        said: String,
        operation: Operation,
    ) -> Result<String> {
        let (point, _) = self.point_of(Opening::Saved(saved), link).await?;
        self.put_in_place(point, link, said, operation).await
    }

    /// Looks for the file that resumed work began with, which was saved if it is small.
    async fn find_original(self) {
        let (work, versions) = self.versions().await;
        let first = versions.into_iter().find(|version| version.done == Operation::Opened);
        if let Some(first) = first.filter(|_| self.state.saved_work.with_work(|open| open.name == work)) {
            self.state.open.original.set(Some((Opening::Saved(first), Link::default())));
        }
    }

    /// The answer to opening a sample, where it is known and nothing is open: the page shows it while the worker opens the
    /// sample.
    pub(crate) fn expected(self, opening: &Opening) -> Option<Opened> {
        let Opening::Sample(name) = opening else { return None };
        self.state.shell.opened.with_untracked(Option::is_none).then(|| samples::opened::sample(name))?
    }

    /// Calls the worker to open a database; calls it again without the integrity check if the person skips the check.
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

    /// Skips the integrity check of the file that is being opened. The worker is ended and started anew for that:
    /// SQLite cannot be interrupted while it checks.
    pub(crate) fn skip_check(self) {
        self.state.shell.file_check.set(FileCheck::Skipped);
        self.stop();
    }

    async fn fetch(self, address: &str, limit: u64) -> Result<(String, Blob)> {
        let address = raw_address(address);
        let absolute = document::absolute(&address).unwrap_or(address);
        if let Some(problem) = not_fetched(&absolute, &document::absolute("/").unwrap_or_default()) {
            return Err(problem.into());
        }
        // An address of this host is not refused by the rules for known file hosts.
        let own = document::absolute("/").is_some_and(|own| absolute.starts_with(&own));
        if let Some(problem) = no_file(&absolute).filter(|_| !own) {
            return Err(problem.into());
        }
        let (name, state) = (file_name(&absolute), self.state);
        let mut report_progress =
            |done, total| state.shell.progress.set(Some(Progress { phase: Phase::Reading, done, total }));
        let abort = self.offer_stop(&name);
        let file = fetch::file(&absolute, limit, &abort, &mut report_progress).await;
        state.shell.fetching.set(None);
        Ok((name, file?))
    }

    /// Shows in the status line what is fetched, and a button that aborts it until `fetching` is `None` again.
    pub(crate) fn offer_stop(self, name: &str) -> Abort {
        let abort = Abort::new();
        self.state.shell.status.set(words::fetching(name));
        self.state.shell.fetching.set(Some(abort.clone()));
        abort
    }

    /// Aborts the download from an address, for a host may never answer.
    pub(crate) fn stop_fetching(self) {
        self.state.shell.fetching.with_untracked(|abort| abort.iter().for_each(Abort::abort));
    }

    /// Shows a database that is open, or is being opened and is known, and begins the work on it.
    fn show(self, opened: Opened, origin: Option<Origin>, link: &Link, work: Option<&Generation>) {
        let state = self.state;
        let file = OpenedFile::new(&opened, origin);
        let Opened { schema, proposal, .. } = opened;
        state.build.show_proposal(proposal, &schema, link);
        let leads = state.build.spec.with_untracked(|spec| spec.leads.table.clone());
        self.suggest_first_query(&leads, link);
        self.leave_postgres(file.origin.as_ref());
        state.shell.opened.set(Some(file));
        state.shell.schema.set(schema);
        state.runs.runs.set(None);
        state.shell.unsaved.set(false);
        state.shell.changed.set(false);
        for results in [state.sql.results, state.build.results, state.explore.results] {
            results.clear();
        }
        state.saved_work.begin_work(work);
        if work.is_some() {
            self.resumed();
        }
        self.remember_baseline_link();
        self.show_feature_table();
    }
}

/// Decodes and decompresses the database in a link, at most [`LARGEST`] bytes and its fingerprint.
async fn unpack(data: &str) -> Result<Blob> {
    let packed = from_base64(data).ok_or(LinkProblem::DatabaseBroken)?;
    // Eight bytes of fingerprint follow the file.
    stream::unpack(&packed, LARGEST + 8).await.map_err(|ended| match ended {
        Ended::TooLong(_) => LinkProblem::DatabaseTooLarge { limit: LARGEST }.into(),
        Ended::Broken(_) => LinkProblem::DatabaseBroken.into(),
    })
}

/// The file name in an address: the last part of its path, or `remote.db` where that is empty or `raw`.
fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = js_sys::decode_uri_component(last).map(String::from).unwrap_or_else(|_| last.to_owned());
    if last.is_empty() || last == "raw" { "remote.db".to_owned() } else { last }
}

/// The call that opens a sample, and the origin that a link can name.
fn point_of_sample(name: String) -> (Point, Option<Origin>) {
    let open = open_call(format!("{name}.db"), Source::Sample(name.clone()));
    (Point { open, files: Vec::new() }, Some(Origin::Sample(name)))
}

/// The call that opens a database of this name, with a check and without companions.
fn open_call(name: String, source: Source) -> crate::protocol::Open {
    let as_of = clock::now().trunc_subsecs(0);
    let companions = Companions::default();
    let (check, limit) = (CheckOnOpen::Full, largest_file());
    crate::protocol::Open { name, source, check, as_of, limit, companions, as_change: false }
}
