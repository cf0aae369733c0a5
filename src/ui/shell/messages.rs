//! Messages of the page: the error on top, notices about the open file, the status line with its progress bar.

use super::opened_file::FileCheck;
use super::parts::{Page, button};
use crate::base::engine::Engine;
use crate::base::error::LabError;
use crate::protocol::{Phase, Stage};
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;
use crate::words::ErrorWords;

/// The time after which the page says what *Stop* does to a running script, in milliseconds.
const LONG_MS: f64 = 5000.0;

/// The last error, until it is dismissed or another action starts.
pub(crate) fn current_alert(Page { state, actions }: Page) -> Element {
    el("div").dynamic(move || {
        let error = state.shell.alert.get()?;
        let dismiss = button("button small", words::DISMISS, move || actions.dismiss());
        Some(el("div").class("alert page-message").attr("role", "alert").child(error_paragraphs(&error)).child(dismiss))
    })
}

/// The warnings about the open file, as long as it is open.
pub(crate) fn notices(Page { state, actions }: Page) -> Element {
    el("div").dynamic(move || {
        let warnings =
            state.shell.opened.with(|open| open.as_ref().map(|open| open.warnings.clone()).unwrap_or_default());
        let notice = |(at, warning)| {
            let dismiss = button("button small", words::DISMISS, move || actions.dismiss_warning(at));
            let notice = el("div").class("notice page-message").attr("role", "note");
            notice.child(error_paragraphs(&warning)).child(dismiss)
        };
        warnings.into_iter().enumerate().map(notice).collect::<Vec<_>>()
    })
}

/// The status line: progress of the running action or the result of the last one, and buttons to skip or stop.
pub(crate) fn status_line(Page { state, actions }: Page) -> Element {
    let runs_long = Memo::new(move |_| {
        let is_script = state.shell.stage.get() == Stage::Running && state.sql.postgres.engine.get() == Engine::Sqlite;
        is_script && state.shell.elapsed.get().is_some_and(|ms| ms >= LONG_MS)
    });
    let text = move || {
        let text = match state.shell.progress.get() {
            Some(progress) => words::progress(&progress),
            None => state.shell.status.get(),
        };
        match runs_long.get() {
            true => format!("{text} {}", words::runs_long(&state.undo.in_transaction.get())),
            false => text,
        }
    };
    let busy = Memo::new(move |_| state.shell.busy());
    let progress = move || state.shell.progress.get().filter(|progress| progress.total > 0);
    let bar = move || {
        busy.get().then(|| {
            el("progress")
                .attr("aria-label", words::PROGRESS)
                .attr_of("max", move || progress().map(|progress| progress.total.to_string()))
                .attr_of("value", move || progress().map(|progress| progress.done.min(progress.total).to_string()))
        })
    };
    let skippable = Memo::new(move |_| {
        let checking =
            state.shell.progress.with(|progress| progress.as_ref().is_some_and(|it| it.phase == Phase::Checking));
        checking && state.shell.file_check.get() == FileCheck::Offered
    });
    let skip = move || skippable.get().then(|| button("button small", words::SKIP_CHECK, move || actions.skip_check()));
    let fetching = Memo::new(move |_| state.shell.fetching.with(Option::is_some));
    let halt = move || button("button small", words::STOP_FETCHING, move || actions.stop_fetching());
    let halt = move || fetching.get().then(halt);
    // Not part of the status, which would be read out each time.
    let elapsed = move || state.shell.elapsed.get().map(words::elapsed).unwrap_or_default();
    let elapsed = el("span").class("quiet small elapsed").attr("aria-hidden", "true").text_of(elapsed);
    let status = el("p").attr("role", "status").text_of(text);
    el("footer").class("status").child(status).child(elapsed).dynamic(skip).dynamic(halt).dynamic(bar)
}

/// The paragraphs of an error: what happened, what to do, and SQLite's message if it says more.
fn error_paragraphs(error: &LabError) -> Element {
    let ErrorWords { message, hint } = words::error(error);
    let mut lines = vec![el("p").child(el("strong").text(&message))];
    if !hint.is_empty() {
        lines.push(el("p").text(&hint));
    }
    if let Some(detail) = error.detail.as_ref().filter(|detail| !message.contains(detail.as_str())) {
        lines.push(el("p").class("small").text(words::SQLITE_SAYS).text(" ").child(el("code").text(detail)));
    }
    el("div").children(lines)
}
