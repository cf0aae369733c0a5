//! The figures of candidates for questions and remarks: rows, keys found, NULLs, readable times.

use super::columns;
use super::joins;
use super::joins::Pair;
use super::named::Look;
use super::reasons::{PairFigures, Remark, TableFigures, TimeFigures};

/// Returns the figures of a pair: the number of keys, those found, and whether the customers' column is unique.
pub(super) fn pair(leads: &Look<'_>, transactions: &Look<'_>, pair: &Pair<'_>) -> PairFigures {
    let (tables, columns) = ((&leads.table.name, &transactions.table.name), (pair.leads, pair.transactions));
    let [leads_key, transactions_key] = [columns.0, columns.1].map(str::to_owned);
    let matched = leads.facts.key_match((tables.0, columns.0), (tables.1, columns.1));
    match matched.filter(|matched| matched.keys > 0) {
        Some(matched) => PairFigures::LookedUp {
            leads: leads_key,
            transactions: transactions_key,
            keys: matched.keys,
            found: matched.found,
            first_rows: (!matched.complete).then_some(matched.values),
            unique: matched.values <= matched.distinct,
        },
        None => PairFigures::NotLookedUp { leads: leads_key, transactions: transactions_key },
    }
}

/// Returns the figures of a table: its rows, and for transactions the pair of keys that joins them to the customers.
pub(super) fn table(look: &Look<'_>, leads: Option<&Look<'_>>) -> TableFigures {
    let pair = leads.filter(|leads| !std::ptr::eq(leads.table, look.table)).and_then(|leads| {
        let (points, best) = joins::pairs(leads, look).into_iter().next()?;
        (points >= joins::CLEAR).then(|| pair(leads, look, &best))
    });
    TableFigures::Table { name: look.table.name.clone(), rows: look.table.rows, pair }
}

/// Returns the figures of a time column: its NULLs, texts, and texts that can be read.
pub(super) fn time(look: &Look<'_>, name: &str) -> TimeFigures {
    let column = look.columns.iter().find(|column| column.column.name == name);
    let name = name.to_owned();
    match column.and_then(|column| column.sample) {
        Some(sample) => TimeFigures::Sampled {
            name,
            rows: sample.rows,
            nulls: sample.nulls,
            texts: sample.texts,
            times: sample.times,
        },
        None => TimeFigures::NotSampled { name },
    }
}

/// Returns the remark about a better time column that was not proposed because of its NULLs, or about the NULLs of the
/// proposed one.
pub(super) fn sparse(look: &Look<'_>, chosen: &str) -> Option<Remark> {
    let (name, nulls, rows) = columns::sparse_time(look, chosen)?;
    let time = name.to_owned();
    Some(if name == chosen {
        Remark::SparseTime { time, nulls, rows }
    } else {
        Remark::SparseOtherTime { time, nulls, rows, chosen: chosen.to_owned() }
    })
}
