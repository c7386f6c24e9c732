"""Factors: enrolled, used, refused, removed."""

import pytest
from okta import models
from okta.errors.okta_api_error import OktaAPIError

NUMBER = "+12025550197"


def sms():
    return models.UserFactorSMS(
        factor_type="sms",
        provider="OKTA",
        profile=models.UserFactorSMSProfile(phone_number=NUMBER),
    )


def question():
    profile = models.UserFactorSecurityQuestionProfile(
        question="disliked_food", answer="mayonnaise"
    )
    return models.UserFactorSecurityQuestion(
        factor_type="question", provider="OKTA", profile=profile
    )


def typed(**fields):
    return models.UserFactorVerifyRequest(**fields)


def test_a_telephone_is_enrolled_with_the_code_it_gets(org, sandbox, person):
    enrolled = org.enroll_factor(person.id, sms())
    assert (enrolled.id[:3], enrolled.status.value) == ("mbl", "PENDING_ACTIVATION")
    code = sandbox.last_code(person.profile.login)
    active = org.activate_factor(
        person.id,
        enrolled.id,
        models.UserFactorActivateRequest(pass_code=code),
    )
    assert active.status.value == "ACTIVE"
    assert [factor.id for factor in org.list_factors(person.id)] == [enrolled.id]
    assert org.get_factor(person.id, enrolled.id).profile.phone_number == NUMBER
    org.unenroll_factor(person.id, enrolled.id)
    assert org.list_factors(person.id) == []


def test_an_answer_is_judged(org, person):
    factor = org.enroll_factor(person.id, question())
    assert factor.status.value == "ACTIVE"
    right = org.verify_factor(person.id, factor.id, body=typed(answer="Mayonnaise"))
    assert right.factor_result.value == "SUCCESS"
    with pytest.raises(OktaAPIError) as refused:
        org.verify_factor(person.id, factor.id, body=typed(answer="ketchup"))
    assert (refused.value.status, refused.value.error_code) == (403, "E0000068")
