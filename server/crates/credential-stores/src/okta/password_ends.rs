use super::{failure, password_expiration::by_policies, password_policy, person};
use crate::{Failure, PasswordEnds, PasswordExpiration};
use futures::stream::{self, StreamExt as _};
use jiff::Timestamp;
use latchkey_okta::{
    Client, Policy, PolicyStatus, ProviderType, User, resources::users::UserQuery,
};
use latchkey_values::UserStatus;
use std::ops::Range;

/// As many as Okta puts on a page.
const PAGE: u32 = 200;
/// People who are read at the same time; the client's rate budget decides how fast that goes.
const AT_ONCE: usize = 4;

/// A page of the people whose password ends within that time. Groups and roles are read only for those
/// whose password could, by any policy.
pub(super) async fn password_ends(
    okta: &Client,
    within: &Range<Timestamp>,
    mark: Option<&str>,
) -> Result<PasswordEnds, Failure> {
    let policies = password_policy::list(okta).await?;
    let pages = okta.users().list(UserQuery::all().limit(PAGE));
    let page = match mark {
        None => pages.first().await,
        Some(mark) => match pages.going_on_at(mark) {
            Ok(next) => pages.after(&next).await,
            Err(error) => Err(error),
        },
    };
    let page = page.map_err(failure::of_read)?;
    let mut ends = PasswordEnds {
        looked_at: u32::try_from(page.items.len()).unwrap_or(u32::MAX),
        people: Vec::new(),
        next: page.next.map(|next| next.mark()),
    };
    let candidates = page
        .items
        .into_iter()
        .filter(|user| may_end(&policies, user, within));
    let reads: Vec<_> = candidates
        .map(|user| person::complete(okta, user))
        .collect();
    let mut people = stream::iter(reads).buffered(AT_ONCE);
    while let Some(person) = people.next().await {
        let person = match person {
            Ok(person) => person,
            // One account that may not be read keeps nobody else's reminder back.
            Err(Failure::Refused(_)) => continue,
            Err(failure) => return Err(failure),
        };
        let end = by_policies(&policies, &person);
        if let Some(end) = end.filter(|end| within.contains(&end.expires_at)) {
            ends.people.push((person, end));
        }
    }
    Ok(ends)
}

/// Whether somebody can sign in by a password that could end within that time, by one policy or another.
fn may_end(policies: &[Policy], user: &User, within: &Range<Timestamp>) -> bool {
    let signs_in = matches!(user.status, UserStatus::Active | UserStatus::LockedOut);
    let kept_here = matches!(
        user.credentials.provider.kind,
        ProviderType::Okta | ProviderType::Import
    );
    let Some(changed_at) = user.password_changed.filter(|_| signs_in && kept_here) else {
        return false;
    };
    let active = policies
        .iter()
        .filter(|policy| policy.status == PolicyStatus::Active);
    let ends = active.filter_map(|policy| {
        let days = policy.age().max_age_days;
        PasswordExpiration::of(changed_at, days, 0)
    });
    { ends }.any(|end| within.contains(&end.expires_at))
}
