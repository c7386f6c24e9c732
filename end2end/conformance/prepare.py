"""Prepares a sandbox for being judged: widens its limits, and cuts Okta's spec down to the operations it has.

Usage: prepare.py SPEC RESULT, with the org in OKTA_CLIENT_ORGURL and OKTA_CLIENT_TOKEN, and the sandbox's pages in
LATCHKEY_SANDBOX_URL. Asks the org for each operation: one that it does not have, it answers with E0000008 or E0000022.
"""

import json
import os
import re
import sys
import urllib.request

from okta_api import call

METHODS = ("get", "post", "put", "delete", "patch")

# Bodies of which the spec has one variant for each type of factor, most of them alike: nothing matches exactly one.
ALIKE = ("UserFactorActivateRequest", "UserFactorVerifyRequest")
NOT_HERE = ("E0000008", "E0000022")


# More than any suite makes.
CALLS = 10_000_000


def widen_limits():
    request = urllib.request.Request(
        os.environ["LATCHKEY_SANDBOX_URL"].rstrip("/") + "/rate-limits",
        data=json.dumps({"calls": CALLS}).encode(),
        headers={"Content-Type": "application/json"},
        method="PUT",
    )
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).close()


def is_here(method, path):
    status, answer = call(method, re.sub(r"\{\w+\}", "0", path))
    if status == 429:
        raise SystemExit("the limits were not widened")
    return not (isinstance(answer, dict) and answer.get("errorCode") in NOT_HERE)


def allow_variants_that_are_alike(spec):
    """Lets a body match any of its variants."""
    for name in ALIKE:
        schema = spec["components"]["schemas"][name]
        schema["anyOf"] = schema.pop("oneOf")


def main(source, result):
    widen_limits()
    with open(source) as file:
        spec = json.load(file)
    paths, asked, here = {}, 0, 0
    for path, item in spec["paths"].items():
        offered = [method for method in METHODS if method in item]
        found = [method for method in offered if is_here(method, path)]
        asked, here = asked + len(offered), here + len(found)
        if found:
            missing = set(offered) - set(found)
            paths[path] = {name: item[name] for name in item if name not in missing}
    spec["paths"] = paths
    allow_variants_that_are_alike(spec)
    with open(result, "w") as file:
        json.dump(spec, file)
    print(f"{here} of {asked} operations of the spec are here")


main(*sys.argv[1:])
