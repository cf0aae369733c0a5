//! Runs the checks one after the other, goes on after a failure, and counts.

mod count;
mod failures;
mod steps;

use std::time::Instant;

use crate::arguments::Only;
use crate::say::{span, step};
use crate::{child, parts};
use count::Count;
use failures::Failures;
use steps::{STEPS, Step};

/// Runs all checks, or one part of them; says whether all passed. The last line is the sum.
pub(crate) fn run(only: Option<Only>) -> bool {
    let start = Instant::now();
    let mut sum = Count::default();
    let mut broken = Vec::new();
    let mut messages = Vec::new();
    for check in STEPS.iter().filter(|check| only.is_none_or(|part| part == check.part)) {
        let count = match check.after.filter(|before| broken.contains(before)) {
            Some(before) => not_run(check, before),
            None => perform(check, &mut messages),
        };
        if count.failed > 0 {
            broken.push(check.name);
        }
        sum += count;
    }
    println!("\nThe checks took {}.", span(start.elapsed()));
    for message in messages {
        println!("{message}");
    }
    if !broken.is_empty() {
        println!("Failed: {}.", broken.join(", "));
    }
    println!("{sum}");
    broken.is_empty()
}

fn not_run(check: &Step, before: &str) -> Count {
    println!("\n» {}\n  not run, for {before} failed", check.name);
    Count::of_step(Count::default(), false)
}

/// Gets what the check needs, runs it, and counts; adds what failed tests said to `messages`.
fn perform(check: &Step, messages: &mut Vec<String>) -> Count {
    println!();
    let (mut tests, mut failures) = (Count::default(), Failures::default());
    let outcome = parts::get(check.needs).and_then(|()| {
        step(check.name, check.why, || {
            child::run_reading(&mut (check.command)()?, |line| {
                tests += Count::of_line(line).unwrap_or_default();
                failures.read(line);
            })
        })
    });
    if let Err(words) = &outcome {
        println!("{}", words.trim_end());
        messages.extend(failures.all().iter().cloned());
    }
    Count::of_step(tests, outcome.is_ok())
}
