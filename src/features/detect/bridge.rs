//! A third table between customers and transactions: a link table, or accounts that belong to customers.

use super::Suggestion;
use super::joins;
use super::joins::Pair;
use super::named::NamedTable;
use super::reasons::SuggestionReason;
use super::vocabulary::SALES;
use super::words::singular;
use crate::base::ident::Ident;
use crate::base::schema::{Schema, TableKind};

/// A table through which transactions find their customers.
pub(super) struct Bridge<'s, 'a> {
    table: &'s NamedTable<'a>,
    /// The column of the bridge and the column of the transactions that are equal.
    transaction: (&'a str, &'a str),
    /// The column of the customers and the column of the bridge that are equal.
    customer: Pair<'a>,
    is_link: bool,
}

/// Finds the table that joins transactions to customers, where one does.
pub(super) fn between<'s, 'a>(
    all: &'s [NamedTable<'a>],
    leads: &NamedTable<'a>,
    transactions: &NamedTable<'a>,
) -> Option<Bridge<'s, 'a>> {
    let mut best: Option<(i32, Bridge<'s, 'a>)> = None;
    let others = all.iter().filter(|candidate| candidate.table.kind == TableKind::Table);
    for table in others.filter(|candidate| {
        !std::ptr::eq(candidate.table, leads.table) && !std::ptr::eq(candidate.table, transactions.table)
    }) {
        let Some((to_customer, customer)) = clear(leads, table) else { continue };
        let account = clear(table, transactions).map(|(points, pair)| (points, (pair.leads, pair.transactions), false));
        let link = || clear(transactions, table).map(|(points, pair)| (points, (pair.transactions, pair.leads), true));
        let Some((to_transaction, transaction, is_link)) = account.or_else(link) else { continue };
        let points = to_customer + to_transaction;
        if best.as_ref().is_none_or(|(most, _)| points > *most) {
            best = Some((points, Bridge { table, transaction, customer, is_link }));
        }
    }
    best.map(|(_, bridge)| bridge)
}

/// Returns the best pair of key columns of two tables, if it is clear.
fn clear<'a>(leads: &NamedTable<'a>, transactions: &NamedTable<'a>) -> Option<(i32, Pair<'a>)> {
    joins::pairs(leads, transactions).into_iter().next().filter(|(points, _)| *points >= joins::CLEAR + 2)
}

impl Bridge<'_, '_> {
    /// Makes the suggestion: a view that gives every transaction its customer's key.
    pub(super) fn suggest(&self, schema: &Schema, leads: &NamedTable<'_>, transactions: &NamedTable<'_>) -> Suggestion {
        let (from, to, between) = (&transactions.table.name, &leads.table.name, &self.table.table.name);
        let is_sale = transactions.words.most(&SALES).is_some();
        let view = schema.free_name(&format!("{to}_{}", if is_sale { from.as_str() } else { "transactions" }));
        let taken = |name: &str| transactions.table.column(name).is_some();
        let own = self.customer.transactions;
        let refers = joins::refers(&super::words::Words::of(own), &leads.stems);
        let stem = leads.words.list.last().map_or_else(|| singular(&leads.words.squeezed), Clone::clone);
        let name = if refers && !taken(own) {
            own.to_owned()
        } else {
            let mut names = (1..).map(|n| if n == 1 { format!("{stem}_id") } else { format!("{stem}{n}_id") });
            names.find(|name| !taken(name)).unwrap_or_default()
        };
        let [between_name, leads, transactions] = [between, to, from].map(String::clone);
        let reason = if self.is_link {
            SuggestionReason::Linked { transactions, between: between_name, leads }
        } else {
            SuggestionReason::BelongsTo { transactions, between: between_name, leads }
        };
        let sql = format!(
            "CREATE VIEW {} AS\nSELECT t.*, b.{} AS {}\nFROM {} AS t\nJOIN {} AS b ON b.{} = t.{};",
            Ident(&view),
            Ident(own),
            Ident(&name),
            Ident(from),
            Ident(between),
            Ident(self.transaction.0),
            Ident(self.transaction.1),
        );
        Suggestion { reason, sql }
    }
}
