//! Draws the data-quality report of the last build.

use crate::features::quality::checks::Check;
use crate::features::quality::report::Report;
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, button, code_list, details, panel, paragraph};
use crate::words;

/// The panel *Data quality*: findings, worst first, dropped indexes and triggers, broken views, passed checks.
pub(crate) fn quality(page: Page) -> Element {
    let state = page.state;
    panel("panel", "quality-title", el("h2").attr("id", "quality-title").text(words::QUALITY)).dynamic(move || {
        match state.build.report.get() {
            Some(report) => {
                let built = report.spec.clone();
                let stale = move || {
                    (state.build.spec.with(|spec| *spec != built) || state.build.as_of_error.with(Option::is_some))
                        .then(|| paragraph("note asks", words::STALE))
                };
                let mut parts = vec![el("div").class("if-any").dynamic(stale)];
                parts.extend(one_report(page, &report));
                parts
            }
            None => vec![paragraph("quiet", words::QUALITY_EMPTY)],
        }
    })
}

fn one_report(page: Page, report: &Report) -> Vec<Element> {
    let (mut found, passed): (Vec<&Check>, Vec<&Check>) = report.checks.iter().partition(|check| check.count > 0);
    found.sort_by_key(|check| std::cmp::Reverse(check.severity));
    let mut parts = Vec::new();
    if found.is_empty() {
        parts.push(el("p").text(words::NOTHING_FOUND));
    }
    parts.push(
        el("ul")
            .class("findings")
            .attr("role", "list")
            .children(found.into_iter().map(|check| one_finding(page, report, check))),
    );
    let broken = report.broken_views.iter().map(|(view, detail)| words::broken_view(view, detail));
    for (title, names) in [(words::DROPPED, report.dropped.clone()), (words::BROKEN_VIEWS, broken.collect())] {
        if !names.is_empty() {
            parts.push(el("h3").text(title));
            parts.push(code_list("", names));
        }
    }
    let passed_items = passed.iter().map(|check| el("li").text(&words::check(check)));
    parts.push(details(&words::passed(passed.len()), el("ul").class("passed small").children(passed_items)));
    let facts = words::build_facts(report).into_iter().fold(el("dl").class("facts small"), |list, (name, value)| {
        list.child(el("dt").text(name)).child(el("dd").text(&value))
    });
    parts.push(details(words::WHAT_WAS_BUILT, facts));
    parts
}

/// A finding in a line, with a disclosure of its examples and a button for their whole rows.
fn one_finding(page: Page, report: &Report, check: &Check) -> Element {
    let severity = words::severity(check.severity);
    let examples = (!check.examples.is_empty()).then(|| {
        let list = check.examples.iter().map(|example| words::example(example.rowid, &example.value));
        let whole = whole_rows(page, report, check);
        let first = words::first_found(check).map(|text| paragraph("small", &text));
        let rows = el("div").class("row wrap").child(code_list("small", list)).children(whole);
        details(words::FOUND_ROWS, el("div").children(first).child(rows))
    });
    el("li")
        .class("finding")
        .attr("data-check", &check.id)
        .attr("data-severity", severity)
        .child(el("span").class("tag").text(severity))
        .child(el("p").text(&words::check(check)))
        .children(examples)
}

/// The button that shows the examples of a check with all their columns in the tab *SQL*.
fn whole_rows(Page { state, actions }: Page, report: &Report, check: &Check) -> Option<Element> {
    let sql = state.shell.schema.with_untracked(|schema| check.example_rows(&report.spec, schema))?;
    let title = words::found_rows(check);
    Some(button("button plain", words::ALL_COLUMNS, move || actions.show_rows_of(sql.clone(), title.clone())))
}
