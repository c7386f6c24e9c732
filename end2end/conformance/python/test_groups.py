"""Groups and who is in them."""

import pytest
from okta import models
from okta.errors.okta_api_error import OktaAPIError


def described(name, description):
    return models.AddGroupRequest(
        profile=models.OktaUserGroupProfile(name=name, description=description)
    )


@pytest.fixture
def group(org, person):
    group = org.add_group(described(f"Group of {person.profile.login}", "before"))
    yield group
    org.delete_group(group.id)


def names(org, id):
    return [group.profile.actual_instance.name for group in org.list_user_groups(id)]


def test_a_person_joins_and_leaves_a_group(org, person, group):
    name = group.profile.actual_instance.name
    assert names(org, person.id) == ["Everyone"]
    org.assign_user_to_group(group.id, person.id)
    assert sorted(names(org, person.id)) == ["Everyone", name]
    assert [member.id for member in org.list_group_users(group.id)] == [person.id]
    org.unassign_user_from_group(group.id, person.id)
    assert names(org, person.id) == ["Everyone"]
    assert org.list_group_users(group.id) == []


def test_a_group_is_found_renamed_and_removed(org, group):
    name = group.profile.actual_instance.name
    found = org.list_groups(search=f'profile.name eq "{name}"')
    assert [(one.id, one.type.value) for one in found] == [(group.id, "OKTA_GROUP")]
    org.replace_group(group.id, described(name, "after"))
    assert org.get_group(group.id).profile.actual_instance.description == "after"


def test_everyone_cannot_be_removed(org):
    [everyone] = org.list_groups(filter='type eq "BUILT_IN"')
    with pytest.raises(OktaAPIError) as refused:
        org.delete_group(everyone.id)
    assert refused.value.status in (400, 403)
