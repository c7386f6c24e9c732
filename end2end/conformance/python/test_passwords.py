"""Passwords: set, changed, expired, reset, forgotten."""

import json

import pytest
from okta import models
from okta.errors.okta_api_error import OktaAPIError

from conftest import FIRST_PASSWORD, status

SECOND_PASSWORD = "Marble-Garden-2-Sleeps"
THIRD_PASSWORD = "Velvet-Harbor-3-Wakes"


def password(value):
    return models.PasswordCredential(value=value)


def set_to(value):
    return models.UpdateUserRequest(
        credentials=models.UserCredentials(password=password(value))
    )


def change(old, new):
    return models.ChangePasswordRequest(
        old_password=password(old), new_password=password(new), revoke_sessions=True
    )


def test_an_administrator_sets_a_password_and_the_old_one_is_dead(org, sandbox, person):
    before = org.get_user(person.id).password_changed
    org.update_user(person.id, set_to(SECOND_PASSWORD), strict=True)
    login = person.profile.login
    assert sandbox.sign_in(login, SECOND_PASSWORD) == "accepted"
    assert sandbox.sign_in(login, FIRST_PASSWORD) == "refused"
    after = org.get_user(person.id)
    assert after.password_changed >= before and after.status.value == "ACTIVE"


def test_a_person_changes_the_password_with_the_old_one_only(org, sandbox, person):
    with pytest.raises(OktaAPIError) as refused:
        org.change_password(person.id, change("Not-The-Old-1-One", SECOND_PASSWORD))
    assert (refused.value.status, refused.value.error_code) == (403, "E0000014")

    changed = org.change_password(person.id, change(FIRST_PASSWORD, SECOND_PASSWORD))
    assert changed.provider.type.value == "OKTA"
    assert sandbox.sign_in(person.profile.login, SECOND_PASSWORD) == "accepted"


def test_a_weak_password_is_refused_with_the_rules(org, person):
    with pytest.raises(OktaAPIError) as refused:
        org.update_user(person.id, set_to("short"))
    assert (refused.value.status, refused.value.error_code) == (400, "E0000001")
    [cause] = [cause["errorSummary"] for cause in refused.value.error_causes]
    assert "Password requirements were not met" in cause
    assert "at least 8 characters" in cause


def test_a_password_of_the_history_is_refused_when_asked_strictly(org, person):
    org.update_user(person.id, set_to(SECOND_PASSWORD))
    with pytest.raises(OktaAPIError) as refused:
        org.update_user(person.id, set_to(FIRST_PASSWORD), strict=True)
    assert (refused.value.status, refused.value.error_code) == (400, "E0000001")
    org.update_user(person.id, set_to(FIRST_PASSWORD), strict=False)


def test_an_expired_password_must_be_changed(org, sandbox, person):
    expired = org.expire_password(person.id)
    assert expired.status.value == "PASSWORD_EXPIRED"
    assert sandbox.sign_in(person.profile.login, FIRST_PASSWORD) == "must-change"
    org.change_password(person.id, change(FIRST_PASSWORD, THIRD_PASSWORD))
    assert status(org, person.id) == "ACTIVE"
    assert sandbox.sign_in(person.profile.login, THIRD_PASSWORD) == "accepted"


def test_a_temporary_password_lets_in_once(org, sandbox, person):
    # The SDK takes the answer for a user and loses what it says.
    _, answer = org.whole(
        "expire_password_with_temp_password", person.id, revoke_sessions=True
    )
    temporary = json.loads(answer.raw_data)["tempPassword"]
    assert status(org, person.id) == "PASSWORD_EXPIRED"
    assert sandbox.sign_in(person.profile.login, FIRST_PASSWORD) == "refused"
    assert sandbox.sign_in(person.profile.login, temporary) == "must-change"


def test_a_reset_gives_a_link_and_parks_the_person(org, person):
    reset = org.reset_password(person.id, send_email=False)
    assert "/reset_password/" in reset.reset_password_url
    assert status(org, person.id) == "RECOVERY"


def test_a_forgotten_password_is_set_by_the_answer_to_the_question(org, sandbox, person):
    question = models.RecoveryQuestionCredential(
        question="Where was the first kettle?", answer="in the harbour"
    )
    asked = org.change_recovery_question(
        person.id,
        models.UserCredentials(password=password(FIRST_PASSWORD), recovery_question=question),
    )
    assert asked.recovery_question.question == "Where was the first kettle?"

    answered = models.UserCredentials(
        password=password(SECOND_PASSWORD),
        recovery_question=models.RecoveryQuestionCredential(answer="in the harbour"),
    )
    org.forgot_password_set_new_password(person.id, answered, send_email=False)
    assert sandbox.sign_in(person.profile.login, SECOND_PASSWORD) == "accepted"
