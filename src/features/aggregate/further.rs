//! Totals per customer that only some features need: each kind is kept only if a feature of the build needs it.

use chrono::{DateTime, TimeDelta, Utc};

use super::purchases::{Need, Purchases, WINDOWS};
use super::sum::{Amount, Sum};

/// The kinds of totals that a build keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    span: bool,
    windows: bool,
    pub(super) amounts: bool,
    pub(super) products: bool,
}

impl FromIterator<Need> for Needs {
    fn from_iter<I: IntoIterator<Item = Need>>(needs: I) -> Self {
        let mut all = Self::default();
        for need in needs {
            match need {
                Need::Recent => {}
                Need::Span => all.span = true,
                Need::Windows => all.windows = true,
                Need::Amounts => all.amounts = true,
                Need::Products => all.products = true,
            }
        }
        all
    }
}

/// The content of a transaction's optional columns.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Content {
    pub(super) amount: Option<Amount>,
    /// The number of the product; `None` if it is NULL or blank.
    pub(super) product: Option<u32>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Span {
    first: Option<DateTime<Utc>>,
    timed: i64,
}

impl Span {
    fn add(&mut self, first: Option<DateTime<Utc>>, timed: i64) {
        self.first = match (self.first, first) {
            (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
            (mine, theirs) => mine.or(theirs),
        };
        self.timed += timed;
    }
}

/// The further totals of all customers; a kind that no feature needs is empty.
#[derive(Debug, Default)]
pub(super) struct Further {
    needs: Needs,
    spans: Vec<Span>,
    windows: Vec<[i64; 3]>,
    sums: Vec<Sum>,
    products: Products,
}

impl Further {
    /// Starts with no transactions, for a number of customers.
    pub(super) fn new(customers: usize, needs: Needs) -> Self {
        let mut further = Self { needs, ..Self::default() };
        further.resize(customers);
        further
    }

    /// Says whether a feature needs any of these totals.
    pub(super) fn is_needed(&self) -> bool {
        self.needs != Needs::default()
    }

    /// Makes room for a number of customers; new ones have no transactions.
    pub(super) fn resize(&mut self, customers: usize) {
        let Needs { span, windows, amounts, .. } = self.needs;
        self.spans.resize(if span { customers } else { 0 }, Span::default());
        self.windows.resize(if windows { customers } else { 0 }, [0; 3]);
        self.sums.resize(if amounts { customers } else { 0 }, Sum::default());
    }

    /// Adds a transaction, not later than as-of, to a customer.
    pub(super) fn take(&mut self, customer: u32, at: Option<DateTime<Utc>>, content: Content, as_of: DateTime<Utc>) {
        let place = customer as usize;
        if let Some(span) = self.spans.get_mut(place) {
            span.add(at, i64::from(at.is_some()));
        }
        if let (Some(windows), Some(at)) = (self.windows.get_mut(place), at) {
            let ago = as_of - at;
            for (count, days) in windows.iter_mut().zip(WINDOWS) {
                *count += i64::from(ago < TimeDelta::days(days));
            }
        }
        if let (Some(sum), Some(amount)) = (self.sums.get_mut(place), content.amount) {
            sum.add(amount);
        }
        if let Some(product) = content.product {
            self.products.add(customer, product);
        }
    }

    /// Adds the totals of other transactions of the same customers.
    pub(super) fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.spans.iter_mut().zip(other.spans) {
            mine.add(theirs.first, theirs.timed);
        }
        for (mine, theirs) in self.windows.iter_mut().flatten().zip(other.windows.iter().flatten()) {
            *mine += theirs;
        }
        for (mine, theirs) in self.sums.iter_mut().zip(other.sums) {
            mine.merge(theirs);
        }
        self.products.pairs.extend(other.products.pairs);
    }

    /// Ends the count of products, after all transactions; before it, customers have none.
    pub(super) fn finish(&mut self, customers: usize) {
        if self.needs.products {
            self.products.finish(customers);
        }
    }

    /// Writes a customer's totals into its purchases.
    pub(super) fn write(&self, customer: u32, purchases: &mut Purchases) {
        let place = customer as usize;
        if let Some(span) = self.spans.get(place) {
            (purchases.first, purchases.timed) = (span.first, span.timed);
        }
        if let Some(windows) = self.windows.get(place) {
            purchases.windows = *windows;
        }
        if let Some(sum) = self.sums.get(place) {
            (purchases.total, purchases.amounts) = (sum.total(), sum.amounts);
        }
        purchases.products = self.products.counts.get(place).copied().unwrap_or_default();
    }
}

/// The fewest pairs after which repeated ones are removed.
const FEW: usize = 1 << 16;

/// The products of all customers.
#[derive(Debug, Default)]
struct Products {
    /// Pairs of customer and product, the customer in the upper half. A sorted list is smaller than a hash table and has
    /// no slots to wait for.
    pairs: Vec<u64>,
    /// The number of pairs that were different when they were sorted last.
    different: usize,
    counts: Vec<i64>,
}

impl Products {
    fn add(&mut self, customer: u32, product: u32) {
        self.pairs.push(u64::from(customer) << 32 | u64::from(product));
        if self.pairs.len() > FEW.max(self.different * 2) {
            self.remove_repeated();
        }
    }

    fn remove_repeated(&mut self) {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self.different = self.pairs.len();
    }

    fn finish(&mut self, customers: usize) {
        self.remove_repeated();
        self.counts = vec![0; customers];
        for pair in std::mem::take(&mut self.pairs) {
            let customer = usize::try_from(pair >> 32).ok();
            if let Some(count) = customer.and_then(|customer| self.counts.get_mut(customer)) {
                *count += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_products_are_removed_on_the_way() {
        let mut products = Products::default();
        for n in 0..1_000_000_u32 {
            products.add(n % 3, n % 700);
            assert!(products.pairs.len() <= FEW);
        }
        products.finish(4);
        assert_eq!(products.counts, [700, 700, 700, 0]);
    }
}
