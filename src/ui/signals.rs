//! Leptos' signals without the rest of Leptos, which brings a server's half along.

pub(super) use reactive_graph::computed::Memo;
pub(super) use reactive_graph::effect::RenderEffect;
pub(super) use reactive_graph::graph::untrack;
pub(super) use reactive_graph::owner::{LocalStorage, Owner, StoredValue};
pub(super) use reactive_graph::signal::RwSignal;
pub(super) use reactive_graph::traits::*;
