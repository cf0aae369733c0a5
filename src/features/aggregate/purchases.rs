//! The purchases of one customer, as the definitions of the features read them.

use chrono::{DateTime, Utc};

/// The lengths of the windows before as-of in which purchases are counted, in days.
pub const WINDOWS: [i64; 3] = [30, 90, 365];

/// The kind of totals that a feature is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// [`Purchases::count`] and [`Purchases::last`], which every build has.
    Recent,
    /// [`Purchases::first`] and [`Purchases::timed`].
    Span,
    /// [`Purchases::windows`].
    Windows,
    /// [`Purchases::total`] and [`Purchases::amounts`].
    Amounts,
    /// [`Purchases::products`].
    Products,
}

/// The purchases of one customer at or before as-of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Purchases {
    /// The number of purchases.
    pub count: i64,
    /// The last readable time.
    pub last: Option<DateTime<Utc>>,
    /// The first readable time; `None` if no feature needs it.
    pub first: Option<DateTime<Utc>>,
    /// The number of purchases with a readable time; 0 if no feature needs it.
    pub timed: i64,
    /// The numbers of purchases within the days of [`WINDOWS`]; 0 if no feature needs them.
    pub windows: [i64; 3],
    /// The sum of the amounts; 0 if no feature needs it.
    pub total: f64,
    /// The number of purchases with an amount; 0 if no feature needs it.
    pub amounts: i64,
    /// The number of different products; 0 if no feature needs it.
    pub products: i64,
}
