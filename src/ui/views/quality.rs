//! The data-quality report of the last build.

use leptos::prelude::*;

use super::page;
use crate::domain::quality::Check;
use crate::domain::report::Report;
use crate::ui::text;

/// What the build found, worst first, and what it used.
#[component]
pub(in crate::ui) fn Quality() -> impl IntoView {
    let (state, _) = page()?;
    let body = move || match state.report.get() {
        Some(report) => one_report(report).into_any(),
        None => view! { <p class="quiet">{text::QUALITY_EMPTY}</p> }.into_any(),
    };
    Some(view! {
        <section class="panel" aria-labelledby="quality-title">
            <h2 id="quality-title">{text::QUALITY}</h2>
            {body}
        </section>
    })
}

fn one_report(report: Report) -> impl IntoView {
    let (mut found, passed): (Vec<Check>, Vec<Check>) =
        report.checks.iter().cloned().partition(|check| check.count > 0);
    found.sort_by_key(|check| std::cmp::Reverse(check.severity));
    let nothing = found.is_empty().then(|| view! { <p>{text::NOTHING_FOUND}</p> });
    let passed_title = text::passed(passed.len());
    let passed_items = passed.into_iter().map(|check| view! { <li>{check.message}</li> }).collect_view();
    let list = |title: &'static str, names: &[String]| {
        let items = names.iter().map(|name| view! { <li><code>{name.clone()}</code></li> }).collect_view();
        (!names.is_empty()).then(|| view! { <h3>{title}</h3><ul>{items}</ul> })
    };
    let dropped = list(text::DROPPED, &report.dropped);
    let broken = list(text::BROKEN_VIEWS, &report.broken_views);
    let facts = text::build_facts(&report)
        .into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect_view();
    view! {
        {nothing}
        <ul class="findings" role="list">{found.into_iter().map(one_finding).collect_view()}</ul>
        {dropped}
        {broken}
        <details>
            <summary>{passed_title}</summary>
            <ul class="passed small">{passed_items}</ul>
        </details>
        <details>
            <summary>{text::WHAT_WAS_BUILT}</summary>
            <dl class="facts small">{facts}</dl>
        </details>
    }
}

fn one_finding(check: Check) -> impl IntoView {
    let severity = text::severity(check.severity);
    let examples = (!check.examples.is_empty()).then(|| {
        let items = check
            .examples
            .iter()
            .map(|example| view! { <li><code>{text::example(example.rowid, &example.value)}</code></li> })
            .collect_view();
        view! {
            <details>
                <summary>{text::EXAMPLES}</summary>
                <ul role="list" class="small">{items}</ul>
            </details>
        }
    });
    view! {
        <li class="finding" data-check=check.id data-severity=severity>
            <span class="tag">{severity}</span>
            <p>{check.message}</p>
            {examples}
        </li>
    }
}
