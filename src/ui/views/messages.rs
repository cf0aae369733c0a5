//! What the lab says: the error on top, notices about the open file, the status line with progress.

use leptos::prelude::*;

use super::page;
use crate::domain::error::LabError;
use crate::protocol::Phase;
use crate::ui::state::Check;
use crate::ui::text;

/// The last thing that went wrong, until it is dismissed or something else is done.
#[component]
pub(in crate::ui) fn Alert() -> impl IntoView {
    let (state, actions) = page()?;
    let alert = move || {
        let error = state.alert.get()?;
        Some(view! {
            <div class="alert page-message" role="alert">
                <div>{words(error)}</div>
                <button class="button small" type="button" on:click=move |_| actions.dismiss()>{text::DISMISS}</button>
            </div>
        })
    };
    Some(view! { {alert} })
}

/// What the person should know about the open file, as long as it is open.
#[component]
pub(in crate::ui) fn Notices() -> impl IntoView {
    let (state, _) = page()?;
    let notices = move || {
        let warnings = state.open.with(|open| open.as_ref().map(|open| open.warnings.clone()).unwrap_or_default());
        warnings
            .into_iter()
            .map(|warning| view! { <div class="notice page-message" role="note"><div>{words(warning)}</div></div> })
            .collect_view()
    };
    Some(view! { {notices} })
}

/// What is going on, or went well.
#[component]
pub(in crate::ui) fn StatusLine() -> impl IntoView {
    let (state, actions) = page()?;
    let words = move || match state.progress.get() {
        Some(progress) => text::progress(&progress),
        None => state.status.get(),
    };
    let bar = move || {
        if !state.busy() {
            return None;
        }
        let known = state.progress.get().filter(|progress| progress.total > 0);
        Some(match known {
            Some(progress) => view! {
                <progress
                    aria-label=text::PROGRESS
                    value=progress.done.min(progress.total).to_string()
                    max=progress.total.to_string()
                ></progress>
            }
            .into_any(),
            None => view! { <progress aria-label=text::PROGRESS></progress> }.into_any(),
        })
    };
    let skippable = Memo::new(move |_| {
        let checking = state.progress.with(|progress| progress.as_ref().is_some_and(|it| it.phase == Phase::Checking));
        checking && state.check.get() == Check::Offered
    });
    let skip = move || {
        skippable.get().then(|| {
            view! {
                <button class="button small" type="button" on:click=move |_| actions.skip_check()>
                    {text::SKIP_CHECK}
                </button>
            }
        })
    };
    Some(view! {
        <footer class="status">
            <p role="status">{words}</p>
            {skip}
            {bar}
        </footer>
    })
}

/// An error in full: what happened, what to do, and SQLite's own words.
fn words(error: LabError) -> impl IntoView {
    let detail = error.detail.filter(|detail| !error.message.contains(detail.as_str()));
    view! {
        <p><strong>{error.message}</strong></p>
        {(!error.hint.is_empty()).then(|| view! { <p>{error.hint.clone()}</p> })}
        {detail.map(|detail| view! { <p class="small">{text::SQLITE_SAYS}" "<code>{detail}</code></p> })}
    }
}
