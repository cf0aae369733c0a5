//! Problems of a feature specification.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// A problem of a specification. A `field` is the name of one of `features::field::Field`.
    pub enum SpecProblem {
        /// It has a version that this program does not read.
        UnknownVersion {
            /// The version.
            version: u64,
        },
        /// The feature table cannot have this name.
        BadTarget {
            /// The name.
            name: String,
        },
        /// The feature table would replace a table that it is built from.
        TargetIsSource {
            /// The table.
            name: String,
        },
        /// The feature table would have a column twice.
        ColumnTwice {
            /// The column.
            name: String,
        },
        /// As-of is no date.
        BadAsOf {
            /// The text.
            text: String,
        },
        /// A field of the mapping is empty.
        NotChosen {
            /// The field.
            field: String,
        },
        /// A feature reads a column that is not chosen.
        FeatureNeedsColumn {
            /// The feature.
            feature: String,
            /// The field of the column.
            field: String,
        },
        /// A table is not in the database.
        NoTable {
            /// The table.
            name: String,
            /// The field that names it.
            field: String,
            /// The nearest names that there are.
            near: Vec<String>,
        },
        /// A column is not in its table.
        NoColumn {
            /// The column.
            name: String,
            /// The table.
            table: String,
            /// The field that names it; none for a column that is carried through.
            field: Option<String>,
            /// The nearest names that there are.
            near: Vec<String>,
        },
    }
}

impl SpecProblem {
    /// Returns the name of the field of the mapping that has to be chosen anew; `None` if the problem is of no field.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::NotChosen { field } | Self::FeatureNeedsColumn { field, .. } | Self::NoTable { field, .. } => {
                Some(field)
            }
            Self::NoColumn { field, .. } => field.as_deref(),
            _ => None,
        }
    }

    /// Returns the kind of the error.
    pub(super) fn kind(&self) -> ErrorKind {
        if matches!(self, Self::NoTable { .. } | Self::NoColumn { .. }) { ErrorKind::NotFound } else { ErrorKind::Spec }
    }
}
