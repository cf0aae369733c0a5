//! A labelled choice, with what the lab has to say about it underneath.

use leptos::prelude::*;

/// A choice among names. An empty name is offered as `none`.
#[component]
pub(super) fn Choice(
    /// The accessible name, fixed by page.md.
    label: &'static str,
    /// The id of the control; its notes have it with `-note`.
    id: &'static str,
    /// What can be chosen: value and words.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What is chosen; empty for nothing.
    #[prop(into)]
    value: Signal<String>,
    /// The words for the empty value; without them it is offered only while nothing is chosen.
    #[prop(optional)]
    none: Option<&'static str>,
    /// The words while nothing is chosen and something has to be.
    #[prop(optional)]
    choose: &'static str,
    /// Why something has to be chosen, or what follows from the choice.
    #[prop(into)]
    note: Signal<Option<String>>,
    /// Whether the note asks for something.
    #[prop(into)]
    asks: Signal<bool>,
    /// Takes the new value.
    on_choose: impl Fn(String) + 'static,
) -> impl IntoView {
    let note_id = format!("{id}-note");
    let described = {
        let note_id = note_id.clone();
        move || note.with(Option::is_some).then(|| note_id.clone())
    };
    let first = move || {
        let words = none.or_else(|| value.with(String::is_empty).then_some(choose))?;
        Some(view! { <option value="" prop:selected=move || value.with(String::is_empty)>{words}</option> })
    };
    let rest = move || {
        let option = |(name, words): (String, String)| {
            let this = name.clone();
            view! { <option value=name prop:selected=move || value.with(|value| *value == this)>{words}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="field" data-asks=move || asks.get().then_some("1")>
            <label for=id>{label}</label>
            <select
                id=id
                class="input"
                aria-describedby=described
                aria-invalid=move || asks.get().then_some("true")
                on:change=move |event| on_choose(event_target_value(&event))
            >
                {first}
                {rest}
            </select>
            {move || note.get().map(|note| view! { <p class="note" id=note_id.clone()>{note}</p> })}
        </div>
    }
}
