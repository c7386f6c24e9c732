"""Plain calls of the org's API, for what stands around the tests."""

import http.client
import json
import os
import urllib.parse

_org = urllib.parse.urlsplit(os.environ["OKTA_CLIENT_ORGURL"])
_connection = http.client.HTTPConnection(_org.hostname, _org.port)
_token = {"Authorization": f"SSWS {os.environ['OKTA_CLIENT_TOKEN']}"}


def call(method, path, body=None):
    """Status and answer; the answer is None when it is empty or not JSON."""
    content = b"" if body is None else json.dumps(body).encode()
    headers = {**_token, "Content-Type": "application/json", "Content-Length": str(len(content))}
    _connection.request(method.upper(), path, content, headers)
    response = _connection.getresponse()
    text = response.read()
    try:
        return response.status, json.loads(text)
    except ValueError:
        return response.status, None
