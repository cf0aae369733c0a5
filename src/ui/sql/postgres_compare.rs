//! Runs the exported SQL in PostgreSQL on the copied tables, and compares the table that it builds with SQLite's.

use serde::{Deserialize, Serialize};

use crate::base::error::{LabError, Result};
use crate::base::ident::Ident;
use crate::base::problem::sql::SqlProblem;
use crate::base::relation::Relation;
use crate::browser::postgres::Postgres;
use crate::features::codegen::ExportFormat;
use crate::features::equality;
use crate::postgres::psql;
use crate::ui::shell::actions::Actions;
use crate::ui::sql::postgres_state::Comparison;

/// The most rows of a feature table that is compared: they are in the page's memory twice.
pub(super) const MOST_ROWS: u64 = 200_000;

/// Request of [`Built`].
#[derive(Serialize)]
struct BuildThere {
    /// The feature table, as SQL has its name.
    table: String,
    statements: Vec<String>,
}

/// The feature table before and after the exported SQL ran.
#[derive(Deserialize)]
struct Built {
    first: Relation,
    second: Option<Relation>,
    error: Option<String>,
}

impl Actions {
    /// Builds the feature table of the last build in PostgreSQL and compares it with the copy of SQLite's. Nothing happens
    /// if the open database has no such table, or a view that cannot be counted in its place.
    pub(super) async fn compare_with_export(self, worker: &Postgres) {
        let compared = self.built_there(worker).await.transpose();
        self.state.sql.postgres.compared.set(compared);
    }

    async fn built_there(self, worker: &Postgres) -> Result<Option<Comparison>> {
        let state = self.state;
        let target = state.build.report.with_untracked(|report| report.as_ref().map(|it| it.spec.target.clone()));
        let rows = |target: &String| {
            state.shell.schema.with_untracked(|schema| schema.table(target).and_then(|table| table.rows))
        };
        let Some((target, rows)) = target.and_then(|target| rows(&target).map(|rows| (target, rows))) else {
            return Ok(None);
        };
        if rows > MOST_ROWS {
            return Ok(Some(Comparison::TooLarge { rows }));
        }
        let Some(text) = self.written(ExportFormat::PostgresSql).await? else { return Ok(None) };
        let statements =
            psql::statements(&text).map_err(|name| LabError::from(SqlProblem::UnknownPsqlCommand { name }))?;
        let statements = statements.into_iter().map(|(_, statement)| statement).collect();
        let request = BuildThere { table: Ident(&target).to_string(), statements };
        let built: Built = worker.call("compare", &request, None).await?;
        match (built.second, built.error) {
            (Some(second), _) => Ok(Some(Comparison::Done(equality::compare(&built.first, &second)))),
            (None, words) => {
                let refused = LabError::from(SqlProblem::PostgresRefused { hint: None });
                Err(refused.with_detail(words.unwrap_or_default()))
            }
        }
    }
}
