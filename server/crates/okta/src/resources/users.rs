//! `/api/v1/users`.

mod query;

pub use query::UserQuery;

use super::credentials::{QuestionCredential, RecoveryQuestion};
use super::{SendEmail, Strict};
use crate::{
    Answer, Attribute, Client, Error, Filter, Group, OktaId, Pages, User, request::Request,
};
use latchkey_values::{Login, NewPassword};
use serde::Serialize;
use serde_json::{Map, Value, json};

const USERS: &str = "/api/v1/users";
const USER: &str = "/api/v1/users/{id}";

/// Calls on people's accounts.
#[derive(Clone, Copy)]
pub struct Users<'a> {
    pub(crate) client: &'a Client,
}

/// A person to be created.
#[derive(Clone)]
pub struct NewUser {
    /// `profile`: `login`, `email`, `firstName`, `lastName` and whatever else the org asks for.
    pub profile: Map<String, Value>,
    /// The first password; `None` lets the person choose one.
    pub password: Option<NewPassword>,
    /// Groups to join at once, at most 20.
    pub group_ids: Vec<OktaId>,
}

/// What becomes of a created person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// Stays STAGED.
    Later,
    /// ACTIVE with a password, PROVISIONED without; then Okta mails the person.
    Now,
    /// `PASSWORD_EXPIRED`: must change the given password at the first sign-in.
    NowWithPasswordChange,
}

impl Users<'_> {
    /// One account, by id.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown id.
    pub async fn get(&self, id: &OktaId) -> Result<User, Error> {
        self.client.read(&Request::get(USER).id(id)).await
    }

    /// One account, by login; `None` when nobody has it.
    ///
    /// As at Okta's sign-in, the part before the `@` is enough when it is unambiguous. Okta also finds
    /// people by id and the token's owner by `me`: those do not count.
    ///
    /// # Errors
    /// Those of any read.
    pub async fn find_by_login(&self, login: &Login) -> Result<Option<User>, Error> {
        let found = if can_stand_in_path(login.as_str()) {
            match self
                .client
                .read::<User>(&Request::get(USER).text(login.as_str()))
                .await
            {
                Ok(user) => Some(user),
                Err(error) if error.is_not_found() => None,
                Err(error) => return Err(error),
            }
        } else {
            let filter = Filter::equals(&Attribute::LOGIN, login.as_str());
            let users: Vec<User> = self
                .client
                .read(&UserQuery::filter(filter).limit(2).request())
                .await?;
            users.into_iter().next()
        };
        Ok(found.filter(|user| has_login(user, login)))
    }

    /// Everybody with this primary address, in any status; search, so up to a second behind.
    ///
    /// # Errors
    /// Those of any read.
    pub async fn list_by_email(&self, email: &str) -> Result<Vec<User>, Error> {
        self.search(Filter::equals(&Attribute::EMAIL, email))
            .all()
            .await
    }

    /// Everybody the condition holds for, in any status; up to a second behind.
    #[must_use]
    pub fn search(&self, filter: Filter) -> Pages<User> {
        self.list(UserQuery::search(filter))
    }

    /// People, page by page.
    #[must_use]
    pub fn list(&self, query: UserQuery) -> Pages<User> {
        Pages::new(self.client, query.request())
    }

    /// All groups a person is in.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown id.
    pub async fn groups(&self, id: &OktaId) -> Result<Vec<Group>, Error> {
        Pages::new(
            self.client,
            Request::get("/api/v1/users/{id}/groups").id(id),
        )
        .all()
        .await
    }

    /// Makes an account.
    ///
    /// # Errors
    /// E0000001 with causes for a taken login, a missing attribute or a password against the policy.
    pub async fn create(
        &self,
        user: &NewUser,
        activation: Activation,
    ) -> Result<Answer<User>, Error> {
        let body = CreateBody {
            profile: &user.profile,
            credentials: user.password.as_ref().map(PasswordCredential::new),
            group_ids: &user.group_ids,
        };
        let request = Request::post(USERS)
            .query("activate", &(activation != Activation::Later))
            .json(&body)?;
        let request = match activation {
            Activation::NowWithPasswordChange => request.query("nextLogin", &"changePassword"),
            Activation::Now | Activation::Later => request,
        };
        self.client.write(&request).await
    }

    /// Changes the given attributes and leaves the others.
    ///
    /// # Errors
    /// E0000001 for a value the schema refuses, E0000023 when another system owns the profile.
    pub async fn update_profile(
        &self,
        id: &OktaId,
        profile: &Map<String, Value>,
    ) -> Result<Answer<User>, Error> {
        let request = Request::post(USER)
            .id(id)
            .json(&json!({ "profile": profile }))?;
        self.client.write(&request).await
    }

    /// Sets a password without the old one. What it does to a status other than ACTIVE is not
    /// documented: read the account again. Sessions go on; [`Strict`] adds history and minimum age.
    ///
    /// # Errors
    /// [`crate::credentials::PasswordRefusal::of`] explains a refusal.
    pub async fn set_password(
        &self,
        id: &OktaId,
        password: &NewPassword,
        strict: Strict,
    ) -> Result<Answer<User>, Error> {
        let body = SetPasswordBody {
            credentials: PasswordCredential::new(password),
        };
        let request = Request::post(USER)
            .id(id)
            .query("strict", &strict.is_yes())
            .json(&body)?;
        self.client.write(&request).await
    }

    /// Sets the security question of Okta's own recovery, without asking for the password.
    ///
    /// # Errors
    /// E0000001 with causes for an empty question or an answer shorter than the policy wants.
    pub async fn set_recovery_question(
        &self,
        id: &OktaId,
        question: &RecoveryQuestion,
    ) -> Result<Answer<User>, Error> {
        let request = Request::post(USER).id(id).json(&SetQuestionBody {
            credentials: question.credential(),
        })?;
        self.client.write(&request).await
    }

    /// Deactivates an account, or deletes one that is deactivated; so it is never sent twice.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown id.
    pub async fn delete(&self, id: &OktaId, email: SendEmail) -> Result<Answer<()>, Error> {
        let request = Request::delete(USER)
            .id(id)
            .query("sendEmail", &email.is_yes())
            .once_only();
        self.client.write_nothing(&request).await
    }
}

/// Okta reads `me` as the token's owner and finds no login with a slash by path.
fn can_stand_in_path(login: &str) -> bool {
    !login.contains('/') && !matches!(login.to_lowercase().as_str(), "me" | "." | "..")
}

fn has_login(user: &User, wanted: &Login) -> bool {
    let Ok(login) = user.profile.login.parse::<Login>() else {
        return false;
    };
    let (login, wanted) = (login.key(), wanted.key());
    let short_name = login.as_str().split('@').next();
    login == wanted || short_name == Some(wanted.as_str())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody<'a> {
    profile: &'a Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credentials: Option<PasswordCredential<'a>>,
    #[serde(skip_serializing_if = "<[OktaId]>::is_empty")]
    group_ids: &'a [OktaId],
}

#[derive(Serialize)]
struct SetPasswordBody<'a> {
    credentials: PasswordCredential<'a>,
}

#[derive(Serialize)]
struct SetQuestionBody<'a> {
    credentials: QuestionCredential<'a>,
}

#[derive(Serialize)]
struct PasswordCredential<'a> {
    password: PasswordValue<'a>,
}

#[derive(Serialize)]
struct PasswordValue<'a> {
    value: &'a str,
}

impl<'a> PasswordCredential<'a> {
    fn new(password: &'a NewPassword) -> Self {
        Self {
            password: PasswordValue {
                value: password.expose(),
            },
        }
    }
}
