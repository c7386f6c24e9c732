"""Factors: enrolled, asked for, answered on the telephone, removed.

The SDK cannot read the enrolment of a telephone (it takes the links to send again for one link, where real orgs give a
list), and cannot send a code to be checked: that is left to the other clients.
"""

import pytest
from okta import models
from okta.errors.okta_api_error import OktaAPIError


def app(provider):
    return models.UserFactorTokenSoftwareTOTP(
        factor_type="token:software:totp", provider=provider
    )


def question(answer):
    profile = models.UserFactorSecurityQuestionProfile(
        question="disliked_food", answer=answer
    )
    return models.UserFactorSecurityQuestion(
        factor_type="question", provider="OKTA", profile=profile
    )


def test_a_question_is_enrolled_read_and_removed(org, person):
    enrolled = org.enroll_factor(person.id, question("mayonnaise"))
    assert (enrolled.id[:3], enrolled.status.value) == ("ufs", "ACTIVE")
    [listed] = org.list_factors(person.id)
    assert (listed.id, listed.profile.question) == (enrolled.id, "disliked_food")
    assert org.get_factor(person.id, enrolled.id).profile.answer is None
    org.unenroll_factor(person.id, enrolled.id)
    assert org.list_factors(person.id) == []


def test_what_the_org_does_not_offer_is_refused(org, person):
    with pytest.raises(OktaAPIError) as refused:
        org.enroll_factor(person.id, models.UserFactor.from_dict({"factorType": "web"}))
    assert (refused.value.status, refused.value.error_code) == (400, "E0000001")


def test_an_app_gets_a_secret_once(org, person):
    enrolled = org.enroll_factor(person.id, app("GOOGLE"))
    assert enrolled.status.value == "PENDING_ACTIVATION"
    assert enrolled.embedded["activation"]["timeStep"] == 30
    supported = org.list_supported_factors(person.id)
    known = {(one.factor_type.value, one.provider.value): one.status.value for one in supported}
    assert known["token:software:totp", "GOOGLE"] == "PENDING_ACTIVATION"
    assert known["sms", "OKTA"] == "NOT_SETUP"
    assert len(org.list_supported_security_questions(person.id)) == 20


def test_a_push_waits_until_its_owner_has_chosen_the_right_number(org, sandbox, person):
    factor = org.enroll_factor(
        person.id, models.UserFactorPush(factor_type="push", provider="OKTA")
    )
    sandbox.enrol_push(person.id)
    started = org.verify_factor(
        person.id,
        factor.id,
        body=models.UserFactorVerifyRequest(use_number_matching_challenge=True),
    )
    assert started.factor_result.value == "WAITING"
    [push] = sandbox.phone(person.profile.login)["pushes"]
    number = started.embedded.challenge.correct_answer
    assert number in push["numbers"]
    sandbox.answer_push(person.id, push["id"], number)
    polled = org.get_factor_transaction_status(person.id, factor.id, push["id"])
    assert polled.factor_result == "SUCCESS"
