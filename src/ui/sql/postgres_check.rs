//! Checks an exercise that runs in PostgreSQL, and forgets what ran there for another one.

use serde::{Deserialize, Serialize};

use crate::base::error::Result;
use crate::lessons::Exercise;
use crate::lessons::judge::in_postgres;
use crate::lessons::judge::in_postgres::{Answered, LastRun};
use crate::lessons::judge::verdict::Verdict;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;

/// Request of [`Answered`], or of a script's outcomes.
#[derive(Serialize)]
struct Statements {
    statements: Vec<String>,
}

/// An answer that nobody reads.
#[derive(Deserialize)]
struct Unread {}

impl Actions {
    /// Checks an exercise by what ran last in PostgreSQL, and has `judged` show the verdicts.
    pub(crate) fn check_in_postgres(
        self,
        exercise: Exercise,
        judged: impl FnOnce(Vec<Verdict>) -> Result<String> + 'static,
    ) {
        self.perform_in_postgres(move || async move {
            let postgres = self.state.sql.postgres;
            let (mut answered, mut ran) = (Answered::default(), LastRun::default());
            if let Some(worker) = postgres.worker.get_value() {
                let statements = in_postgres::solution(&exercise)?;
                answered = worker.call("check", &Statements { statements }, None).await?;
                ran = LastRun { is_edited: self.is_edited(), ..postgres.ran.get_value() };
            }
            judged(in_postgres::verdicts(&exercise, &ran, &answered))
        });
    }

    /// Forgets what ran last in PostgreSQL, so that no other exercise takes it for its own.
    pub(crate) fn forget_in_postgres(self) {
        let postgres = self.state.sql.postgres;
        postgres.ran.set_value(LastRun::default());
        if let Some(worker) = postgres.worker.get_value() {
            wasm_bindgen_futures::spawn_local(async move {
                // A worker that is gone has nothing to forget.
                let _: Result<Unread> = worker.call("run", &Statements { statements: Vec::new() }, None).await;
            });
        }
    }
}
