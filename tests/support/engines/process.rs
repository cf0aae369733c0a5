//! The process of an engine: requests and answers line by line, databases as files in the engine's folder.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Export, Ran, Server};
use crate::python::interpreter;

/// An engine that has started. It ends when its input ends, at the latest with this program.
pub struct Running {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    folder: PathBuf,
    /// The seconds that the start took.
    pub seconds: f64,
}

impl Running {
    /// Starts an engine; the error says what is missing.
    pub(super) fn start(name: &str) -> Result<Self, String> {
        // -B: no compiled files beside the sources.
        let mut child = Command::new(interpreter())
            .args(["-B", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/engines"), name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("LAB_PYTHON names a program");
        let (to, from) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut running = Self { child, to, from, folder: PathBuf::new(), seconds: 0.0 };
        let hello = running.hear()?;
        running.folder = PathBuf::from(hello["folder"].as_str().unwrap());
        running.seconds = hello["seconds"].as_f64().unwrap();
        Ok(running)
    }

    /// Runs an export on a database; `image_after` has the SQLite file that it leaves.
    pub fn run(&mut self, image: &[u8], export: &Export<'_>) -> Ran {
        std::fs::write(self.database(), image).unwrap();
        let mut request = serde_json::to_value(export).unwrap();
        request["database"] = text(&self.database());
        self.ask(&request)
    }

    /// Puts the tables of a database into a new one of PostgreSQL, for programs that the test runs by itself; `setup` is SQL
    /// that prepares it.
    pub fn serve(&mut self, image: &[u8], setup: &str) -> Server {
        std::fs::write(self.database(), image).unwrap();
        self.ask(&json!({ "serve": true, "database": text(&self.database()), "setup": setup }))
    }

    /// A table of the database that PostgreSQL serves, as it is now.
    pub fn table(&mut self, name: &str) -> Ran {
        self.ask(&json!({ "table": name }))
    }

    /// The database file after a run on SQLite.
    pub fn image_after(&self) -> Vec<u8> {
        std::fs::read(self.database()).unwrap()
    }

    /// The database with what columns of one type can hold: what DuckDB, PostgreSQL and Spark get.
    pub fn representable(&mut self, image: &[u8]) -> Vec<u8> {
        let copy = self.folder.join("representable.db");
        let _ = std::fs::remove_file(&copy);
        std::fs::write(self.database(), image).unwrap();
        let _: Value = self.ask(&json!({ "database": text(&self.database()), "representable": text(&copy) }));
        std::fs::read(copy).unwrap()
    }

    fn database(&self) -> PathBuf {
        self.folder.join("lab.db")
    }

    fn ask<A: DeserializeOwned>(&mut self, request: &Value) -> A {
        writeln!(self.to.as_mut().unwrap(), "{request}").unwrap();
        serde_json::from_value(self.hear().unwrap_or_else(|words| panic!("{words}"))).unwrap()
    }

    /// The next answer; the error has the engine's words if it could not do what was asked.
    fn hear(&mut self) -> Result<Value, String> {
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        let answer: Value =
            serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}; the engine's words are above: {line}"));
        match answer["broken"].as_str() {
            Some(words) => Err(words.to_owned()),
            None => Ok(answer),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.to = None;
        let _ = self.child.wait();
    }
}

fn text(path: &Path) -> Value {
    path.to_string_lossy().into()
}
