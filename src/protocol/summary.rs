//! The call that summarises a feature table.

use serde::{Deserialize, Serialize};

use crate::features::segments::Thresholds;
use crate::features::spec::FeatureSpec;

/// Request of a summary of a feature table, as it is now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Summarise {
    /// The specification by which the table was built.
    pub spec: FeatureSpec,
    /// The thresholds between the segments.
    pub thresholds: Thresholds,
}
