//! The project's commands: `cargo xtask serve`, `cargo xtask test` and their kin. Only `std`, so that it starts at
//! once.

mod arguments;
mod bench;
mod child;
mod doctor;
mod export;
mod lesson;
mod page;
mod parts;
mod picture;
mod project;
mod say;
mod search;
mod test;
mod torture;
mod version;

use std::process::ExitCode;

use arguments::Command;

/// A result whose error is a sentence for the person at the terminal: the problem and the next step.
type Result<T> = std::result::Result<T, String>;

const HELP: &str = "\
Feature Lab's commands. Each installs what it lacks and says so before it starts; Rust and Node 20 are all you need.

  cargo xtask serve [--port N] [--release]   builds the page and serves it, anew after each change
  cargo xtask build                          builds dist/: static files for any host and any path
  cargo xtask test [--only PART]             runs every check; PART is lint, native, web or browser
  cargo xtask lesson check DIR               checks the lesson in a folder as docs/lessons.md says
  cargo xtask export FILE --as FORMAT        prints the definition of a features.json as a script or SQL
  cargo xtask bench [--rows 10k,1m,…]        times the page against native SQLite and pandas; see docs/benchmark.md
  cargo xtask bench --start [--sqlime DIR]   times first visits on four networks and processors, beside sqlime's page
  cargo xtask picture                        takes the picture of the page in README.md
  cargo xtask torture                        runs all hostile files, names, links and SQL; cargo xtask test a part
  cargo xtask start-list                     writes which functions a start calls; see ARCHITECTURE.md, Start
  cargo xtask setup                          installs what serve, build and test need, and does nothing else
  cargo xtask doctor                         says what is there and what would be installed; changes nothing

Environment:
  LAB_WASM_TOOLCHAIN=rustup|debian   where WebAssembly's standard library comes from, instead of looking
  LAB_CHROME=FILE, CHROMEDRIVER=FILE the browser and its driver for the tests, instead of looking
  LAB_JAVA=FILE                      the java that Spark runs on in the tests, instead of looking
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments::read(&arguments) {
        Ok(Command::Help) => {
            print!("{HELP}");
            Ok(true)
        }
        Ok(Command::Serve { port, release }) => page::serve(port, release).map(|()| true),
        Ok(Command::Build) => page::build().map(|()| true),
        Ok(Command::Test { only }) => Ok(test::run(only)),
        Ok(Command::CheckLesson { folder }) => lesson::check(&folder),
        Ok(Command::Export { file, format }) => export::print(&file, &format),
        Ok(Command::Bench { rows }) => bench::run(&rows).map(|()| true),
        Ok(Command::BenchStart { sqlime }) => bench::start(sqlime.as_deref()).map(|()| true),
        Ok(Command::Picture) => picture::take().map(|()| true),
        Ok(Command::Torture) => torture::run().map(|()| true),
        Ok(Command::StartList) => picture::list_start().map(|()| true),
        Ok(Command::Setup) => parts::get(&parts::ALL).map(|()| {
            println!("Everything is there. Next: cargo xtask serve");
            true
        }),
        Ok(Command::Doctor) => {
            doctor::report();
            Ok(true)
        }
        Err(words) => Err(format!("{words}\n\n{HELP}")),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(words) => {
            eprintln!("\n{}", words.trim_end());
            ExitCode::FAILURE
        }
    }
}
