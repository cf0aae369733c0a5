//! Draws the panel *Export*: the formats, and the text of the one that was chosen.

use crate::base::named::Named;
use crate::features::codegen::ExportFormat;
use crate::features::handover::{Emails, HandoverFormat};
use crate::ui::dom::{Element, el};
use crate::ui::export::state::{Offer, SHOWN, ShownExport};
use crate::ui::export::thresholds_view::thresholds;
use crate::ui::shell::field::Choice;
use crate::ui::shell::parts::{Page, button, panel, paragraph};
use crate::words;

/// The panel *Export*.
pub(crate) fn export(page: Page) -> Element {
    let Page { state, .. } = page;
    panel("panel", "export-title", el("h2").attr("id", "export-title").text(words::EXPORT)).dynamic(move || {
        if state.build.report.with(Option::is_none) {
            return vec![paragraph("quiet", words::EXPORT_EMPTY)];
        }
        let formats = ExportFormat::ALL
            .into_iter()
            .map(|format| offer(page, words::export_format(format), Offer::Definition(format)));
        let handovers = HandoverFormat::ALL
            .into_iter()
            .map(|format| offer(page, words::handover_format(format), Offer::Handover(format)));
        let tables = button("button", words::EXPORT_TABLES, move || page.actions.save_tables());
        vec![
            paragraph("quiet", words::EXPORT_LEAD),
            el("div").class("row wrap").children(formats).child(tables),
            text_of(page, |offer| matches!(offer, Offer::Definition(_))),
            paragraph("quiet", words::HANDOVER_LEAD),
            emails(page),
            thresholds(page),
            el("div").class("row wrap").children(handovers),
            text_of(page, |offer| matches!(offer, Offer::Handover(_))),
        ]
    })
}

fn offer(Page { state, actions }: Page, name: &str, offer: Offer) -> Element {
    button("button", name, move || actions.show_export(offer)).aria_bool("aria-pressed", move || {
        state.export.shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.offer == offer))
    })
}

/// The choice of what a hand-over does with e-mail addresses.
fn emails(Page { state, actions }: Page) -> Element {
    Choice::among(
        words::EMAILS,
        "handover-emails",
        Emails::NAMES.iter().map(|(choice, name)| (*name, words::emails(*choice))),
        move || state.export.emails.get().name().to_owned(),
        move |name| actions.choose_emails(Emails::named(&name).unwrap_or_default()),
    )
    .view()
}

/// The text that is shown, below the buttons that it was chosen from.
fn text_of(page: Page, is_of_these: fn(Offer) -> bool) -> Element {
    el("div").class("stack").dynamic(move || {
        if page.state.export.loading.get().is_some_and(is_of_these) {
            return vec![paragraph("quiet", words::EXPORT_LOADING)];
        }
        let shown = page.state.export.shown.get().filter(|shown| is_of_these(shown.offer));
        shown.map(|shown| vec![text(page, &shown)]).unwrap_or_default()
    })
}

fn text(Page { actions, .. }: Page, shown: &ShownExport) -> Element {
    let buttons = [
        button("button primary", words::SAVE_FILE, move || actions.save_export()),
        button("button", words::COPY, move || actions.copy_export()),
    ];
    let file = match shown.offer {
        Offer::Definition(format) => words::export_runs_by(format),
        Offer::Handover(format) => words::handover_is_for(format),
    };
    let text = el("pre")
        .class("script")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", shown.offer.file_name())
        .text(&shown.text);
    el("div")
        .class("stack")
        .attr("id", SHOWN)
        .child(el("div").class("row").children(buttons))
        .child(paragraph("small", file))
        .child(text)
}
