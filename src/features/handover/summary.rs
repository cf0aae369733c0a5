//! The summary of a feature table: its statistics, segments and example rows, which a hand-over is written from.

use serde::{Deserialize, Serialize};

use crate::features::run_log::ColumnStatistics;
use crate::features::segments::{ExampleRow, NoSegments, SegmentFigures, Thresholds};

/// The most example rows.
pub const EXAMPLES: usize = 50;

/// The longest text of an example row, in characters: longer text is cut before it leaves the database.
pub const TEXT: usize = 400;

/// The figures of a feature table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Rows of the table.
    pub rows: u64,
    /// The statistics of its columns, in their order.
    pub columns: Vec<ColumnStatistics>,
    /// The thresholds between the segments.
    pub thresholds: Thresholds,
    /// The segments in their order, the empty ones too; or the reason why there are none.
    pub segments: Result<Vec<SegmentFigures>, NoSegments>,
    /// Rows of the table, [`EXAMPLES`] at most: the first of each segment, then the second of each, and so on.
    pub examples: Vec<ExampleRow>,
}
