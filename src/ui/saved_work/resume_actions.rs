//! Resumes saved work: lists it, offers it, and opens it as it was left; closes the offer.

use crate::browser::{document, event_loop, kept_texts};
use crate::links::Link;
use crate::protocol::ListSavedWork;
use crate::saved_work::Generation;
use crate::ui::saved_work::state::{Draft, RESUME_TITLE, ResumableWork};
use crate::ui::shell::actions::Actions;
use crate::ui::shell::top_bar::DATABASES;
use crate::words;

impl Actions {
    /// Lists the saved work of this browser and offers to resume it: databases with changes, and the newest draft on a
    /// database that was not changed.
    pub(crate) async fn offer_saved_work(self) {
        kept_texts::recalled().await;
        let state = self.state;
        let (tidy, answered) = state.saved_work.with_work(|work| (work.ledger.has_lock(), work.answered));
        // Without storage the list is empty.
        let found = self
            .client()
            .call_behind(ListSavedWork { tidy, versions_of: String::new() }, Vec::new())
            .await
            .map(|found| found.records);
        let works: Vec<Generation> =
            found.unwrap_or_default().iter().filter_map(|record| Generation::read(record)).collect();
        let mut offers: Vec<ResumableWork> = works.iter().map(|saved| with_session(saved.clone())).collect();
        let mine = state.saved_work.with_work(|work| work.name.clone());
        let is_known = |work: &str| work == mine || works.iter().any(|saved| saved.work == work);
        let written = kept_texts::names(SESSION).into_iter().filter(|work| !is_known(work));
        // Only the newest draft is offered, if no work was saved after it. Older drafts are deleted.
        let mut newest = works.first().map_or(0, |saved| saved.at);
        let mut last = None;
        for draft in written.filter_map(|work| draft(&work)) {
            let old = if draft.saved.at > newest {
                newest = draft.saved.at;
                last.replace(draft)
            } else {
                Some(draft)
            };
            if let Some(old) = old.filter(|_| tidy) {
                forget(&old.saved.work);
            }
        }
        if let Some(last) = last {
            offers.insert(0, last);
        }
        offers.retain(|offer| offer.saved.work != mine);
        if state.saved_work.with_work(|work| work.answered) != answered {
            return;
        }
        state.saved_work.offer_work(offers);
    }

    /// Resumes saved work: opens its database, or only restores its draft.
    pub(crate) fn resume(self, work: ResumableWork) {
        let state = self.state;
        let link = Link::parse(&work.link);
        if work.draft.is_none() {
            return self.open_saved(work.saved, link);
        }
        forget(&work.saved.work);
        state.saved_work.close_offers();
        match self.origin_of(&link) {
            Some(opening) => {
                state.saved_work.with_work(|work| work.own_link = true);
                self.open(opening, link);
            }
            // The browser has no copy of the file, but it has the SQL.
            None => {
                self.open_tab(0);
                state.sql.text.set(link.sql.unwrap_or_default());
                state.shell.status.set(words::draft_without_file(&work.saved.name));
            }
        }
    }

    /// Closes the offer; what it has stays saved.
    pub(crate) fn put_off(self) {
        self.state.saved_work.close_offers();
        self.state.shell.status.set(words::PUT_OFF.to_owned());
    }

    /// Offers the saved work again, on the person's request.
    pub(crate) fn list_saved_work(self) {
        document::close_popover(DATABASES);
        wasm_bindgen_futures::spawn_local(async move {
            self.offer_saved_work().await;
            if self.state.saved_work.with_work(|work| work.resumable.is_empty()) {
                return self.state.shell.status.set(words::NO_SAVED_WORK.to_owned());
            }
            event_loop::drawn().await;
            document::focus(RESUME_TITLE);
        });
    }

    /// Updates the state after saved work was opened.
    pub(crate) fn resumed(self) {
        let state = self.state;
        state.shell.unsaved.set(true);
        state.sql.from_link.set(false);
        state.saved_work.close_offers();
    }
}

/// The prefix of the keys of drafts in the browser's storage; the name of the work follows.
pub(crate) const SESSION: &str = "session-";

/// The word of a draft whose database had changes that were not saved.
pub(crate) const LOST: &str = "lost";

fn forget(work: &str) {
    kept_texts::remove(&format!("{SESSION}{work}"));
}

/// Saved work with the newer of its link and its draft's link: a draft may be later than the last save.
fn with_session(saved: Generation) -> ResumableWork {
    let written = draft(&saved.work).filter(|written| written.saved.at >= saved.at);
    let link = written.map_or_else(|| saved.link.clone(), |written| written.link);
    ResumableWork { saved, link, draft: None }
}

/// Reads the draft of a work: time, database name and link, a line each; after the time, [`LOST`] if there were changes that
/// were not saved. `None` if there is none.
fn draft(work: &str) -> Option<ResumableWork> {
    let text = kept_texts::get(&format!("{SESSION}{work}"))?;
    let (at, rest) = text.split_once('\n')?;
    let (name, link) = rest.split_once('\n')?;
    let (at, lost) = at.split_once(' ').unwrap_or((at, ""));
    let saved =
        Generation { work: work.to_owned(), at: at.parse().ok()?, name: name.to_owned(), ..Generation::default() };
    Some(ResumableWork { saved, link: link.to_owned(), draft: Some(Draft { has_lost: lost == LOST }) })
}
