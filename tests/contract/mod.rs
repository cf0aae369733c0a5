//! The contract of the engine's port and of the engine over it: one suite, run on rusqlite and on sql.js.
//!
//! Every case is a function over any `Database`; `contract_cases!` lists them for the two test files.

#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, missing_docs, unreachable_pub)]

pub mod building;
pub mod bulk;
pub mod opening;
pub mod port;
pub mod querying;

use feature_lab::domain::spec::{FeatureSpec, parse_as_of};
use feature_lab::domain::value::Value;
use feature_lab::engine::database::Database;
use feature_lab::engine::lab::Lab;
use feature_lab::protocol::{Build, Built, CheckOnOpen, Open, Source};

/// Calls a macro once for every case of the suite.
#[macro_export]
macro_rules! contract_cases {
    ($case:ident) => {
        $case!(port::integers_are_exact_in_both_directions);
        $case!(port::text_and_bytes_come_back_as_they_went);
        $case!(port::column_names_stay_even_twice_and_without_rows);
        $case!(port::errors_carry_sqlites_own_words);
        $case!(port::a_written_image_opens_with_the_same_content);
        $case!(port::writing_out_keeps_the_database_open_as_it_is);
        $case!(port::writing_out_inside_a_transaction_is_refused);
        $case!(bulk::rows_in_bulk_are_the_rows_of_the_query);
        $case!(bulk::rows_of_any_size_come_in_bulk);
        $case!(bulk::text_of_another_encoding_is_utf8_in_bulk);
        $case!(bulk::errors_in_bulk_carry_sqlites_own_words);
        $case!(bulk::a_query_in_bulk_stays_open_beside_others);
        $case!(bulk::supplied_numbers_meet_their_rows);
        $case!(opening::a_file_opens_with_its_schema_and_a_proposal);
        $case!(opening::what_is_no_database_is_refused_and_the_old_one_stays);
        $case!(opening::damage_is_found_and_building_is_off);
        $case!(opening::samples_open_with_their_own_as_of);
        $case!(querying::a_script_gives_every_result_and_keeps_what_ran_before_an_error);
        $case!(querying::errors_say_where_and_what_was_probably_meant);
        $case!(querying::windows_show_any_part_of_a_result);
        $case!(querying::sql_from_a_link_only_reads);
        $case!(building::the_tiny_sample_gives_the_features_of_the_specification);
        $case!(building::views_and_tables_without_rowid_are_sources_too);
        $case!(building::odd_names_and_values_survive);
        $case!(building::positions_stand_in_for_rowids_that_a_source_does_not_have);
        $case!(building::the_findings_of_a_large_table_are_those_of_its_rows);
        $case!(building::a_view_in_the_way_is_refused);
        $case!(building::stopping_leaves_the_old_table);
        $case!(building::nothing_else_in_the_file_changes);
        $case!(building::an_open_transaction_is_left_alone);
        $case!(building::keys_of_every_storage_class_match_as_sqlite_compares);
        $case!(building::number_and_day_month_columns_are_read_as_a_whole);
        $case!(building::examining_a_time_column_shows_two_readings);
    };
}

/// The request that opens `name` as of a fixed day.
pub fn request(source: Source) -> Open {
    Open {
        name: "test.db".to_owned(),
        source,
        check: CheckOnOpen::Full,
        as_of: parse_as_of("2026-07-01").unwrap(),
        limit: u64::MAX,
    }
}

/// A lab with a database that a script made, saved and opened as a file.
pub fn lab_with<D: Database>(script: &[&str]) -> Lab<D> {
    let mut database = D::create().unwrap();
    for sql in script {
        database.run(sql, &[]).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    let image = database.export().unwrap();
    let mut lab = Lab::default();
    lab.open_file(&request(Source::Attached), image, None, &mut |_| ()).unwrap();
    lab
}

/// The specification that the lab proposes, with another as-of if wanted.
pub fn proposed<D: Database>(lab: &Lab<D>) -> FeatureSpec {
    lab.opened().unwrap().proposal.spec.clone()
}

/// Builds to the end.
pub fn build<D: Database>(lab: &mut Lab<D>, spec: &FeatureSpec) -> feature_lab::domain::error::Result<Built> {
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
