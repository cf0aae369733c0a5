//! The line above the rows of a result: the number of rows, and the buttons that copy and save them.

use super::parts::{Page, button, paragraph};
use super::results_state::ResultsState;
use crate::protocol::ResultFormat;
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// The formats of files.
const FILES: [ResultFormat; 4] =
    [ResultFormat::Csv, ResultFormat::Json, ResultFormat::Markdown, ResultFormat::SqlInserts];

/// The number of rows, a button that clears the filters, and where the worker has the rows, those that take them along.
pub(crate) fn tools(page: Page, results: ResultsState, has_all: bool) -> Element {
    let Page { actions, .. } = page;
    let is_filtered = Memo::new(move |_| results.arrangement.with(|now| !now.filters.is_empty()));
    let count =
        move || results.arrangement.with(|now| words::rows_of_result(now.total, now.whole, !now.filters.is_empty()));
    let clear = move || {
        is_filtered.get().then(|| button("button plain", words::CLEAR_FILTERS, move || actions.clear_filters(results)))
    };
    let count = el("span").class("quiet small").attr("aria-live", "polite").text_of(count);
    let tools = el("div").class("row wrap result-tools").child(count).dynamic(clear);
    if !has_all {
        return tools;
    }
    let id = results.files_id();
    let copy = button("button small", words::COPY_ROWS, move || actions.copy_rows(results, ResultFormat::Tsv));
    let opener = format!("{id}-button");
    let save =
        button("button small menu-button", words::SAVE_ROWS, || ()).attr("popovertarget", &id).attr("id", &opener);
    let menu = el("div").class("column-menu files-menu").attr("id", &id).attr("popover", "auto");
    let menu = menu.attr("role", "dialog").attr("aria-label", words::SAVE_ROWS).children(files(page, results));
    let menu = menu.on("beforetoggle", move |_| {
        if let Some(grid) = results.grid.get_value() {
            grid.hang(&id, &opener);
        }
    });
    tools.child(el("span").class("row push").child(copy).child(save)).child(menu)
}

fn files(Page { actions, .. }: Page, results: ResultsState) -> Vec<Element> {
    let line = |format: ResultFormat| {
        el("div").class("row file-line").children([
            button("button small", &words::save_as(format), move || actions.save_rows(results, format)),
            button("button plain", &words::copy_as(format), move || actions.copy_rows(results, format)),
        ])
    };
    let id = format!("{}-harmless", results.files_id());
    let (tick, note) = (el("input").attr("type", "checkbox").attr("id", &id), format!("{id}-note"));
    let tick = tick
        .attr("aria-describedby", &note)
        .prop_of("checked", move || results.harmless.get())
        .on("change", move |_| actions.set_harmless(results, !results.harmless.with_untracked(|is_on| *is_on)));
    let choice = el("div").class("row check").child(tick).child(el("label").attr("for", &id).text(words::HARMLESS));
    let mut parts: Vec<Element> = FILES.into_iter().map(line).collect();
    parts.extend([choice, paragraph("note", words::HARMLESS_NOTE).attr("id", &note)]);
    parts
}
