//! The facts of a hand-over, in the order and with the names of its JSON (docs/handover.md).

use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::emails::{Clean, Emails};
use crate::features::quality::checks::Severity;
use crate::features::segments::{Segment, Thresholds};

/// The whole hand-over.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Document {
    pub(super) schema: &'static str,
    pub(super) version: u32,
    pub(super) definition: Definition,
    pub(super) emails: Emails,
    pub(super) rows: RowCounts,
    pub(super) columns: Vec<Column>,
    pub(super) segments: Option<Segments>,
    /// The sentence that says why there are no segments.
    pub(super) no_segments: Option<Clean>,
    pub(super) findings: Vec<Finding>,
    /// The names of the checks that found nothing.
    pub(super) passed: Vec<String>,
    pub(super) examples: Examples,
    pub(super) omitted: Omitted,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Definition {
    pub(super) fingerprint: String,
    pub(super) as_of: String,
    pub(super) target: Clean,
    pub(super) database: Clean,
    pub(super) spec: serde_json::Value,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct RowCounts {
    pub(super) customers: u64,
    pub(super) transactions: u64,
    pub(super) features: u64,
}

/// The source of a column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    Email,
    Carried,
    Rating,
    Feature,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Column {
    pub(super) name: Clean,
    pub(super) role: Role,
    /// The formula of a feature.
    pub(super) meaning: Option<&'static str>,
    pub(super) rows: u64,
    pub(super) nulls: u64,
    /// The value of a feature for customers without purchases, and the number of rows that have it.
    pub(super) default: Option<Cell>,
    pub(super) defaults: Option<u64>,
    pub(super) minimum: Cell,
    pub(super) maximum: Cell,
    pub(super) mean: Option<f64>,
    pub(super) median: Option<f64>,
    pub(super) distinct: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Segments {
    pub(super) thresholds: Thresholds,
    pub(super) list: Vec<SegmentFacts>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct SegmentFacts {
    pub(super) name: Segment,
    pub(super) rule: String,
    pub(super) customers: u64,
    /// Its part of all rows, from 0 to 1.
    pub(super) share: f64,
    #[serde(serialize_with = "as_object")]
    pub(super) averages: Vec<(Clean, Option<f64>)>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Finding {
    pub(super) check: String,
    pub(super) severity: Severity,
    pub(super) count: u64,
    pub(super) sentence: Clean,
    pub(super) examples: Vec<Clean>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Examples {
    pub(super) columns: Vec<Clean>,
    pub(super) rows: Vec<Example>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Example {
    pub(super) segment: Option<Segment>,
    pub(super) values: Vec<Cell>,
}

/// The number of facts that had no room.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Omitted {
    pub(super) example_rows: usize,
    pub(super) columns: usize,
    pub(super) findings: usize,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    Text(Clean),
}

fn as_object<S: Serializer>(averages: &[(Clean, Option<f64>)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(averages.iter().map(|(name, mean)| (name, mean)))
}

impl Document {
    /// Takes away what can be missed most, more of it if much has to go; false if there is nothing left to take.
    pub(super) fn reduce(&mut self, is_much: bool) -> bool {
        let rows = self.examples.rows.len();
        if rows > 0 {
            let stay = if is_much { rows / 2 } else { rows - 1 };
            self.examples.rows.truncate(stay);
            self.omitted.example_rows += rows - stay;
            return true;
        }
        if let Some(finding) = self.findings.iter_mut().rev().find(|finding| !finding.examples.is_empty()) {
            finding.examples.clear();
            return true;
        }
        // Without rows their columns need no names.
        self.examples.columns.clear();
        if self.drop_columns() {
            return true;
        }
        if self.findings.pop().is_some() {
            self.omitted.findings += 1;
            return true;
        }
        false
    }

    /// Takes away an eighth of the carried columns, the last ones; false if there are none.
    fn drop_columns(&mut self) -> bool {
        let carried = self.columns.iter().filter(|column| column.role == Role::Carried).count();
        let stay = carried - carried.div_ceil(8);
        let (mut seen, mut gone) = (0, Vec::new());
        self.columns.retain(|column| {
            seen += usize::from(column.role == Role::Carried);
            let stays = column.role != Role::Carried || seen <= stay;
            if !stays {
                gone.push(column.name.clone());
            }
            stays
        });
        self.omitted.columns += gone.len();
        let segments = self.segments.iter_mut().flat_map(|segments| &mut segments.list);
        segments.for_each(|segment| segment.averages.retain(|(column, _)| !gone.contains(column)));
        let names = self.definition.spec.pointer_mut("/leads/carry");
        if let Some(names) = names.and_then(serde_json::Value::as_array_mut) {
            names.truncate(stay);
        }
        !gone.is_empty()
    }
}
