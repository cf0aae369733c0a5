//! A column of one SQL type, each value of which may be NULL.

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SqlType {
    /// Whole numbers of 64 bits.
    Integer,
    /// Doubles.
    Real,
}

/// The values of a column, in the order of its rows; `None` is NULL.
#[derive(Clone, Debug, PartialEq)]
pub enum TypedColumn {
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Doubles.
    Real(Vec<Option<f64>>),
}

impl SqlType {
    /// Returns the type as SQL declares it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Integer => "INTEGER",
            Self::Real => "REAL",
        }
    }
}

impl TypedColumn {
    /// Returns the number of values.
    pub fn len(&self) -> usize {
        match self {
            Self::Integer(values) => values.len(),
            Self::Real(values) => values.len(),
        }
    }

    /// Copies the values of a range of rows; no values if the range goes past the end.
    pub fn slice(&self, rows: std::ops::Range<usize>) -> Self {
        match self {
            Self::Integer(values) => Self::Integer(values.get(rows).unwrap_or_default().to_vec()),
            Self::Real(values) => Self::Real(values.get(rows).unwrap_or_default().to_vec()),
        }
    }

    /// Says whether there are no values.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
