//! Segments of customers: groups that are treated alike, each with a rule over two features. The lesson on segments makes
//! the same.

use serde::{Deserialize, Serialize};

use super::feature::Feature;
use super::spec::FeatureSpec;
use crate::base::named::Named;
use crate::base::value::Value;

/// A segment of customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// No purchase up to as-of.
    NeverBought,
    /// The last purchase is a few days ago.
    Active,
    /// The last purchase is some months ago.
    Cooling,
    /// The last purchase is longer ago, or nobody can read when it was.
    Lapsed,
}

impl Segment {
    /// All segments, in the order in which people see them.
    pub const ALL: [Self; 4] = [Self::NeverBought, Self::Active, Self::Cooling, Self::Lapsed];
}

impl Named for Segment {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::NeverBought, "never_bought"),
        (Self::Active, "active"),
        (Self::Cooling, "cooling"),
        (Self::Lapsed, "lapsed"),
    ];
}

/// The days of `recency_days` at which one segment ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// The most days since the last purchase of an active customer.
    pub active_days: i64,
    /// The most days since the last purchase of a cooling customer.
    pub cooling_days: i64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { active_days: 30, cooling_days: 170 }
    }
}

/// The reason why a table has no segments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoSegments {
    /// It does not have these features.
    Missing {
        /// The names of the features.
        features: Vec<String>,
    },
    /// Customers without purchases have a frequency that buyers have too.
    FillOfBuyers {
        /// The value of `purchase_frequency` for customers without purchases.
        fill: i64,
    },
}

/// The rules of the segments of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    thresholds: Thresholds,
    /// The frequency of customers without purchases.
    none: i64,
}

impl Rules {
    /// Returns the rules for the table of a specification, or the reason why there are none.
    pub fn of(spec: &FeatureSpec, thresholds: Thresholds) -> Result<Self, NoSegments> {
        let wanted = [Feature::PurchaseFrequency, Feature::RecencyDays];
        let missing: Vec<String> = wanted
            .into_iter()
            .filter(|feature| !spec.features.contains(feature))
            .map(|it| it.name().to_owned())
            .collect();
        if !missing.is_empty() {
            return Err(NoSegments::Missing { features: missing });
        }
        let none = spec.fill.purchase_frequency;
        if none > 0 { Err(NoSegments::FillOfBuyers { fill: none }) } else { Ok(Self { thresholds, none }) }
    }

    /// Returns the rule of a segment as a condition in SQL, which every engine reads: true for its customers alone.
    pub fn condition(&self, segment: Segment) -> String {
        let Self { thresholds: Thresholds { active_days, cooling_days }, none } = self;
        let bought = format!("purchase_frequency <> {none} AND recency_days");
        match segment {
            Segment::NeverBought => format!("purchase_frequency = {none}"),
            Segment::Active => format!("{bought} <= {active_days}"),
            Segment::Cooling => format!("{bought} > {active_days} AND recency_days <= {cooling_days}"),
            Segment::Lapsed => {
                let last = active_days.max(cooling_days);
                format!("{bought} > {last}")
            }
        }
    }
}

/// The size of a segment, and the averages of its customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentFigures {
    /// The segment.
    pub segment: Segment,
    /// The condition of its customers, in SQL.
    pub rule: String,
    /// The number of customers.
    pub customers: u64,
    /// The mean of the numbers of each column that has numbers, by the column's name; `None` if the segment has none.
    pub averages: Vec<(String, Option<f64>)>,
}

/// A row of the table as an example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExampleRow {
    /// Its segment; `None` in a table without segments.
    pub segment: Option<Segment>,
    /// The values, in the order of the columns; long text is cut.
    pub values: Vec<Value>,
}

/// Puts rows of several segments in turns: the first row of each, the second of each, and so on, `limit` in all.
pub fn in_turns(segments: Vec<Vec<ExampleRow>>, limit: usize) -> Vec<ExampleRow> {
    let mut rows: Vec<_> = segments.into_iter().flat_map(|rows| rows.into_iter().enumerate()).collect();
    // The sort is stable, so segments stay in their order.
    rows.sort_by_key(|(turn, _)| *turn);
    rows.into_iter().map(|(_, row)| row).take(limit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(features: &[Feature], fill: i64) -> FeatureSpec {
        let mut spec = FeatureSpec::empty(chrono::DateTime::default());
        spec.features = features.to_vec();
        spec.fill.purchase_frequency = fill;
        spec
    }

    #[test]
    fn the_rules_are_those_of_the_lesson() {
        let rules = Rules::of(&spec(&Feature::DEFAULT, 0), Thresholds::default()).unwrap();
        let expected = [
            "purchase_frequency = 0",
            "purchase_frequency <> 0 AND recency_days <= 30",
            "purchase_frequency <> 0 AND recency_days > 30 AND recency_days <= 170",
            "purchase_frequency <> 0 AND recency_days > 170",
        ];
        assert_eq!(Segment::ALL.map(|segment| rules.condition(segment)), expected);
    }

    #[test]
    fn other_thresholds_and_fills_give_other_rules() {
        let thresholds = Thresholds { active_days: 90, cooling_days: 60 };
        let rules = Rules::of(&spec(&Feature::DEFAULT, -1), thresholds).unwrap();
        assert_eq!(rules.condition(Segment::NeverBought), "purchase_frequency = -1");
        // There is nobody between 90 and 60 days, and everybody else is in a segment.
        assert_eq!(rules.condition(Segment::Lapsed), "purchase_frequency <> -1 AND recency_days > 90");
    }

    #[test]
    fn a_table_without_the_two_features_has_no_segments() {
        let rules = Rules::of(&spec(&[Feature::Purchases30d, Feature::RecencyDays], 0), Thresholds::default());
        assert_eq!(rules, Err(NoSegments::Missing { features: vec!["purchase_frequency".to_owned()] }));
        let rules = Rules::of(&spec(&Feature::DEFAULT, 1), Thresholds::default());
        assert_eq!(rules, Err(NoSegments::FillOfBuyers { fill: 1 }));
    }

    #[test]
    fn every_segment_comes_before_the_second_row_of_any() {
        let rows = |segment, numbers: &[i64]| {
            let row = |n: &i64| ExampleRow { segment: Some(segment), values: vec![Value::Integer(*n)] };
            numbers.iter().map(row).collect::<Vec<_>>()
        };
        let segments = vec![rows(Segment::NeverBought, &[1, 2, 3]), Vec::new(), rows(Segment::Lapsed, &[4])];
        let found: Vec<_> = in_turns(segments, 3).into_iter().map(|row| row.values).collect();
        assert_eq!(found, [[1], [4], [2]].map(|it| it.map(Value::Integer).to_vec()));
    }
}
