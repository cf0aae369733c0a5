//! Draws the state of saving beside the database's name, the notice about unsaved changes, the offer to resume work.

use std::cell::Cell;

use crate::browser::document;
use crate::links::Link;
use crate::saved_work::WORKS;
use crate::saved_work::save_state::{Saving, Why};
use crate::ui::dom::{Element, el};
use crate::ui::saved_work::state::{LARGE, RESUME_TITLE, ResumableWork};
use crate::ui::shell::page_state::State;
use crate::ui::shell::parts::{Page, button, details, paragraph};
use crate::ui::signals::*;
use crate::words;

/// The state of saving, shown beside the database's name.
pub(crate) fn saving_state(Page { state, .. }: Page) -> Element {
    let text = move || if state.shell.opened.with(Option::is_some) { said(state) } else { String::new() };
    let kind = move || {
        Some(match state.saved_work.saving() {
            Saving::Unchanged => "unchanged",
            Saving::Underway => "underway",
            Saving::Saved => "saved",
            Saving::Not(_) => "not",
        })
    };
    // A phone has room for one or two words.
    let is_phone = Memo::new(move |_| state.shell.areas.is_phone.get());
    let text =
        move || if is_phone.get() { words::saving_in_short(state.saved_work.saving()).to_owned() } else { text() };
    let hint = move || match state.saved_work.saving() {
        Saving::Saved => Some(words::SAVED_HINT.to_owned()),
        Saving::Not(_) => Some(said(state)),
        _ => None,
    };
    let shown = el("span")
        .class("current-state")
        .attr_of("data-saving", move || kind().map(str::to_owned))
        .attr_of("title", hint)
        .text_of(text);
    // Screen readers read out only that saving failed and that it works again, not every change.
    let trouble = Cell::new(false);
    let heard = move || match state.saved_work.saving() {
        Saving::Not(_) => {
            trouble.set(true);
            said(state)
        }
        Saving::Saved if trouble.replace(false) => words::SAVED.to_owned(),
        _ => String::new(),
    };
    el("span").child(shown).child(el("span").class("visually-hidden").attr("aria-live", "polite").text_of(heard))
}

fn said(state: State) -> String {
    let size = state.shell.opened.with(|open| open.as_ref().map(|open| open.size));
    #[expect(clippy::cast_precision_loss, reason = "compared with a round number")]
    let large = size.filter(|size| *size as f64 > LARGE);
    words::saving(state.saved_work.saving(), large)
}

/// The button of the menu of databases that offers the saved work again.
pub(crate) fn saved_work_button(Page { state, actions }: Page) -> Element {
    button("button", words::SAVED_WORK, move || actions.list_saved_work())
        .aria_bool("aria-disabled", move || state.shell.busy())
}

/// The notice that changes are not saved, why, and buttons to save again or to download.
pub(crate) fn saving_notice(Page { state, actions }: Page) -> Element {
    let why = move || match state.saved_work.saving() {
        Saving::Not(why) => Some(why),
        // Another tab is named even before anything is changed.
        _ => state.saved_work.blocked().filter(|why| *why == Why::OtherTab),
    };
    el("div").dynamic(move || {
        let why = why()?;
        let [what, next] = words::not_saved_at_length(why)?;
        let message = el("div").child(el("p").child(el("strong").text(what))).child(el("p").text(next));
        let again = match why {
            Why::OtherTabClosed => Some(words::SAVE_HERE),
            Why::Silent if state.saved_work.is_late() => None,
            Why::Full | Why::Refused | Why::Silent => Some(words::SAVE_AGAIN),
            _ => None,
        };
        let again = again.map(|name| button("button small", name, move || actions.save_again()));
        let undo = (why == Why::Unreadable).then(|| button("button small", words::UNDO, move || actions.undo()));
        let download = move || {
            (!matches!(why, Why::OtherTabClosed | Why::Unreadable)
                && matches!(state.saved_work.saving(), Saving::Not(_)))
            .then(|| button("button small", words::SAVE_AS_FILE, move || actions.download()))
        };
        let buttons = el("div").class("row wrap").children(again).children(undo).dynamic(download);
        Some(el("div").class("notice page-message").attr("role", "note").child(message).child(buttons))
    })
}

/// The offer to resume saved work.
pub(crate) fn resume_offer(Page { state, actions }: Page) -> Element {
    el("div").dynamic(move || {
        let works = state.saved_work.resumable();
        if works.is_empty() {
            return None;
        }
        let alone = works.len() == 1;
        let item = |(at, work): (usize, ResumableWork)| one(Page { state, actions }, work, at == 0, alone);
        let mut items: Vec<Element> = works.into_iter().enumerate().map(item).collect();
        let older = items.split_off(items.len().min(WORKS));
        let list = |items| el("ul").class("works").attr("role", "list").children(items);
        let older = (!older.is_empty()).then(|| details(words::OLDER, list(older)));
        let not_now = button("button", words::NOT_NOW, move || actions.put_off());
        let end = el("div").class("row wrap").child(not_now).child(paragraph("note", words::NOT_NOW_HINT));
        let title = el("h2").attr("id", RESUME_TITLE).attr("tabindex", "-1").text(words::RESUME_TITLE);
        let card = el("section").class("resume").attr("aria-labelledby", RESUME_TITLE);
        Some(card.child(title).child(list(items)).children(older).child(end))
    })
}

fn one(Page { state, actions }: Page, work: ResumableWork, first: bool, alone: bool) -> Element {
    let ResumableWork { saved, link, draft } = &work;
    #[expect(clippy::cast_precision_loss, reason = "a time of day")]
    let moment = document::moment(saved.at as f64);
    let facts = match draft {
        Some(draft) => words::draft(draft.has_lost, &moment),
        None => words::resumable(saved, &moment),
    };
    let (origin, source) = (Link::parse(link).origin, saved.source.clone());
    let changed = move || {
        let differs = state.shell.opened.with(|open| {
            open.as_ref().is_some_and(|open| open.origin.is_some() && open.origin == origin && open.source != source)
        });
        (differs && !source.is_empty()).then(|| paragraph("note asks", words::SOURCE_CHANGED))
    };
    let name = el("p").child(el("strong").text(&saved.name)).child(el("span").class("quiet small").text(&facts));
    let label = (!alone).then(|| words::resume_this(&saved.name));
    let resume = work.clone();
    let class = if first { "button primary" } else { "button" };
    let resume = button(class, words::RESUME, move || actions.resume(resume.clone()))
        .attr_of("aria-label", move || label.clone())
        .aria_bool("aria-disabled", move || state.shell.busy());
    el("li").child(el("div").child(name).dynamic(changed)).child(resume)
}
