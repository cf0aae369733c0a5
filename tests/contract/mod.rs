//! The contract of the engine's port and of the engine over it: one suite, run on rusqlite and on sql.js.
//!
//! Every case is a function over any `Database`; `contract_cases!` lists them for the two test files.

#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, missing_docs, unreachable_pub)]

pub mod amounts;
pub mod building;
pub mod bulk;
pub mod failing;
pub mod lessons;
pub mod link_payload;
pub mod opening;
pub mod pages;
pub mod port;
pub mod postgres_tables;
pub mod querying;
pub mod record;
pub mod recovering;
pub mod reporting;
pub mod results;
pub mod samples;
pub mod summary;
pub mod untouched_file;

pub use crate::fixtures::{build, check, lab_with, proposed, request, text};

/// Calls a macro once for every case of the suite.
#[macro_export]
macro_rules! contract_cases {
    ($case:ident) => {
        $case!(port::integers_are_exact_in_both_directions);
        $case!(port::text_and_bytes_come_back_as_they_went);
        $case!(port::column_names_stay_even_twice_and_without_rows);
        $case!(port::text_is_composed_as_unicode_says);
        $case!(port::errors_carry_sqlites_own_words);
        $case!(port::a_written_image_opens_with_the_same_content);
        $case!(port::writing_out_keeps_the_database_open_as_it_is);
        $case!(port::writing_out_inside_a_transaction_is_refused);
        $case!(postgres_tables::tables_are_written_as_copy_reads_them);
        $case!(postgres_tables::only_the_tables_that_are_named_are_written);
        $case!(postgres_tables::rows_come_in_parts_of_whole_rows);
        $case!(record::builds_are_recorded_with_versions_and_statistics);
        $case!(record::without_the_wish_there_is_no_record);
        $case!(record::a_build_that_cannot_be_recorded_changes_nothing);
        $case!(record::a_table_of_somebody_else_is_left_alone);
        $case!(summary::segments_have_the_customers_of_their_rules);
        $case!(summary::a_table_without_segments_has_example_rows_all_the_same);
        $case!(summary::odd_columns_are_summarised_and_long_values_are_cut);
        $case!(bulk::rows_in_bulk_are_the_rows_of_the_query);
        $case!(bulk::rows_of_any_size_come_in_bulk);
        $case!(bulk::text_of_another_encoding_is_utf8_in_bulk);
        $case!(bulk::errors_in_bulk_carry_sqlites_own_words);
        $case!(bulk::a_query_in_bulk_stays_open_beside_others);
        $case!(bulk::features_meet_their_rows);
        $case!(pages::rows_from_pages_are_the_rows_of_the_query);
        $case!(pages::what_keeps_its_rows_in_another_way_is_left_to_sqlite);
        $case!(pages::rows_older_than_a_column_are_left_to_sqlite);
        $case!(pages::what_was_committed_is_in_the_pages_and_nothing_else);
        $case!(opening::a_file_opens_with_its_schema_and_a_proposal);
        $case!(opening::what_is_no_database_is_refused_and_the_old_one_stays);
        $case!(opening::damage_is_found_and_building_is_off);
        $case!(opening::samples_open_with_their_own_as_of);
        $case!(opening::a_database_is_recognised_by_its_bytes);
        $case!(opening::the_proposal_is_the_same_whichever_way_rows_are_read);
        $case!(opening::an_unfinished_transaction_is_rolled_back);
        $case!(opening::what_lies_beside_and_is_not_used_is_told);
        $case!(opening::a_change_of_several_databases_waits_for_its_super_journal);
        $case!(opening::a_cut_file_tells_both_sizes_in_every_mode);
        $case!(opening::a_written_file_asks_for_no_log);
        $case!(recovering::a_log_brings_what_was_committed_and_nothing_else);
        $case!(recovering::a_log_that_was_put_back_in_part_gives_the_newest_rows);
        $case!(recovering::a_hot_journal_undoes_rows_and_tables);
        $case!(recovering::a_journal_is_undone_before_the_log_is_put_in);
        $case!(samples::their_files_are_those_that_sqlite_writes);
        $case!(samples::they_stay_ordinary_databases);
        $case!(link_payload::a_changed_sample_travels_as_its_difference);
        $case!(link_payload::a_database_travels_whole);
        $case!(link_payload::what_does_not_fit_is_refused_and_the_old_one_stays);
        $case!(link_payload::the_bytes_of_samples_never_change);
        $case!(querying::a_script_gives_every_result_and_keeps_what_ran_before_an_error);
        $case!(querying::errors_say_where_and_what_was_probably_meant);
        $case!(querying::windows_show_any_part_of_a_result);
        $case!(querying::sql_that_nobody_typed_only_reads);
        $case!(querying::shell_commands_answer_with_rows);
        $case!(querying::what_happens_in_silence_is_told);
        $case!(querying::statements_without_rows_say_what_they_did);
        $case!(querying::sql_of_other_systems_and_of_web_pages_is_told);
        $case!(results::a_result_is_arranged_and_stays_whole);
        $case!(results::a_column_is_described_as_it_is_arranged);
        $case!(results::a_result_is_written_as_it_is_arranged);
        $case!(results::every_row_of_a_large_table_is_there_once);
        $case!(results::what_has_no_rowid_to_name_is_browsed_too);
        $case!(results::a_table_that_changes_gives_its_rows_or_none);
        $case!(results::a_window_of_long_values_has_fewer_rows);
        $case!(results::a_browsed_table_is_no_answer_to_an_exercise);
        $case!(results::a_built_table_is_arranged_too);
        $case!(building::the_tiny_sample_gives_the_features_of_the_specification);
        $case!(building::the_same_rows_give_the_same_table_in_any_order_and_after_a_download);
        $case!(building::views_and_tables_without_rowid_are_sources_too);
        $case!(building::odd_names_and_values_survive);
        $case!(building::tables_and_columns_without_a_name_are_sources_too);
        $case!(building::positions_stand_in_for_rowids_that_a_source_does_not_have);
        $case!(building::the_findings_of_a_large_table_are_those_of_its_rows);
        $case!(building::a_view_in_the_way_is_refused);
        $case!(building::stopping_leaves_the_old_table);
        $case!(building::nothing_else_in_the_file_changes);
        $case!(building::an_open_transaction_is_left_alone);
        $case!(building::keys_of_every_storage_class_match_as_sqlite_compares);
        $case!(building::number_and_day_month_columns_are_read_as_a_whole);
        $case!(building::a_feature_of_type_real_that_may_be_null_is_a_column_like_the_others);
        $case!(amounts::amounts_and_products_are_read_where_a_feature_wants_them);
        $case!(amounts::a_feature_without_its_column_says_which_one_it_needs);
        $case!(building::examining_a_time_column_shows_two_readings);
        $case!(untouched_file::every_encoding_is_read_exactly_and_kept);
        $case!(untouched_file::the_settings_and_the_bookkeeping_of_other_tables_stay);
        $case!(reporting::every_check_has_a_count_and_shows_rows);
        $case!(reporting::customers_without_an_email_are_told_where_it_is_not_the_key);
        $case!(reporting::what_a_check_offers_can_be_chosen);
        $case!(reporting::examples_stop_at_five);
        $case!(reporting::a_free_name_is_offered_where_a_view_or_an_index_is_in_the_way);
        $case!(reporting::a_trigger_of_the_targets_name_is_not_in_the_way);
        $case!(reporting::values_of_a_view_stay_what_they_are);
        $case!(lessons::an_exercise_is_checked_by_state_and_by_result);
        $case!(lessons::a_check_leaves_the_database_as_it_was);
        $case!(lessons::a_check_waits_for_an_open_transaction);
        $case!(lessons::a_build_is_a_solution_too);
        $case!(lessons::a_build_of_tables_that_nobody_knows_is_mapped_by_the_lesson);
        $case!(lessons::a_table_at_a_glance_counts_every_storage_class);
        $case!(lessons::a_table_wider_than_a_result_has_several_answers);
        $case!(lessons::the_digest_tells_contents_apart);
        $case!(lessons::a_file_is_checked_beside_the_open_database);
        $case!(lessons::what_is_wrong_with_a_file_stops_nothing_else);
        $case!(failing::a_call_that_fails_loses_nothing);
        $case!(failing::a_file_that_may_not_grow_loses_nothing);
    };
}
