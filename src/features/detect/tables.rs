//! Finds the tables of customers and of transactions, judged as a pair by their names and the keys that join them.

use super::choice::{Choice, choose};
use super::joins;
use super::named::NamedTable;

/// The points from which a table may be chosen without asking.
const ENOUGH: i32 = 5;

/// The points of two tables that no pair of keys joins.
const UNJOINED: i32 = -6;

/// The most points that a join can add, so that names decide between tables that are all joined well.
const JOINED: i32 = 12;

/// The points of a table with a strong join and no known word in its name, in place of the points of its words.
const STRONGLY_JOINED: i32 = 6;

/// The most tables of customers, and of transactions, that are judged in pairs.
const CANDIDATES: usize = 16;

/// The tables that were chosen, or the candidates among which the person is to choose.
pub(super) struct Tables<'s, 'a> {
    pub(super) leads: Choice<&'s NamedTable<'a>>,
    pub(super) transactions: Choice<&'s NamedTable<'a>>,
}

/// A table of customers and one of transactions that might belong together, by their indices.
struct Together {
    leads: usize,
    transactions: usize,
    /// The points of the customers' table, of the transactions table, and of the join.
    points: [i32; 3],
}

/// Finds the two tables; a table that the person chose is kept.
pub(super) fn find<'s, 'a>(
    all: &'s [NamedTable<'a>],
    leads: Option<&'s NamedTable<'a>>,
    transactions: Option<&'s NamedTable<'a>>,
) -> Tables<'s, 'a> {
    let usable = || usable(all);
    let mut people = leads.map_or_else(|| ranked(usable(), NamedTable::as_leads), |chosen| vec![(ENOUGH, chosen)]);
    let mut sales =
        transactions.map_or_else(|| ranked(usable(), NamedTable::as_transactions), |chosen| vec![(ENOUGH, chosen)]);
    let together = pair_up(&mut people, &mut sales);
    let best = |fits: &dyn Fn(&Together) -> bool, count: &dyn Fn(&[i32; 3]) -> i32| {
        together.iter().filter(|pair| fits(pair)).map(|pair| count(&pair.points)).max()
    };
    let mut of_leads = settle(leads, &people, |at| best(&|pair| pair.leads == at, &|points| points.iter().sum()));
    if let (Choice::Clear(chosen), None) = (&of_leads, leads)
        && let Some(owner) = owner(&people, chosen)
    {
        // Accounts of customers are no customers, unless the person chooses them.
        of_leads = Choice::Close(vec![owner, chosen]);
    }
    // Once the customers are known, only pairs with them count.
    let known = match &of_leads {
        Choice::Clear(chosen) => people.iter().position(|(_, candidate)| std::ptr::eq(*candidate, *chosen)),
        _ => None,
    };
    let mut of_sales = settle(transactions, &sales, |place| {
        best(&|pair| pair.transactions == place && known.is_none_or(|known| known == pair.leads), &|points| {
            points[1] + points[2]
        })
    });
    if let (Choice::Clear(one), Choice::Clear(other)) = (&of_leads, &of_sales)
        && std::ptr::eq(*one, *other)
        && (leads.is_none() || transactions.is_none())
    {
        // A single table can have enough points for both; it is not proposed for both.
        of_sales = Choice::Unsure(Vec::new());
    }
    if let (Choice::Clear(customers), Choice::Clear(link), None) = (&of_leads, &of_sales, transactions)
        && let Some(linked) = linked(&sales, customers, link)
    {
        of_sales = Choice::Close(vec![linked, link]);
    }
    Tables { leads: of_leads, transactions: of_sales }
}

/// Returns the tables that can be sources of a build: all with columns, except those that an earlier build wrote.
pub(super) fn usable<'s, 'a>(all: &'s [NamedTable<'a>]) -> impl Iterator<Item = &'s NamedTable<'a>> {
    all.iter().filter(|candidate| !is_feature_table(candidate))
}

/// Judges the likeliest tables in pairs, and adds the points of a strong join to those without a known word in their
/// name.
fn pair_up(people: &mut [(i32, &NamedTable<'_>)], sales: &mut [(i32, &NamedTable<'_>)]) -> Vec<Together> {
    let mut together = Vec::new();
    let (mut strong_people, mut strong_sales) = (vec![false; people.len()], vec![false; sales.len()]);
    for (leads, ((person, customer), strong_person)) in
        people.iter().zip(&mut strong_people).take(CANDIDATES).enumerate()
    {
        for (transactions, ((sale, transaction), strong_sale)) in
            sales.iter().zip(&mut strong_sales).take(CANDIDATES).enumerate()
        {
            if std::ptr::eq(*customer, *transaction) {
                continue;
            }
            let best = joins::pairs(customer, transaction).into_iter().next();
            let best = best.filter(|(points, _)| *points >= joins::CLEAR);
            if best.as_ref().is_some_and(|(_, pair)| joins::is_strong(customer, transaction, pair)) {
                *strong_person |= customer.is_unnamed();
                *strong_sale |= transaction.is_unnamed();
            }
            let join = best.map_or(UNJOINED, |(points, _)| points.min(JOINED));
            together.push(Together { leads, transactions, points: [*person, *sale, join] });
        }
    }
    strengthen(people, &strong_people);
    strengthen(sales, &strong_sales);
    let points = |tables: &[(i32, &NamedTable<'_>)], at: usize| tables.get(at).map_or(0, |(points, _)| *points);
    for pair in &mut together {
        pair.points[0] = points(people, pair.leads);
        pair.points[1] = points(sales, pair.transactions);
    }
    together
}

/// Returns the table of transactions that a link table joins to the customers, if it is a link table.
fn linked<'s, 'a>(
    sales: &[(i32, &'s NamedTable<'a>)],
    customers: &NamedTable<'_>,
    link: &NamedTable<'_>,
) -> Option<&'s NamedTable<'a>> {
    let joins = |leads: &NamedTable<'_>, other: &NamedTable<'_>| {
        joins::pairs(leads, other).first().map_or(0, |(points, _)| *points)
    };
    let mut others = sales.iter().filter(|(points, candidate)| {
        *points >= ENOUGH
            && !std::ptr::eq(candidate.table, link.table)
            && !std::ptr::eq(candidate.table, customers.table)
    });
    let found = others.find(|(_, candidate)| {
        joins(candidate, link) >= joins::CLEAR + 2 && joins(customers, candidate) < joins::CLEAR
    });
    found.map(|(_, candidate)| *candidate)
}

/// Adds [`STRONGLY_JOINED`] to the points of the tables that are strongly joined.
fn strengthen(tables: &mut [(i32, &NamedTable<'_>)], strong: &[bool]) {
    for ((points, _), _) in tables.iter_mut().zip(strong).filter(|(_, strong)| **strong) {
        *points += STRONGLY_JOINED;
    }
}

/// Returns the table of people to which another table of people belongs, such as the customers of accounts.
fn owner<'s, 'a>(people: &[(i32, &'s NamedTable<'a>)], owned: &NamedTable<'_>) -> Option<&'s NamedTable<'a>> {
    let others = people.iter().take(CANDIDATES).filter(|(points, _)| *points >= ENOUGH);
    let joined = |candidate: &NamedTable<'_>| {
        let pair = joins::pairs(candidate, owned);
        let Some((points, pair)) = pair.first() else { return false };
        // The pair must be of a column that is only a reference, not of a primary key or an e-mail address in both
        // tables.
        let own_key =
            owned.columns.iter().any(|column| column.column.name == pair.transactions && owned.is_key(column.column));
        *points >= joins::CLEAR + 2 && !own_key && !joins::is_email(owned, pair.transactions)
    };
    others
        .map(|(_, candidate)| *candidate)
        .find(|candidate| !std::ptr::eq(candidate.table, owned.table) && joined(candidate))
}

/// Chooses a table by the points of its best pair, or by its own points if there are no pairs. Tables with fewer than
/// [`ENOUGH`] points of their own count only if there is no other, and then the person is asked.
fn settle<'s, 'a>(
    chosen: Option<&'s NamedTable<'a>>,
    ranked: &[(i32, &'s NamedTable<'a>)],
    in_pair: impl Fn(usize) -> Option<i32>,
) -> Choice<&'s NamedTable<'a>> {
    if let Some(chosen) = chosen {
        return Choice::Clear(chosen);
    }
    let mut totals: Vec<(i32, (i32, &NamedTable<'a>))> = ranked
        .iter()
        .enumerate()
        .filter_map(|(at, (own, candidate))| Some((in_pair(at)?, (*own, *candidate))))
        .collect();
    // The sort is stable: equals stay in the order of their own points, then of their names.
    totals.sort_by_key(|(total, _)| std::cmp::Reverse(*total));
    let (mut fit, unfit): (Vec<_>, Vec<_>) = totals.into_iter().partition(|(_, (own, _))| *own >= ENOUGH);
    let enough = if fit.is_empty() { i32::MAX } else { i32::MIN };
    fit.extend(unfit.into_iter().filter(|_| enough == i32::MAX));
    let named = |(total, (_, candidate)): (i32, (i32, &'s NamedTable<'a>))| (total, candidate);
    let fit: Vec<_> = fit.into_iter().map(named).collect();
    if fit.is_empty() { choose(ranked, ENOUGH) } else { choose(&fit, enough) }
}

fn ranked<'s, 'a: 's>(
    tables: impl Iterator<Item = &'s NamedTable<'a>>,
    points: impl Fn(&NamedTable<'a>) -> i32,
) -> Vec<(i32, &'s NamedTable<'a>)> {
    let mut ranked: Vec<_> = tables.map(|candidate| (points(candidate), candidate)).collect();
    ranked.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    ranked
}

/// Says whether a table was written by an earlier build, judged by the names of the table and its columns, or has no
/// columns.
fn is_feature_table(candidate: &NamedTable<'_>) -> bool {
    let has = |name: &str| candidate.columns.iter().any(|column| column.words.squeezed == name);
    candidate.columns.is_empty()
        || candidate.words.squeezed == "customerfeatures"
        || (has("purchasefrequency") && has("recencydays"))
}
