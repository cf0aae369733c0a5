//! Re-exports Leptos' signals (`reactive_graph`) without the rest of Leptos, which would add its server code.

pub(crate) use reactive_graph::computed::Memo;
pub(crate) use reactive_graph::effect::RenderEffect;
pub(crate) use reactive_graph::graph::untrack;
pub(crate) use reactive_graph::owner::{LocalStorage, Owner, StoredValue};
pub(crate) use reactive_graph::signal::RwSignal;
pub(crate) use reactive_graph::traits::*;
