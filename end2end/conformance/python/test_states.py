"""What an administrator does to an account: lock, suspension, sessions."""

import pytest
from okta.errors.okta_api_error import OktaAPIError

from conftest import FIRST_PASSWORD, status


def test_wrong_passwords_lock_and_an_administrator_unlocks_once(org, sandbox, person):
    sandbox.lock(person.id)
    assert status(org, person.id) == "LOCKED_OUT"
    assert org.get_user(person.id).links.unlock is not None
    assert sandbox.sign_in(person.profile.login, FIRST_PASSWORD) == "locked-out"

    org.unlock_user(person.id)
    assert status(org, person.id) == "ACTIVE"
    assert sandbox.sign_in(person.profile.login, FIRST_PASSWORD) == "accepted"
    with pytest.raises(OktaAPIError) as refused:
        org.unlock_user(person.id)
    assert (refused.value.status, refused.value.error_code) == (403, "E0000032")


def test_a_suspended_person_stays_out_until_the_suspension_ends(org, sandbox, person):
    org.suspend_user(person.id)
    suspended = org.get_user(person.id)
    assert suspended.status.value == "SUSPENDED"
    assert suspended.links.unsuspend is not None and suspended.links.suspend is None
    assert sandbox.sign_in(person.profile.login, FIRST_PASSWORD) == "refused"

    org.unsuspend_user(person.id)
    assert sandbox.sign_in(person.profile.login, FIRST_PASSWORD) == "accepted"
    with pytest.raises(OktaAPIError) as refused:
        org.unsuspend_user(person.id)
    assert (refused.value.status, refused.value.error_code) == (400, "E0000001")


def test_sessions_end_and_factors_are_forgotten_without_a_change_of_status(org, person):
    org.revoke_user_sessions(person.id, oauth_tokens=True)
    org.reset_factors(person.id)
    assert status(org, person.id) == "ACTIVE"
    assert org.list_assigned_roles_for_user(person.id) == []


def test_an_org_without_the_feature_refuses_to_list_blocks(org, person):
    with pytest.raises(OktaAPIError) as refused:
        org.list_user_blocks(person.id)
    assert (refused.value.status, refused.value.error_code) == (401, "E0000015")


def test_an_active_person_cannot_be_activated_again(org, person):
    with pytest.raises(OktaAPIError) as refused:
        org.activate_user(person.id, send_email=False)
    assert (refused.value.status, refused.value.error_code) == (403, "E0000016")
