//! The sum of a customer's amounts: whole numbers exactly, doubles with Neumaier's compensation.
//!
//! A. Neumaier, *Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen*, 1974: the low digits that an
//! addition rounds away are summed separately.

use crate::base::value::ValueRef;
use crate::features::times;

/// An amount that a transaction has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    /// A whole number.
    Whole(i64),
    /// A finite double.
    Real(f64),
}

impl Amount {
    /// Reads an amount: a finite number, or text of a sign, digits, and perhaps a point with more digits, with white space
    /// around it. Everything else is no amount.
    pub(crate) fn read(value: ValueRef<'_>) -> Option<Self> {
        match value {
            ValueRef::Integer(number) => Some(Self::Whole(number)),
            ValueRef::Real(number) => number.is_finite().then_some(Self::Real(number)),
            ValueRef::Text(text) => match times::parse_number(text) {
                Some(ValueRef::Integer(number)) => Some(Self::Whole(number)),
                Some(ValueRef::Real(number)) => number.is_finite().then_some(Self::Real(number)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A running sum with the number of its amounts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    whole: i128,
    real: f64,
    /// The low digits that the additions to `real` have rounded away.
    lost: f64,
    pub(crate) amounts: i64,
}

impl Sum {
    /// Adds an amount.
    pub(crate) fn add(&mut self, amount: Amount) {
        match amount {
            Amount::Whole(number) => self.whole = self.whole.saturating_add(i128::from(number)),
            Amount::Real(number) => self.add_real(number),
        }
        self.amounts += 1;
    }

    /// Adds the sum of other amounts.
    pub(crate) fn merge(&mut self, other: Self) {
        self.whole = self.whole.saturating_add(other.whole);
        self.add_real(other.real);
        self.lost += other.lost;
        self.amounts += other.amounts;
    }

    /// Returns the sum; infinite if it is too large for a double.
    pub(crate) fn total(mut self) -> f64 {
        self.add_real(self.whole as f64);
        if self.real.is_finite() {
            self.real + self.lost
        } else if self.real.is_nan() {
            // Two sums that were too large, of opposite signs. A feature that is never NULL cannot hold it.
            f64::INFINITY
        } else {
            self.real
        }
    }

    fn add_real(&mut self, number: f64) {
        let sum = self.real + number;
        let (large, small) = if self.real.abs() >= number.abs() { (self.real, number) } else { (number, self.real) };
        self.lost += (large - sum) + small;
        self.real = sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(amounts: &[Amount]) -> f64 {
        let mut sum = Sum::default();
        amounts.iter().for_each(|amount| sum.add(*amount));
        sum.total()
    }

    #[test]
    fn whole_numbers_are_summed_exactly_and_doubles_keep_their_low_digits() {
        use Amount::{Real, Whole};
        assert_eq!(total(&[]), 0.0);
        assert_eq!(total(&[Whole(i64::MAX), Whole(1), Whole(-i64::MAX)]), 1.0);
        assert_eq!(total(&[Real(1e16), Real(1.0), Real(1.0), Real(-1e16)]), 2.0);
        assert_eq!(total(&[Real(1.0), Real(1e100), Whole(1), Real(-1e100)]), 2.0);
        assert_eq!(total(&[Real(0.1); 10]), 1.0);
        assert_eq!(total(&[Real(f64::MAX), Real(f64::MAX)]), f64::INFINITY);
    }

    #[test]
    fn amounts_are_numbers_and_decimal_text() {
        let read = |text: &str| Amount::read(ValueRef::Text(text.as_bytes()));
        assert_eq!(read(" 12 "), Some(Amount::Whole(12)));
        assert_eq!(read("-9.50"), Some(Amount::Real(-9.5)));
        for text in ["", "-", "9,50", "9.50 EUR", "$9", "1e3", "inf", ".5", "1.2.3"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(Amount::read(ValueRef::Real(f64::INFINITY)), None);
        assert_eq!(Amount::read(ValueRef::Blob(b"1")), None);
        assert_eq!(Amount::read(ValueRef::Null), None);
    }
}
