//! What the page shows while a file is held over it.

use leptos::prelude::*;

use super::page;
use crate::ui::text;

/// The whole page is a place to drop a database.
#[component]
pub(in crate::ui) fn DropOverlay() -> impl IntoView {
    let (state, _) = page()?;
    let overlay = move || {
        state.dragging.get().then(|| {
            view! {
                <div class="drop" aria-hidden="true">
                    <p class="drop-title">{text::DROP}</p>
                    <p>{text::DROP_HINT}</p>
                </div>
            }
        })
    };
    Some(view! { {overlay} })
}
