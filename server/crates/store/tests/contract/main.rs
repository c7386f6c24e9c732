//! What every database must do behind the domain's ports. Each function in the first list runs on
//! each database; the second list is for several nodes at once, which only PostgreSQL serves.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

mod applied_objects;
mod audit;
mod audit_check;
mod audit_checkpoints;
mod audit_search;
mod backups;
mod blocks;
mod challenges;
mod configuration;
mod connections;
mod counters;
mod credential_stores;
mod data_keys;
mod database;
mod desk_cases;
mod earlier_passwords;
mod fixtures;
mod history;
mod installation;
mod job_records;
mod jobs;
mod local_administrators;
mod made_passwords;
mod nodes;
mod operations;
mod postgres_server;
mod power_cut;
mod processes;
mod reminders;
mod reports;
mod request_records;
mod requests;
mod restores;
mod sessions;
mod sign_ins;
mod transactions;

macro_rules! contract {
    ($($module:ident :: $test:ident),* $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $test() {
                    crate::$module::$test(crate::database::Database::sqlite().await).await;
                }
            )*
        }
        only_postgres!(postgres: $($module::$test),*);
    };
}

macro_rules! only_postgres {
    ($tests:ident: $($module:ident :: $test:ident),* $(,)?) => {
        mod $tests {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                #[ignore = "needs LATCHKEY_TEST_POSTGRES"]
                async fn $test() {
                    crate::postgres_server::with_database(crate::$module::$test).await;
                }
            )*
        }
    };
}

contract!(
    applied_objects::each_kind_remembers_its_own_objects,
    audit::a_record_comes_back_as_it_was_appended,
    audit::a_tampered_record_is_found,
    audit::records_are_numbered_without_gaps,
    audit::the_trail_refuses_update_and_delete,
    audit_check::a_change_of_any_column_is_found,
    audit_check::a_slice_continues_the_very_record_it_is_said_to,
    audit_check::separators_in_a_text_neither_alarm_nor_hide,
    audit_check::slices_of_a_whole_chain_hold,
    audit_checkpoints::a_checkpoint_stands_for_a_record_and_is_on_the_record,
    audit_checkpoints::checkpoints_cannot_be_changed,
    audit_checkpoints::only_records_up_to_a_checkpoint_can_be_removed,
    audit_checkpoints::the_ends_of_the_trail_are_known,
    audit_search::pages_go_on_where_the_one_before_ended,
    audit_search::records_are_found_by_each_of_their_parts,
    audit_search::text_is_found_as_it_was_written,
    blocks::a_block_holds_until_its_time,
    blocks::a_later_block_takes_the_place_of_an_earlier_one,
    blocks::lifting_a_block_forgets_what_was_counted_for_it,
    blocks::only_ended_blocks_are_purged,
    challenges::a_challenge_needs_its_request,
    challenges::a_new_challenge_replaces_the_old_one,
    configuration::the_version_grows_with_each_change_that_is_committed,
    connections::a_connection_comes_back_as_it_was_put,
    connections::a_connection_is_replaced_only_by_its_next_version,
    connections::a_connection_in_use_cannot_be_removed,
    connections::secrets_are_set_replaced_and_removed_with_their_connection,
    counters::counting_starts_anew_in_each_window_and_for_each_key,
    counters::fifty_writers_at_once_lose_no_count,
    counters::only_ended_windows_are_purged,
    credential_stores::a_credential_store_comes_back_as_it_was_put,
    credential_stores::a_credential_store_is_replaced_only_by_its_next_version,
    credential_stores::a_credential_store_needs_its_connection,
    data_keys::each_owner_has_one_key,
    desk_cases::a_case_comes_back_as_it_was_put,
    desk_cases::a_case_is_found_by_its_code_and_needs_its_request,
    desk_cases::only_proven_cases_wait_for_a_second_agent,
    desk_cases::the_desk_is_frozen_once_and_thawed_once,
    earlier_passwords::of_a_persons_passwords_only_the_newest_are_kept,
    earlier_passwords::people_are_looked_for_in_turn_and_forgotten_as_a_whole,
    earlier_passwords::what_was_not_set_is_not_remembered,
    installation::of_many_first_starts_one_notes_its_key,
    installation::the_first_key_check_stays_until_it_is_replaced,
    job_records::a_discarded_job_is_gone,
    job_records::a_revived_job_runs_again_with_all_its_attempts,
    job_records::jobs_are_listed_by_state_and_no_more_than_asked_for,
    job_records::jobs_are_listed_with_all_that_is_known_of_them,
    job_records::only_dead_jobs_can_be_revived_or_discarded,
    jobs::a_buried_job_is_kept_but_never_claimed,
    jobs::a_job_given_back_waits_for_its_time,
    jobs::a_job_put_off_has_as_many_attempts_as_before,
    jobs::a_lost_lease_can_neither_be_renewed_nor_end_the_job,
    jobs::a_renewed_lease_keeps_others_away,
    jobs::an_expired_lease_is_claimed_again_with_a_higher_token,
    jobs::only_due_jobs_of_the_asked_kinds_are_claimed,
    jobs::each_due_time_is_noted_once,
    jobs::nodes_at_once_note_a_due_time_once,
    jobs::old_due_times_are_forgotten,
    jobs::parallel_workers_never_share_a_job,
    jobs::the_longest_due_job_comes_first,
    local_administrators::administrators_are_listed_by_name,
    local_administrators::an_administrator_is_found_by_name_and_by_the_link_until_it_is_used,
    local_administrators::of_two_who_use_a_link_at_once_one_finds_it_used,
    made_passwords::a_link_is_found_by_its_digest_until_a_newer_one_comes,
    made_passwords::a_made_password_is_kept_once_and_forgotten,
    made_passwords::what_ended_is_purged_and_goes_with_its_request,
    operations::an_operation_keeps_its_outcome,
    operations::operations_come_oldest_first,
    processes::a_process_can_be_put_replaced_and_removed,
    processes::its_requests_are_counted_also_where_it_only_serves_them,
    processes::processes_are_in_the_order_of_their_aliases_bytes,
    reminders::a_reminder_is_noted_once_for_each_number_of_days_before_each_end,
    reminders::a_walk_is_begun_once_and_goes_on_where_it_stopped,
    reminders::old_walks_and_reminders_of_past_ends_are_forgotten,
    reports::an_empty_database_has_empty_reports,
    reports::blocks_are_counted_by_the_limit_that_was_reached,
    reports::days_begin_where_people_are,
    reports::funnels_tell_how_far_requests_came_and_how_long_it_took,
    reports::proofs_are_counted_by_how_they_were_given,
    reports::requests_are_counted_by_what_they_were_for_and_where_they_stand,
    reports::requests_are_counted_by_what_was_done,
    reports::the_median_of_two_lies_between_them,
    request_records::a_record_tells_how_its_request_went,
    request_records::only_old_requests_that_ended_are_purged,
    request_records::requests_are_found_by_each_of_their_parts,
    request_records::what_nobody_knows_is_listed_until_it_is_decided,
    requests::a_request_is_found_by_the_form_that_began_it,
    requests::a_request_comes_back_as_it_was_saved,
    requests::a_row_no_version_wrote_is_inconsistent,
    requests::every_state_can_be_saved,
    requests::only_open_requests_past_their_time_are_overdue,
    requests::saving_a_request_that_does_not_exist_fails,
    restores::a_restore_is_remembered_and_seen_to_once,
    restores::all_access_ends,
    restores::jobs_are_held_back_unless_their_kind_may_run,
    restores::only_requests_with_an_open_effect_are_in_doubt,
    sessions::a_session_ends_at_its_time,
    sessions::a_session_is_replaced_and_deleted,
    sessions::only_ended_sessions_are_purged,
    sign_ins::a_person_is_signed_out_in_one_browser_or_everywhere,
    sign_ins::a_sign_in_ends_at_its_time_or_unused,
    sign_ins::an_older_use_does_not_turn_back_a_later_one,
    sign_ins::only_ended_sign_ins_are_purged,
    sign_ins::roles_can_change_and_bring_the_end_nearer,
    transactions::a_commit_makes_state_audit_and_job_durable_together,
    transactions::a_failed_transaction_can_only_be_dropped,
    transactions::a_panic_in_the_middle_undoes_everything,
    transactions::a_reading_transaction_refuses_to_write,
    transactions::a_reading_transaction_sees_one_moment,
    transactions::a_statement_given_up_halfway_cannot_be_committed,
    transactions::data_outlives_the_process,
    transactions::dropping_a_transaction_undoes_it,
    transactions::migrating_twice_changes_nothing,
    transactions::two_processes_write_one_unbroken_trail,
    transactions::writers_of_one_request_take_turns,
);

only_postgres!(
    postgres_nodes:
    nodes::a_broken_connection_undoes_its_transaction_and_only_that,
    configuration::changes_on_two_nodes_take_turns,
    nodes::a_claim_passes_over_a_job_that_is_being_claimed,
    nodes::a_clean_up_passes_over_what_is_in_use,
    nodes::a_request_in_use_is_waited_for_and_read_afresh,
    nodes::a_session_that_ends_during_a_request_is_not_put_back,
    nodes::nodes_that_migrate_at_once_do_it_once,
    restores::of_nodes_that_start_at_once_one_sees_to_it,
    nodes::the_trail_refuses_to_be_emptied,
);
