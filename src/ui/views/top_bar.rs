//! The top bar: which database is open and in what state, and what can be done with it as a whole.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::page;
use crate::domain::gate;
use crate::domain::link::Origin;
use crate::ui::text;

/// The bar at the top of the page.
#[component]
pub(in crate::ui) fn TopBar() -> impl IntoView {
    let (state, actions) = page()?;
    let name = move || state.open.with(|open| open.as_ref().map(|open| open.name.clone()));
    let facts = move || {
        state.open.with(|open| {
            let open = open.as_ref()?;
            Some(text::integrity(&open.integrity).map_or_else(|| gate::size(open.size), str::to_owned))
        })
    };
    let saved = move || if state.unsaved.get() { text::UNSAVED } else { text::UNCHANGED };
    let idle = move || !state.busy() && state.open.with(Option::is_some);
    Some(view! {
        <header class="bar">
            <h1 class="brand">{text::NAME}</h1>
            <p class="current" data-unsaved=move || state.unsaved.get().to_string()>
                <strong class="current-name">{name}</strong>
                <span class="quiet">{facts}</span>
                <span class="current-state">{move || state.open.with(Option::is_some).then(saved)}</span>
            </p>
            <div class="bar-actions">
                <Samples />
                <FilePicker />
                <button
                    class="button"
                    type="button"
                    data-primary=move || state.unsaved.get().then_some("1")
                    aria-disabled=move || (!idle()).to_string()
                    on:click=move |_| actions.download()
                >
                    {text::DOWNLOAD}
                </button>
                <button class="button" type="button" on:click=move |_| actions.share()>
                    {text::SHARE}
                </button>
                <button
                    class="button icon"
                    type="button"
                    aria-label=text::DARK
                    title=text::DARK
                    aria-pressed=move || state.dark.get().to_string()
                    on:click=move |_| actions.switch_theme()
                >
                    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5" />
                        <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
                    </svg>
                </button>
            </div>
        </header>
    })
}

/// The choice of built-in samples.
#[component]
fn Samples() -> impl IntoView {
    let (state, actions) = page()?;
    let current = move || {
        state.open.with(|open| match open.as_ref()?.origin.as_ref()? {
            Origin::Sample(name) => Some(name.clone()),
            Origin::Remote(_) => None,
        })
    };
    let options = text::SAMPLES.map(|(name, title)| {
        view! { <option value=name prop:selected=move || current().as_deref() == Some(name)>{title}</option> }
    });
    Some(view! {
        <label class="visually-hidden" for="sample">{text::SAMPLE}</label>
        <select
            id="sample"
            class="input"
            on:change=move |event| {
                let name = event_target_value(&event);
                if !name.is_empty() {
                    actions.open_sample(&name);
                }
            }
        >
            <option value="" prop:selected=move || current().is_none()>{text::SAMPLE_CHOOSE}</option>
            {options.into_iter().collect_view()}
        </select>
    })
}

/// The file picker, looking like a button.
#[component]
fn FilePicker() -> impl IntoView {
    let (_, actions) = page()?;
    Some(view! {
        <label class="button">
            <input
                class="visually-hidden"
                type="file"
                multiple=true
                on:change=move |event| {
                    let input: HtmlInputElement = event_target(&event);
                    if let Some(files) = input.files() {
                        actions.open_files(&files);
                    }
                    // So that the same file can be chosen again after it changed on disk.
                    input.set_value("");
                }
            />
            {text::OPEN}
        </label>
    })
}
