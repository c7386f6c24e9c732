//! What every database must do behind the domain's ports. Each function listed here runs on each
//! database; another one joins with its constructor and one more line in `contract!`.

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
mod operations;
mod processes;
mod requests;
mod sessions;
mod transactions;

macro_rules! contract {
    ($($module:ident :: $test:ident),* $(,)?) => {
        contract!(sqlite: $($module :: $test),*);
    };
    ($backend:ident: $($module:ident :: $test:ident),*) => {
        mod $backend {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $test() {
                    crate::$module::$test(crate::database::Database::$backend().await).await;
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
);
