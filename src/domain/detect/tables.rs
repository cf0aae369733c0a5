//! Which table holds the customers and which their transactions: judged together, by what joins them.

use super::choice::{Choice, choose};
use super::keys;
use super::look::Look;

/// The points from which a table may be chosen without asking.
const ENOUGH: i32 = 5;

/// What a table loses that nothing joins to the other.
const UNJOINED: i32 = -6;

/// The most that a join can add: beyond this, names decide.
const JOINED: i32 = 12;

/// How many tables are looked at on either side in pairs.
const CANDIDATES: usize = 16;

/// The tables that were chosen, or the candidates to ask for.
pub(super) struct Tables<'s, 'a> {
    pub(super) leads: Choice<&'s Look<'a>>,
    pub(super) transactions: Choice<&'s Look<'a>>,
}

/// Finds the two tables; one that the person chose stays.
pub(super) fn find<'s, 'a>(
    all: &'s [Look<'a>],
    leads: Option<&'s Look<'a>>,
    transactions: Option<&'s Look<'a>>,
) -> Tables<'s, 'a> {
    let usable = || all.iter().filter(|look| !is_feature_table(look));
    let people = leads.map_or_else(|| ranked(usable(), Look::as_leads), |chosen| vec![(ENOUGH, chosen)]);
    let sales = transactions.map_or_else(|| ranked(usable(), Look::as_transactions), |chosen| vec![(ENOUGH, chosen)]);
    let mut together = Vec::new();
    for (at, (person, customer)) in people.iter().take(CANDIDATES).enumerate() {
        for (place, (sale, transaction)) in sales.iter().take(CANDIDATES).enumerate() {
            if !std::ptr::eq(*customer, *transaction) {
                let join = keys::pairs(customer, transaction).first().map(|(points, _)| *points);
                let join = join.filter(|points| *points >= keys::CLEAR).map_or(UNJOINED, |points| points.min(JOINED));
                together.push((at, place, [*person, *sale, join]));
            }
        }
    }
    let best = |fits: &dyn Fn(usize, usize) -> bool, count: &dyn Fn(&[i32; 3]) -> i32| {
        together.iter().filter(|(at, place, _)| fits(*at, *place)).map(|(_, _, points)| count(points)).max()
    };
    let of_leads = settle(leads, &people, |at| best(&|other, _| other == at, &|points| points.iter().sum()));
    // Once the customers are known, only what joins to them counts.
    let known = match &of_leads {
        Choice::Clear(chosen) => people.iter().position(|(_, look)| std::ptr::eq(*look, *chosen)),
        _ => None,
    };
    let mut of_sales = settle(transactions, &sales, |place| {
        best(&|at, other| other == place && known.is_none_or(|known| known == at), &|points| points[1] + points[2])
    });
    if let (Choice::Clear(one), Choice::Clear(other)) = (&of_leads, &of_sales)
        && std::ptr::eq(*one, *other)
        && (leads.is_none() || transactions.is_none())
    {
        // One table by itself can look like both; it is not taken for both.
        of_sales = Choice::Unsure(Vec::new());
    }
    Tables { leads: of_leads, transactions: of_sales }
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
