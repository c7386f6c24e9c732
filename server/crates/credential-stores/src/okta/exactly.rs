use crate::Failure;
use latchkey_okta::{OktaId, User};

/// The user Okta was asked for by id, and nobody else.
pub(super) fn exactly(id: &OktaId, user: User) -> Result<User, Failure> {
    only(user, id.as_str(), |user| user.id == *id)
}

/// Users who are what was searched for, all of them.
pub(super) fn all_of(
    users: Vec<User>,
    searched: &str,
    is_meant: impl Fn(&User) -> bool,
) -> Result<Vec<User>, Failure> {
    let each = |user| only(user, searched, &is_meant);
    users.into_iter().map(each).collect()
}

fn only(user: User, asked: &str, is_meant: impl Fn(&User) -> bool) -> Result<User, Failure> {
    if is_meant(&user) {
        return Ok(user);
    }
    Err(Failure::AnotherPerson {
        asked: asked.to_owned(),
        answered: user.id.to_string(),
    })
}
