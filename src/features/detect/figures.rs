//! The figures of candidates for questions and remarks: rows, keys found, NULLs, readable times.

use super::columns;
use super::joins;
use super::joins::Pair;
use super::named::NamedTable;
use super::reasons::{PairFigures, Remark, TableFigures, TimeFigures};

/// Returns the figures of a pair: the number of keys, those found, and whether the customers' column is unique.
pub(super) fn pair(leads: &NamedTable<'_>, transactions: &NamedTable<'_>, pair: &Pair<'_>) -> PairFigures {
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
pub(super) fn table(candidate: &NamedTable<'_>, leads: Option<&NamedTable<'_>>) -> TableFigures {
    let pair = leads.filter(|leads| !std::ptr::eq(leads.table, candidate.table)).and_then(|leads| {
        let (points, best) = joins::pairs(leads, candidate).into_iter().next()?;
        (points >= joins::CLEAR).then(|| pair(leads, candidate, &best))
    });
    TableFigures::Table { name: candidate.table.name.clone(), rows: candidate.table.rows, pair }
}

/// Returns the figures of a time column: its NULLs, texts, and texts that can be read.
pub(super) fn time(candidate: &NamedTable<'_>, name: &str) -> TimeFigures {
    let column = candidate.columns.iter().find(|column| column.column.name == name);
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
pub(super) fn sparse(candidate: &NamedTable<'_>, chosen: &str) -> Option<Remark> {
    let (name, nulls, rows) = columns::sparse_time(candidate, chosen)?;
    let time = name.to_owned();
    Some(if name == chosen {
        Remark::SparseTime { time, nulls, rows }
    } else {
        Remark::SparseOtherTime { time, nulls, rows, chosen: chosen.to_owned() }
    })
}
