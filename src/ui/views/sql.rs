//! The SQL box: a plain text area, Run and Stop, and the error beside the text.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::page;
use crate::ui::state::Stage;
use crate::ui::text;

/// Where SQL is written and run.
#[component]
pub(in crate::ui) fn SqlBox() -> impl IntoView {
    let (state, actions) = page()?;
    let wrong = move || state.sql_error.with(Option::is_some);
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            actions.run();
        }
    };
    let stop = move || {
        // While a build runs, its own Stop stands beside the build.
        (state.stage.get() != Stage::Building).then(|| {
            view! {
                <button
                    class="button"
                    type="button"
                    aria-disabled=move || (state.stage.get() != Stage::Running).to_string()
                    on:click=move |_| actions.stop()
                >
                    {text::STOP}
                </button>
            }
        })
    };
    Some(view! {
        <section class="panel" aria-labelledby="sql-title">
            <h2><label id="sql-title" for="sql">{text::SQL}</label></h2>
            {move || state.sql_from_link.get().then(|| view! { <p class="note asks">{text::FROM_LINK}</p> })}
            <textarea
                id="sql"
                class="input code"
                rows="5"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=move || wrong().then_some("sql-error")
                prop:value=move || state.sql.get()
                on:input=move |event| actions.write_sql(event_target_value(&event))
                on:keydown=on_key
            ></textarea>
            <SqlError />
            <div class="row">
                <button
                    class="button primary"
                    type="button"
                    aria-disabled=move || state.busy().to_string()
                    on:click=move |_| actions.run()
                >
                    {text::RUN}
                </button>
                {stop}
                <span class="quiet small hint">{text::RUN_HINT}</span>
            </div>
        </section>
    })
}

/// What SQLite did not like, and where.
#[component]
fn SqlError() -> impl IntoView {
    let (state, _) = page()?;
    let error = move || {
        let error = state.sql_error.get()?;
        let place = error.position.map(|at| text::place(&state.sql.get_untracked(), at));
        Some(view! {
            <div class="alert" role="alert" id="sql-error">
                <p><strong>{place}</strong>{error.message}</p>
                {(!error.hint.is_empty()).then(|| view! { <p>{error.hint.clone()}</p> })}
            </div>
        })
    };
    Some(view! { {error} })
}
