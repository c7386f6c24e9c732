"""What the tests share: a client of Okta's own SDK, people of their own, and the sandbox's pages.

The SDK finds the org by its own variables, OKTA_CLIENT_ORGURL and OKTA_CLIENT_TOKEN.
"""

import asyncio
import itertools
import os

# Read when a client is made: the sandbox has no certificate.
os.environ["OKTA_TESTING_TESTINGDISABLEHTTPSCHECK"] = "true"

import pytest
from okta import models
from okta.client import Client

from sandbox import Sandbox

FIRST_PASSWORD = "Copper-Kettle-1-Whistles"


class Org:
    """The SDK's client: each call waited for, each error raised."""

    def __init__(self):
        self._client = Client()
        self._loop = asyncio.new_event_loop()

    def __getattr__(self, name):
        def call(*arguments, **options):
            return self.whole(name, *arguments, **options)[0]

        return call

    def whole(self, name, *arguments, **options):
        """The value and the HTTP response."""
        method = getattr(self._client, name)
        result = self._loop.run_until_complete(method(*arguments, **options))
        # Calls without a value give two things, the others three.
        value, response, error = result if len(result) == 3 else (None, *result)
        if error is not None:
            raise error
        return value, response

    def close(self):
        self._loop.close()


@pytest.fixture
def org():
    org = Org()
    yield org
    org.close()


@pytest.fixture
def sandbox():
    return Sandbox(os.environ["LATCHKEY_SANDBOX_URL"])


_numbers = itertools.count(1)


def new_user(login, password=FIRST_PASSWORD):
    """A request that makes a person."""
    profile = models.UserProfile(
        login=login, email=login, first_name="Python", last_name="Tester"
    )
    if password is None:
        return models.CreateUserRequest(profile=profile)
    credentials = models.UserCredentialsWritable(
        password=models.PasswordCredential(value=password)
    )
    return models.CreateUserRequest(profile=profile, credentials=credentials)


@pytest.fixture
def login():
    """A login that nobody has yet."""
    return f"python.tester.{os.getpid()}.{next(_numbers)}@example.com"


@pytest.fixture
def person(org, login):
    """An active person, gone after the test."""
    user = org.create_user(new_user(login), activate=True)
    yield user
    remove(org, user.id)


def remove(org, id):
    """Deactivates, then deletes."""
    if org.get_user(id).status != models.UserStatus.DEPROVISIONED:
        org.deactivate_user(id, send_email=False)
    org.delete_user(id, send_email=False)


def status(org, id):
    """The status as Okta writes it."""
    return org.get_user(id).status.value
