//! What every database must do behind the domain's ports. Each function in the first list runs on
//! each database; the second list is for several nodes at once, which only PostgreSQL serves.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

mod audit;
mod audit_check;
mod blocks;
mod challenges;
mod counters;
mod database;
mod fixtures;
mod installation;
mod job_records;
mod jobs;
mod nodes;
mod operations;
mod postgres_server;
mod processes;
mod requests;
mod sessions;
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
    audit::a_record_comes_back_as_it_was_appended,
    audit::a_tampered_record_is_found,
    audit::records_are_numbered_without_gaps,
    audit::the_trail_refuses_update_and_delete,
    audit_check::a_change_of_any_column_is_found,
    audit_check::separators_in_a_text_neither_alarm_nor_hide,
    audit_check::slices_of_a_whole_chain_hold,
    blocks::a_block_holds_until_its_time,
    blocks::a_later_block_takes_the_place_of_an_earlier_one,
    blocks::lifting_a_block_forgets_what_was_counted_for_it,
    blocks::only_ended_blocks_are_purged,
    challenges::a_challenge_needs_its_request,
    challenges::a_new_challenge_replaces_the_old_one,
    counters::counting_starts_anew_in_each_window_and_for_each_key,
    counters::fifty_writers_at_once_lose_no_count,
    counters::only_ended_windows_are_purged,
    installation::of_many_first_starts_one_notes_its_key,
    installation::the_first_key_check_stays_until_it_is_replaced,
    job_records::a_discarded_job_is_gone,
    job_records::a_revived_job_runs_again_with_all_its_attempts,
    job_records::jobs_are_listed_by_state_and_no_more_than_asked_for,
    job_records::jobs_are_listed_with_all_that_is_known_of_them,
    job_records::only_dead_jobs_can_be_revived_or_discarded,
    jobs::a_buried_job_is_kept_but_never_claimed,
    jobs::a_job_given_back_waits_for_its_time,
    jobs::a_lost_lease_can_neither_be_renewed_nor_end_the_job,
    jobs::a_renewed_lease_keeps_others_away,
    jobs::an_expired_lease_is_claimed_again_with_a_higher_token,
    jobs::only_due_jobs_of_the_asked_kinds_are_claimed,
    jobs::each_due_time_is_noted_once,
    jobs::nodes_at_once_note_a_due_time_once,
    jobs::old_due_times_are_forgotten,
    jobs::parallel_workers_never_share_a_job,
    jobs::the_longest_due_job_comes_first,
    operations::an_operation_keeps_its_outcome,
    operations::operations_come_oldest_first,
    processes::a_process_can_be_put_replaced_and_removed,
    processes::processes_are_in_the_order_of_their_aliases_bytes,
    requests::a_request_is_found_by_the_form_that_began_it,
    requests::a_request_comes_back_as_it_was_saved,
    requests::a_row_no_version_wrote_is_inconsistent,
    requests::every_state_can_be_saved,
    requests::only_open_requests_past_their_time_are_overdue,
    requests::saving_a_request_that_does_not_exist_fails,
    sessions::a_session_ends_at_its_time,
    sessions::a_session_is_replaced_and_deleted,
    sessions::only_ended_sessions_are_purged,
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
    nodes::a_claim_passes_over_a_job_that_is_being_claimed,
    nodes::a_clean_up_passes_over_what_is_in_use,
    nodes::a_request_in_use_is_waited_for_and_read_afresh,
    nodes::a_session_that_ends_during_a_request_is_not_put_back,
    nodes::nodes_that_migrate_at_once_do_it_once,
    nodes::the_trail_refuses_to_be_emptied,
);
