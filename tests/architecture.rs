//! The invariants of ARCHITECTURE.md, held by reading the sources.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path from the project's folder with `/` between, and its text without the tests at its end.
struct Source {
    path: String,
    text: String,
}

fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    assert!(!found.is_empty(), "no Rust files in {folder}");
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, into: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
            let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
            let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            into.push(Source { path, text });
        }
    }
}

/// The lines that are code, with their numbers.
fn code(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source
        .text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Fails with every place in `folders` that names one of `words`, save in the files of `but`.
fn never(folders: &[&str], words: &[&str], but: &[&str], because: &str) {
    let mut broken = Vec::new();
    for source in folders.iter().flat_map(|folder| sources(folder)) {
        if but.iter().any(|allowed| source.path.starts_with(allowed)) {
            continue;
        }
        for (at, line) in code(&source) {
            if words.iter().any(|word| line.contains(word)) {
                broken.push(format!("{}:{at}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{because}\n{}", broken.join("\n"));
}

#[test]
fn domain_engine_and_protocol_know_no_javascript() {
    let words = ["js_sys", "web_sys", "wasm_bindgen", "target_arch"];
    never(&["src/domain", "src/engine", "src/protocol"], &words, &[], "these rooms compile and run natively");
}

#[test]
fn domain_is_pure() {
    let words = ["std::fs", "std::net", "std::env", "SystemTime", "Instant::now", "Utc::now", "thread::", "println!"];
    never(&["src/domain"], &words, &[], "domain has no clock, no input and no output");
    let above = [
        "crate::engine",
        "crate::protocol",
        "crate::adapters::rusqlite",
        "crate::browser",
        "crate::transport",
        "crate::ui",
        "crate::worker",
    ];
    never(&["src/domain"], &above, &[], "domain names only itself");
}

#[test]
fn the_arrows_between_the_rooms_hold() {
    let rooms: [(&str, &[&str]); 6] = [
        (
            "src/protocol",
            &[
                "crate::engine",
                "crate::adapters::rusqlite",
                "crate::browser",
                "crate::transport",
                "crate::ui",
                "crate::worker",
            ],
        ),
        (
            "src/engine",
            &["crate::adapters::rusqlite", "crate::browser", "crate::transport", "crate::ui", "crate::worker"],
        ),
        ("src/native", &["crate::browser", "crate::transport", "crate::ui", "crate::worker"]),
        ("src/js", &["crate::adapters::rusqlite", "crate::transport", "crate::ui", "crate::worker"]),
        ("src/client", &["crate::engine", "crate::ui", "crate::worker"]),
        ("src/worker", &["crate::transport", "crate::ui"]),
    ];
    for (room, above) in rooms {
        never(&[room], above, &[], "a room names only rooms below it");
    }
    never(&["src/ui"], &["crate::engine", "crate::worker"], &[], "the page reaches the engine through the client");
}

#[test]
fn only_the_map_has_cfg_gates() {
    never(&["src"], &["#[cfg(target", "#![cfg(target", "cfg!("], &["src/lib.rs"], "src/lib.rs has the only cfg gates");
}

#[test]
fn foreign_functions_live_in_js() {
    never(&["src"], &["extern \"C\""], &["src/js/"], "extern \"C\" only under src/js/");
}

#[test]
fn sqljs_is_known_to_one_file() {
    let words = ["sqljs::SqlJs", "RawDatabase", "initSqlJs"];
    never(&["src"], &words, &["src/adapters/sqljs.rs", "src/worker/"], "sql.js stays behind the engine's port");
}

#[test]
fn views_draw_and_never_call() {
    never(&["src/ui/views"], &["client", "spawn_local"], &[], "views draw signals; actions talk to the worker");
}

#[test]
fn nothing_panics_outside_tests() {
    let words = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];
    never(&["src"], &words, &["src/bin/"], "every failure is a LabError");
}

#[test]
fn names_go_into_sql_through_ident_only() {
    // A quote that is opened around a placeholder is a name (or a value) pasted into SQL by hand.
    never(&["src/engine", "src/native"], &["\\\"{", "'{"], &[], "write Ident(name), or bind a parameter");
}

#[test]
fn every_call_has_a_handler_and_a_test() {
    let calls = fs::read_to_string(root().join("src/protocol/calls.rs")).unwrap();
    let list = calls.split("calls! {").nth(1).unwrap().split('}').next().unwrap();
    let names: Vec<&str> =
        list.lines().filter_map(|line| line.trim().split_once(" => ").map(|(name, _)| name)).collect();
    assert!(names.len() >= 6, "{names:?}");
    let handler = fs::read_to_string(root().join("src/worker/answer.rs")).unwrap();
    let tests: String = sources("tests").into_iter().map(|source| source.text).collect();
    for name in names {
        assert!(handler.contains(&format!("Request::{name}(")), "no handler for {name}");
        let method = match name {
            "Open" => ".open_file(".to_owned(),
            "Build" => ".start_build(".to_owned(),
            "Save" | "Works" => format!("keep::{}(", name.to_lowercase()),
            other => format!(".{}(", other.to_lowercase()),
        };
        assert!(tests.contains(&method), "no test calls {name} ({method})");
    }
}

#[test]
fn files_are_small_and_say_their_job() {
    let mut all = sources("src");
    all.extend(sources("xtask/src"));
    all.extend(sources("benches"));
    let mut lengths = Vec::new();
    for source in &all {
        assert!(source.text.starts_with("//! "), "{} does not say its job in its first line", source.path);
        let lines = fs::read_to_string(root().join(&source.path)).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", source.path);
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 160, "the median file has {median} lines");
}
