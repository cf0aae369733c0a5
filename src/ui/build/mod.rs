//! The panel *Features*: mapping, options, the build, the data-quality report.

pub(crate) mod actions;
mod definition_actions;
pub(crate) mod features_view;
mod fields;
pub(crate) mod link_mapping;
pub(crate) mod mapping_actions;
pub(crate) mod mapping_view;
pub(crate) mod matches_view;
pub(crate) mod options_view;
pub(crate) mod report_view;
pub(crate) mod state;
pub(crate) mod times_view;
pub(crate) mod view;
