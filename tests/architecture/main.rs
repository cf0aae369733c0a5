//! The invariants of ARCHITECTURE.md, held by reading the sources.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod doc_comments;
mod imports;
mod panels;
mod sentences;

use std::fs;
use std::path::{Path, PathBuf};

use imports::Import;

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

/// The rooms of `src`, each with the rooms that its files may name.
const ROOMS: [(&str, &[&str]); 20] = [
    ("base", &[]),
    ("sqlite", &["base"]),
    ("postgres", &["base"]),
    ("features", &["base"]),
    ("saved_work", &["base"]),
    ("samples", &["base", "protocol"]),
    ("links", &["base", "features"]),
    ("lessons", &["base", "sqlite", "postgres", "features", "links"]),
    ("results", &["base"]),
    ("protocol", &["base", "sqlite", "features", "lessons", "results"]),
    ("words", &["base", "sqlite", "postgres", "features", "saved_work", "links", "lessons", "results", "protocol"]),
    ("engine", &["base", "sqlite", "features", "saved_work", "samples", "lessons", "results", "protocol", "words"]),
    ("adapters", &["base", "sqlite", "engine", "browser"]),
    ("browser", &["base"]),
    ("transport", &["base", "protocol", "browser"]),
    ("worker", &["base", "sqlite", "saved_work", "protocol", "engine", "adapters", "browser", "transport"]),
    (
        "ui",
        &[
            "base",
            "sqlite",
            "postgres",
            "features",
            "saved_work",
            "samples",
            "links",
            "lessons",
            "results",
            "protocol",
            "words",
            "browser",
            "transport",
        ],
    ),
    (
        "lesson_linter",
        &["base", "postgres", "features", "samples", "links", "lessons", "protocol", "engine", "adapters", "words"],
    ),
    ("bin", &[]),
    ("lib", &["ui", "worker", "browser"]),
];

/// The rooms without JavaScript, a clock, input or output.
const PURE: [&str; 11] = [
    "src/base",
    "src/sqlite",
    "src/postgres",
    "src/features",
    "src/saved_work",
    "src/samples",
    "src/links",
    "src/lessons",
    "src/results",
    "src/words",
    "src/protocol",
];

fn all_imports() -> Vec<Import> {
    let all: Vec<(String, String)> = sources("src").into_iter().map(|source| (source.path, source.text)).collect();
    imports::imports(&all)
}

#[test]
fn the_arrows_between_the_rooms_hold() {
    let mut broken = Vec::new();
    for Import { from, line, to } in all_imports() {
        let (here, there) = (imports::room(&from), imports::room(&to));
        let allowed = ROOMS.iter().find(|(room, _)| *room == here);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{from}: {here} is no room of the list"));
        // The root is named for its macros only.
        if here != there && there != "lib" && !allowed.contains(&there) {
            broken.push(format!("{from}:{line} names {to}"));
        }
    }
    assert!(broken.is_empty(), "a room names only the rooms below it:\n{}", broken.join("\n"));
}

#[test]
fn no_circle_of_imports() {
    let circles = imports::circles(&all_imports());
    assert!(circles.is_empty(), "files that name each other: {circles:#?}");
}

#[test]
fn pure_rooms_and_the_engine_know_no_javascript() {
    let words = ["js_sys", "web_sys", "wasm_bindgen", "target_arch"];
    never(&[&PURE[..], &["src/engine"]].concat(), &words, &[], "these rooms compile and run natively");
}

#[test]
fn only_the_rooms_around_the_browser_name_its_types() {
    let rooms = ["src/browser", "src/adapters", "src/transport", "src/worker", "src/ui"];
    never(&["src"], &["js_sys::", "web_sys::"], &rooms, "JavaScript's types stay in the rooms around the browser");
}

#[test]
fn pure_rooms_have_no_clock_no_input_and_no_output() {
    let words = ["std::fs", "std::net", "std::env", "SystemTime", "Instant::now", "Utc::now", "thread::", "println!"];
    never(&PURE, &words, &[], "a pure function gives the same for the same arguments");
}

#[test]
fn only_the_map_has_cfg_gates() {
    never(&["src"], &["#[cfg(target", "#![cfg(target", "cfg!("], &["src/lib.rs"], "src/lib.rs has the only cfg gates");
}

#[test]
fn foreign_functions_live_in_browser_and_adapters() {
    never(
        &["src"],
        &["extern \"C\""],
        &["src/browser/", "src/adapters/"],
        "extern \"C\" only where JavaScript is bound",
    );
}

#[test]
fn sqljs_is_known_to_its_adapter_and_the_worker() {
    let named = all_imports().into_iter().filter(|import| import.to.starts_with("src/adapters/sqljs/"));
    let unmatched_keys: Vec<Import> = named
        .filter(|import| !["src/adapters/sqljs/", "src/worker/"].iter().any(|room| import.from.starts_with(room)))
        .collect();
    assert!(unmatched_keys.is_empty(), "sql.js stays behind the engine's port: {unmatched_keys:#?}");
}

#[test]
fn views_draw_and_never_call() {
    let views: Vec<Source> = sources("src/ui").into_iter().filter(|source| source.path.ends_with("view.rs")).collect();
    assert!(views.len() >= 15, "{} views", views.len());
    for source in views {
        for (at, line) in code(&source) {
            let calls = line.contains("client") || line.contains("spawn_local");
            assert!(!calls, "{}:{at}: views draw signals; actions talk to the worker", source.path);
        }
    }
}

#[test]
fn nothing_panics_outside_tests() {
    let words = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];
    never(&["src"], &words, &["src/bin/"], "every failure is a LabError");
}

#[test]
fn journeys_wait_for_something() {
    // A fixed time is too short on one machine and wasted on another, and what should not happen may happen after it.
    let because = "wait until the page says so: Page::until, work::settled, waiting::poll";
    never(&["tests/journeys"], &["sleep"], &["tests/journeys/waiting.rs"], because);
}

#[test]
fn names_go_into_sql_through_ident_only() {
    // A quote that is opened around a placeholder is a name (or a value) pasted into SQL by hand.
    never(&["src/engine", "src/adapters/rusqlite"], &["\\\"{", "'{"], &[], "write Ident(name), or bind a parameter");
}

/// Returns the name of a method for the name of a call: `pack_for_link` for `PackForLink`.
fn snake_case(name: &str) -> String {
    let words = name.split_inclusive(|letter: char| letter.is_lowercase());
    let text: String = words.map(|part| if part.len() > 1 { format!("_{part}") } else { part.to_owned() }).collect();
    text.trim_start_matches('_').to_lowercase()
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
            "Save" => "save_work::save(".to_owned(),
            "ListSavedWork" => "save_work::list(".to_owned(),
            other => format!(".{}(", snake_case(other)),
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

#[test]
fn scripts_and_style_sheets_say_their_job() {
    for folder in ["build", "css", "offline", "runtime", "start"] {
        let files = fs::read_dir(root().join("static").join(folder)).unwrap().map(|entry| entry.unwrap().path());
        let mut count = 0;
        for path in files {
            let begin = match path.extension().and_then(|extension| extension.to_str()) {
                Some("js" | "mjs") => "// ",
                Some("css") => "/* ",
                _ => continue,
            };
            let text = fs::read_to_string(&path).unwrap();
            let path = path.display();
            assert!(text.starts_with(begin), "{path} does not say its job in its first line");
            let lines = text.lines().count();
            assert!(lines <= 400, "{path} has {lines} lines");
            count += 1;
        }
        assert!(count > 0, "no scripts and no style sheets in static/{folder}");
    }
}
