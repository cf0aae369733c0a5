//! Key matches before a build: counts transactions whose key a customer has, and offers changes that would match more.

use super::build::source::{STEP, Source};
use super::database::Database;
use super::evidence;
use crate::base::error::{LabError, Result};
use crate::base::ident::same_name;
use crate::base::schema::{Schema, Table};
use crate::features::detect::facts::Facts;
use crate::features::field::Field;
use crate::features::keys::key::Matching;
use crate::features::keys::matches::{Change, Counter, Matches, Offer};
use crate::features::spec::{FeatureSpec, MatchKeys};

/// The most transactions that are read.
const TRANSACTIONS: u64 = 100_000;

/// The most customers that are read.
const CUSTOMERS: u64 = 1_000_000;

/// Counts the matches of a specification that has been validated against the schema. Facts that are missing are
/// gathered when few keys match, which another column may explain.
pub(super) fn count<D: Database>(
    database: &mut D,
    schema: &Schema,
    facts: &mut Option<Facts>,
    spec: &FeatureSpec,
) -> Result<Matches> {
    let table = |name: &str| schema.table(name).ok_or_else(|| LabError::internal("a table was validated and is gone"));
    let (leads, transactions) = (table(&spec.leads.table)?, table(&spec.transactions.table)?);
    let mut counted = by(database, spec, [leads, transactions], spec.match_keys)?;
    if counted.are_few() {
        for other in [MatchKeys::Normalised, MatchKeys::AsText, MatchKeys::AsNumber] {
            if other != spec.match_keys {
                let more = by(database, spec, [leads, transactions], other)?;
                let (found, of) = (more.found, more.seen - more.nulls);
                if found > counted.found {
                    counted.offers.push(Offer { change: Change::Matching(other), found, of });
                }
            }
        }
        if counted.offers.is_empty() {
            let facts = facts.get_or_insert_with(|| evidence::gather(database, schema));
            counted.offers.extend(columns(facts, spec, [leads, transactions]));
        }
        // Of equal offers, the first changes least.
        counted.offers.sort_by_key(|offer| std::cmp::Reverse(offer.found * 1_000 / offer.of.max(1)));
        let best = counted.offers.first().map_or(0, |offer| offer.found);
        counted.offers.retain(|offer| offer.found == best || matches!(offer.change, Change::Column(..)));
        counted.offers.truncate(2);
    }
    Ok(counted)
}

/// Counts the matches with one way of comparing keys.
fn by<D: Database>(
    database: &mut D,
    spec: &FeatureSpec,
    [leads, transactions]: [&Table; 2],
    matching: MatchKeys,
) -> Result<Matches> {
    let mut counter = Counter::new(Matching { by: matching, compose: D::compose });
    let mut scan = Source::new(transactions, &[&spec.transactions.key]).read_unordered(database)?;
    while scan.step(&mut |block| block.values().for_each(|value| counter.transaction(value)))?
        && scan.done + u64::from(STEP) <= TRANSACTIONS
    {}
    drop(scan);
    let mut complete = true;
    let mut scan = Source::new(leads, &[&spec.leads.key]).read_unordered(database)?;
    while scan.step(&mut |block| block.values().for_each(|value| counter.customer(value)))? {
        if counter.is_done() || scan.done >= CUSTOMERS {
            complete = counter.is_done();
            break;
        }
    }
    Ok(Matches { total: transactions.rows, complete, ..counter.finish() })
}

/// Offers other key columns of the two tables, which share at least half of their keys with the other table's key.
fn columns(facts: &Facts, spec: &FeatureSpec, [leads, transactions]: [&Table; 2]) -> Vec<Offer> {
    let (key, reference) = (&spec.leads.key, &spec.transactions.key);
    let offer = |field, change: &str, [left, right]: [&str; 2]| {
        let found = facts.key_match((&leads.name, left), (&transactions.name, right))?;
        let fits = found.keys > 0 && found.found * 2 >= found.keys;
        let change = Change::Column(field, change.to_owned());
        fits.then_some(Offer { change, found: found.found, of: found.keys })
    };
    let others = leads.columns.iter().filter(|column| !same_name(&column.name, key));
    let customers = others.filter_map(|column| offer(Field::CustomerKey, &column.name, [&column.name, reference]));
    let others = transactions.columns.iter().filter(|column| !same_name(&column.name, reference));
    let orders = others.filter_map(|column| offer(Field::TransactionKey, &column.name, [key, &column.name]));
    customers.chain(orders).collect()
}
