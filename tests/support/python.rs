//! One Python process with pandas that answers requests line by line.

#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, missing_docs, unreachable_pub)]

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::de::DeserializeOwned;

/// The environment's interpreter, which `cargo xtask test` names.
pub fn interpreter() -> String {
    std::env::var("LAB_PYTHON").expect(
        "This test compares the lab with pandas and needs a Python that has it. \
         Run `cargo xtask test --only native`, which makes one and names it in LAB_PYTHON.",
    )
}

/// A script of tests/python that is running, with a file for the database in question.
pub struct Python {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    database: PathBuf,
}

impl Python {
    /// Starts a script.
    pub fn start(script: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/python").join(script);
        // -B: no compiled files beside the sources.
        let mut child = Command::new(interpreter())
            .arg("-B")
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("LAB_PYTHON names a program");
        let database = std::env::temp_dir().join(format!("feature-lab-{}.db", child.id()));
        let from = BufReader::new(child.stdout.take().unwrap());
        Self { to: child.stdin.take(), from, child, database }
    }

    /// Asks something that needs no database.
    pub fn ask_plainly<A: DeserializeOwned>(&mut self, request: &serde_json::Value) -> A {
        writeln!(self.to.as_mut().unwrap(), "{request}").unwrap();
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}; its words are above: {line}"))
    }

    /// Asks about a database; the request's other fields are the script's own.
    pub fn ask<A: DeserializeOwned>(&mut self, image: &[u8], mut request: serde_json::Value) -> A {
        std::fs::write(&self.database, image).unwrap();
        request["database"] = self.database.to_string_lossy().into();
        self.ask_plainly(&request)
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // Its input ends, and so does it.
        self.to = None;
        let _ = self.child.wait();
        let _ = std::fs::remove_file(&self.database);
    }
}
