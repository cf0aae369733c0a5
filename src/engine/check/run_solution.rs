//! Runs a lesson's solution on a copy of the learner's database, which itself does not change.

use chrono::{DateTime, Utc};

use crate::base::error::Result;
use crate::base::problem::session::Action;
use crate::base::relation::Relation;
use crate::engine::build::{Build, Step};
use crate::engine::database::Database;
use crate::engine::query::{self, StatementOutput};
use crate::engine::{evidence, export, inspect, open};
use crate::features::detect;
use crate::features::spec::FeatureSpec;
use crate::lessons::Solution;
use crate::protocol::Query;

/// A copy on which a solution ran.
pub struct Solved<D> {
    /// The copy.
    pub database: D,
    /// The last result of the solution; empty if it had none.
    pub last: Relation,
    /// The specification of a solution that is a build.
    pub spec: Option<FeatureSpec>,
}

/// Copies a database by writing it out and opening the image.
pub(super) fn copy<D: Database>(database: &mut D) -> Result<D> {
    let image = export::image(database, Action::Check)?;
    let mut copy = D::open(image)?;
    open::configure_connection(&mut copy)?;
    Ok(copy)
}

/// Runs a solution on a database, which it consumes, as of an instant and with the lesson's mapping for builds.
pub fn solve<D: Database>(
    mut database: D,
    solution: &Solution,
    as_of: DateTime<Utc>,
    mapping: &str,
) -> Result<Solved<D>> {
    let schema = inspect::schema(&mut database)?;
    let (mut last, mut built) = (Relation::default(), None);
    match solution {
        Solution::Sql(sql) => {
            let script = query::run(&mut database, &Query::of_box(sql), &schema, None, false)?;
            if let Some(error) = script.error {
                return Err(error);
            }
            for output in script.outputs {
                if let StatementOutput::Rows(relation) = output {
                    last = relation;
                }
            }
        }
        Solution::Build { .. } => {
            let facts = evidence::gather(&mut database, &schema);
            let spec = solution.choose(detect::propose(&schema, &facts, as_of).spec, mapping);
            let mut build = Build::start(&mut database, &spec, &schema, false)?;
            while let Step::More(_) = build.step(&mut database)? {}
            built = Some(spec);
        }
    }
    Ok(Solved { database, last, spec: built })
}
