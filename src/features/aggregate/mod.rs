//! The feature build in pure Rust: computes the features of each leads row from the transactions (feature-spec §2).
//!
//! It takes all leads, then all transactions, each row once. A number or a day/month date is ambiguous until the whole
//! time column was read. Its transaction is added to separate totals for each possible [`Interpretation`], and
//! [`Aggregate::finish`] keeps the totals of the interpretations that the column confirms.

mod further;
pub mod purchases;
mod sum;
pub(crate) mod totals;

use self::further::{Content, Needs};
use self::sum::Amount;
use self::totals::CustomerTotals;
use super::definitions::definition;
use super::detect::flags::{Flag, FlagKind};
use super::feature::Feature;
use super::keys::alternatives::OtherWay;
use super::keys::index::{Customers, Found};
use super::keys::key;
use super::keys::key::{Compose, Matching};
use super::keys::normal_forms::NormalForms;
use super::quality::counts::QualityCounts;
use super::quality::finding::{EXAMPLES, Finding};
use super::quality::flag_counts::FlagCounts;
use super::spec::{DuplicateLeads, FeatureSpec, MatchKeys};
use super::times::column::Column;
use super::times::{Interpretation, ParsedTime};
use crate::base::ident::same_name;
use crate::base::typed_column::TypedColumn;
use crate::base::value::ValueRef;

/// The customer number of a leads row without a key.
const NO_CUSTOMER: u32 = u32::MAX;

/// The most unknown keys that are kept so that each is compared in other ways only once. Keys beyond these are compared
/// in every row, so that a table of nothing but unknown keys does not fill the memory.
const STRANGERS: usize = 100_000;

/// The features of the leads rows that are written, in their order; rows of a repeated key are left out under
/// `DuplicateLeads::First`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Features {
    /// The rowids of the leads rows.
    pub rowids: Vec<i64>,
    /// A column for each feature of the specification, with a value for each row.
    pub columns: Vec<TypedColumn>,
}

/// One row of the leads table.
#[derive(Clone, Copy)]
struct Lead {
    rowid: i64,
    customer: u32,
    /// True if it is the first row of its key, or has no key.
    first: bool,
}

/// One row of the transactions table.
#[derive(Clone, Copy, Debug)]
pub struct Transaction<'a> {
    /// The rowid or position, for examples; later rows have larger ones.
    pub rowid: i64,
    /// The entity key.
    pub key: ValueRef<'a>,
    /// The time, unread.
    pub time: ValueRef<'a>,
}

/// The optional columns of a transaction that features read.
#[derive(Clone, Copy, Debug)]
pub struct Optional<'a> {
    /// The amount; NULL if no feature reads it.
    pub amount: ValueRef<'a>,
    /// The product; NULL if no feature reads it.
    pub product: ValueRef<'a>,
}

/// The state of a feature build while rows are added; [`Self::finish`] computes the features.
pub struct Aggregate {
    spec: FeatureSpec,
    compose: Compose,
    customers: Customers,
    leads: Vec<Lead>,
    column: Column,
    /// The totals of the transactions whose time does not depend on the rest of the column.
    certain: CustomerTotals,
    /// The totals of the other transactions under each interpretation of the column.
    assumed: Vec<(Interpretation, CustomerTotals)>,
    /// Keys of transactions that are not in leads, exactly as they are.
    unmatched_keys: Customers,
    needs: Needs,
    /// The different products, compared as keys are compared exactly.
    products: Customers,
    /// The other ways of matching, made at the first unknown key; `None` in the place of the chosen way.
    other_ways: Option<[Option<OtherWay>; 3]>,
    /// The keys beyond ASCII, where keys are compared normalised.
    normal_forms: Option<NormalForms>,
    counts: QualityCounts,
    found: Vec<Found>,
}

impl Aggregate {
    /// Starts a build; `compose` is Unicode's composition, for keys that are compared normalised.
    pub fn new(spec: FeatureSpec, compose: Compose) -> Self {
        let needs: Needs = spec.features.iter().map(|feature| definition(*feature).needs).collect();
        let has_p1 = spec.leads.passthrough_columns.iter().any(|name| same_name(name, "p1"));
        let counts = QualityCounts {
            bad_ratings: spec.leads.rating.as_ref().map(|_| Finding::default()),
            bad_p1: has_p1.then(Finding::default),
            bad_amounts: needs.amounts.then(Finding::default),
            ..QualityCounts::default()
        };
        Self {
            column: Column::new(spec.transactions.time_format, spec.as_of),
            customers: Customers::new(Matching { by: spec.match_keys, compose }),
            normal_forms: (spec.match_keys == MatchKeys::Normalised).then(|| NormalForms::new(compose)),
            spec,
            compose,
            leads: Vec::new(),
            certain: CustomerTotals::new(0, needs),
            needs,
            products: Customers::new(Matching { by: MatchKeys::Exact, compose }),
            assumed: Vec::new(),
            unmatched_keys: Customers::new(Matching { by: MatchKeys::Exact, compose }),
            other_ways: None,
            counts,
            found: Vec::new(),
        }
    }

    /// Returns the number of leads rows added so far.
    pub fn leads(&self) -> u64 {
        self.counts.leads
    }

    /// Adds the next leads row.
    pub fn lead(&mut self, rowid: i64, value: ValueRef<'_>) {
        self.counts.leads += 1;
        if let Some(forms) = &mut self.normal_forms {
            forms.observe(value);
        }
        if key::is_blank(value) {
            self.counts.blank_lead_keys.add(rowid, value);
        }
        if matches!(value, ValueRef::Text(text) if text.eq_ignore_ascii_case(self.spec.leads.key.as_bytes())) {
            self.counts.header_rows.add(rowid, value);
        }
        let (customer, first) = match self.customers.find(value) {
            Found::NoKey => (NO_CUSTOMER, true),
            Found::Known(customer) => {
                self.counts.duplicate_keys.add(rowid, value);
                (customer, false)
            }
            Found::Unknown => {
                self.certain.add_customer();
                (self.customers.add(), true)
            }
        };
        self.leads.push(Lead { rowid, customer, first });
    }

    /// Checks a leads row's rating.
    pub fn check_rating(&mut self, rowid: i64, value: ValueRef<'_>) {
        check(self.counts.bad_ratings.as_mut(), is_within(value, 1.0, 5.0), rowid, value);
    }

    /// Says that the leads have e-mails that are not their keys, each to be checked with [`Self::check_email`].
    pub fn expect_emails(&mut self) {
        self.counts.blank_emails = Some(Finding::default());
    }

    /// Checks a leads row's e-mail.
    pub fn check_email(&mut self, rowid: i64, value: ValueRef<'_>) {
        check(self.counts.blank_emails.as_mut(), !key::is_blank(value), rowid, value);
    }

    /// Checks a leads row's p1.
    pub fn check_p1(&mut self, rowid: i64, value: ValueRef<'_>) {
        check(self.counts.bad_p1.as_mut(), is_within(value, 0.0, 1.0), rowid, value);
    }

    /// Says that the transactions have products, each to be checked with [`Self::check_product`].
    pub fn expect_products(&mut self) {
        self.counts.blank_products = Some(Finding::default());
    }

    /// Checks a transaction's product.
    pub fn check_product(&mut self, rowid: i64, value: ValueRef<'_>) {
        check(self.counts.blank_products.as_mut(), !key::is_blank(value), rowid, value);
    }

    /// Says which columns of the two tables may mark rows, each row to be checked with [`Self::check_lead_flags`] and
    /// [`Self::check_flags`].
    pub fn expect_flags(&mut self, leads: Vec<Flag>, transactions: Vec<Flag>) {
        let (amounts, ended) = transactions.into_iter().partition(|flag| flag.kind == FlagKind::Amount);
        self.counts.ended_leads = FlagCounts::new(leads);
        self.counts.ended_transactions = FlagCounts::new(ended);
        self.counts.negative_amounts = FlagCounts::new(amounts);
    }

    /// Checks a leads row's values of the columns that may mark it.
    pub fn check_lead_flags(&mut self, rowid: i64, values: &[ValueRef<'_>]) {
        self.counts.ended_leads.observe(rowid, values);
    }

    /// Checks a transaction's values of the columns that may mark it: first those that end it, then its amounts.
    pub fn check_flags(&mut self, rowid: i64, values: &[ValueRef<'_>]) {
        let ended = self.counts.ended_transactions.len();
        if let Some((ended, amounts)) = values.split_at_checked(ended) {
            self.counts.ended_transactions.observe(rowid, ended);
            self.counts.negative_amounts.observe(rowid, amounts);
        }
    }

    /// Adds the next rows of transactions, after all leads. `optional` has one for each row, or is empty if no feature reads
    /// one of its columns.
    pub fn transactions(&mut self, rows: &[Transaction<'_>], optional: &[Optional<'_>]) {
        let mut found = std::mem::take(&mut self.found);
        self.customers.find_all(rows.iter().map(|row| row.key), &mut found);
        self.certain.fetch(found.iter().filter_map(|found| match found {
            Found::Known(customer) => Some(*customer),
            _ => None,
        }));
        let mut optional = optional.iter();
        for (row, found) in rows.iter().zip(&found) {
            let content = optional.next().map_or_else(Content::default, |columns| self.content(row.rowid, *columns));
            self.transaction(*row, *found, content);
        }
        self.found = found;
    }

    /// Reads the optional columns of a transaction.
    fn content(&mut self, rowid: i64, Optional { amount: value, product }: Optional<'_>) -> Content {
        let amount = Amount::read(value);
        check(self.counts.bad_amounts.as_mut(), amount.is_some(), rowid, value);
        let is_counted = self.needs.products && !key::is_blank(product);
        let product = is_counted.then(|| match self.products.find(product) {
            Found::Known(number) => number,
            _ => self.products.add(),
        });
        Content { amount, product }
    }

    fn transaction(&mut self, row: Transaction<'_>, found: Found, content: Content) {
        self.counts.transactions += 1;
        if let Some(forms) = &mut self.normal_forms {
            forms.observe(row.key);
        }
        if key::is_blank(row.key) {
            self.counts.blank_transaction_keys.add(row.rowid, row.key);
        }
        let customer = match found {
            Found::Known(customer) => {
                self.counts.matched += 1;
                Some(customer)
            }
            Found::NoKey => None,
            Found::Unknown => {
                self.counts.unknown_customers.add(row.rowid, row.key);
                self.meet_stranger(row);
                None
            }
        };
        let as_of = self.spec.as_of;
        match self.column.observe(row.rowid, row.time) {
            ParsedTime::At { at, .. } => self.certain.take(row, customer, Some(at), content, as_of),
            ParsedTime::Unreadable => self.certain.take(row, customer, None, content, as_of),
            waiting => {
                for (assumption, at) in waiting.by_assumption() {
                    self.assuming(assumption).take(row, customer, at, content, as_of);
                }
            }
        }
    }

    fn meet_stranger(&mut self, row: Transaction<'_>) {
        if self.unmatched_keys.find(row.key) == Found::Unknown {
            if self.unmatched_keys.len() < STRANGERS {
                self.unmatched_keys.add();
            }
            self.try_other_ways(row);
        }
    }

    #[expect(clippy::indexing_slicing, reason = "the place is that of a total which was found or has just been added")]
    fn assuming(&mut self, assumption: Interpretation) -> &mut CustomerTotals {
        let known = self.assumed.iter().position(|(other, _)| *other == assumption);
        let at = known.unwrap_or_else(|| {
            self.assumed.push((assumption, CustomerTotals::new(self.customers.len(), self.needs)));
            self.assumed.len() - 1
        });
        &mut self.assumed[at].1
    }

    /// Counts an unknown key that would find its customer if keys were compared in another way.
    fn try_other_ways(&mut self, row: Transaction<'_>) {
        let (customers, chosen, compose) = (&self.customers, self.spec.match_keys, self.compose);
        let ways = self.other_ways.get_or_insert_with(|| {
            [MatchKeys::Normalised, MatchKeys::AsText, MatchKeys::AsNumber]
                .map(|by| (by != chosen).then(|| OtherWay::new(Matching { by, compose }, customers)))
        });
        let joins = |way: &mut Option<OtherWay>| way.as_mut().and_then(|way| way.joins(row.key, customers));
        let [normalised, as_text, as_number] = ways;
        let (normalised, as_text) = (joins(normalised), joins(as_text));
        // A key that matches as text would match as a number, too; it is counted once.
        let as_number = if as_text.is_none() { joins(as_number) } else { None };
        let counts = &mut self.counts;
        for (finding, first) in [
            (&mut counts.normalised_matches, normalised),
            (&mut counts.text_matches, as_text),
            (&mut counts.number_matches, as_number),
        ] {
            if first == Some(true) {
                finding.add(row.rowid, row.key);
            }
        }
    }

    /// Ends the build; returns the features and the counts for the data-quality report.
    pub fn finish(mut self) -> (Features, QualityCounts) {
        let column_format = self.column.column_format();
        let mut outcome = self.certain;
        for (assumption, assumed) in self.assumed {
            if column_format.confirms(assumption) {
                outcome.merge(assumed);
            }
        }
        outcome.finish();
        let first_only = self.spec.duplicate_leads == DuplicateLeads::First;
        let mut without = Vec::new();
        let (mut rowids, mut customers) = (Vec::with_capacity(self.leads.len()), Vec::with_capacity(self.leads.len()));
        for lead in self.leads.iter().filter(|lead| lead.first || !first_only) {
            let purchases = outcome.of(lead.customer);
            if purchases.count == 0 {
                self.counts.without_transactions.count += 1;
                if without.len() < EXAMPLES {
                    without.push(*lead);
                }
            }
            self.counts.default_recency += u64::from(purchases.last.is_none());
            rowids.push(lead.rowid);
            customers.push(lead.customer);
        }
        self.counts.rows_out = rowids.len() as u64;
        let column = |feature: &Feature| {
            definition(*feature).column(&mut customers.iter().map(|customer| outcome.of(*customer)), &self.spec)
        };
        let columns = self.spec.features.iter().map(column).collect();
        for lead in without {
            let value = self.customers.key_of(lead.customer).map_or(ValueRef::Null, key::decode);
            self.counts.without_transactions.push_example(lead.rowid, value);
        }
        self.counts.unreadable_times = outcome.unreadable_times;
        self.counts.null_times = outcome.null_times;
        self.counts.after_as_of = outcome.after_as_of;
        self.counts.before_2000 = outcome.before_2000;
        self.counts.times = self.column.times_read();
        self.counts.normal_forms = self.normal_forms.map(NormalForms::into_list).unwrap_or_default();
        self.counts.mixed_formats = self.column.mixed_formats();
        self.counts.undecided_times = self.column.undecided();
        self.counts.undecided_numbers = self.column.undecided_numbers();
        (Features { rowids, columns }, self.counts)
    }
}

fn check(finding: Option<&mut Finding>, good: bool, rowid: i64, value: ValueRef<'_>) {
    if let Some(finding) = finding.filter(|_| !good) {
        finding.add(rowid, value);
    }
}

/// Says whether a value is a number within bounds, both included.
fn is_within(value: ValueRef<'_>, low: f64, high: f64) -> bool {
    match value {
        ValueRef::Integer(number) => (low..=high).contains(&(number as f64)),
        ValueRef::Real(number) => (low..=high).contains(&number),
        _ => false,
    }
}
