"""Gives every generated case things that are there: a person in some state, a group, a policy.

Otherwise nearly every answer would be 404, and what stands behind it would never be reached.
"""

import itertools
import json
import os
import pathlib
import sys
import urllib.parse
import urllib.request

import schemathesis
from schemathesis.core.parameters import ParameterLocation

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))

from okta_api import call

PASSWORD = "Copper-Kettle-1-Whistles"
ANSWER = "in the harbour"

# How a person created active comes into a state.
WAYS = {
    "ACTIVE": [],
    "SUSPENDED": ["lifecycle/suspend"],
    "PASSWORD_EXPIRED": ["lifecycle/expire_password"],
    "RECOVERY": ["lifecycle/reset_password?sendEmail=false"],
    "DEPROVISIONED": ["lifecycle/deactivate"],
}
STATES = [*WAYS, "STAGED", "PROVISIONED", "LOCKED_OUT"]

# The state in which an operation succeeds, where it is not ACTIVE.
FITTING = {
    "lifecycle/activate": "STAGED",
    "lifecycle/reactivate": "PROVISIONED",
    "lifecycle/unsuspend": "SUSPENDED",
    "lifecycle/unlock": "LOCKED_OUT",
}

# The factor in which an operation succeeds, where it is not one that is in use.
UNFINISHED = ("lifecycle/activate", "resend")

# Where a body holds the password that the person must have.
PROOFS = {
    "credentials/change_password": ("oldPassword", "value"),
    "credentials/change_recovery_question": ("password", "value"),
}

_numbers = itertools.count(1)
_conditional = itertools.count(1)
_finished = itertools.count(1)
_waits = itertools.count(1)
_made = []
# No proxy: the sandbox is on this machine.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Puts what is there where the path names anything, in cases that mean it well."""
    if case.headers and next(_conditional) % 4:
        # The spec's example of an If-Match fits nobody: nearly every update would end there.
        case.headers.pop("If-Match", None)
    if not case.path_parameters or not _means_it_well(case):
        return
    known = {}
    if "factorId" in case.path_parameters:
        known = _factor(case)
        if case.path.endswith("lifecycle/activate") and next(_finished) % 2:
            case.body = {"passCode": _last_code(known["userId"])}
    for name in case.path_parameters:
        if name in known:
            continue
        if name in ("id", "userId"):
            known[name] = _person(case)
        elif name == "groupId":
            known[name] = _make("groups", {"profile": {"name": f"Group {next(_numbers)}"}})
        elif name == "policyId":
            known[name] = _policy()
        elif name == "ruleId":
            known[name] = call("get", f"/api/v1/policies/{_policy()}/rules")[1][0]["id"]
    case.path_parameters = {**case.path_parameters, **known}


@schemathesis.hook
def after_call(context, case, response):
    """Takes away what was made, so that lists stay short."""
    if case.method == "POST" and case.path in ("/api/v1/users", "/api/v1/groups"):
        if response.status_code == 200:
            _made.append(f"{case.path}/{response.json()['id']}")
    while _made:
        thing = _made.pop()
        # A person goes with the second call.
        if call("delete", thing)[0] == 204 and "/users/" in thing:
            call("delete", thing)


def _means_it_well(case):
    component = case.meta.components.get(ParameterLocation.PATH) if case.meta else None
    return component is None or component.mode.is_positive


def _make(kind, body, query=""):
    status, answer = call("post", f"/api/v1/{kind}{query}", body)
    if status == 400 and "credentials" in body:
        # What the case proves is no password, or no answer.
        body["credentials"] = {"password": {"value": PASSWORD}}
        status, answer = call("post", f"/api/v1/{kind}{query}", body)
    assert status == 200, (status, answer)
    _made.append(f"/api/v1/{kind}/{answer['id']}")
    return answer["id"]


def _policy():
    return call("get", "/api/v1/policies?type=PASSWORD")[1][0]["id"]


def _factor(case):
    """A person with the factor that suits the case, and a push that waits."""
    verb = case.path.partition("{factorId}/")[2]
    if verb.startswith("transactions"):
        id = call("get", "/api/v1/users/alice.winter@example.com")[1]["id"]
        factors = call("get", f"/api/v1/users/{id}/factors")[1]
        [push] = [factor["id"] for factor in factors if factor["factorType"] == "push"]
        path = f"/api/v1/users/{id}/factors/{push}"
        poll = call("post", f"{path}/verify")[1]["_links"]["poll"]["href"]
        return {"userId": id, "factorId": push, "transactionId": poll.rpartition("/")[2]}
    id = _person(case)
    answer = _text(case.body, "answer")
    factor = {
        "factorType": "question",
        "provider": "OKTA",
        "profile": {
            "question": "disliked_food",
            "answer": answer if len(answer) >= 4 else ANSWER,
        },
    }
    if verb in UNFINISHED:
        number = f"+1202{next(_numbers):07}"
        factor = {"factorType": "sms", "provider": "OKTA", "profile": {"phoneNumber": number}}
    status, made = call("post", f"/api/v1/users/{id}/factors", factor)
    if verb == "resend" and next(_waits) % 2:
        _wait(30)
    return {"userId": id, "factorId": made["id"] if status == 200 else "0"}


def _wait(seconds):
    """Moves the org's clock."""
    pages = os.environ["LATCHKEY_SANDBOX_URL"].rstrip("/")
    request = urllib.request.Request(
        f"{pages}/clock",
        data=json.dumps({"seconds": seconds}).encode(),
        headers={"Content-Type": "application/json"},
    )
    _opener.open(request).close()


def _last_code(id):
    """The code in the newest message to a person's telephone."""
    status, user = call("get", f"/api/v1/users/{id}")
    if status != 200:
        return "000000"
    login = urllib.parse.quote(user["profile"]["login"])
    pages = os.environ["LATCHKEY_SANDBOX_URL"].rstrip("/")
    with _opener.open(f"{pages}/phone.json?login={login}") as answer:
        messages = json.load(answer)["messages"]
    return messages[0]["code"] if messages else "000000"


def _person(case):
    """A person of the case's own: every other time in the state that suits it, else in any."""
    number = next(_numbers)
    verb = case.path.partition("}/")[2]
    state = FITTING.get(verb, "ACTIVE") if number % 2 else STATES[number // 2 % len(STATES)]
    login = f"generated.{number}@example.com"
    profile = {"login": login, "email": login, "firstName": "Generated", "lastName": "Person"}
    credentials = _credentials(case)
    if state == "PROVISIONED":
        del credentials["password"]
    active = str(state != "STAGED").lower()
    body = {"profile": profile, "credentials": credentials}
    id = _make("users", body, f"?activate={active}")
    for way in WAYS.get(state, []):
        call("post", f"/api/v1/users/{id}/{way}")
    if state == "LOCKED_OUT":
        _lock(login)
    return id


def _credentials(case):
    """Credentials that the case's body proves, where it proves any."""
    verb = case.path.partition("}/")[2]
    password = _text(case.body, *PROOFS.get(verb, ("",))) or PASSWORD
    answer = _text(case.body, "recovery_question", "answer") or ANSWER
    question = {"question": "Where was the first kettle?", "answer": answer}
    return {"password": {"value": password}, "recovery_question": question}


def _text(body, *names):
    for name in names:
        body = body.get(name) if isinstance(body, dict) else None
    return body if isinstance(body, str) else ""


def _lock(login):
    for _ in range(10):
        call("post", "/api/v1/authn", {"username": login, "password": "not-this-one"})
