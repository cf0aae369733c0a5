//! PostgreSQL's driver for Java, by which Spark reads tables of a server: the one that is there, or Debian's.

use std::env;
use std::path::PathBuf;

use crate::Result;
use crate::parts::{State, apt};

/// The variable that names the file, for tests that give it to Spark.
pub(crate) const VARIABLE: &str = "LAB_JDBC";

/// Debian's package, and its file.
const PACKAGE: &str = "libpostgresql-jdbc-java";
const FILE: &str = "/usr/share/java/postgresql.jar";

const WHY: &str =
    "A test has Spark read and write tables of a PostgreSQL server, which needs PostgreSQL's driver for Java.";

/// The file, if it is there. A file that somebody named is the only one.
pub(crate) fn find() -> Result<Option<PathBuf>> {
    let Some(file) = env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from) else {
        return Ok(Some(PathBuf::from(FILE)).filter(|file| file.is_file()));
    };
    if file.is_file() {
        Ok(Some(file))
    } else {
        Err(format!("{WHY} {VARIABLE} names {}, which is none.", file.display()))
    }
}

/// Looks for the file.
pub(crate) fn look() -> Result<State> {
    if let Some(file) = find()? {
        return Ok(State::Ready(format!("PostgreSQL's driver for Java, {}", file.display())));
    }
    if apt::is_here() {
        return Ok(State::missing(format!("apt-get install {PACKAGE}"), WHY));
    }
    Err(format!("{WHY} Download it (jdbc.postgresql.org), and name it: {VARIABLE}=FILE."))
}

/// Installs the file.
pub(crate) fn install() -> Result<()> {
    apt::install(&[PACKAGE.to_owned()])
}
