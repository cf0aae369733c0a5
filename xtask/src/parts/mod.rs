//! The parts that have to be installed: finds each, and installs it if it is missing.

pub(crate) mod apt;
pub(crate) mod browser;
pub(crate) mod crates;
pub(crate) mod dbt;
pub(crate) mod engines;
pub(crate) mod java;
pub(crate) mod jdbc;
pub(crate) mod linters;
pub(crate) mod node;
pub(crate) mod packages;
pub(crate) mod python;
pub(crate) mod shell;
pub(crate) mod tools;
pub(crate) mod wasm;

use crate::Result;
use crate::say::step;

/// A part that serve, build and test need besides Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Node, which somebody has to install.
    Node,
    /// A compiler that has WebAssembly's standard library.
    Wasm,
    /// The crates of `Cargo.lock`.
    Crates,
    /// The packages of `static/build/package-lock.json`, and what is made of them.
    Packages,
    /// trunk, which builds the page.
    Trunk,
    /// wasm-bindgen, which trunk and the tests call.
    Bindgen,
    /// rustfmt and clippy, also for the WebAssembly compiler.
    Linters,
    /// Chromium (or Chrome) and its driver.
    Browser,
    /// Python with pandas.
    Python,
    /// The sqlite3 shell.
    Shell,
    /// DuckDB, PostgreSQL and Spark, in the same Python.
    Engines,
    /// Java, for Spark.
    Java,
    /// PostgreSQL's driver for Java, for Spark.
    Jdbc,
    /// dbt, in a Python environment of its own.
    Dbt,
}

/// Everything, in the order in which it is got: the large and slow last.
pub(crate) const ALL: [Part; 14] = [
    Part::Node,
    Part::Wasm,
    Part::Crates,
    Part::Packages,
    Part::Python,
    Part::Shell,
    Part::Java,
    Part::Jdbc,
    Part::Dbt,
    Part::Engines,
    Part::Bindgen,
    Part::Trunk,
    Part::Linters,
    Part::Browser,
];

/// The parts that building and serving need.
pub(crate) const PAGE: [Part; 6] = [Part::Node, Part::Wasm, Part::Crates, Part::Packages, Part::Bindgen, Part::Trunk];

/// The state of a part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It is there; the text says which version and where.
    Ready(String),
    /// It is missing, and can be installed: the step, and the reason.
    Missing { what: String, why: String },
    /// It is missing, and the person has to do the step that the text names.
    Blocked(String),
}

impl State {
    fn missing(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Missing { what: what.into(), why: why.into() }
    }
}

impl Part {
    /// Looks whether the part is there, without changing anything.
    pub(crate) fn look(self) -> State {
        let state = match self {
            Self::Node => node::look(),
            Self::Wasm => wasm::look(),
            Self::Crates => crates::look(),
            Self::Packages => packages::look(),
            Self::Trunk => tools::look(&tools::TRUNK),
            Self::Bindgen => tools::look(&tools::BINDGEN),
            Self::Linters => linters::look(),
            Self::Browser => browser::look(),
            Self::Python => python::look(),
            Self::Shell => shell::look(),
            Self::Engines => engines::look(),
            Self::Java => java::look(),
            Self::Jdbc => jdbc::look(),
            Self::Dbt => dbt::look(),
        };
        state.unwrap_or_else(State::Blocked)
    }

    fn install(self) -> Result<()> {
        match self {
            Self::Node => Ok(()),
            Self::Wasm => wasm::install(),
            Self::Crates => crates::install(),
            Self::Packages => packages::install(),
            Self::Trunk => tools::install(&tools::TRUNK),
            Self::Bindgen => tools::install(&tools::BINDGEN),
            Self::Linters => linters::install(),
            Self::Browser => browser::install(),
            Self::Python => python::install(),
            Self::Shell => shell::install(),
            Self::Engines => engines::install(),
            Self::Java => java::install(),
            Self::Jdbc => jdbc::install(),
            Self::Dbt => dbt::install(),
        }
    }
}

/// Gets the parts that are missing, one after the other.
pub(crate) fn get(parts: &[Part]) -> Result<()> {
    for part in parts {
        match part.look() {
            State::Ready(_) => {}
            State::Blocked(words) => return Err(words),
            State::Missing { what, why } => {
                step(&what, &why, || part.install())?;
                match part.look() {
                    State::Ready(_) => {}
                    State::Blocked(words) => return Err(words),
                    State::Missing { why, .. } => return Err(format!("{what}: done, and yet: {why}")),
                }
            }
        }
    }
    Ok(())
}
