//! The page as a whole: one state, one set of actions, and where each part stands.

use leptos::prelude::*;

use super::actions::Actions;
use super::state::State;
use super::views::build::BuildPanel;
use super::views::dialog::UnsavedDialog;
use super::views::drop::DropOverlay;
use super::views::messages::{Alert, Notices, StatusLine};
use super::views::quality::Quality;
use super::views::results::Results;
use super::views::sql::SqlBox;
use super::views::tables::Tables;
use super::views::top_bar::TopBar;

/// The page.
#[component]
pub(super) fn App() -> impl IntoView {
    let state = State::new();
    let actions = Actions::new(state);
    provide_context(state);
    provide_context(actions);
    actions.start();
    view! {
        <TopBar />
        <Alert />
        <Notices />
        <main class="desk">
            <div class="column rail">
                <Tables />
            </div>
            <div class="column">
                <BuildPanel />
                <Quality />
            </div>
            <div class="column work">
                <SqlBox />
                <Results />
            </div>
        </main>
        <StatusLine />
        <UnsavedDialog />
        <DropOverlay />
    }
}
