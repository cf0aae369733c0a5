//! The question before changes would be lost.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::page;
use crate::ui::text;

/// Asks what happens to changes that were not downloaded when another database is to be opened.
#[component]
pub(in crate::ui) fn UnsavedDialog() -> impl IntoView {
    let (state, actions) = page()?;
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let wanted = state.waiting.with(Option::is_some);
        let Some(dialog) = dialog.get() else { return };
        if wanted && !dialog.open() {
            // Refused only when it is open already.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    Some(view! {
        <dialog
            node_ref=dialog
            class="dialog"
            aria-labelledby="unsaved-title"
            aria-describedby="unsaved-text"
            on:close=move |_| actions.stay()
        >
            <h2 id="unsaved-title">{text::LEAVE_TITLE}</h2>
            <p id="unsaved-text">{text::LEAVE_TEXT}</p>
            <div class="row wrap">
                <button class="button primary" type="button" on:click=move |_| actions.download_then_open()>
                    {text::LEAVE_SAVE}
                </button>
                <button class="button" type="button" on:click=move |_| actions.discard()>{text::LEAVE_DISCARD}</button>
                <button class="button" type="button" on:click=move |_| actions.stay()>{text::LEAVE_CANCEL}</button>
            </div>
        </dialog>
    })
}
