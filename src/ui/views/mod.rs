//! The parts of the page: each draws signals of the state and hands what a person does to the actions.

pub(super) mod build;
pub(super) mod dialog;
pub(super) mod drop;
mod field;
mod mapping;
pub(super) mod messages;
mod options;
pub(super) mod quality;
pub(super) mod results;
pub(super) mod sql;
pub(super) mod tables;
pub(super) mod top_bar;

use leptos::prelude::use_context;

use super::actions::Actions;
use super::state::State;

/// The state and the actions of the page that a view is drawn in; `None` outside of one.
fn page() -> Option<(State, Actions)> {
    Some((use_context::<State>()?, use_context::<Actions>()?))
}
