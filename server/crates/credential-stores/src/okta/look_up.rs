use super::{exactly::all_of, failure, person};
use crate::{Failure, LookUp};
use latchkey_domain::LookUpRule;
use latchkey_okta::{Attribute, Client, Filter, User};
use latchkey_values::Login;

/// Finds the one person somebody means by what they typed: by login or short name first, as Okta's
/// sign-in does, then by email address, then by the attribute; each as far as the rule allows. What
/// several people share is ambiguous.
pub(super) async fn look_up(
    okta: &Client,
    rule: &LookUpRule,
    typed: &Login,
) -> Result<LookUp, Failure> {
    let mut users = by_login(okta, rule, typed).await?;
    if users.is_empty() && rule.email && typed.as_str().contains('@') {
        users = by_email(okta, typed).await?;
    }
    if users.is_empty() {
        users = by_attribute(okta, rule, typed).await?;
    }
    match users.pop() {
        None => Ok(LookUp::Unknown),
        Some(user) if users.is_empty() => found(okta, user).await,
        Some(_) => Ok(LookUp::Ambiguous),
    }
}

/// Those whose login it is, whole or short.
async fn by_login(okta: &Client, rule: &LookUpRule, typed: &Login) -> Result<Vec<User>, Failure> {
    let domains = &rule.short_name_domains;
    let is_short = !typed.as_str().contains('@');
    let mut users: Vec<User> = Vec::new();
    if rule.login || (rule.short_name && is_short && domains.is_empty()) {
        users.extend(named(okta, typed).await?.filter(|user| {
            let is_whole = is_login(&user.profile.login, typed.as_str());
            (is_whole && rule.login) || (!is_whole && rule.short_name && domains.is_empty())
        }));
    }
    if rule.short_name && is_short {
        for domain in domains {
            // What is too long to be a login is nobody's.
            let Ok(whole) = format!("{}@{domain}", typed.as_str()).parse() else {
                continue;
            };
            users.extend(named(okta, &whole).await?);
        }
    }
    users.sort_unstable_by(|one, other| one.id.as_str().cmp(other.id.as_str()));
    users.dedup_by(|one, other| one.id == other.id);
    Ok(users)
}

async fn named(okta: &Client, login: &Login) -> Result<Option<User>, Failure> {
    let user = okta.users().find_by_login(login).await;
    user.map_err(failure::of_read)
}

async fn by_email(okta: &Client, typed: &Login) -> Result<Vec<User>, Failure> {
    let users = okta.users().list_by_email(typed.as_str()).await;
    let has_it = |user: &User| {
        let email = user.profile.email.as_deref();
        email.is_some_and(|email| is_same(email, typed.as_str()))
    };
    all_of(users.map_err(failure::of_read)?, typed.as_str(), has_it)
}

/// Whether two texts are the same to Okta's search, which looks at no case.
fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

async fn by_attribute(
    okta: &Client,
    rule: &LookUpRule,
    typed: &Login,
) -> Result<Vec<User>, Failure> {
    // A rule whose attribute cannot be asked for was never saved.
    let named = rule.attribute.as_ref().and_then(|name| {
        let attribute = format!("profile.{name}").parse::<Attribute>();
        Some((name, attribute.ok()?))
    });
    let Some((name, attribute)) = named else {
        return Ok(Vec::new());
    };
    let same = Filter::equals(&attribute, typed.as_str());
    let users = okta.users().search(same).all().await;
    let has_it = |user: &User| {
        let texts = person::attributes(&user.profile).texts(name);
        texts.iter().any(|text| is_same(text, typed.as_str()))
    };
    all_of(users.map_err(failure::of_read)?, typed.as_str(), has_it)
}

fn is_login(login: &str, typed: &str) -> bool {
    let key = |text: &str| text.parse().map(|login: Login| login.key()).ok();
    key(login).is_some() && key(login) == key(typed)
}

async fn found(okta: &Client, user: User) -> Result<LookUp, Failure> {
    person::complete(okta, user)
        .await
        .map(|person| LookUp::Found(Box::new(person)))
}
