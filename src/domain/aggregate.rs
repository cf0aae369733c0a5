//! The feature build in pure Rust: leads and transactions in, one pair of features per leads row out (feature-spec §2).
//!
//! Leads first, then transactions, each row once; where the time column has values that only the whole column explains
//! (numbers, day/month dates), the transactions are read a second time after [`Aggregate::next_pass`] said so.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::column::Column;
use super::finding::EXAMPLES;
use super::key;
use super::spec::{DuplicateLeads, FeatureSpec, MatchKeys};
use super::tally::Tally;
use super::times::{self, Decision, Reading};
use super::value::ValueRef;

/// Marks a leads row without a key.
const NO_ENTITY: u32 = u32::MAX;

/// 2000-01-01T00:00:00Z in epoch seconds; earlier times are suspicious.
const YEAR_2000: i64 = 946_684_800;

/// The features of one leads row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// The rowid of the leads row.
    pub rowid: i64,
    /// Transactions at or before as-of, or the fill value.
    pub purchase_frequency: i64,
    /// Whole days from the last readable transaction to as-of, or the fill value.
    pub recency_days: i64,
    /// Whether the row is written; a repeated key under `DuplicateLeads::First` is not.
    pub kept: bool,
}

/// One customer: what their transactions add up to.
#[derive(Clone, Copy, Default)]
struct Entity {
    count: i64,
    last: Option<DateTime<Utc>>,
}

/// One row of the leads table.
#[derive(Clone, Copy)]
struct Lead {
    rowid: i64,
    entity: u32,
    /// Whether it is the first row of its key, or has no key to share.
    first: bool,
}

/// One row of the transactions table.
#[derive(Clone, Copy, Debug)]
pub struct Transaction<'a> {
    /// The rowid, for examples.
    pub rowid: i64,
    /// The entity key.
    pub key: ValueRef<'a>,
    /// The time, unread.
    pub time: ValueRef<'a>,
}

/// A build under way.
pub struct Aggregate {
    spec: FeatureSpec,
    entity_of: HashMap<Vec<u8>, u32>,
    entities: Vec<Entity>,
    leads: Vec<Lead>,
    column: Column,
    decision: Option<Decision>,
    /// Whether a value was met that only the whole column explains.
    waiting: bool,
    /// Leads keys under the other ways of matching, made when the first unknown key asks for them.
    other_keys: Option<[(MatchKeys, HashSet<Vec<u8>>); 2]>,
    would_match: [HashSet<Vec<u8>>; 2],
    tally: Tally,
    buffer: Vec<u8>,
}

impl Aggregate {
    /// Starts a build.
    pub fn new(spec: FeatureSpec) -> Self {
        Self {
            column: Column::new(spec.transactions.time_format),
            spec,
            entity_of: HashMap::new(),
            entities: Vec::new(),
            leads: Vec::new(),
            decision: None,
            waiting: false,
            other_keys: None,
            would_match: [HashSet::new(), HashSet::new()],
            tally: Tally::default(),
            buffer: Vec::new(),
        }
    }

    /// The number of leads rows taken so far.
    pub fn leads(&self) -> u64 {
        self.tally.leads
    }

    /// Takes the next leads row.
    pub fn lead(&mut self, rowid: i64, value: ValueRef<'_>) {
        self.tally.leads += 1;
        if key::is_blank(value) {
            self.tally.blank_lead_keys.add(rowid, value);
        }
        if matches!(value, ValueRef::Text(text) if text.eq_ignore_ascii_case(self.spec.leads.key.as_bytes())) {
            self.tally.header_rows.add(rowid, value);
        }
        if !key::encode(value, self.spec.match_keys, &mut self.buffer) {
            self.leads.push(Lead { rowid, entity: NO_ENTITY, first: true });
            return;
        }
        if let Some(entity) = self.entity_of.get(&self.buffer) {
            self.leads.push(Lead { rowid, entity: *entity, first: false });
            self.tally.duplicate_keys.add(rowid, value);
            return;
        }
        // A table of four thousand million customers does not fit the memory that this runs in.
        let entity = u32::try_from(self.entities.len()).unwrap_or(NO_ENTITY);
        self.entity_of.insert(self.buffer.clone(), entity);
        self.entities.push(Entity::default());
        self.leads.push(Lead { rowid, entity, first: true });
    }

    /// Takes the next transactions row.
    pub fn transaction(&mut self, row: Transaction<'_>) {
        let at = match &self.decision {
            Some(decision) => decision.resolve(&times::read(row.time, self.spec.transactions.time_format)),
            None => match self.column.observe(row.rowid, row.time) {
                Reading::At { at, .. } => Some(at),
                Reading::Unreadable => None,
                Reading::Number { .. } | Reading::DayMonth(_) => {
                    self.waiting = true;
                    return;
                }
            },
        };
        // The first pass only surveys from here on: the second counts everything anew.
        if !self.waiting {
            self.count(row, at);
        }
    }

    /// Ends a pass over the transactions. `true` asks for another pass over the same rows.
    pub fn next_pass(&mut self) -> bool {
        if self.decision.is_some() {
            return false;
        }
        self.decision = Some(self.column.decide());
        if !std::mem::take(&mut self.waiting) {
            return false;
        }
        self.entities.fill(Entity::default());
        self.would_match = [HashSet::new(), HashSet::new()];
        self.tally.forget_transactions();
        true
    }

    fn count(&mut self, row: Transaction<'_>, at: Option<DateTime<Utc>>) {
        self.tally.transactions += 1;
        match at {
            None => self.tally.unreadable_times.add(row.rowid, row.time),
            Some(at) if at > self.spec.as_of => self.tally.after_as_of.add(row.rowid, row.time),
            Some(at) => {
                if at.timestamp() < YEAR_2000 {
                    self.tally.before_2000.add(row.rowid, row.time);
                }
            }
        }
        if key::is_blank(row.key) {
            self.tally.blank_transaction_keys.add(row.rowid, row.key);
        }
        if !key::encode(row.key, self.spec.match_keys, &mut self.buffer) {
            return;
        }
        let Some(entity) = self.entity_of.get(&self.buffer) else {
            self.tally.unknown_customers.add(row.rowid, row.key);
            self.try_other_ways(row);
            return;
        };
        if at.is_some_and(|at| at > self.spec.as_of) {
            return;
        }
        let Some(entity) = self.entities.get_mut(*entity as usize) else { return };
        entity.count += 1;
        entity.last = entity.last.max(at);
    }

    /// Asks whether an unknown key would be known if keys were compared in another way.
    fn try_other_ways(&mut self, row: Transaction<'_>) {
        let entity_of = &self.entity_of;
        let others = self.other_keys.get_or_insert_with(|| {
            [MatchKeys::Normalised, MatchKeys::AsText].map(|matching| {
                let other = |known: &Vec<u8>| {
                    let mut bytes = Vec::new();
                    key::encode(key::decode(known), matching, &mut bytes);
                    bytes
                };
                (matching, entity_of.keys().map(other).collect())
            })
        });
        let findings = [&mut self.tally.normalised_matches, &mut self.tally.text_matches];
        for (((matching, keys), found), finding) in others.iter().zip(&mut self.would_match).zip(findings) {
            if *matching != self.spec.match_keys
                && key::encode(row.key, *matching, &mut self.buffer)
                && keys.contains(&self.buffer)
                && found.insert(self.buffer.clone())
            {
                finding.add(row.rowid, row.key);
            }
        }
    }

    /// Ends the build: the features of every leads row in order, and what was found on the way.
    pub fn finish(mut self) -> (Vec<Features>, Tally) {
        let fill = self.spec.fill;
        let first_only = self.spec.duplicate_leads == DuplicateLeads::First;
        let mut without = Vec::new();
        let mut rows = Vec::with_capacity(self.leads.len());
        for lead in &self.leads {
            let entity = self.entities.get(lead.entity as usize).copied().unwrap_or_default();
            let recency = entity.last.map(|last| (self.spec.as_of - last).num_days());
            let kept = lead.first || !first_only;
            if kept && entity.count == 0 {
                self.tally.without_transactions.count += 1;
                if without.len() < EXAMPLES {
                    without.push(*lead);
                }
            }
            self.tally.default_recency += u64::from(kept && recency.is_none());
            self.tally.rows_out += u64::from(kept);
            rows.push(Features {
                rowid: lead.rowid,
                purchase_frequency: if entity.count == 0 { fill.purchase_frequency } else { entity.count },
                recency_days: recency.unwrap_or(fill.recency_days),
                kept,
            });
        }
        for lead in without {
            let known = self.entity_of.iter().find(|(_, entity)| **entity == lead.entity);
            let value = known.map_or(ValueRef::Null, |(bytes, _)| key::decode(bytes));
            self.tally.without_transactions.exemplify(lead.rowid, value);
        }
        self.tally.times = self.column.times_read();
        self.tally.mixed_formats = self.column.mixed_formats();
        self.tally.undecided_times = self.column.undecided();
        (rows, self.tally)
    }
}
