//! What every database must do behind the domain's ports. Each function in the first list runs on
//! each database; the second list is for several nodes at once, which only PostgreSQL serves.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

mod audit;
mod challenges;
mod counters;
mod database;
mod fixtures;
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
    challenges::a_challenge_needs_its_request,
    challenges::a_new_challenge_replaces_the_old_one,
    counters::counting_starts_anew_in_each_window_and_for_each_key,
    counters::fifty_writers_at_once_lose_no_count,
    counters::only_ended_windows_are_purged,
    jobs::a_buried_job_is_kept_but_never_claimed,
    jobs::a_job_given_back_waits_for_its_time,
    jobs::a_lost_lease_can_neither_finish_nor_give_back_nor_bury,
    jobs::an_expired_lease_is_claimed_again_with_a_higher_token,
    jobs::only_due_jobs_of_the_asked_kinds_are_claimed,
    jobs::parallel_workers_never_share_a_job,
    jobs::the_longest_due_job_comes_first,
    operations::an_operation_keeps_its_outcome,
    operations::operations_come_oldest_first,
    processes::a_process_can_be_put_replaced_and_removed,
    processes::processes_are_in_the_order_of_their_aliases_bytes,
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
