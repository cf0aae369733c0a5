//! The report of the measurements, as tables in Markdown and as JSON.

use std::fs;

use serde_json::{Value, json};

use crate::bars::{Bar, build, memory, ratio, scan};
use crate::files::folder;
use crate::size::Size;

/// A figure of a size: its name, how many decimals are worth reading, and where it is found.
type Row = (&'static str, usize, fn(&Size) -> Option<f64>);

/// Times in milliseconds, sizes in bytes, ratios. The longest task is 0 where none took more than 50 ms.
const ROWS: [Row; 28] = [
    ("file, bytes", 0, |size| Some(size.bytes())),
    ("open, ms", 0, |size| size.middle(|run| Some(run.open.duration))),
    ("of it the integrity check, ms", 0, |size| size.middle(|run| run.open.check)),
    ("bare scan in sql.js, ms", 0, scan),
    ("build, ms", 0, build),
    ("export, ms", 0, |size| size.middle(|run| Some(run.export.duration))),
    ("native SQLite, ms", 0, |size| size.native),
    ("pandas, ms", 0, |size| size.pandas),
    ("exported SQL for SQLite, ms", 0, |size| size.sql),
    ("exported build_features.py, ms", 0, |size| size.script),
    ("exported SQL / native SQLite", 2, |size| ratio(size.sql, size.native)),
    ("exported build_features.py / pandas", 2, |size| ratio(size.script, size.pandas)),
    ("build / native SQLite", 2, |size| ratio(build(size), size.native)),
    ("build / pandas", 2, |size| ratio(build(size), size.pandas)),
    ("build / bare scan", 2, |size| ratio(build(size), scan(size))),
    ("open / native SQLite", 2, |size| ratio(size.middle(|run| Some(run.open.duration)), size.native)),
    ("export / native SQLite", 2, |size| ratio(size.middle(|run| Some(run.export.duration)), size.native)),
    ("renderer's peak, bytes", 0, memory),
    ("renderer's peak / file", 2, |size| ratio(memory(size), Some(size.bytes()))),
    ("of it until the file was open", 2, |size| ratio(size.middle(|run| run.memory[0]), Some(size.bytes()))),
    ("of it until the build was over", 2, |size| ratio(size.middle(|run| run.memory[1]), Some(size.bytes()))),
    ("longest task in open, ms", 0, |size| size.worst(|run| run.open.longest_task)),
    ("longest task in build, ms", 0, |size| size.worst(|run| run.build.longest_task)),
    ("longest task in export, ms", 0, |size| size.worst(|run| run.export.longest_task)),
    ("longest gap in open, ms", 0, |size| size.worst(|run| run.open.gap)),
    ("longest gap in build, ms", 0, |size| size.worst(|run| run.build.told)),
    ("longest gap in export, ms", 0, |size| size.worst(|run| run.export.gap)),
    ("Stop, ms", 0, Size::stop),
];

/// The bars with what was measured.
pub fn bars(bars: &[Bar]) -> String {
    let head = ["bar", "at most", "measured", ""].map(str::to_owned).to_vec();
    let row = |bar: &Bar| {
        let decimals = if bar.unit == "×" { 2 } else { 0 };
        let written = |value: f64| format!("{value:.decimals$} {}", bar.unit).trim_end().to_owned();
        let target = format!("{} {}", bar.target, bar.unit).trim_end().to_owned();
        let measured = bar.measured.map_or_else(String::new, written);
        vec![bar.name.to_owned(), target, measured, bar.verdict().to_owned()]
    };
    markdown(std::iter::once(head).chain(bars.iter().map(row)).collect())
}

/// Every figure, a column for each size.
pub fn figures(sizes: &[Size]) -> String {
    let names = sizes.iter().map(|size| format!("{} transactions", size.transactions));
    let mut rows = vec![std::iter::once("figure".to_owned()).chain(names).collect::<Vec<_>>()];
    for (name, decimals, figure) in ROWS {
        let cells =
            sizes.iter().map(|size| figure(size).map_or_else(String::new, |value| format!("{value:.decimals$}")));
        rows.push(std::iter::once(name.to_owned()).chain(cells).collect());
    }
    markdown(rows)
}

/// The machine in words, with how busy it is where Linux tells that: figures of a busy machine say little.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let machine = format!("{} on {}, {cores} cores", std::env::consts::OS, std::env::consts::ARCH);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    match load.split_once(' ') {
        Some((load, _)) => format!("{machine}, a load of {load} before the run"),
        None => machine,
    }
}

/// Writes `target/bench/results.md` and `target/bench/results.json`.
pub fn write(machine: &str, bars: &[Bar], sizes: &[Size]) {
    let native = rusqlite::version();
    let notes = include_str!("../../docs/benchmark.md").replacen("# ", "## ", 1);
    let text = format!(
        "# Benchmark\n\nOne run of `cargo xtask bench` ({machine}; native SQLite {native}).\n\n## Bars\n\n{}\n\
         ## Figures\n\n{}\n{notes}",
        self::bars(bars),
        figures(sizes)
    );
    let bars = bars.iter().map(|bar| {
        json!({ "name": bar.name, "at_most": bar.target, "unit": bar.unit, "measured": bar.measured, "verdict": bar.verdict() })
    });
    let of_size = |size: &Size| {
        let figures = ROWS.iter().map(|(name, _, figure)| ((*name).to_owned(), json!(figure(size))));
        json!({ "transactions": size.transactions, "figures": Value::Object(figures.collect()) })
    };
    let all = json!({
        "machine": machine,
        "native_sqlite": native,
        "bars": bars.collect::<Vec<_>>(),
        "sizes": sizes.iter().map(of_size).collect::<Vec<_>>(),
    });
    for (name, text) in [("results.md", text), ("results.json", format!("{all:#}\n"))] {
        let path = folder().join(name);
        fs::write(&path, text).unwrap();
        println!("Written: {}", path.display());
    }
}

/// Prints the tables of first visits and writes them to `target/bench/starts.md`.
pub fn write_starts(machine: &str, tables: &str) {
    println!("\n{tables}");
    let path = folder().join("starts.md");
    fs::write(&path, format!("# First visits\n\nOne run of `cargo xtask bench --start` ({machine}).\n\n{tables}"))
        .unwrap();
    println!("Written: {}", path.display());
}

/// A table with its columns aligned, the first row as its head.
pub fn markdown(rows: Vec<Vec<String>>) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> =
        (0..columns).map(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0).max(3)).collect();
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
        text += &format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
        if at == 0 {
            let rules = widths.iter().enumerate().map(|(at, &width)| match at {
                0 => "-".repeat(width),
                _ => format!("{}:", "-".repeat(width - 1)),
            });
            text += &format!("| {} |\n", rules.collect::<Vec<_>>().join(" | "));
        }
    }
    text
}
