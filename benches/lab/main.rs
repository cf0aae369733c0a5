//! Times the built page in Chromium against native SQLite and pandas, and holds their results against each other.
//!
//! `cargo xtask bench` builds the page and names it, the browser, its driver and Python in the environment. The method
//! is in docs/benchmark.md.

#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "as in tests: what cannot be measured ends the attempt")]

mod attempt;
mod bars;
mod browser;
mod compare;
mod exports;
mod files;
mod limited_host;
mod memory;
mod native;
mod pandas;
mod size;
mod starts;
mod stop;
mod table;
mod visits;
mod workbench;

#[path = "../../tests/journeys/database.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use all of it")]
mod database;
#[path = "../../tests/journeys/driver.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use all of it")]
mod driver;
#[path = "../../tests/journeys/page.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use all of it")]
mod page;
#[path = "../../tests/journeys/server.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use all of it")]
mod server;
#[path = "../../tests/journeys/sql_box.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use all of it")]
mod sql_box;
#[path = "../../tests/journeys/waiting.rs"]
mod waiting;
#[path = "../../tests/journeys/watch.rs"]
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use size::Size;

fn main() -> ExitCode {
    let machine = table::machine();
    println!("On {machine}.");
    if std::env::args().any(|word| word == "--start") {
        let sqlime = option("--sqlime").map(PathBuf::from);
        table::write_starts(&machine, &starts::measure(sqlime.as_deref()));
        return ExitCode::SUCCESS;
    }
    let sizes: Vec<Size> = sizes().into_iter().map(Size::measure).collect();
    let visits = attempt::attempt("visits without a network", visits::measure);
    let workbench = attempt::attempt("editor and grid", workbench::measure);
    let bars = bars::hold(&sizes, visits, workbench);
    println!("\n{}\n{}", table::bars(&bars), table::figures(&sizes));
    table::write(&machine, &bars, &sizes);
    let missed = bars.iter().filter(|bar| bar.verdict() == "MISS").count();
    if missed > 0 {
        println!("{missed} of {} bars are missed.", bars.len());
    }
    if sizes.iter().all(Size::is_complete) && visits.is_some() && workbench.is_some() {
        return ExitCode::SUCCESS;
    }
    println!("Something could not be measured; the reason is above.");
    ExitCode::FAILURE
}

/// The numbers of transactions after `--rows`.
fn sizes() -> Vec<u64> {
    let list = option("--rows").expect("--rows 10000,100000");
    list.split(',').map(|rows| rows.parse().expect("a whole number of transactions")).collect()
}

/// The word after an option. Cargo adds words of its own.
fn option(name: &str) -> Option<String> {
    std::env::args().skip_while(|word| word != name).nth(1)
}
