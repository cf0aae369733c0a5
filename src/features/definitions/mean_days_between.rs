//! `mean_days_between`: the mean number of days from one purchase to the next.

use super::{Definition, Fold, Need};

/// The seconds of a day.
const DAY: f64 = 86_400.0;

pub(super) const DEFINITION: Definition = Definition {
    is_nullable: true,
    documentation: "(last - first) / (number of readable times - 1), in days. NULL below two readable times.",
    needs: Need::Span,
    fold: Fold::Real(|purchases, _| {
        let span = purchases.last? - purchases.first?;
        let seconds = span.num_seconds() as f64 + f64::from(span.subsec_nanos()) / 1e9;
        (purchases.timed > 1).then(|| seconds / DAY / (purchases.timed - 1) as f64)
    }),
};
