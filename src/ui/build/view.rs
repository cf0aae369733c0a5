//! Draws the panel *Features*: remarks, suggestions, mapping, as-of, options, and the button *Build features*.

use super::mapping_view::mapping;
use super::options_view::options;
use crate::features::detect::Suggestion;
use crate::protocol::Stage;
use crate::ui::dom::{Element, el, value_of};
use crate::ui::shell::parts::{Page, button, panel, paragraph};
use crate::ui::shell::undo_view::last_change;
use crate::ui::signals::*;
use crate::words;

/// The panel *Features* with the form of a build.
pub(crate) fn build_panel(page: Page) -> Element {
    let Page { state, actions } = page;
    // The form is hidden for a damaged file, from which nothing is built.
    let off = Memo::new(move |_| state.shell.is_damaged());
    let remarks = move || {
        let list = state.build.remarks.get();
        let items = list.iter().map(|remark| el("li").text(remark));
        (!list.is_empty() && !off.get()).then(|| el("ul").class("remarks small").attr("role", "list").children(items))
    };
    // A narrow page has these buttons in its lower bar.
    let is_wide = Memo::new(move |_| !state.shell.areas.is_narrow.get());
    let stop = move || {
        let stops = is_wide.get() && state.shell.stage.get() == Stage::Building;
        stops.then(|| button("button", words::STOP, move || actions.stop()))
    };
    let build = move || {
        is_wide.get().then(|| {
            button("button primary", words::BUILD, move || actions.build())
                .aria_bool("aria-disabled", move || state.shell.busy() || off.get())
                .attr_of("aria-describedby", move || off.get().then(|| "build-off".to_owned()))
        })
    };
    let form = [mapping(page).to_vec(), vec![as_of(page), options(page)]].concat();
    panel("panel", "build-title", el("h2").attr("id", "build-title").text(words::BUILD_TITLE))
        .child(paragraph("lead", words::BUILD_LEAD))
        .child(paragraph("note asks", words::BUILD_OFF).attr("id", "build-off").mark("hidden", move || !off.get()))
        .dynamic(remarks)
        .dynamic(move || if off.get() { Vec::new() } else { suggestions(page) })
        .children(form.into_iter().map(|part| part.mark("hidden", move || off.get())))
        .child(el("div").class("row wrap build-foot").dynamic(build).dynamic(stop).child(last_change(page)))
}

/// Suggested SQL that would create the missing tables, with a button that puts it into the SQL box.
fn suggestions(Page { state, actions }: Page) -> Vec<Element> {
    let one = |Suggestion { reason, sql }: Suggestion| {
        let code =
            el("pre").attr("tabindex", "0").attr("aria-label", words::SUGGESTED_SQL).child(el("code").text(&sql));
        let take = button("button small", words::TAKE_SQL, move || actions.take_suggestion(sql.clone()));
        el("div")
            .class("stack suggestion")
            .child(paragraph("note asks", &words::suggestion(&reason)))
            .child(code)
            .child(take)
    };
    state.build.suggestions.get().into_iter().map(one).collect()
}

/// The as-of field: the instant at which the features are true.
fn as_of(Page { state, actions }: Page) -> Element {
    let wrong = move || state.build.as_of_error.with(Option::is_some);
    let note = move || {
        state
            .build
            .as_of_error
            .with(|error| error.as_ref().map_or_else(|| words::AS_OF_HINT.to_owned(), words::error_line))
    };
    let input = el("input")
        .attr("id", "as-of")
        .class("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "as-of-note")
        .attr_of("aria-invalid", move || wrong().then(|| "true".to_owned()))
        .prop_of("value", move || state.build.as_of.get())
        .on("input", move |event| actions.set_as_of(value_of(&event)));
    el("div")
        .class("field")
        .mark("data-asks", wrong)
        .child(el("label").attr("for", "as-of").text(words::AS_OF))
        .child(input)
        .child(el("p").class("note").attr("id", "as-of-note").text_of(note))
}
