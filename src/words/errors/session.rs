//! Sentences about actions that the state of the open database does not allow.

use super::{ErrorWords, say};
use crate::base::byte_size::size;
use crate::base::problem::session::{Action, SessionProblem};

/// The sentences of a problem with the open database.
pub(super) fn session(problem: &SessionProblem) -> ErrorWords {
    match problem {
        SessionProblem::NoDatabase => say("No database is open.", "Open a .db file or choose a sample."),
        SessionProblem::RowsGone => say("The rows of this result are no longer kept.", "Run the query again."),
        SessionProblem::TransactionOpen { action } => {
            let action = match action {
                Action::Build => "build",
                Action::Check => "check",
                Action::Download => "download",
            };
            say(
                format!("A transaction is open in the SQL box, so the {action} has to wait."),
                "Run COMMIT; to keep its changes or ROLLBACK; to drop them, then try again.",
            )
        }
        SessionProblem::CopyDiffers => say(
            "The written copy did not pass its check, so it was not saved.",
            "Your database is still open. Try again; if it fails again, reload the page with more memory free.",
        ),
        SessionProblem::SchemaDamaged => say(
            "The last change has damaged the list of tables, so SQLite would not open this database again. It is not saved.",
            "Press Undo to go back to the last state that opens.",
        ),
        SessionProblem::BuildStopped => say("The build was stopped. The database is as it was before.", ""),
        SessionProblem::Stopped => say("Stopped. The database is as it was before this ran.", ""),
        SessionProblem::PostgresGone { stopped } => {
            let (what, next) =
                if *stopped { ("was stopped", "") } else { ("ended by itself", "It may have had too little memory.") };
            let next = format!("{next} Start it again to copy the tables once more, or go on with SQLite.");
            say(
                format!(
                    "PostgreSQL {what}: its copy of the tables is gone, with all that was changed there. The open database in \
                     SQLite is as it was."
                ),
                next.trim(),
            )
        }
        SessionProblem::ResultTooLarge { limit, shown } => {
            let first = match shown {
                0 => String::new(),
                1 => " Its first row is shown.".to_owned(),
                shown => format!(" Its first {shown} rows are shown."),
            };
            say(format!("The result is larger than {}.{first}", size(*limit)), "Add a LIMIT, or choose fewer columns.")
        }
        SessionProblem::ValueTooLarge { limit } => say(
            format!("This makes or reads a value larger than {}, the most that is allowed here.", size(*limit)),
            "Work with a part of it, for example with substr.",
        ),
        SessionProblem::OutOfMemory => say(
            "This needs more memory than a statement may take here, so it was not done.",
            "Work with fewer rows or columns at a time: add WHERE or LIMIT, or leave out ORDER BY.",
        ),
        SessionProblem::DatabaseTooLarge { limit } => say(
            format!("The database would become larger than {}, more than this page can work with.", size(*limit)),
            "Drop tables that you do not need, then run VACUUM; or write fewer rows.",
        ),
        SessionProblem::QueryOnly => say(
            "Nothing can be written now: PRAGMA query_only is on.",
            "Run PRAGMA query_only = OFF, then run this again.",
        ),
        SessionProblem::NotOnlyReads => say(
            "This SQL is not only queries that read, so it was not run by itself.",
            "Read it, then run it yourself if it does what you want.",
        ),
        SessionProblem::TargetTaken { kind, name, free } => {
            let article = if kind == "index" { "an" } else { "a" };
            say(
                format!("There is already {article} {kind} “{name}” in this database, and a build never replaces one."),
                format!("Choose another target table, for example “{free}”."),
            )
        }
        SessionProblem::RecordTaken { name, is_target: true } => say(
            format!("The record of builds is kept in a table “{name}”, so it cannot be the feature table."),
            "Choose another target table.",
        ),
        SessionProblem::RecordTaken { name, is_target: false } => say(
            format!(
                "The record of builds is kept in a table “{name}”, and this database has another one by this name."
            ),
            "Rename it (ALTER TABLE … RENAME TO …), or untick “Keep a record in the database”.",
        ),
        SessionProblem::OtherProgress => say(
            "This file is not the progress of this version of the lesson.",
            "Choose the file that “Save progress” gave you, and open the lesson that it belongs to first.",
        ),
    }
}
