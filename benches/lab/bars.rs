//! The bars that the lab is held against, and whether it clears them.

use crate::browser::Run;
use crate::size::{LARGE, MIDDLE, Size};
use crate::visits::Visits;
use crate::workbench::Workbench;

/// A bar: measured values up to the target clear it.
pub struct Bar {
    pub name: &'static str,
    pub target: f64,
    /// The unit of the numbers; `×` for ratios.
    pub unit: &'static str,
    /// True if a size that it needs was asked for.
    pub asked: bool,
    pub measured: Option<f64>,
}

impl Bar {
    /// `PASS`, `MISS`, or why it is neither.
    pub fn verdict(&self) -> &'static str {
        match self.measured {
            Some(value) if value <= self.target => "PASS",
            Some(_) => "MISS",
            None if self.asked => "not measured",
            None => "not run",
        }
    }
}

/// Holds what was measured against every bar.
pub fn hold(sizes: &[Size], visits: Option<Visits>, workbench: Option<Workbench>) -> Vec<Bar> {
    let middle = sizes.iter().find(|size| size.transactions == MIDDLE);
    let large = sizes.iter().find(|size| size.transactions == LARGE);
    let at = |size: Option<&Size>, name, target, unit, figure: &dyn Fn(&Size) -> Option<f64>| Bar {
        name,
        target,
        unit,
        asked: size.is_some(),
        measured: size.and_then(figure),
    };
    let both = middle.zip(large);
    let growth = |name, figure: fn(&Run) -> f64| Bar {
        name,
        target: 12.0,
        unit: "×",
        asked: both.is_some(),
        measured: both.and_then(|(middle, large)| {
            ratio(large.middle(|run| Some(figure(run))), middle.middle(|run| Some(figure(run))))
        }),
    };
    let anywhere = |name, target, figure: fn(&Run) -> f64| Bar {
        name,
        target,
        unit: "ms",
        asked: true,
        measured: sizes.iter().map(|size| size.worst(figure)).collect::<Option<Vec<_>>>().map(largest),
    };
    let time = |name, target, measured| Bar { name, target, unit: "ms", asked: true, measured };
    vec![
        at(middle, "1 million: build / native SQLite", 1.0, "×", &|size| ratio(build(size), size.native)),
        at(middle, "1 million: build / pandas", 0.2, "×", &|size| ratio(build(size), size.pandas)),
        at(middle, "1 million: build / bare scan in sql.js", 4.0, "×", &|size| ratio(build(size), scan(size))),
        at(middle, "1 million: exported SQL / native SQLite", 1.2, "×", &|size| ratio(size.sql, size.native)),
        at(middle, "1 million: exported Python / pandas", 0.6, "×", &|size| ratio(size.script, size.pandas)),
        at(large, "10 million: runs that did not complete", 0.0, "", &|size| Some(f64::from(size.page.is_none()))),
        growth("10 million / 1 million: build", |run| run.build.duration),
        growth("10 million / 1 million: open, build, export", |run| {
            run.open.duration + run.build.duration + run.export.duration
        }),
        at(large, "10 million: memory / file", 3.0, "×", &|size| ratio(memory(size), Some(size.bytes()))),
        anywhere("longest task on the main thread", 50.0, |run| run.longest_task),
        anywhere("longest gap between signs of progress: open", 250.0, |run| run.open.gap),
        anywhere("longest gap between signs of progress: build", 250.0, |run| run.build.told),
        anywhere("longest gap between signs of progress: export", 250.0, |run| run.export.gap),
        at(middle, "1 million: Stop during a build", 500.0, "ms", &Size::stop),
        time("start without a network: in a new browser", 300.0, visits.map(|visits| visits.new_browser)),
        time("start without a network: on reload", 300.0, visits.map(|visits| visits.reload)),
        time("the editor after the start", 1500.0, workbench.map(|times| times.editor)),
        time("a million rows: first rows drawn", 300.0, workbench.map(|times| times.rows)),
        time("a million rows: ordered and drawn", 1500.0, workbench.map(|times| times.order)),
    ]
}

/// The page's build in milliseconds.
pub fn build(size: &Size) -> Option<f64> {
    size.middle(|run| Some(run.build.duration))
}

/// The bare scan in milliseconds.
pub fn scan(size: &Size) -> Option<f64> {
    size.middle(|run| Some(run.scan.duration))
}

/// The peak of the browser's renderer in bytes.
pub fn memory(size: &Size) -> Option<f64> {
    size.middle(|run| run.memory[2])
}

fn largest(values: Vec<f64>) -> f64 {
    values.into_iter().fold(0.0, f64::max)
}

/// One figure in terms of another.
pub fn ratio(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    Some(one? / other?)
}
