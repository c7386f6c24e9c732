use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

/// Says what every metric means, wherever it is counted.
pub(super) fn describe() {
    describe_people();
    describe_outside();
    describe_inside();
}

/// What people do.
fn describe_people() {
    describe_counter!(
        "latchkey_requests_started_total",
        "Requests begun: somebody typed a login and no limit was reached."
    );
    describe_counter!(
        "latchkey_blocks_total",
        "Blocks begun, by the limit that was reached."
    );
    describe_counter!(
        "latchkey_alerts_total",
        "Alerts raised, by alert: people-blocked (more people were blocked than is usual)."
    );
    describe_counter!(
        "latchkey_requests_ended_total",
        "Requests that ended, by outcome: completed, expired, blocked, cancelled, account-changed."
    );
    describe_counter!(
        "latchkey_codes_total",
        "Codes, by event: sent, asked-again, accepted, refused."
    );
    describe_counter!(
        "latchkey_current_passwords_refused_total",
        "Wrong current passwords entered to change a password."
    );
    describe_counter!(
        "latchkey_operations_total",
        "Effects on the directory, by kind and outcome: intended, then done, refused, not-sent or unknown."
    );
}

/// What the portal asks of others.
fn describe_outside() {
    describe_counter!(
        "latchkey_mails_total",
        "Mails, by letter and outcome: sent, temporary-failure (tried again), permanent-failure."
    );
    describe_counter!(
        "latchkey_calls_total",
        "HTTP calls to outside systems, by host and status: 2xx, 4xx, 5xx, other, not-sent, unclear."
    );
    describe_histogram!(
        "latchkey_call_duration_seconds",
        Unit::Seconds,
        "Time of HTTP calls to outside systems, by host."
    );
    describe_gauge!(
        "latchkey_okta_circuit_open",
        "1 while calls to this Okta connection fail at once, because Okta is down."
    );
    describe_gauge!(
        "latchkey_okta_credential_refused",
        "1 while Okta refuses this connection's token: it is wrong, expired or revoked."
    );
    describe_gauge!(
        "latchkey_okta_forbidden_calls",
        "Kinds of calls that Okta refuses to this connection for missing rights."
    );
    describe_gauge!(
        "latchkey_okta_last_success_timestamp_seconds",
        Unit::Seconds,
        "When this Okta connection last answered with anything but a server error."
    );
}

/// How the portal itself does.
fn describe_inside() {
    describe_gauge!(
        "latchkey_build_info",
        "Always 1; the label says which version runs."
    );
    describe_counter!(
        "latchkey_http_requests_total",
        "HTTP requests answered, by route and class of the status."
    );
    describe_histogram!(
        "latchkey_http_request_duration_seconds",
        Unit::Seconds,
        "Time to the answer, by route."
    );
    describe_counter!(
        "latchkey_jobs_total",
        "Runs of jobs, by kind and outcome: done, retry, dead, superseded (its next run makes up for it)."
    );
    describe_gauge!(
        "latchkey_jobs_queued",
        "Jobs that wait or run, on all nodes together."
    );
    describe_gauge!(
        "latchkey_jobs_dead",
        "Jobs given up, on all nodes together: a person has to look (`latchkey job list --dead`)."
    );
    describe_gauge!(
        "latchkey_database_up",
        "1 when the database answered just now, else 0."
    );
    describe_histogram!(
        "latchkey_database_wait_seconds",
        Unit::Seconds,
        "Time until a transaction could begin, by access: read, write."
    );
    describe_counter!(
        "latchkey_database_failures_total",
        "Transactions that could not begin, by access."
    );
}
