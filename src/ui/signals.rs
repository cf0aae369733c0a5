//! Signals: values that tell what reads them when they change. Tracking, memos and effects are Leptos' (`reactive_graph`),
//! without the rest of Leptos, which would add its server code.

use std::cell::RefCell;

pub(crate) use reactive_graph::computed::Memo;
pub(crate) use reactive_graph::effect::RenderEffect;
pub(crate) use reactive_graph::graph::untrack;
pub(crate) use reactive_graph::owner::{LocalStorage, Owner, StoredValue};
use reactive_graph::signal;
pub(crate) use reactive_graph::traits::*;
use send_wrapper::SendWrapper;

/// A value that effects and memos follow. A copy is the same signal, and it lives as long as the page.
///
/// Leptos' own signals are compiled anew for each type of value, about 3 kB each; here all types share one that has no
/// value, and the value stands beside it.
pub(crate) struct RwSignal<T: 'static> {
    changes: signal::RwSignal<()>,
    /// Memos want values that any thread may read; the page has one thread.
    value: &'static SendWrapper<RefCell<T>>,
}

impl<T> RwSignal<T> {
    /// Makes a signal with its first value.
    pub(crate) fn new(value: T) -> Self {
        Self { changes: signal::RwSignal::new(()), value: Box::leak(Box::new(SendWrapper::new(RefCell::new(value)))) }
    }

    /// Reads the value and follows it.
    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.changes.track();
        self.with_untracked(read)
    }

    /// Reads the value without following it.
    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.borrow())
    }

    /// Follows the value without reading it.
    pub(crate) fn track(self) {
        self.changes.track();
    }

    /// Puts another value in place and tells what follows it.
    pub(crate) fn set(self, value: T) {
        // The old value goes after the new one is in place: its end may read the signal.
        drop(self.value.replace(value));
        self.changes.notify();
    }

    /// Changes the value and tells what follows it; returns what the change returns.
    pub(crate) fn update<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        let result = change(&mut self.value.borrow_mut());
        self.changes.notify();
        result
    }
}

impl<T: Clone> RwSignal<T> {
    /// Copies the value and follows it.
    pub(crate) fn get(self) -> T {
        self.with(T::clone)
    }

    /// Copies the value without following it.
    pub(crate) fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T: Default> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}
