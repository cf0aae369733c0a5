//! The panel that builds the feature table: mapping, as-of, options, the button.

use leptos::prelude::*;

use super::mapping::Mapping;
use super::options::Options;
use super::page;
use crate::ui::state::Stage;
use crate::ui::text;

/// The form of a build.
#[component]
pub(in crate::ui) fn BuildPanel() -> impl IntoView {
    let (state, actions) = page()?;
    let remarks = move || {
        let list = state.remarks.get();
        let items = list.iter().map(|remark| view! { <li>{remark.clone()}</li> }).collect_view();
        (!list.is_empty()).then(|| view! { <ul class="remarks small" role="list">{items}</ul> })
    };
    let stop = move || {
        (state.stage.get() == Stage::Building).then(|| {
            view! {
                <button class="button" type="button" on:click=move |_| actions.stop()>{text::STOP}</button>
            }
        })
    };
    let idle = move || !state.busy();
    Some(view! {
        <section class="panel" aria-labelledby="build-title">
            <h2 id="build-title">{text::BUILD_TITLE}</h2>
            <p class="lead">{text::BUILD_LEAD}</p>
            {remarks}
            <Mapping />
            <AsOf />
            <Options />
            <div class="row">
                <button
                    class="button primary"
                    type="button"
                    aria-disabled=move || (!idle()).to_string()
                    on:click=move |_| actions.build()
                >
                    {text::BUILD}
                </button>
                {stop}
            </div>
        </section>
    })
}

/// The instant at which the features are true.
#[component]
fn AsOf() -> impl IntoView {
    let (state, actions) = page()?;
    let wrong = move || state.as_of_error.with(Option::is_some);
    let note = move || {
        state.as_of_error.with(|error| error.as_ref().map_or_else(|| text::AS_OF_HINT.to_owned(), ToString::to_string))
    };
    Some(view! {
        <div class="field" data-asks=move || wrong().then_some("1")>
            <label for="as-of">{text::AS_OF}</label>
            <input
                id="as-of"
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="as-of-note"
                aria-invalid=move || wrong().then_some("true")
                prop:value=move || state.as_of.get()
                on:input=move |event| actions.set_as_of(event_target_value(&event))
            />
            <p class="note" id="as-of-note">{note}</p>
        </div>
    })
}
