//! Says what is there and what would be installed. Changes nothing.

use crate::parts::{ALL, State};
use crate::{child, project};

/// Prints a line or two for each part.
pub(crate) fn report() {
    println!("Feature Lab in {}", project::root().display());
    let rust = child::output("rustc", &["--version"]);
    let lowest = project::lowest_rust().map_or_else(|words| words, |version| version.to_string());
    println!("  there    {} (at least {lowest} is needed)", rust.as_deref().unwrap_or("no rustc on PATH").trim());
    let (mut missing, mut blocked) = (0, 0);
    for part in ALL {
        match part.look() {
            State::Ready(words) => println!("  there    {words}"),
            State::Missing { what, why } => {
                missing += 1;
                println!("  missing  {what}\n           {why}");
            }
            State::Blocked(words) => {
                blocked += 1;
                println!("  blocked  {}", words.trim_end().replace('\n', "\n           "));
            }
        }
    }
    match (missing, blocked) {
        (0, 0) => println!("Nothing is missing. Next: cargo xtask serve"),
        (_, 0) => println!("What is missing is installed by the command that needs it, or now: cargo xtask setup"),
        _ => println!("What is blocked needs you first; what is missing is installed by: cargo xtask setup"),
    }
}
