//! Fills a proposal in: columns for the tables that were found, questions and remarks for the rest.

use chrono::{DateTime, Utc};

use super::choice::{Choice, choose};
use super::columns;
use super::keys::{self, Pair};
use super::look::Look;
use super::tables::Tables;
use super::{Field, Proposal, Question};
use crate::domain::schema::Schema;
use crate::domain::spec::FeatureSpec;

/// Puts the proposal together.
pub(super) fn proposal(schema: &Schema, tables: &Tables<'_, '_>, as_of: DateTime<Utc>) -> Proposal {
    let mut proposal = Proposal { spec: FeatureSpec::empty(as_of), questions: Vec::new(), remarks: Vec::new() };
    let leads = proposal.table(Field::LeadsTable, &tables.leads, "the customers");
    let transactions = proposal.table(Field::TransactionsTable, &tables.transactions, "their transactions");
    if let (Some(leads), Some(transactions)) = (leads, transactions) {
        proposal.keys(leads, transactions);
    }
    if let Some(leads) = leads {
        proposal.spec.leads.table = leads.table.name.clone();
        proposal.email(leads);
        proposal.rating(leads);
        let p1 = leads.columns.iter().find(|column| column.words.is(&["p1"]) && column.words.squeezed == "p1");
        proposal.spec.leads.carry = p1.map(|column| column.column.name.clone()).into_iter().collect();
    }
    if let Some(transactions) = transactions {
        proposal.spec.transactions.table = transactions.table.name.clone();
        proposal.time(transactions);
    }
    proposal.target(schema);
    proposal
}

impl Proposal {
    fn ask(&mut self, field: Field, reason: String, options: Vec<&str>) {
        let options = options.into_iter().map(str::to_owned).collect();
        self.questions.push(Question { field, reason, options });
    }

    fn table<'s, 'a>(&mut self, field: Field, choice: &Choice<&'s Look<'a>>, what: &str) -> Option<&'s Look<'a>> {
        let names = |looks: &[&'s Look<'a>]| looks.iter().map(|look| look.table.name.as_str()).collect();
        match choice {
            Choice::Clear(look) => return Some(look),
            Choice::Close(looks) => self.ask(field, format!("More than one table could hold {what}."), names(looks)),
            Choice::Unsure(looks) => self.ask(field, format!("No table clearly holds {what}."), names(looks)),
        }
        None
    }

    fn keys(&mut self, leads: &Look<'_>, transactions: &Look<'_>) {
        let (from, to) = (&leads.table.name, &transactions.table.name);
        let (pairs, reason) = match choose(&keys::pairs(leads, transactions), keys::CLEAR) {
            Choice::Clear(pair) => (vec![pair], String::new()),
            Choice::Close(pairs) => (pairs, format!("More than one pair of columns could join {from} to {to}.")),
            Choice::Unsure(pairs) => {
                // Nothing is taken from pairs that are not good enough, not even what they agree on.
                let reason = format!("No column of {from} clearly matches one of {to}.");
                self.ask(Field::CustomerKey, reason.clone(), distinct(&pairs, |pair| pair.leads));
                self.ask(Field::TransactionKey, reason, distinct(&pairs, |pair| pair.transactions));
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
        if emails.iter().any(|(_, name)| *name == key) {
            self.spec.leads.email = key;
            return;
        }
        match choose(&emails, columns::CLEAR) {
            Choice::Clear(email) => self.spec.leads.email = email.to_owned(),
            Choice::Close(emails) => {
                self.ask(
                    Field::EmailColumn,
                    format!("More than one column of {table} holds e-mail addresses."),
                    emails,
                );
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
                let reason = format!("More than one column of {} holds a rating.", leads.table.name);
                self.ask(Field::RatingColumn, reason, ratings);
            }
            Choice::Unsure(_) => self.remarks.push("There is no rating column: member_rating will be NULL.".to_owned()),
        }
    }

    fn time(&mut self, transactions: &Look<'_>) {
        let table = &transactions.table.name;
        match choose(&columns::times(transactions), columns::CLEAR) {
            Choice::Clear(time) => self.spec.transactions.time = time.to_owned(),
            Choice::Close(times) => {
                let reason = format!("More than one column of {table} could be the time of the transaction.");
                self.ask(Field::TimeColumn, reason, times);
            }
            Choice::Unsure(times) => {
                let reason = format!("No column of {table} is clearly the time of the transaction.");
                self.ask(Field::TimeColumn, reason, times);
            }
        }
    }

    /// Takes another target where the person builds from a table of that name.
    fn target(&mut self, schema: &Schema) {
        let is_source = |name: &str| {
            [&self.spec.leads.table, &self.spec.transactions.table].iter().any(|table| table.eq_ignore_ascii_case(name))
        };
        if is_source(&self.spec.target) {
            let free = (2..).map(|n| format!("{}_{n}", self.spec.target)).find(|name| schema.table(name).is_none());
            self.spec.target = free.unwrap_or_default();
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
