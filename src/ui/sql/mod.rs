//! The panels *Tables*, *SQL* and *Results*.

pub(crate) mod actions;
pub(crate) mod dsn_actions;
pub(crate) mod dsn_view;
pub(crate) mod editor_actions;
pub(crate) mod editor_state;
pub(crate) mod editor_tabs_actions;
pub(crate) mod editor_tabs_view;
pub(crate) mod editor_view;
pub(crate) mod empty_view;
pub(crate) mod lint_actions;
pub(crate) mod postgres_actions;
pub(crate) mod postgres_check;
pub(crate) mod postgres_compare;
pub(crate) mod postgres_state;
pub(crate) mod postgres_view;
pub(crate) mod state;
pub(crate) mod tables_view;
