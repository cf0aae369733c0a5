//! Coming back: saved work is offered, taken up as it was left, or left alone for a fresh start.

use crate::browser::kept_texts;
use crate::links::Link;
use crate::protocol::ListSavedWork;
use crate::saved_work::Generation;
use crate::ui::open::state::Opening;
use crate::ui::saved_work::state::Resumable;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;
use crate::words;

impl Actions {
    /// Looks for saved work, and offers what is found: work with its own database, and SQL that was written on one that
    /// did not change.
    pub(crate) async fn look_for_work(self) {
        let state = self.state;
        let tidy = state.work(|work| work.ledger.has_lock());
        // Where nothing can be stored, nothing is found.
        let found = self.client().call_behind(ListSavedWork { tidy }, Vec::new()).await.map(|found| found.records);
        let works: Vec<Generation> =
            found.unwrap_or_default().iter().filter_map(|record| Generation::read(record)).collect();
        let mut offers: Vec<Resumable> = works.iter().map(|kept| with_session(kept.clone())).collect();
        let mine = state.work(|work| work.name.clone());
        let is_known = |work: &str| work == mine || works.iter().any(|kept| kept.work == work);
        let written = kept_texts::names(SESSION).into_iter().filter(|work| !is_known(work));
        // The last one is offered, if nothing was saved since. The others were superseded by it.
        let mut newest = works.first().map_or(0, |kept| kept.at);
        let mut last = None;
        for draft in written.filter_map(|work| draft(&work)) {
            let old = if draft.kept.at > newest {
                newest = draft.kept.at;
                last.replace(draft)
            } else {
                Some(draft)
            };
            if let Some(old) = old.filter(|_| tidy) {
                forget(&old.kept.work);
            }
        }
        if let Some(last) = last {
            offers.insert(0, last);
        }
        offers.retain(|offer| offer.kept.work != mine);
        state.offer_work(offers);
    }

    /// Takes up saved work.
    pub(crate) fn resume(self, work: Resumable) {
        let state = self.state;
        let link = Link::parse(&work.link);
        if !work.draft {
            return self.open(Opening::Kept(work.kept), link);
        }
        forget(&work.kept.work);
        state.offer_work(Vec::new());
        match self.origin_of(&link) {
            Some(opening) => {
                state.work(|work| work.own_link = true);
                self.open(opening, link);
            }
            // The file is not here, but what was written is.
            None => {
                state.sql.set(link.sql.unwrap_or_default());
                state.status.set(words::draft_without_file(&work.kept.name));
            }
        }
    }

    /// Leaves saved work alone. It is kept as long as there is room; what was only written is not.
    pub(crate) fn start_fresh(self) {
        for offer in self.state.work(|work| std::mem::take(&mut work.resumable)) {
            if offer.draft {
                forget(&offer.kept.work);
            }
        }
        self.state.offer_work(Vec::new());
        self.state.status.set(words::STARTED_FRESH.to_owned());
    }

    /// After saved work was opened: the page is as it was left.
    pub(crate) fn resumed(self, kept: &Generation) -> String {
        let state = self.state;
        state.unsaved.set(true);
        state.sql_from_link.set(false);
        state.offer_work(Vec::new());
        words::resumed(&kept.name)
    }
}

/// What sessions are kept under, before the name of their work.
pub(crate) const SESSION: &str = "session-";

fn forget(work: &str) {
    kept_texts::remove(&format!("{SESSION}{work}"));
}

/// Saved work as its session left it, which may be later than the last save.
fn with_session(kept: Generation) -> Resumable {
    let written = draft(&kept.work).filter(|written| written.kept.at >= kept.at);
    let link = written.map_or_else(|| kept.link.clone(), |written| written.link);
    Resumable { kept, link, draft: false }
}

/// The session of a work.
fn draft(work: &str) -> Option<Resumable> {
    let text = kept_texts::get(&format!("{SESSION}{work}"))?;
    let (at, rest) = text.split_once('\n')?;
    let (name, link) = rest.split_once('\n')?;
    let kept =
        Generation { work: work.to_owned(), at: at.parse().ok()?, name: name.to_owned(), ..Generation::default() };
    Some(Resumable { kept, link: link.to_owned(), draft: true })
}
