"""The sandbox's own pages: what an administrator's API cannot do."""

import json
import urllib.error
import urllib.parse
import urllib.request


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Sandbox:
    """Presses the buttons of the control page."""

    def __init__(self, url):
        self._url = url.rstrip("/")
        # No proxy: it is on this machine.
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), _NoRedirect
        )

    def lock(self, id):
        """Locks a person out by wrong passwords."""
        led_to = self._press(f"/people/{id}/lock", {})
        assert led_to == f"/people/{id}", led_to

    def sign_in(self, login, password):
        """Tries a password as a person does: accepted, must-change, locked-out or refused."""
        led_to = self._press("/sign-in", {"login": login, "password": password})
        return led_to.rpartition("sign-in=")[2]

    def phone(self, login):
        """What a person's telephone shows."""
        login = urllib.parse.quote(login)
        with self._opener.open(f"{self._url}/phone.json?login={login}") as answer:
            return json.load(answer)

    def enrol_push(self, id):
        """Connects a person's app to the account that waits for it."""
        self._press(f"/phone/{id}/enrolment", {})

    def answer_push(self, id, push, answer):
        """Answers a push on its owner's telephone: a number, approve or deny."""
        self._press(f"/phone/{id}/pushes/{push}", {"answer": answer})

    def switch_on(self, fault):
        """Makes something go wrong on purpose."""
        request = urllib.request.Request(
            f"{self._url}/faults",
            data=json.dumps(fault).encode(),
            headers={"Content-Type": "application/json"},
        )
        with self._opener.open(request) as answer:
            assert answer.status == 201

    def faults(self):
        """What goes wrong at present."""
        with self._opener.open(f"{self._url}/faults") as answer:
            return json.load(answer)

    def _press(self, path, form):
        request = urllib.request.Request(
            self._url + path,
            data=urllib.parse.urlencode(form).encode(),
            headers={"Origin": self._url},
        )
        try:
            self._opener.open(request).close()
        except urllib.error.HTTPError as redirect:
            if redirect.code == 303:
                return redirect.headers["Location"]
            raise
        raise AssertionError(f"{path} led nowhere")
