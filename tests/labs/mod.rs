//! Labs for tests: a database that a script made, opened as a file, proposed, built and read.

#![allow(clippy::unwrap_used, dead_code, missing_docs, unreachable_pub)]

use feature_lab::base::value::Value;
use feature_lab::engine::beside::Beside;
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Lab;
use feature_lab::features::spec::{FeatureSpec, parse_as_of};
use feature_lab::protocol::{Build, Built, Check, CheckOnOpen, Companions, Open, Source};

/// The request that opens a file or sample as of a fixed day.
pub fn request(source: Source) -> Open {
    Open {
        name: "test.db".to_owned(),
        source,
        check: CheckOnOpen::Full,
        as_of: parse_as_of("2026-07-01").unwrap(),
        limit: u64::MAX,
        beside: Companions::default(),
    }
}

/// A lab with a database that a script made, saved and opened as a file.
pub fn lab_with<D: Database>(script: &[&str]) -> Lab<D> {
    let mut database = D::create().unwrap();
    for sql in script {
        database.run(sql, &[]).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    let image = database.export().unwrap();
    open(image)
}

/// A lab with the database of a file's bytes.
pub fn open<D: Database>(image: D::Image) -> Lab<D> {
    let mut lab = Lab::default();
    lab.open_file(&request(Source::Attached), image, Beside::default(), &mut |_| ()).unwrap();
    lab
}

/// The specification that the lab proposes.
pub fn proposed<D: Database>(lab: &Lab<D>) -> FeatureSpec {
    lab.opened().unwrap().proposal.spec.clone()
}

/// Builds to the end.
pub fn build<D: Database>(lab: &mut Lab<D>, spec: &FeatureSpec) -> feature_lab::base::error::Result<Built> {
    lab.start_build(&Build { spec: spec.clone() })?;
    loop {
        if let Err(built) = lab.step_build()? {
            return Ok(built);
        }
    }
}

/// All rows of a query as text, values joined by `|` as the sqlite3 shell prints them.
pub fn text<D: Database>(lab: &mut Lab<D>, sql: &str) -> Vec<String> {
    let rows = lab.database().unwrap().rows(sql, &[]).unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.iter().map(Value::to_string).collect::<Vec<_>>().join("|")).collect()
}

/// The request that checks exercises as of the fixed day.
pub fn check(exercises: &[(&str, &str)]) -> Check {
    let owned = |(file, text): &(&str, &str)| ((*file).to_owned(), (*text).to_owned());
    Check {
        exercises: exercises.iter().map(owned).collect(),
        as_of: parse_as_of("2026-07-01").unwrap(),
        mapping: String::new(),
        mark: true,
        limit: u64::MAX,
        name: "test.db".to_owned(),
        beside: Companions::default(),
    }
}
