//! Builds and serves the page: `trunk`, with everything that it needs.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::parts::{self, wasm};
use crate::say::{span, step};
use crate::{Result, child, project, search};

/// Builds `dist/` for publication.
pub(crate) fn build() -> Result<()> {
    parts::get(&parts::PAGE)?;
    step("trunk build --release", "dist/ is made of the page, its worker and SQLite.", || {
        child::run(&mut trunk(&["build", "--release"])?)
    })?;
    println!("The page is in {}: put it anywhere on any web server.", project::path("dist").display());
    Ok(())
}

/// Builds `dist/` with programs that count their calls, for the lists of what a start calls.
pub(crate) fn build_counted() -> Result<()> {
    parts::get(&parts::PAGE)?;
    step("trunk build --release", "dist/ is made of programs that count their calls.", || {
        child::run(trunk(&["build", "--release"])?.env("LAB_COUNT_CALLS", "1"))
    })
}

/// Builds the page, serves it, and builds it again after each change, until somebody stops it.
pub(crate) fn serve(port: u16, release: bool) -> Result<()> {
    if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
        return Err(format!("Port {port} is taken by another program. Try `cargo xtask serve --port {}`.", port ^ 1));
    }
    parts::get(&parts::PAGE)?;
    let number = port.to_string();
    let mut arguments = vec!["serve", "--port", &number];
    arguments.extend(release.then_some("--release"));
    let mut trunk = trunk(&arguments)?;
    thread::spawn(move || announce(port));
    step(&format!("trunk {}", arguments.join(" ")), "It builds the page, then serves it until Ctrl+C.", || {
        child::run(&mut trunk)
    })
}

/// Says where the page is as soon as it can be had.
fn announce(port: u16) {
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        thread::sleep(Duration::from_millis(100));
    }
    let time = span(start.elapsed());
    println!("\nFeature Lab is at http://127.0.0.1:{port}/ (after {time}). Ctrl+C stops it.\n");
}

/// trunk, told never to look for anything outside: all that it needs is here.
pub(crate) fn trunk(arguments: &[&str]) -> Result<Command> {
    let program = search::program("trunk").ok_or("trunk is missing; run `cargo xtask setup`.")?;
    let mut command = wasm::prepared(child::program(program, arguments))?;
    command.arg("--offline").env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("RUST_BACKTRACE");
    Ok(command)
}
