"""A person joins, is found, changes and leaves."""

import pytest
from okta import models
from okta.errors.okta_api_error import OktaAPIError
from okta.pagination import PaginationHelper

from conftest import new_user, remove, status


def test_a_person_is_created_activated_and_removed_for_good(org, login):
    created = org.create_user(new_user(login), activate=False)
    assert created.status == models.UserStatus.STAGED
    assert created.id.startswith("00u") and len(created.id) == 20
    assert created.links.activate.href.endswith(f"/users/{created.id}/lifecycle/activate")

    token = org.activate_user(created.id, send_email=False)
    assert token.activation_token in token.activation_url
    active = org.get_user(created.id)
    assert active.status == models.UserStatus.ACTIVE
    assert active.activated is not None and active.links.suspend is not None

    org.deactivate_user(created.id, send_email=False)
    assert status(org, created.id) == "DEPROVISIONED"
    org.delete_user(created.id, send_email=False)
    with pytest.raises(OktaAPIError) as refused:
        org.get_user(created.id)
    assert (refused.value.status, refused.value.error_code) == (404, "E0000007")


def test_a_person_without_a_password_waits_for_the_welcome(org, login):
    user = org.create_user(new_user(login, password=None), activate=True)
    assert user.status == models.UserStatus.PROVISIONED
    first = org.reactivate_user(user.id, send_email=False)
    second = org.reactivate_user(user.id, send_email=False)
    assert first.activation_token != second.activation_token
    remove(org, user.id)


def test_a_person_is_read_by_id_by_login_and_by_short_name(org, person):
    login = person.profile.login
    for name in (person.id, login, login.partition("@")[0]):
        assert org.get_user(name).id == person.id


def test_a_person_is_found_by_search_filter_and_beginning(org, person):
    login = person.profile.login
    found = [
        org.list_users(search=f'profile.login eq "{login}"'),
        org.list_users(filter=f'profile.login eq "{login}"'),
        org.list_users(q=login.partition("@")[0]),
    ]
    assert [[user.id for user in users] for users in found] == [[person.id]] * 3


def test_an_update_keeps_what_it_does_not_name_and_a_replacement_does_not(org, person):
    renamed = models.UserProfile(nick_name="Py", department="Tests")
    updated = org.update_user(person.id, models.UpdateUserRequest(profile=renamed))
    assert (updated.profile.nick_name, updated.profile.first_name) == ("Py", "Python")

    whole = models.UserProfile(
        login=person.profile.login,
        email=person.profile.email,
        first_name="Other",
        last_name="Name",
    )
    replaced = org.replace_user(person.id, models.UpdateUserRequest(profile=whole))
    assert (replaced.profile.first_name, replaced.profile.nick_name) == ("Other", None)
    assert org.get_user(person.id).profile.department is None


def test_a_login_belongs_to_one_person_only(org, person):
    with pytest.raises(OktaAPIError) as refused:
        org.create_user(new_user(person.profile.login.upper()))
    assert (refused.value.status, refused.value.error_code) == (400, "E0000001")
    causes = [cause["errorSummary"] for cause in refused.value.error_causes]
    assert causes == ["login: An object with this field already exists in the current organization"]


def test_an_update_of_an_outdated_reading_is_refused(org, person):
    nickname = models.UpdateUserRequest(profile=models.UserProfile(nick_name="Py"))
    _, answer = org.whole("get_user", person.id)
    etag = answer.headers["Etag"]
    org.update_user(person.id, nickname, if_match=etag)
    with pytest.raises(OktaAPIError) as refused:
        org.update_user(person.id, nickname, if_match=etag)
    assert (refused.value.status, refused.value.error_code) == (412, "E0000231")


def test_pages_follow_one_another_to_the_end(org, person):
    after, pages = None, []
    while True:
        users, answer = org.whole("list_users", limit=7, after=after)
        pages.append([user.id for user in users])
        after = PaginationHelper.extract_next_cursor(answer.headers)
        if after is None:
            break
    ids = [id for page in pages for id in page]
    assert len(pages) > 2 and {len(page) for page in pages[:-1]} == {7}
    assert len(ids) == len(set(ids)) and person.id in ids
