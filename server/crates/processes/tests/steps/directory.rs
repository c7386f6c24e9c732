use crate::people::People;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_credential_stores::{
    Attributes, CredentialStore, Failure, FoundPerson, Group, LookUp, ManagedBy, PasswordEnds,
    PasswordExpiration, PasswordRefusal, Person,
};
use latchkey_http::{NotSent, Unclear};
use latchkey_okta::Error;
use latchkey_values::{Login, NewPassword, PasswordPolicy, PersonNames, UserStatus};
use secrecy::{ExposeSecret as _, SecretString};
use std::{ops::Range, sync::Mutex};

/// The password the person has.
pub(crate) const CURRENT: &str = "what it was before";

/// How the directory answers the next password change.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// It happens and is confirmed.
    Done,
    /// It happens, but the answer is lost.
    DoneButLost,
    /// It does not happen, and there is no answer.
    Lost,
    /// The directory cannot be reached.
    Unreachable,
    /// The password is refused.
    Refused(PasswordRefusal),
}

/// A directory with one person, alice@example.com, and whoever shares her address.
pub(crate) struct Directory {
    state: Mutex<State>,
    /// Others, whose passwords end.
    pub(crate) people: People,
}

struct State {
    person: Person,
    ambiguous: bool,
    answer: Answer,
    readable: bool,
    known: bool,
    history: u32,
    calls: Vec<&'static str>,
    passwords: Vec<String>,
}

impl Default for Directory {
    fn default() -> Self {
        let person = Person {
            id: "00u1alice".into(),
            names: PersonNames {
                login: "alice@example.com".into(),
                first: "Alice".into(),
                last: "Winter".into(),
            },
            primary: "alice@example.com".parse().ok(),
            recovery: "alice.private@example.com".parse().ok(),
            status: UserStatus::Active,
            managed_by: ManagedBy::Store,
            groups: vec![Group {
                id: "00g1".into(),
                name: "Everyone".into(),
            }],
            is_administrator: false,
            password_changed: Some(Timestamp::constant(1_700_000_000, 0)),
            attributes: Attributes::default(),
        };
        let state = State {
            person,
            ambiguous: false,
            answer: Answer::Done,
            readable: true,
            known: true,
            history: 0,
            calls: Vec::new(),
            passwords: Vec::new(),
        };
        Self {
            state: Mutex::new(state),
            people: People::default(),
        }
    }
}

impl Directory {
    pub(crate) fn change(&self, change: impl FnOnce(&mut Person)) {
        change(&mut self.state.lock().expect("unpoisoned").person);
    }

    pub(crate) fn share_the_address(&self) {
        self.state.lock().expect("unpoisoned").ambiguous = true;
    }

    pub(crate) fn answer_with(&self, answer: Answer) {
        self.state.lock().expect("unpoisoned").answer = answer;
    }

    pub(crate) fn set_readable(&self, readable: bool) {
        self.state.lock().expect("unpoisoned").readable = readable;
    }

    /// Forgets the person, as a directory does that removes an account.
    pub(crate) fn forget(&self) {
        self.state.lock().expect("unpoisoned").known = false;
    }

    /// Has the portal remember so many passwords.
    pub(crate) fn set_history(&self, history: u32) {
        self.state.lock().expect("unpoisoned").history = history;
    }

    /// Every password that was set, or was to be set.
    pub(crate) fn passwords(&self) -> Vec<String> {
        self.state.lock().expect("unpoisoned").passwords.clone()
    }

    /// Every call so far that changes something.
    pub(crate) fn writes(&self) -> Vec<&'static str> {
        self.state.lock().expect("unpoisoned").calls.clone()
    }

    /// Alice, as the directory knows her now.
    pub(crate) fn alice(&self) -> Person {
        self.state.lock().expect("unpoisoned").person.clone()
    }

    fn read(&self) -> Result<Person, Failure> {
        let state = self.state.lock().expect("unpoisoned");
        if state.readable {
            return Ok(state.person.clone());
        }
        Err(Failure::Unavailable(Error::NotSent(NotSent::Connect)))
    }

    fn write(&self, call: &'static str) {
        self.state.lock().expect("unpoisoned").calls.push(call);
    }
}

#[async_trait]
impl CredentialStore for Directory {
    async fn look_up(&self, login: &Login) -> Result<LookUp, Failure> {
        let person = self.read()?;
        if self.state.lock().expect("unpoisoned").ambiguous {
            return Ok(LookUp::Ambiguous);
        }
        let same = login.key().as_str() == person.names.login;
        Ok(if same {
            LookUp::Found(Box::new(person))
        } else {
            LookUp::Unknown
        })
    }

    async fn person(&self, id: &str) -> Result<Option<Person>, Failure> {
        let alice = self.read()?;
        let is_known = self.state.lock().expect("unpoisoned").known;
        Ok(self.people.find(id).or(is_known.then_some(alice)))
    }

    async fn password_expiration(
        &self,
        person: &Person,
    ) -> Result<Option<PasswordExpiration>, Failure> {
        Ok(self.people.end_of(&person.id))
    }

    async fn password_ends(
        &self,
        within: Range<Timestamp>,
        mark: Option<&str>,
    ) -> Result<PasswordEnds, Failure> {
        self.people.page(within, mark).await
    }

    fn history(&self) -> u32 {
        self.state.lock().expect("unpoisoned").history
    }

    async fn password_policy(&self, _person: &Person) -> Result<PasswordPolicy, Failure> {
        Ok(PasswordPolicy {
            min_length: 12,
            lockout_attempts: 5,
            number: true,
            excludes_username: true,
            ..Default::default()
        })
    }

    async fn reset(
        &self,
        _id: &str,
        password: &NewPassword,
        _enforces_history: bool,
    ) -> Result<Option<String>, Failure> {
        self.write("reset");
        let mut state = self.state.lock().expect("unpoisoned");
        state.passwords.push(password.expose().to_owned());
        if matches!(state.answer, Answer::Done | Answer::DoneButLost) {
            let before = state
                .person
                .password_changed
                .unwrap_or(Timestamp::UNIX_EPOCH);
            state.person.password_changed = Some(before + SignedDuration::from_secs(1));
        }
        match state.answer {
            Answer::Done => Ok(Some("req1".into())),
            Answer::DoneButLost | Answer::Lost => {
                let failure = Unclear::Timeout.into();
                Err(Failure::Unclear(Error::Unclear {
                    failure,
                    request_id: None,
                }))
            }
            Answer::Unreachable => Err(Failure::Unavailable(Error::NotSent(NotSent::Connect))),
            Answer::Refused(refusal) => Err(Failure::Password(refusal)),
        }
    }

    async fn change(
        &self,
        _id: &str,
        current: &SecretString,
        _new: &NewPassword,
    ) -> Result<Option<String>, Failure> {
        self.write("change");
        if current.expose_secret() != CURRENT {
            return Err(Failure::Password(PasswordRefusal::OldPasswordWrong));
        }
        self.change(|person| person.password_changed = Some(Timestamp::constant(1_800_000_000, 0)));
        Ok(None)
    }

    async fn unlock(&self, _id: &str) -> Result<Option<String>, Failure> {
        self.write("unlock");
        let answer = self.state.lock().expect("unpoisoned").answer;
        if matches!(answer, Answer::Unreachable) {
            return Err(Failure::Unavailable(Error::NotSent(NotSent::Connect)));
        }
        if matches!(answer, Answer::Lost) {
            let failure = Unclear::Timeout.into();
            return Err(Failure::Unclear(Error::Unclear {
                failure,
                request_id: None,
            }));
        }
        self.change(|person| person.status = UserStatus::Active);
        Ok(None)
    }

    async fn expire_password(&self, _id: &str) -> Result<Option<String>, Failure> {
        self.write("expire-password");
        self.change(|person| person.status = UserStatus::PasswordExpired);
        Ok(None)
    }

    async fn is_locked(&self, _id: &str) -> Result<Option<bool>, Failure> {
        Ok(Some(self.read()?.status == UserStatus::LockedOut))
    }

    async fn revoke_sessions(&self, _id: &str) -> Result<Option<String>, Failure> {
        self.write("revoke-sessions");
        Ok(None)
    }

    async fn search(&self, text: &str, _most: u32) -> Result<Vec<FoundPerson>, Failure> {
        let person = self.read()?;
        let is_meant = person.names.login.starts_with(text);
        let found = is_meant.then_some(FoundPerson {
            id: person.id,
            names: person.names,
            status: person.status,
        });
        Ok(found.into_iter().collect())
    }

    async fn test_connection(&self) -> Result<(), Failure> {
        self.read().map(drop)
    }
}
