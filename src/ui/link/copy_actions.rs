//! Copies a link to what is on the page, and offers one with the database in it where that fits.

use crate::base::engine::Engine;
use crate::base::problem::link::LinkProblem;
use crate::browser::{document, stream};
use crate::links::{LARGEST, LONGEST_WRITTEN, Link, Origin, to_base64};
use crate::protocol::PackForLink;
use crate::ui::link::state::LinkOffer;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::opened_file::OpenedFile;
use crate::words;

/// The longest address that is shown to be copied by hand, in characters.
const BY_HAND: usize = 1000;

impl Actions {
    /// Copies a link to what is on the page: database, mapping and options, as-of, SQL, lesson. If the link does not
    /// open the database as it is now, offers a link that holds the database.
    pub(crate) fn share(self) {
        let state = self.state;
        let Some(open) = state.shell.opened.get_untracked() else { return };
        let request = state.link.withdraw_offer();
        let link = self.link(open.origin.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let brings_file = open.origin.is_some();
            if !self.copy(&link, if brings_file { words::COPIED } else { words::COPIED_WITHOUT_FILE }).await {
                return;
            }
            let offer = self.offer(&open).await;
            // Another action has started meanwhile: the offer would be for the database that was open before.
            if !state.link.is_current(request) {
                return;
            }
            if brings_file && offer.is_some() {
                state.shell.status.set(words::COPIED_WITHOUT_CHANGES.to_owned());
            }
            state.link.offer.set(offer);
        });
    }

    /// Copies the offered link, with the database in it.
    pub(crate) fn share_with_data(self) {
        if let Some(LinkOffer::Fits { origin, .. }) = self.state.link.offer.get_untracked() {
            self.state.link.withdraw_offer();
            let link = self.link(Some(origin));
            wasm_bindgen_futures::spawn_local(async move {
                self.copy(&link, words::COPIED_WITH_DATA).await;
            });
        }
    }

    /// Removes the offer from the page.
    pub(crate) fn dismiss_offer(self) {
        self.state.link.withdraw_offer();
    }

    /// The link to what is on the page, with `origin` as its database.
    pub(crate) fn link(self, origin: Option<Origin>) -> Link {
        let state = self.state;
        let before = Link::parse(&document::fragment());
        let sql = Some(state.sql.text.get_untracked()).filter(|sql| *sql != state.sql.suggested.get_untracked());
        let link = Link {
            origin,
            as_of: Some(state.build.as_of.get_untracked()),
            sql: sql.filter(|sql| !sql.trim().is_empty()),
            engine: self.engine_of_link(),
            embed: before.embed,
            host: before.host,
            ..Link::default()
        };
        let proposed = state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.proposed.clone()));
        let spec = state.build.spec.get_untracked();
        self.place_of_link(link).with_mapping(&spec, proposed.as_ref().unwrap_or(&spec))
    }

    /// The engine that the SQL box speaks to; `None` if it is the one that the exercise chooses.
    fn engine_of_link(self) -> Option<Engine> {
        let usual = self.state.lesson.step.with_untracked(|step| step.as_ref().map(|step| step.exercise.engine));
        let engine = self.state.sql.postgres.engine.get_untracked();
        (engine != usual.unwrap_or_default()).then_some(engine)
    }

    /// Copies a link to the clipboard and puts it into the address bar; shows `said` or an error. Returns `true` if
    /// copied.
    async fn copy(self, link: &Link, said: &str) -> bool {
        let fragment = link.write();
        let address = address(&fragment);
        document::set_fragment(&fragment);
        let copied = document::copy(&address).await;
        if copied {
            self.dismiss();
            self.state.shell.status.set(said.to_owned());
        } else {
            let problem = match address.len() {
                ..BY_HAND => LinkProblem::CopyByHand { address },
                _ => LinkProblem::CopyFromAddressBar,
            };
            self.state.shell.alert.set(Some(problem.into()));
        }
        copied
    }

    /// The offer of a link with the open database in it, or the reason why no link can hold it. `None` if the copied
    /// link opens the same database.
    async fn offer(self, open: &OpenedFile) -> Option<LinkOffer> {
        if matches!(open.origin, Some(Origin::Remote(_))) && !self.state.shell.changed.get_untracked() {
            return None;
        }
        let sample = open.origin.as_ref().and_then(Origin::sample).map(str::to_owned);
        // The whole database may be shorter than its difference from a sample of which most was changed.
        let ways = std::iter::once(None).chain(sample.map(Some)).rev();
        let mut shortest = usize::MAX;
        for base in ways {
            let reply = match self.client().call(PackForLink { sample: base.clone(), limit: LARGEST }).await {
                Ok(reply) => reply,
                Err(error) => return Some(LinkOffer::Not(words::error_line(&error))),
            };
            if !reply.answer.changed {
                return None;
            }
            if reply.answer.size > LARGEST {
                return Some(LinkOffer::Not(words::offer_too_large(reply.answer.size)));
            }
            let Ok(packed) = stream::pack(&reply.blob?).await else {
                return Some(LinkOffer::Not(words::OFFER_OLD_BROWSER.to_owned()));
            };
            let name = base.is_none().then(|| open.name.clone());
            let origin = Origin::Carried { base, name, data: to_base64(&packed) };
            if open.origin.as_ref() == Some(&origin) {
                return None;
            }
            let length = address(&self.link(Some(origin.clone())).write()).len();
            if length <= LONGEST_WRITTEN {
                return Some(LinkOffer::Fits { origin, length });
            }
            shortest = shortest.min(length);
        }
        Some(LinkOffer::Not(words::offer_too_long(shortest)))
    }
}

fn address(fragment: &str) -> String {
    format!("{}#{fragment}", document::address())
}
