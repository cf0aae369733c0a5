//! The linter for authors of lessons, on folders that are named on the command line: `cargo xtask lesson check DIR`.

use std::path::Path;
use std::process::ExitCode;

use feature_lab::lesson_linter;

fn main() -> ExitCode {
    let mut clean = true;
    for folder in std::env::args().skip(1) {
        let report = lesson_linter::check(Path::new(&folder));
        for problem in &report.problems {
            println!("{problem}");
        }
        match report.problems.len() {
            0 => println!("{}: {} exercises, each starter fails, each solution passes.", report.id, report.exercises),
            n => println!("{folder}: {n} to mend."),
        }
        clean &= report.problems.is_empty();
    }
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
