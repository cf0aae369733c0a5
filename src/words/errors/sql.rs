//! Sentences about statements that did not run.

use super::{ErrorWords, say};
use crate::base::problem::sql::{PageInstead, SqlProblem};
use crate::base::problem::sql_advice::SqlAdvice;

/// The sentences of a problem with a statement; `detail` is what SQLite says.
pub(super) fn sql(problem: &SqlProblem, detail: &str, advice: &[SqlAdvice]) -> ErrorWords {
    match problem {
        SqlProblem::Refused => say(format!("SQLite says: {detail}."), super::sql_advice(advice)),
        SqlProblem::PostgresRefused { hint } => {
            say(format!("PostgreSQL says: {detail}."), hint.clone().unwrap_or_default())
        }
        SqlProblem::UnknownPsqlCommand { name } => say(
            format!("The lab has no command “{name}” of psql’s."),
            "The commands are \\dt, \\d, \\d NAME, \\timing and \\?.",
        ),
        SqlProblem::UnknownCommand { name, near, known, instead } => {
            let first = match (instead, near) {
                (Some(instead), _) => format!("{} ", on_the_page(instead)),
                (None, Some(near)) => format!("Did you mean {near}? "),
                (None, None) => String::new(),
            };
            say(format!("The lab has no command “{name}”."), format!("{first}The commands are {}.", known.join(", ")))
        }
        SqlProblem::VacuumInto => say(
            "A page in a browser cannot write a copy to your disk, so VACUUM INTO was not run.",
            "Download database gives you the copy.",
        ),
        SqlProblem::AttachFile => say(
            "A page in a browser cannot reach files by name, so ATTACH was not run: it would open an empty database \
             that is not in the download.",
            "Create the tables in the open database, or attach ':memory:' for tables that you need only now.",
        ),
    }
}

fn on_the_page(instead: &PageInstead) -> &'static str {
    match instead {
        PageInstead::OpenDatabase => "Open database opens a file.",
        PageInstead::DownloadDatabase => "Download database gives the file.",
        PageInstead::SqlBox => "Paste the SQL of that file into the SQL box.",
        PageInstead::NameOfDatabase => "One database is open here; the page shows its name at the top.",
        PageInstead::Schema => "The command .schema TABLE shows its indexes.",
    }
}
