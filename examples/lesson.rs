//! The linter for authors of lessons, on folders that are named on the command line: `cargo xtask lesson check DIR`.

use std::path::Path;
use std::process::ExitCode;

use feature_lab::{lesson_linter, words};

fn main() -> ExitCode {
    let mut clean = true;
    for folder in std::env::args().skip(1) {
        let report = lesson_linter::check(Path::new(&folder));
        for problem in &report.problems {
            println!("{}", words::lint_problem(problem));
        }
        match report.problems.len() {
            0 => println!("{}", words::lesson_is_clean(&report.id, report.exercises)),
            n => println!("{}", words::lesson_has_problems(&folder, n)),
        }
        clean &= report.problems.is_empty();
    }
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
