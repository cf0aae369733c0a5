//! Everything that is measured with one file: native SQLite, pandas, the page, and that all three agree.

use std::time::Instant;

use crate::attempt::{attempt, median};
use crate::browser::{self, Run};
use crate::compare::{FEATURES, assert_same};
use crate::files::Generated;
use crate::{exports, native, pandas};

/// The size at which *Stop* and most bars are measured, in transactions.
pub const MIDDLE: u64 = 1_000_000;

/// The size that must just be possible, in transactions.
pub const LARGE: u64 = 10_000_000;

/// The measurements with one file; `None` for those that failed. Times are medians in milliseconds.
pub struct Size {
    pub transactions: u64,
    file_bytes: u64,
    pub native: Option<f64>,
    pub pandas: Option<f64>,
    /// The exported SQL for SQLite.
    pub sql: Option<f64>,
    /// The exported Python script.
    pub script: Option<f64>,
    /// One run for each round.
    pub page: Option<Vec<Run>>,
}

impl Size {
    /// Generates the file and measures: several rounds where they are short, all ways in turn.
    pub fn measure(transactions: u64) -> Self {
        let rounds = if transactions > MIDDLE { 1 } else { 3 };
        let start = Instant::now();
        let file = Generated::new(transactions);
        let seconds = start.elapsed().as_secs_f64();
        println!("» {transactions} transactions in {} bytes, generated in {seconds:.1} s", file.bytes());
        let (mut native, mut pandas, mut page) = (Vec::new(), Vec::new(), Vec::new());
        let (mut sql, mut script) = (Vec::new(), Vec::new());
        for round in 1..=rounds {
            let reference = attempt("native SQLite", || native::build(&file.0));
            let agree = |database: &_| reference.as_ref().map(|(_, table)| assert_same(FEATURES, table, database));
            pandas.push(attempt("pandas", || {
                let (ms, database) = pandas::build(&file.0);
                agree(&database);
                ms
            }));
            let exported = |name, build: fn(&std::path::Path) -> (f64, rusqlite::Connection)| {
                attempt(name, || {
                    let (ms, database) = build(&file.0);
                    agree(&database);
                    ms
                })
            };
            sql.push(exported("the exported SQL", exports::sql));
            script.push(exported("the exported script", exports::python));
            page.push(attempt("the page", || {
                let (run, database) = browser::run(&file.0, transactions == MIDDLE && round == rounds);
                agree(&database);
                run
            }));
            native.push(reference.as_ref().map(|(ms, _)| *ms));
            let ms = |time: Option<f64>| time.map_or_else(|| "none".to_owned(), |ms| format!("{ms:.0}"));
            let page = |figure: fn(&Run) -> f64| ms(page.last().and_then(Option::as_ref).map(figure));
            println!(
                "  {round} of {rounds}, in ms: native SQLite {}, pandas {}; exported: SQL {}, Python {}; the page: open {}, scan {}, build {}, export {}",
                ms(native.last().copied().flatten()),
                ms(pandas.last().copied().flatten()),
                ms(sql.last().copied().flatten()),
                ms(script.last().copied().flatten()),
                page(|run| run.open.duration),
                page(|run| run.scan.duration),
                page(|run| run.build.duration),
                page(|run| run.export.duration),
            );
        }
        let middle = |times: Vec<Option<f64>>| times.into_iter().collect::<Option<Vec<f64>>>().map(median);
        let page = page.into_iter().collect();
        Self {
            transactions,
            file_bytes: file.bytes(),
            native: middle(native),
            pandas: middle(pandas),
            sql: middle(sql),
            script: middle(script),
            page,
        }
    }

    /// The file's size, for ratios.
    pub fn bytes(&self) -> f64 {
        self.file_bytes as f64
    }

    /// The median of a figure over the runs of the page.
    pub fn middle(&self, figure: impl Fn(&Run) -> Option<f64>) -> Option<f64> {
        self.page.as_ref()?.iter().map(figure).collect::<Option<Vec<f64>>>().map(median)
    }

    /// The largest of a figure over the runs of the page.
    pub fn worst(&self, figure: impl Fn(&Run) -> f64) -> Option<f64> {
        self.page.as_ref()?.iter().map(figure).max_by(f64::total_cmp)
    }

    /// Returns the duration of *Stop*, in milliseconds, if it was tried.
    pub fn stop(&self) -> Option<f64> {
        self.page.as_ref()?.iter().find_map(|run| run.stop)
    }

    /// Says whether everything was measured that was to be.
    pub fn is_complete(&self) -> bool {
        let page = self.middle(|run| run.open.check.and(run.memory[2])).is_some();
        let stop = self.transactions != MIDDLE || self.stop().is_some();
        let exports = self.sql.is_some() && self.script.is_some();
        self.native.is_some() && self.pandas.is_some() && exports && page && stop
    }
}
