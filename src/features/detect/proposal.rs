//! Fills in a proposal: columns for the tables that were found, questions and remarks for the rest.

use super::choice::{Choice, choose};
use super::columns;
use super::joins;
use super::joins::Pair;
use super::named::NamedTable;
use super::reasons::{Reason, Remark};
use super::tables::Tables;
use super::{Fixed, Proposal, Question, bridge, figures, single, tables};
use crate::base::schema::{Schema, TableKind};
use crate::features::field::Field;

/// Puts the proposal together.
pub(super) fn proposal(schema: &Schema, all: &[NamedTable<'_>], tables: &Tables<'_, '_>, fixed: Fixed<'_>) -> Proposal {
    let mut spec = fixed.spec.clone();
    for field in Field::ALL.into_iter().filter(|field| !fixed.has(*field)) {
        spec.map(field, String::new());
    }
    let mut proposal = Proposal { spec, questions: Vec::new(), remarks: Vec::new(), suggestions: Vec::new() };
    let known = match &tables.leads {
        Choice::Clear(candidate) => Some(*candidate),
        _ => None,
    };
    let leads = proposal.table(Field::LeadsTable, &tables.leads, None);
    let transactions = proposal.table(Field::TransactionsTable, &tables.transactions, known);
    if let (Some(leads), Some(transactions)) = (leads, transactions) {
        proposal.keys(leads, transactions, fixed);
    }
    if let Some(leads) = leads {
        proposal.spec.leads.table.clone_from(&leads.table.name);
        if !fixed.has(Field::EmailColumn) {
            proposal.email(leads);
        }
        if !fixed.has(Field::RatingColumn) {
            proposal.rating(leads);
        }
        if fixed.spec.leads.passthrough_columns.is_empty() && fixed.name(Field::LeadsTable).is_none()
            || !carried(leads, &proposal)
        {
            let p1 = leads.columns.iter().find(|column| column.words.is(&["p1"]) && column.words.squeezed == "p1");
            proposal.spec.leads.passthrough_columns = p1.map(|column| column.column.name.clone()).into_iter().collect();
        }
    }
    if let Some(transactions) = transactions {
        proposal.spec.transactions.table.clone_from(&transactions.table.name);
        if !fixed.has(Field::TimeColumn) {
            proposal.time(transactions);
        }
        if !fixed.has(Field::AmountColumn) {
            proposal.amount(transactions);
        }
        if !fixed.has(Field::ProductColumn) {
            proposal.product(transactions);
        }
    }
    proposal.suggest(schema, all, tables);
    proposal.target(schema);
    proposal
}

/// Says whether the customers' table has all the columns that are carried through.
fn carried(leads: &NamedTable<'_>, proposal: &Proposal) -> bool {
    proposal.spec.leads.passthrough_columns.iter().all(|name| leads.table.column(name).is_some())
}

impl Proposal {
    fn ask(&mut self, field: Field, reason: Reason, options: Vec<&str>) {
        let options = options.into_iter().map(str::to_owned).collect();
        self.questions.push(Question { field, reason, options });
    }

    fn table<'s, 'a>(
        &mut self,
        field: Field,
        choice: &Choice<&'s NamedTable<'a>>,
        leads: Option<&NamedTable<'_>>,
    ) -> Option<&'s NamedTable<'a>> {
        let customers = field == Field::LeadsTable;
        let names = |candidates: &[&'s NamedTable<'a>]| {
            candidates.iter().map(|candidate| candidate.table.name.as_str()).collect()
        };
        match choice {
            Choice::Clear(candidate) => return Some(candidate),
            Choice::Close(candidates) => {
                let tables = candidates.iter().map(|candidate| figures::table(candidate, leads)).collect();
                self.ask(field, Reason::SeveralTables { customers, tables }, names(candidates));
            }
            Choice::Unsure(candidates) => self.ask(field, Reason::NoTable { customers }, names(candidates)),
        }
        None
    }

    fn keys(&mut self, leads: &NamedTable<'_>, transactions: &NamedTable<'_>, fixed: Fixed<'_>) {
        let tables = || (leads.table.name.clone(), transactions.table.name.clone());
        let chosen = [fixed.name(Field::CustomerKey), fixed.name(Field::TransactionKey)];
        if chosen.iter().all(Option::is_some) {
            return;
        }
        let mut ranked = joins::pairs(leads, transactions);
        ranked.retain(|(_, pair)| {
            chosen[0].is_none_or(|name| name == pair.leads) && chosen[1].is_none_or(|name| name == pair.transactions)
        });
        let figures = |pairs: &[Pair<'_>]| pairs.iter().map(|pair| figures::pair(leads, transactions, pair)).collect();
        let several = |pairs| {
            let (leads, transactions) = tables();
            Reason::SeveralPairs { leads, transactions, pairs }
        };
        let pairs = match choose(&ranked, joins::CLEAR) {
            Choice::Clear(pair) => vec![pair],
            Choice::Close(pairs) => pairs,
            Choice::Unsure(pairs) => {
                // Nothing is taken from pairs without enough points, not even a column that all of them have.
                let (leads, transactions) = tables();
                let reason = Reason::NoPair { leads, transactions, pairs: figures(&pairs) };
                if chosen[0].is_none() {
                    self.ask(Field::CustomerKey, reason.clone(), distinct(&pairs, |pair| pair.leads));
                }
                if chosen[1].is_none() {
                    self.ask(Field::TransactionKey, reason, distinct(&pairs, |pair| pair.transactions));
                }
                return;
            }
        };
        match distinct(&pairs, |pair| pair.leads).as_slice() {
            [one] => self.spec.leads.key = (*one).to_owned(),
            keys => self.ask(Field::CustomerKey, several(figures(&pairs)), keys.to_vec()),
        }
        match distinct(&pairs, |pair| pair.transactions).as_slice() {
            [one] => self.spec.transactions.key = (*one).to_owned(),
            keys => self.ask(Field::TransactionKey, several(figures(&pairs)), keys.to_vec()),
        }
    }

    fn email(&mut self, leads: &NamedTable<'_>) {
        let table = leads.table.name.clone();
        let key = self.spec.leads.key.clone();
        let emails = columns::emails(leads);
        if emails.iter().any(|(points, name)| *name == key && *points >= columns::CLEAR) {
            self.spec.leads.email = key;
            return;
        }
        match choose(&emails, columns::CLEAR) {
            Choice::Clear(email) => self.spec.leads.email = email.to_owned(),
            Choice::Close(emails) => {
                self.ask(Field::EmailColumn, Reason::SeveralEmails { table, columns: owned(&emails) }, emails);
            }
            Choice::Unsure(_) if !key.is_empty() => {
                self.remarks.push(Remark::KeyAsEmail { table, key: key.clone() });
                self.spec.leads.email = key;
            }
            Choice::Unsure(emails) => {
                self.ask(Field::EmailColumn, Reason::NoEmail { table }, emails);
            }
        }
    }

    fn rating(&mut self, leads: &NamedTable<'_>) {
        let key = self.spec.leads.key.clone();
        let mut ratings = columns::ratings(leads);
        ratings.retain(|(_, name)| *name != key);
        match choose(&ratings, columns::CLEAR) {
            Choice::Clear(rating) => self.spec.leads.rating = Some(rating.to_owned()),
            Choice::Close(ratings) => {
                let (table, columns) = (leads.table.name.clone(), owned(&ratings));
                let reason = Reason::SeveralRatings { table, columns };
                self.ask(Field::RatingColumn, reason, ratings);
            }
            Choice::Unsure(_) => self.remarks.push(Remark::NoRating),
        }
    }

    fn time(&mut self, transactions: &NamedTable<'_>) {
        let table = transactions.table.name.clone();
        let figures = |times: &[&str]| times.iter().map(|name| figures::time(transactions, name)).collect();
        match choose(&columns::times(transactions), columns::CLEAR) {
            Choice::Clear(time) => {
                self.spec.transactions.time = time.to_owned();
                self.remarks.extend(figures::sparse(transactions, time));
            }
            Choice::Close(times) => {
                self.ask(Field::TimeColumn, Reason::SeveralTimes { table, times: figures(&times) }, times);
            }
            Choice::Unsure(times) => {
                self.ask(Field::TimeColumn, Reason::NoTime { table, times: figures(&times) }, times);
            }
        }
    }

    /// Takes the amount column if one is clearly the best; nothing is asked, because few features need it.
    fn amount(&mut self, transactions: &NamedTable<'_>) {
        let key = self.spec.transactions.key.clone();
        let mut amounts = columns::amounts(transactions);
        amounts.retain(|(_, name)| *name != key);
        if let Choice::Clear(amount) = choose(&amounts, columns::CLEAR) {
            self.spec.transactions.amount = Some(amount.to_owned());
        }
    }

    /// Takes the best product column; of equals, the first, because the features that need it tell them apart.
    fn product(&mut self, transactions: &NamedTable<'_>) {
        let key = self.spec.transactions.key.clone();
        let products = columns::products(transactions).into_iter();
        let best = products.filter(|(points, name)| *points >= columns::CLEAR && *name != key).map(|(_, name)| name);
        self.spec.transactions.product = best.map(str::to_owned).next();
    }

    /// Suggests views if customers and transactions are joined by no pair of columns, or are one table.
    fn suggest(&mut self, schema: &Schema, all: &[NamedTable<'_>], tables: &Tables<'_, '_>) {
        let is_asked = |field| self.questions.iter().any(|question: &Question| question.field == field);
        let asked = [Field::LeadsTable, Field::CustomerKey, Field::TransactionsTable, Field::TransactionKey];
        if !asked.into_iter().any(is_asked) {
            return;
        }
        let stored = |candidate: &&&NamedTable<'_>| candidate.table.kind == TableKind::Table;
        let leads: Vec<_> = tables.leads.candidates().iter().filter(stored).copied().take(3).collect();
        let transactions: Vec<_> = tables.transactions.candidates().iter().filter(stored).copied().take(3).collect();
        let pairs = leads.iter().flat_map(|leads| transactions.iter().map(move |other| (*leads, *other)));
        let apart = pairs.filter(|(leads, transactions)| {
            let joined = joins::pairs(leads, transactions).first().is_some_and(|(points, _)| *points >= joins::CLEAR);
            !joined && !std::ptr::eq(leads.table, transactions.table)
        });
        let bridged = apart.into_iter().find_map(|(leads, transactions)| {
            Some(bridge::between(all, leads, transactions)?.suggest(schema, leads, transactions))
        });
        let usable: Vec<&NamedTable<'_>> = tables::usable(all).collect();
        self.suggestions.extend(bridged.or_else(|| single::suggest(schema, &usable)));
    }

    /// Takes a free name for the target if the table of that name is a source of the build.
    fn target(&mut self, schema: &Schema) {
        let is_source = |name: &str| {
            [&self.spec.leads.table, &self.spec.transactions.table].iter().any(|table| table.eq_ignore_ascii_case(name))
        };
        if is_source(&self.spec.target) {
            self.spec.target = schema.free_name(&self.spec.target);
        }
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// Returns the columns of one side of some pairs, each once, in order.
fn distinct<'a>(pairs: &[Pair<'a>], side: impl Fn(&Pair<'a>) -> &'a str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for name in pairs.iter().map(side) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
