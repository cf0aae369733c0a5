//! The call that lists the record of builds.

use serde::{Deserialize, Serialize};

use crate::features::run_log::FeatureRun;

/// Request of [`RunList`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ListRuns {}

/// The last builds that the database has a record of, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunList {
    /// The builds; none if no record is kept.
    pub runs: Vec<FeatureRun>,
}
