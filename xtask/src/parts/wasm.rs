//! A compiler that builds WebAssembly together with its standard library, from rustup or from Debian's packages.
//!
//! The standard library that rustup ships is made for speed and keeps every panic's words. Built on the way, for size,
//! it makes the first load about a fifth smaller; CHANGELOG.md has the figures.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::parts::{State, apt};
use crate::version::Version;
use crate::{Result, child, project, search};

/// The target of every build for the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The time in which rustup has to fetch some 5 MB before another way is tried.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

const VARIABLE: &str = "LAB_WASM_TOOLCHAIN";

/// The folder of Debian's compiler; another one is often first on `PATH`.
const DEBIAN_BIN: &str = "/usr/bin";

/// The first Rust that can leave the words of panics out of a release. Where somebody has an older one, the page works
/// as well and weighs more.
const LEAVES_PANICS_OUT: &str = "1.95";

/// The component of rustup that has the sources of the standard library.
const SOURCES: [&str; 3] = ["component", "add", "rust-src"];

/// A compiler that is there.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// The one on `PATH`, with the sources of the standard library.
    Sources(Version),
    /// Debian's, with the sources of the standard library and this linker.
    Debian(Version, PathBuf),
    /// The one on `PATH`, with a standard library as others built it: not rustup's, which would offer the sources.
    Built,
}

/// A way to get one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Rustup,
    Debian,
}

/// The way that somebody asked for.
fn forced() -> Result<Option<Way>> {
    match env::var(VARIABLE).as_deref() {
        Err(_) | Ok("") => Ok(None),
        Ok("rustup") => Ok(Some(Way::Rustup)),
        Ok("debian") => Ok(Some(Way::Debian)),
        Ok(other) => Err(format!("{VARIABLE} is `rustup` or `debian`, not `{other}`.")),
    }
}

fn find() -> Result<Option<Found>> {
    let lowest = project::lowest_rust()?;
    let way = forced()?;
    let on_path = if way == Some(Way::Debian) { None } else { on_path() };
    let debian = || if way == Some(Way::Rustup) { None } else { debian(lowest) };
    Ok(match on_path {
        Some(found @ Found::Sources(_)) => Some(found),
        other => debian().or(other),
    })
}

/// The compiler on `PATH`, if it can build for WebAssembly.
fn on_path() -> Option<Found> {
    let version = Version::find(&child::output("rustc", &["--version"])?)?;
    let sysroot = child::output("rustc", &["--print", "sysroot"])?;
    let rustlib = Path::new(sysroot.trim()).join("lib/rustlib");
    let host = child::output("rustc", &["--print", "host-tuple"])?;
    let linker = rustlib.join(host.trim()).join("bin").join(format!("rust-lld{}", env::consts::EXE_SUFFIX));
    if rustlib.join("src/rust/library/std").is_dir() && linker.is_file() {
        return Some(Found::Sources(version));
    }
    let is_built = rustlib.join(TARGET).join("lib").is_dir();
    (is_built && search::program("rustup").is_none()).then_some(Found::Built)
}

/// Debian's compiler, if all of its parts are there and new enough.
fn debian(lowest: Version) -> Option<Found> {
    let bin = Path::new(DEBIAN_BIN);
    let rustc = bin.join("rustc");
    if !rustc.is_file() || !bin.join("cargo").is_file() {
        return None;
    }
    let version = Version::find(&child::output(&rustc, &["--version"])?)?;
    let sysroot = child::output(&rustc, &["--print", "sysroot"])?;
    let sources = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    if version < lowest || !sources.is_dir() {
        return None;
    }
    let entries = std::fs::read_dir(bin).ok()?.flatten();
    let names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    apt::read_newest("wasm-ld", &names.join("\n")).pop().map(|linker| Found::Debian(version, bin.join(linker)))
}

/// Looks for a compiler, or says which way it would be got.
pub(crate) fn look() -> Result<State> {
    let why = "The browser runs WebAssembly; a compiler builds the standard library for it from its sources.";
    match find()? {
        Some(Found::Sources(version)) => {
            return Ok(State::Ready(format!("Rust {version} with the sources of its standard library, for {TARGET}")));
        }
        Some(Found::Debian(version, linker)) => {
            let linker = linker.display();
            return Ok(State::Ready(format!("Debian's Rust {version} in {DEBIAN_BIN}, with {linker}, for {TARGET}")));
        }
        Some(Found::Built) => return Ok(State::Ready(format!("{TARGET} of the installed Rust"))),
        None => {}
    }
    let ways = ways(forced()?);
    let names = ways.iter().map(|way| match way {
        Way::Rustup => format!("rustup {}", SOURCES.join(" ")),
        // Their numbers are known once the lists of packages are there.
        Way::Debian => debian_packages().map_or_else(
            |_| "apt-get update, then Rust and a linker for WebAssembly".to_owned(),
            |packages| format!("apt-get install {}", packages.join(" ")),
        ),
    });
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return Err(format!(
            "{why} It comes with rustup (see rust-lang.org/tools/install), which is not here, or with Debian's \
             packages. Install rustup, run `rustup {}`, then this again.",
            SOURCES.join(" ")
        ));
    }
    Ok(State::missing(names.join(", or if that does not answer: "), why))
}

/// The ways to try, the usual one first.
fn ways(forced: Option<Way>) -> Vec<Way> {
    let here = |way: &Way| match way {
        Way::Rustup => search::program("rustup").is_some(),
        Way::Debian => apt::is_here(),
    };
    [Way::Rustup, Way::Debian].into_iter().filter(|way| forced.is_none_or(|one| one == *way)).filter(here).collect()
}

/// Tries the ways until one succeeds.
pub(crate) fn install() -> Result<()> {
    let mut words = String::new();
    for way in ways(forced()?) {
        let outcome = match way {
            Way::Rustup => child::run_within(&mut child::program("rustup", &SOURCES), RUSTUP_LIMIT),
            Way::Debian => debian_packages()
                .or_else(|_| {
                    // New machines have no lists of packages.
                    apt::update();
                    debian_packages()
                })
                .and_then(|packages| apt::install(&packages)),
        };
        match outcome {
            Ok(()) => return Ok(()),
            Err(error) => {
                println!("  {error}");
                words = error;
            }
        }
    }
    Err(format!(
        "{}\n\nNo way led to a compiler for WebAssembly. The ways are rustup, where its servers answer, and Debian's \
         packages; {VARIABLE}=rustup or {VARIABLE}=debian chooses one.",
        words.trim_end()
    ))
}

/// The packages, as Debian names them now: it moves compilers together with its browsers.
fn debian_packages() -> Result<Vec<String>> {
    let lowest = project::lowest_rust()?;
    let sets = [["rustc-web", "cargo-web", "rust-web-src"], ["rustc", "cargo", "rust-src"]];
    let set = sets.into_iter().find(|[compiler, ..]| apt::candidate(compiler).is_some_and(|version| version >= lowest));
    let linker = apt::newest("lld");
    let (Some(set), Some(linker)) = (set, linker) else {
        return Err(format!(
            "No package has Rust {lowest} or later with a linker for WebAssembly. `apt-get update` may help; if not, \
             install rustup (rust-lang.org/tools/install)."
        ));
    };
    Ok(set.into_iter().map(str::to_owned).chain([linker]).collect())
}

/// Debian's folder of programs, if its compiler is the one for WebAssembly.
pub(crate) fn debian_bin() -> Result<Option<&'static Path>> {
    Ok(matches!(find()?, Some(Found::Debian(..))).then_some(Path::new(DEBIAN_BIN)))
}

/// Cargo for WebAssembly.
pub(crate) fn cargo(arguments: &[&str]) -> Result<Command> {
    let cargo = debian_bin()?.map_or_else(|| PathBuf::from("cargo"), |bin| bin.join("cargo"));
    prepared(child::program(cargo, arguments))
}

/// Sets a program up so that every cargo it starts builds for WebAssembly, and finds the project's tools.
pub(crate) fn prepared(mut command: Command) -> Result<Command> {
    let path = env::var_os("PATH").unwrap_or_default();
    let tools = project::tools();
    let Some(found) = find()? else {
        return Err("No compiler for WebAssembly; run `cargo xtask setup`.".to_owned());
    };
    let mut folders = vec![tools.as_path()];
    if let Found::Debian(_, linker) = &found {
        folders.push(Path::new(DEBIAN_BIN));
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    command.env("PATH", search::path_with(&folders, &path));
    if let Found::Sources(version) | Found::Debian(version, _) = found {
        command
            .env("CARGO_TARGET_DIR", project::wasm_target())
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
            // Building the standard library is an unstable option of a stable compiler.
            .env("RUSTC_BOOTSTRAP", "1");
        if Version::find(LEAVES_PANICS_OUT).is_some_and(|first| version >= first) {
            command
                .env("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true")
                .env("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort");
        }
    }
    Ok(command)
}
