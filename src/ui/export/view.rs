//! Draws the panel *Export*: the formats, and the text of the one that was chosen.

use crate::features::codegen::ExportFormat;
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, button, panel, paragraph};
use crate::words;

/// The panel *Export*.
pub(crate) fn export(page: Page) -> Element {
    let Page { state, .. } = page;
    panel("panel", "export-title", el("h2").attr("id", "export-title").text(words::EXPORT)).dynamic(move || {
        if state.build.report.with(Option::is_none) {
            return vec![paragraph("quiet", words::EXPORT_EMPTY)];
        }
        let formats = ExportFormat::ALL.into_iter().map(|format| one_format(page, format));
        let tables = button("button", words::EXPORT_TABLES, move || page.actions.save_tables());
        vec![
            paragraph("quiet", words::EXPORT_LEAD),
            el("div").class("row").children(formats).child(tables),
            el("div").class("stack").dynamic(move || shown(page)),
        ]
    })
}

fn one_format(Page { state, actions }: Page, format: ExportFormat) -> Element {
    button("button", words::export_format(format), move || actions.show_export(format))
        .aria_bool("aria-pressed", move || {
            state.export.shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.format == format))
        })
}

fn shown(Page { state, actions }: Page) -> Vec<Element> {
    if state.export.is_loading.get() {
        return vec![paragraph("quiet", words::EXPORT_LOADING)];
    }
    let Some(shown) = state.export.shown.get() else { return Vec::new() };
    let buttons = [
        button("button primary", words::SAVE_FILE, move || actions.save_export()),
        button("button", words::COPY, move || actions.copy_export()),
    ];
    let file = words::export_runs_by(shown.format);
    vec![
        el("div").class("row").children(buttons),
        paragraph("small", file),
        el("pre")
            .class("script")
            .attr("role", "region")
            .attr("tabindex", "0")
            .attr("aria-label", shown.format.file_name())
            .text(&shown.text),
    ]
}
