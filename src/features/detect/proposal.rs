//! Fills a proposal in: columns for the tables that were found, questions and remarks for the rest.

use super::choice::{Choice, choose};
use super::columns;
use super::joins;
use super::joins::Pair;
use super::named::Look;
use super::tables::Tables;
use super::{Fixed, Proposal, Question, bridge, figures, single, tables};
use crate::base::schema::{Schema, TableKind};
use crate::features::field::Field;

/// Puts the proposal together.
pub(super) fn proposal(schema: &Schema, all: &[Look<'_>], tables: &Tables<'_, '_>, fixed: Fixed<'_>) -> Proposal {
    let mut spec = fixed.spec.clone();
    for field in Field::ALL.into_iter().filter(|field| !fixed.has(*field)) {
        spec.map(field, String::new());
    }
    let mut proposal = Proposal { spec, questions: Vec::new(), remarks: Vec::new(), suggestions: Vec::new() };
    let known = match &tables.leads {
        Choice::Clear(look) => Some(*look),
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
        if fixed.spec.leads.carry.is_empty() && fixed.name(Field::LeadsTable).is_none() || !carried(leads, &proposal) {
            let p1 = leads.columns.iter().find(|column| column.words.is(&["p1"]) && column.words.squeezed == "p1");
            proposal.spec.leads.carry = p1.map(|column| column.column.name.clone()).into_iter().collect();
        }
    }
    if let Some(transactions) = transactions {
        proposal.spec.transactions.table.clone_from(&transactions.table.name);
        if !fixed.has(Field::TimeColumn) {
            proposal.time(transactions);
        }
    }
    proposal.suggest(schema, all, tables);
    proposal.target(schema);
    proposal
}

/// Says whether the customers' table has all the columns that are carried through.
fn carried(leads: &Look<'_>, proposal: &Proposal) -> bool {
    proposal.spec.leads.carry.iter().all(|name| leads.table.column(name).is_some())
}

impl Proposal {
    fn ask(&mut self, field: Field, reason: String, options: Vec<&str>) {
        let options = options.into_iter().map(str::to_owned).collect();
        self.questions.push(Question { field, reason, options });
    }

    fn table<'s, 'a>(
        &mut self,
        field: Field,
        choice: &Choice<&'s Look<'a>>,
        leads: Option<&Look<'_>>,
    ) -> Option<&'s Look<'a>> {
        let what = if field == Field::LeadsTable { "the customers" } else { "their transactions" };
        let names = |looks: &[&'s Look<'a>]| looks.iter().map(|look| look.table.name.as_str()).collect();
        match choice {
            Choice::Clear(look) => return Some(look),
            Choice::Close(looks) => {
                let candidates = figures::list(looks.iter().map(|look| figures::table(look, leads)));
                self.ask(field, format!("More than one table could hold {what}: {candidates}."), names(looks));
            }
            Choice::Unsure(looks) => self.ask(field, format!("No table clearly holds {what}."), names(looks)),
        }
        None
    }

    fn keys(&mut self, leads: &Look<'_>, transactions: &Look<'_>, fixed: Fixed<'_>) {
        let (from, to) = (&leads.table.name, &transactions.table.name);
        let chosen = [fixed.name(Field::CustomerKey), fixed.name(Field::TransactionKey)];
        if chosen.iter().all(Option::is_some) {
            return;
        }
        let mut ranked = joins::pairs(leads, transactions);
        ranked.retain(|(_, pair)| {
            chosen[0].is_none_or(|name| name == pair.leads) && chosen[1].is_none_or(|name| name == pair.transactions)
        });
        let figures =
            |pairs: &[Pair<'_>]| figures::list(pairs.iter().map(|pair| figures::pair(leads, transactions, pair)));
        let (pairs, reason) = match choose(&ranked, joins::CLEAR) {
            Choice::Clear(pair) => (vec![pair], String::new()),
            Choice::Close(pairs) => {
                let figures = figures(&pairs);
                (pairs, format!("More than one pair of columns could join {from} to {to}: {figures}."))
            }
            Choice::Unsure(pairs) => {
                // Nothing is taken from pairs that are not good enough, not even what they agree on.
                let mut reason = format!("No column of {from} clearly matches one of {to}.");
                if !pairs.is_empty() {
                    reason += &format!(" Looked at: {}.", figures(&pairs));
                }
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
            several => self.ask(Field::CustomerKey, reason.clone(), several.to_vec()),
        }
        match distinct(&pairs, |pair| pair.transactions).as_slice() {
            [one] => self.spec.transactions.key = (*one).to_owned(),
            several => self.ask(Field::TransactionKey, reason, several.to_vec()),
        }
    }

    fn email(&mut self, leads: &Look<'_>) {
        let table = &leads.table.name;
        let key = self.spec.leads.key.clone();
        let emails = columns::emails(leads);
        if emails.iter().any(|(points, name)| *name == key && *points >= columns::CLEAR) {
            self.spec.leads.email = key;
            return;
        }
        match choose(&emails, columns::CLEAR) {
            Choice::Clear(email) => self.spec.leads.email = email.to_owned(),
            Choice::Close(emails) => {
                let reason = format!("More than one column of {table} holds e-mail addresses: {}.", emails.join(", "));
                self.ask(Field::EmailColumn, reason, emails);
            }
            Choice::Unsure(_) if !key.is_empty() => {
                self.remarks.push(format!("There is no e-mail column in {table}: user_email will hold {key}."));
                self.spec.leads.email = key;
            }
            Choice::Unsure(emails) => {
                self.ask(Field::EmailColumn, format!("There is no e-mail column in {table}."), emails);
            }
        }
    }

    fn rating(&mut self, leads: &Look<'_>) {
        let key = self.spec.leads.key.clone();
        let mut ratings = columns::ratings(leads);
        ratings.retain(|(_, name)| *name != key);
        match choose(&ratings, columns::CLEAR) {
            Choice::Clear(rating) => self.spec.leads.rating = Some(rating.to_owned()),
            Choice::Close(ratings) => {
                let list = ratings.join(", ");
                let reason = format!("More than one column of {} holds a rating: {list}.", leads.table.name);
                self.ask(Field::RatingColumn, reason, ratings);
            }
            Choice::Unsure(_) => self.remarks.push("There is no rating column: member_rating will be NULL.".to_owned()),
        }
    }

    fn time(&mut self, transactions: &Look<'_>) {
        let table = &transactions.table.name;
        let figures = |times: &[&str]| figures::list(times.iter().map(|name| figures::time(transactions, name)));
        match choose(&columns::times(transactions), columns::CLEAR) {
            Choice::Clear(time) => {
                self.spec.transactions.time = time.to_owned();
                self.remarks.extend(figures::sparse(transactions, time));
            }
            Choice::Close(times) => {
                let list = figures(&times);
                let reason = format!("More than one column of {table} could be the time of the transaction: {list}.");
                self.ask(Field::TimeColumn, reason, times);
            }
            Choice::Unsure(times) => {
                let mut reason = format!("No column of {table} is clearly the time of the transaction.");
                if !times.is_empty() {
                    reason += &format!(" Looked at: {}.", figures(&times));
                }
                self.ask(Field::TimeColumn, reason, times);
            }
        }
    }

    /// Offers the views that would help where customers and transactions do not meet, or are one table.
    fn suggest(&mut self, schema: &Schema, all: &[Look<'_>], tables: &Tables<'_, '_>) {
        let is_asked = |field| self.questions.iter().any(|question: &Question| question.field == field);
        let asked = [Field::LeadsTable, Field::CustomerKey, Field::TransactionsTable, Field::TransactionKey];
        if !asked.into_iter().any(is_asked) {
            return;
        }
        let stored = |look: &&&Look<'_>| look.table.kind == TableKind::Table;
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
        let usable: Vec<&Look<'_>> = tables::usable(all).collect();
        self.suggestions.extend(bridged.or_else(|| single::suggest(schema, &usable)));
    }

    /// Takes another target where the person builds from a table of that name.
    fn target(&mut self, schema: &Schema) {
        let is_source = |name: &str| {
            [&self.spec.leads.table, &self.spec.transactions.table].iter().any(|table| table.eq_ignore_ascii_case(name))
        };
        if is_source(&self.spec.target) {
            self.spec.target = schema.free_name(&self.spec.target);
        }
    }
}

/// One side of some pairs, each column once, in order.
fn distinct<'a>(pairs: &[Pair<'a>], side: impl Fn(&Pair<'a>) -> &'a str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for name in pairs.iter().map(side) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
