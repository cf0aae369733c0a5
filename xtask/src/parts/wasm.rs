//! A compiler that has WebAssembly's standard library: rustup's target, or Debian's packages, which build it on the way.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::parts::{State, apt};
use crate::version::Version;
use crate::{Result, child, project, search};

/// The target of every build for the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup may take to fetch some 20 MB before another way is tried.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

const VARIABLE: &str = "LAB_WASM_TOOLCHAIN";

/// Where Debian's compiler is; another one comes first on many a `PATH`.
const DEBIAN_BIN: &str = "/usr/bin";

/// A compiler that is there.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// The one on `PATH`; the target is installed.
    Installed,
    /// Debian's, with the sources of the standard library and this linker.
    Debian(PathBuf),
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
    if way != Some(Way::Debian) && is_installed() {
        return Ok(Some(Found::Installed));
    }
    if way != Some(Way::Rustup) {
        return Ok(debian(lowest).map(Found::Debian));
    }
    Ok(None)
}

fn is_installed() -> bool {
    let sysroot = child::output("rustc", &["--print", "sysroot"]);
    sysroot.is_some_and(|folder| Path::new(folder.trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

/// The linker of Debian's compiler, if all of its parts are there and new enough.
fn debian(lowest: Version) -> Option<PathBuf> {
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
    apt::read_newest("wasm-ld", &names.join("\n")).pop().map(|linker| bin.join(linker))
}

/// Looks for a compiler, or says which way it would be got.
pub(crate) fn look() -> Result<State> {
    let why = "The browser runs WebAssembly; a compiler needs the standard library for it.";
    match find()? {
        Some(Found::Installed) => return Ok(State::Ready(format!("{TARGET} of the installed Rust"))),
        Some(Found::Debian(linker)) => {
            return Ok(State::Ready(format!("Debian's Rust in {DEBIAN_BIN}, with {}", linker.display())));
        }
        None => {}
    }
    let ways = ways(forced()?);
    let names = ways.iter().map(|way| match way {
        Way::Rustup => format!("rustup target add {TARGET}"),
        Way::Debian => format!("apt-get install {}", debian_packages().unwrap_or_else(|words| vec![words]).join(" ")),
    });
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return Err(format!(
            "{why} It comes with rustup (see rust-lang.org/tools/install), which is not here, or with Debian's \
             packages. Install rustup, run `rustup target add {TARGET}`, then this again."
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

/// Goes the ways until one leads there.
pub(crate) fn install() -> Result<()> {
    let mut words = String::new();
    for way in ways(forced()?) {
        let outcome = match way {
            Way::Rustup => child::run_within(&mut child::program("rustup", &["target", "add", TARGET]), RUSTUP_LIMIT),
            Way::Debian => debian_packages().and_then(|packages| apt::install(&packages)),
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
    Ok(matches!(find()?, Some(Found::Debian(_))).then_some(Path::new(DEBIAN_BIN)))
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
    match find()? {
        Some(Found::Installed) => {
            command.env("PATH", search::path_with(&[&tools], &path));
        }
        Some(Found::Debian(linker)) => {
            command
                .env("PATH", search::path_with(&[&tools, Path::new(DEBIAN_BIN)], &path))
                .env("CARGO_TARGET_DIR", project::wasm_target())
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                // Building the standard library is an unstable option of a stable compiler.
                .env("RUSTC_BOOTSTRAP", "1");
        }
        None => return Err("No compiler for WebAssembly; run `cargo xtask setup`.".to_owned()),
    }
    Ok(command)
}
