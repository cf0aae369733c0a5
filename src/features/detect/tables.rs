//! Which table holds the customers and which their transactions: judged together, by what joins them.

use super::choice::{Choice, choose};
use super::joins;
use super::named::Look;

/// The points from which a table may be chosen without asking.
const ENOUGH: i32 = 5;

/// What a table loses that nothing joins to the other.
const UNJOINED: i32 = -6;

/// The most that a join can add: beyond this, names decide.
const JOINED: i32 = 12;

/// What a table whose name means nothing gets for a strong join, in place of the points of its words.
const STRONGLY_JOINED: i32 = 6;

/// How many tables are looked at on either side in pairs.
const CANDIDATES: usize = 16;

/// The tables that were chosen, or the candidates to ask for.
pub(super) struct Tables<'s, 'a> {
    pub(super) leads: Choice<&'s Look<'a>>,
    pub(super) transactions: Choice<&'s Look<'a>>,
}

/// Two tables that might belong together.
struct Together {
    leads: usize,
    transactions: usize,
    /// The points of the customers, of the transactions, and of what joins them.
    points: [i32; 3],
}

/// Finds the two tables; one that the person chose stays.
pub(super) fn find<'s, 'a>(
    all: &'s [Look<'a>],
    leads: Option<&'s Look<'a>>,
    transactions: Option<&'s Look<'a>>,
) -> Tables<'s, 'a> {
    let usable = || usable(all);
    let mut people = leads.map_or_else(|| ranked(usable(), Look::as_leads), |chosen| vec![(ENOUGH, chosen)]);
    let mut sales =
        transactions.map_or_else(|| ranked(usable(), Look::as_transactions), |chosen| vec![(ENOUGH, chosen)]);
    let together = pair_up(&mut people, &mut sales);
    let best = |fits: &dyn Fn(&Together) -> bool, count: &dyn Fn(&[i32; 3]) -> i32| {
        together.iter().filter(|pair| fits(pair)).map(|pair| count(&pair.points)).max()
    };
    let mut of_leads = settle(leads, &people, |at| best(&|pair| pair.leads == at, &|points| points.iter().sum()));
    if let (Choice::Clear(chosen), None) = (&of_leads, leads)
        && let Some(owner) = owner(&people, chosen)
    {
        // Accounts of customers are no customers, unless somebody says so.
        of_leads = Choice::Close(vec![owner, chosen]);
    }
    // Once the customers are known, only what joins to them counts.
    let known = match &of_leads {
        Choice::Clear(chosen) => people.iter().position(|(_, look)| std::ptr::eq(*look, *chosen)),
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
        // One table by itself can look like both; it is not taken for both.
        of_sales = Choice::Unsure(Vec::new());
    }
    if let (Choice::Clear(customers), Choice::Clear(link), None) = (&of_leads, &of_sales, transactions)
        && let Some(linked) = linked(&sales, customers, link)
    {
        of_sales = Choice::Close(vec![linked, link]);
    }
    Tables { leads: of_leads, transactions: of_sales }
}

/// The tables that can be read from: all but those that an earlier build wrote.
pub(super) fn usable<'s, 'a>(all: &'s [Look<'a>]) -> impl Iterator<Item = &'s Look<'a>> {
    all.iter().filter(|look| !is_feature_table(look))
}

/// Judges the likeliest tables of either side in pairs, and gives those of unknown names the points of a strong join.
fn pair_up(people: &mut [(i32, &Look<'_>)], sales: &mut [(i32, &Look<'_>)]) -> Vec<Together> {
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
    let points = |tables: &[(i32, &Look<'_>)], at: usize| tables.get(at).map_or(0, |(points, _)| *points);
    for pair in &mut together {
        pair.points[0] = points(people, pair.leads);
        pair.points[1] = points(sales, pair.transactions);
    }
    together
}

/// The transactions that a link table joins to the customers, if that is what it does.
fn linked<'s, 'a>(sales: &[(i32, &'s Look<'a>)], customers: &Look<'_>, link: &Look<'_>) -> Option<&'s Look<'a>> {
    let joins =
        |leads: &Look<'_>, other: &Look<'_>| joins::pairs(leads, other).first().map_or(0, |(points, _)| *points);
    let mut others = sales.iter().filter(|(points, look)| {
        *points >= ENOUGH && !std::ptr::eq(look.table, link.table) && !std::ptr::eq(look.table, customers.table)
    });
    let found = others.find(|(_, look)| joins(look, link) >= joins::CLEAR + 2 && joins(customers, look) < joins::CLEAR);
    found.map(|(_, look)| *look)
}

/// Gives those of some tables that are strongly joined their points.
fn strengthen(tables: &mut [(i32, &Look<'_>)], strong: &[bool]) {
    for ((points, _), _) in tables.iter_mut().zip(strong).filter(|(_, strong)| **strong) {
        *points += STRONGLY_JOINED;
    }
}

/// The table of people that another table of people belongs to: the customers of accounts.
fn owner<'s, 'a>(people: &[(i32, &'s Look<'a>)], owned: &Look<'_>) -> Option<&'s Look<'a>> {
    let others = people.iter().take(CANDIDATES).filter(|(points, _)| *points >= ENOUGH);
    let joined = |look: &Look<'_>| {
        let pair = joins::pairs(look, owned);
        let Some((points, pair)) = pair.first() else { return false };
        // A column of its own, and not the key or the address that both tables have.
        let own_key =
            owned.columns.iter().any(|column| column.column.name == pair.transactions && owned.is_key(column.column));
        *points >= joins::CLEAR + 2 && !own_key && !joins::is_email(owned, pair.transactions)
    };
    others.map(|(_, look)| *look).find(|look| !std::ptr::eq(look.table, owned.table) && joined(look))
}

/// Ranks candidates by what they add up to in their best pair; without one they only come last.
fn settle<'s, 'a>(
    chosen: Option<&'s Look<'a>>,
    ranked: &[(i32, &'s Look<'a>)],
    in_pair: impl Fn(usize) -> Option<i32>,
) -> Choice<&'s Look<'a>> {
    if let Some(chosen) = chosen {
        return Choice::Clear(chosen);
    }
    let mut totals: Vec<(i32, (i32, &Look<'a>))> =
        ranked.iter().enumerate().filter_map(|(at, (own, look))| Some((in_pair(at)?, (*own, *look)))).collect();
    // The sort is stable: equals stay in the order of their own points, then of their names.
    totals.sort_by_key(|(total, _)| std::cmp::Reverse(*total));
    let (mut fit, unfit): (Vec<_>, Vec<_>) = totals.into_iter().partition(|(_, (own, _))| *own >= ENOUGH);
    let enough = if fit.is_empty() { i32::MAX } else { i32::MIN };
    fit.extend(unfit.into_iter().filter(|_| enough == i32::MAX));
    let named = |(total, (_, look)): (i32, (i32, &'s Look<'a>))| (total, look);
    let fit: Vec<_> = fit.into_iter().map(named).collect();
    if fit.is_empty() { choose(ranked, ENOUGH) } else { choose(&fit, enough) }
}

fn ranked<'s, 'a: 's>(
    tables: impl Iterator<Item = &'s Look<'a>>,
    points: impl Fn(&Look<'a>) -> i32,
) -> Vec<(i32, &'s Look<'a>)> {
    let mut ranked: Vec<_> = tables.map(|look| (points(look), look)).collect();
    ranked.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    ranked
}

/// Says whether a table is what an earlier build wrote, or is empty of columns.
fn is_feature_table(look: &Look<'_>) -> bool {
    let has = |name: &str| look.columns.iter().any(|column| column.words.squeezed == name);
    look.columns.is_empty()
        || look.words.squeezed == "customerfeatures"
        || (has("purchasefrequency") && has("recencydays"))
}
