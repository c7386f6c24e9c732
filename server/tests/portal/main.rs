//! Whole-portal tests: the real router over HTTP, a database, the simulated Okta org, mail as files,
//! and a clock that stands still. Names begin with the item of the security requirements they are
//! about, where there is one. The folders mirror the addresses.
//!
//! The database is a SQLite file; the flows listed here run on PostgreSQL as well.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod admin;
mod commands;
mod desk;
mod edge;
mod harness;
mod metrics;
mod postgres_commands;
mod postgres_nodes;
mod process_pages;
mod reset;
mod sign_in;

macro_rules! on_each_database {
    ($($folder:ident :: $module:ident :: $test:ident),* $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test]
                async fn $test() {
                    crate::$folder::$module::$test(crate::harness::Setup::default()).await;
                }
            )*
        }
        mod postgres {
            $(
                #[tokio::test]
                #[ignore = "needs LATCHKEY_TEST_POSTGRES"]
                async fn $test() {
                    crate::harness::on_postgres(crate::$folder::$module::$test).await;
                }
            )*
        }
    };
}

on_each_database!(
    commands::audit::an_export_goes_to_a_file_of_its_owner_on_the_record,
    commands::audit::item_88_a_head_kept_elsewhere_is_compared,
    commands::audit::old_records_are_given_up_only_on_request,
    commands::blocks::a_block_is_shown_and_lifted_on_the_record,
    commands::jobs::a_dead_job_is_discarded_on_the_record,
    commands::jobs::a_dead_job_is_shown_with_its_reason_and_nobodys_data,
    commands::jobs::a_dead_job_is_tried_again_on_the_record,
    commands::jobs::a_wrong_id_among_others_changes_nothing,
    commands::key::f43_a_portal_with_another_key_than_its_database_does_not_start,
    commands::key::f43_a_portal_without_the_key_of_its_database_does_not_start,
    commands::key::a_rotated_key_is_used_from_the_next_start_on_and_loses_nothing,
    commands::key::a_rotation_that_was_cut_off_is_finished_at_the_next_start,
    commands::key::whoever_lost_the_key_can_go_on_with_another,
    commands::restored::f42_a_database_that_was_put_back_is_seen_to_once,
    process_pages::pages::a_process_page_offers_just_what_its_process_does,
    process_pages::pages::a_request_that_begins_on_a_process_page_stays_with_its_process,
    process_pages::reminders::people_whose_password_ends_are_told_once_with_the_page_of_their_process,
    desk::case::an_agent_verifies_a_caller_and_signs_them_out_everywhere,
    desk::handover::a_caller_goes_on_alone_with_the_code_that_the_agent_reads_out,
    reset::codes::item_16_a_code_is_dead_after_ten_minutes,
    reset::codes::item_18_a_code_works_once,
    reset::codes::item_19_the_same_code_sent_many_times_at_once_counts_once,
    reset::codes::item_20_after_five_wrong_codes_the_right_one_is_dead_too,
    reset::codes::item_20_many_guesses_at_once_get_no_more_tries,
    reset::codes::item_23_a_new_code_kills_the_old_one,
    reset::codes::item_44_a_request_ends_after_its_time_even_when_proven,
    reset::decoys::items_1_3_4_every_kind_of_account_sees_the_same,
    reset::decoys::nobody_gets_mail_for_an_unknown_excluded_or_ambiguous_login,
    reset::happy::a_locked_out_person_gets_in_again,
    reset::happy::a_person_sets_a_new_password_with_a_mailed_code,
    reset::happy::a_restart_keeps_a_request_and_its_browser_session,
    reset::happy::item_31_after_success_sessions_end_and_every_known_address_is_told,
    reset::happy::item_32_no_factor_is_touched,
    reset::happy::item_88_the_audit_trail_tells_the_whole_story,
    reset::happy::item_9_nothing_is_written_to_okta_before_the_proof,
    reset::happy::people_with_an_expired_password_or_in_recovery_get_in_again,
    reset::happy::the_code_goes_to_the_recovery_address_or_else_to_the_primary_one,
    reset::limits::items_5_6_ten_spellings_share_one_limit_that_outlives_a_restart,
    reset::made::a_made_password_is_shown_once_and_must_be_changed_at_the_next_sign_in,
    reset::made::items_28_29_a_mailed_link_makes_and_shows_a_password_once,
    reset::made::item_36_a_made_password_survives_a_crash_and_is_in_no_log_mail_or_record,
    reset::notices::f28_a_revoked_token_holds_mails_back_and_loses_none,
    reset::notices::people_the_portal_cannot_serve_are_told_why_by_mail,
    reset::passwords::a_second_submit_shows_the_same_result_and_calls_okta_once,
    reset::passwords::oktas_own_refusal_is_explained,
    reset::passwords::submits_at_the_same_time_call_okta_once,
    reset::steps::item_24_no_step_can_be_skipped,
    reset::steps::item_43_the_proof_gives_the_browser_a_new_session,
    reset::steps::somebody_else_can_start_after_a_cancel,
    reset::unclear::f19_an_answer_that_breaks_off_is_settled_by_reading,
    reset::unclear::f4_a_portal_that_dies_after_oktas_answer_finds_out_when_it_lives_again,
    sign_in::flow::item_42_staff_sign_in_at_the_org_and_the_cookie_says_nothing,
    sign_in::local::item_85_an_administrator_is_made_at_the_command_line_and_the_link_works_once,
    sign_in::roles::item_45_a_role_lost_at_the_org_ends_access_within_a_minute,
    sign_in::sign_out::item_45_signing_out_everywhere_reaches_the_other_browser,
);
