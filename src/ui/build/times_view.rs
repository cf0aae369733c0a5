//! Draws the preview of the time column: formats and examples, or the unreadable values and how to repair them.

use crate::base::schema::TableKind;
use crate::features::times::TimeFormat;
use crate::features::times::times_read::TimesRead;
use crate::features::times::{formats_for, rewriting};
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, button, code_list, paragraph};
use crate::words;

/// The formats of the time column and two values with the times that the lab reads in them, shown before a build.
pub(crate) fn readings(page: Page) -> Element {
    el("div").class("readings small quiet").dynamic(move || match page.state.build.times.get() {
        Some(times) => lines(page, &times),
        None => Vec::new(),
    })
}

fn lines(page: Page, times: &TimesRead) -> Vec<Element> {
    let read: u64 = times.formats.iter().map(|(_, count)| count).sum();
    let mut lines = Vec::new();
    if read > 0 {
        let examples = times.examples.iter().map(|(value, instant)| words::reading(value, instant));
        lines.extend([el("p").text(&words::formats(&times.formats)), code_list("", examples)]);
    } else if times.nulls > 0 && times.unreadable == 0 {
        lines.push(paragraph("note asks", words::TIMES_ALL_NULL));
    } else if times.unreadable == 0 {
        lines.push(el("p").text(words::TIMES_NONE));
    }
    if times.nulls > 0 && times.unreadable + read > 0 {
        lines.push(el("p").text(&words::times_null(times.nulls)));
    }
    let is_told_below = times.unreadable > read;
    if times.question.is_none() && times.unreadable > 0 && !is_told_below {
        lines.push(el("p").text(&words::times_unreadable(times.unreadable, times.unread.len())));
        lines.push(code_list("", times.unread.iter().map(|value| words::with_quotes_if_blank(value))));
    }
    if let Some(question) = &times.question {
        lines.push(paragraph("note asks", &words::times_question(question)));
        lines.push(el("div").class("row wrap").children(times.options.iter().map(|format| {
            let (format, name) = (*format, words::time_format(*format));
            button("button small", name, move || page.actions.adjust(|spec| spec.transactions.time_format = format))
        })));
    }
    if times.contradicts {
        lines.push(paragraph("note asks", words::TIMES_CONTRADICT));
    }
    if times.question.is_none() && is_told_below && !times.unread.is_empty() {
        lines.extend(way_out(page, times));
    }
    lines
}

/// Time values that cannot be read, with the formats that would read them and a button for SQL that rewrites them.
fn way_out(Page { state, actions }: Page, times: &TimesRead) -> Vec<Element> {
    let transactions = state.build.spec.with_untracked(|spec| spec.transactions.clone());
    let (table, column) = (transactions.table, transactions.time);
    let stores = state.shell.schema.with_untracked(|schema| {
        schema.table(&table).is_some_and(|table| table.kind == TableKind::Table && !table.strict)
    });
    let fitting = formats_for(&times.unread, transactions.time_format);
    let unread = times.unread.clone();
    let take = move || actions.take_suggestion(rewriting(&table, &column, stores, &unread, &words::REWRITING));
    let known = TimeFormat::ALL.into_iter().skip(1).map(|format| words::time_format(format).to_owned());
    let formats = el("details").child(el("summary").text(words::TIMES_KNOWN)).child(code_list("", known));
    let mut lines = vec![
        paragraph("note asks", words::TIMES_UNREAD),
        code_list("", times.unread.iter().map(|value| words::with_quotes_if_blank(value))),
    ];
    if !fitting.is_empty() {
        lines.push(el("p").text(words::TIMES_FITTING));
        lines.push(el("div").class("row wrap").children(fitting.into_iter().map(|format| {
            let choose = move || actions.adjust(|spec| spec.transactions.time_format = format);
            button("button small", words::time_format(format), choose)
        })));
    }
    lines
        .extend([el("p").text(words::TIMES_WAY_OUT).child(formats), button("button small", words::TIMES_REPAIR, take)]);
    lines
}
