//! Texts about the DSN of a PostgreSQL server: its parts, the commands that use it, and why it could not be read.

use crate::postgres::dsn::{Dsn, DsnProblem};

pub const DSN_TITLE: &str = "Commands for a server of your own (DSN)";
pub const DSN: &str = "DSN";
pub const DSN_EXAMPLE: &str = "postgresql://user:password@host:5432/db";

/// The names of the commands, in their order; the first is there if the DSN has a password.
pub const DSN_COMMANDS: [&str; 3] = ["Ask for the password", "Run the SQL with psql", "Or run the Python script"];

/// The reason why the page does not connect, and what it does instead.
pub const DSN_ABOUT: &str = "A browser lets a page speak HTTP only, and a PostgreSQL server speaks a protocol of its own, so \
     this page cannot open the connection. Paste the server’s DSN to see its parts and the commands for your terminal. The \
     page removes the password from the field, and keeps and sends nothing of it.";

/// The note on the commands: where the files come from, and what becomes of the password.
pub const DSN_FILES: &str = "Export has the two files. The commands are for the shells of macOS and Linux.";
pub const DSN_PASSWORD: &str = "The first command waits until you type the password and press Enter, and does not show it. psql and the script \
     read it from PGPASSWORD.";

/// The parts of a DSN: name and meaning. The password stays out.
pub fn dsn_parts(dsn: &Dsn) -> Vec<(String, String)> {
    let or = |value: &str, missing: &str| if value.is_empty() { missing.to_owned() } else { value.to_owned() };
    let driver = match dsn.driver.as_str() {
        "" => None,
        driver => Some(("Python package".to_owned(), format!("{driver}; psql is given the DSN without it"))),
    };
    let host = if dsn.host.starts_with('/') {
        format!("the socket in {}", dsn.host)
    } else {
        or(&dsn.host, "none: the machine on which the command runs")
    };
    let parts = [
        ("User", or(&dsn.user, "none: your name on the machine on which the command runs")),
        ("Password", if dsn.has_password { "*** (not kept)" } else { "none" }.to_owned()),
        ("Host", host),
        ("Port", or(&dsn.port, "none: 5432")),
        ("Database", or(&dsn.database, "none: the one with the user’s name")),
    ];
    let parts = parts.into_iter().map(|(name, value)| (name.to_owned(), value));
    driver.into_iter().chain(parts).chain(dsn.options.iter().cloned()).collect()
}

/// The reason why a text was not read as a DSN, with the next step; it has nothing of the text.
pub fn dsn_problem(problem: DsnProblem) -> &'static str {
    match problem {
        DsnProblem::NoDsn => {
            "This is no DSN of PostgreSQL, and the page has forgotten it. A DSN looks like \
             postgresql://user:password@host:5432/db or host=… port=… user=… dbname=…"
        }
        DsnProblem::NotSplit => {
            "This DSN cannot be taken apart, and the page has forgotten it. In its password, write %40 for @, %3A for :, %2F \
             for /, %3F for ? and %23 for #."
        }
        DsnProblem::SeveralHosts => {
            "This DSN has several hosts, and the page has forgotten it. Paste it with one of them."
        }
        DsnProblem::UnknownOption => {
            "This DSN has an option that the page does not know, and the page has forgotten it. Paste it without the option."
        }
    }
}
