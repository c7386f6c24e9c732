"""The org itself: its policies, its System Log, its limits."""

from datetime import datetime, timedelta, timezone

from okta import models


def test_password_policies_say_what_a_password_must_be(org):
    policies = org.list_policies(type="PASSWORD")
    assert [type(policy) for policy in policies] == [models.PasswordPolicy] * len(policies)
    assert policies[-1].name == "Default Policy"
    complexity = policies[-1].settings.password.complexity
    assert (complexity.min_length, complexity.min_number) == (8, 1)
    assert org.get_policy(policies[0].id).name == policies[0].name
    for policy in policies:
        [rule] = org.list_policy_rules(policy.id)
        assert rule.actions.password_change.access.value == "ALLOW"
        assert org.get_policy_rule(policy.id, rule.id).name == rule.name


def test_the_org_says_who_it_is(org):
    assert org.get_org_settings().status == "ACTIVE"


def test_the_system_log_tells_what_was_done_to_whom(org, sandbox, person):
    sandbox.lock(person.id)
    org.unlock_user(person.id)
    _, answer = org.whole("suspend_user", person.id)
    org.unsuspend_user(person.id)

    events = org.list_log_events(filter=f'target.id eq "{person.id}"', limit=100)
    assert [event.event_type for event in events if event.actor.id != person.id] == [
        "user.lifecycle.create",
        "user.lifecycle.activate",
        "user.account.unlock_by_admin",
        "user.lifecycle.suspend",
        "user.session.clear",
        "user.lifecycle.unsuspend",
    ]
    assert "user.account.lock" in [event.event_type for event in events]
    suspended = next(event for event in events if event.event_type == "user.lifecycle.suspend")
    assert suspended.transaction.id == answer.headers["x-okta-request-id"]
    assert (suspended.outcome.result, suspended.target[0].id) == ("SUCCESS", person.id)


def test_the_log_is_read_from_a_time_on(org, person):
    # A moment after everything so far, and before everything that follows; the log counts in milliseconds.
    later = datetime.now(timezone.utc) + timedelta(milliseconds=5)
    while datetime.now(timezone.utc) < later + timedelta(milliseconds=5):
        pass
    org.suspend_user(person.id)
    org.unsuspend_user(person.id)
    events = org.list_log_events(since=later.isoformat(timespec="milliseconds").replace("+00:00", "Z"))
    mine = [event.event_type for event in events if event.target[0].id == person.id]
    assert mine == [
        "user.lifecycle.suspend",
        "user.session.clear",
        "user.lifecycle.unsuspend",
    ]


def test_the_client_waits_when_a_limit_is_reached_and_then_succeeds(org, sandbox, person):
    limited = {"kind": "rate_limited", "reset_in_seconds": 1}
    sandbox.switch_on({**limited, "on": "GET /api/v1/users/{id}", "for": 1})
    assert org.get_user(person.id).id == person.id
    assert sandbox.faults() == []
