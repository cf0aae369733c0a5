//! Draws the list of the saved versions of the open work, each with its time, what was done, and its size.

use crate::browser::document;
use crate::saved_work::Generation;
use crate::saved_work::save_state::Saving;
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, button, paragraph};
use crate::words;

/// The list *Versions* of the menu of databases.
pub(crate) fn versions(page: Page) -> Element {
    let Page { state, .. } = page;
    let list = move || {
        let all = state.saved_work.versions.get();
        if all.is_empty() {
            return paragraph("note", words::NO_VERSIONS);
        }
        let is_saved = state.saved_work.saving() == Saving::Saved;
        let items = all.into_iter().enumerate().map(|(at, version)| one(page, version, at == 0 && is_saved));
        el("ul").class("versions").attr("role", "list").attr("aria-label", words::VERSIONS).children(items)
    };
    // A start draws no menu.
    el("div").dynamic(move || {
        state.shell.areas.draws_all.get().then(|| {
            el("div")
                .class("field")
                .child(el("h2").class("menu-title").text(words::VERSIONS))
                .dynamic(move || Some(list()))
                .child(paragraph("note", &words::versions_note()))
        })
    })
}

fn one(Page { state, actions }: Page, version: Generation, is_open: bool) -> Element {
    #[expect(clippy::cast_precision_loss, reason = "a time of day")]
    let moment = document::moment(version.at as f64);
    let facts = words::version_facts(&version, &moment);
    let done = words::operation(&version.done);
    let text = el("div").child(el("p").class("version-operation").text(&done)).child(paragraph("note", &facts));
    let label = words::open_this_version(&moment, &done);
    let end = if is_open {
        el("span").class("quiet small").text(words::IS_OPEN)
    } else {
        button("button small", words::OPEN_VERSION, move || actions.open_version(version.clone()))
            .attr("aria-label", &label)
            .aria_bool("aria-disabled", move || state.shell.busy())
    };
    el("li").child(text).child(end)
}
