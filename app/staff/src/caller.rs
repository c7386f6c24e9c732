use crate::{failure::Failure, form_state::FormState};
use axum::Extension;
use http::Uri;
use jiff::Timestamp;
use latchkey_administration::Administration;
use latchkey_auth::access::{Granted, Permission, StaffMember};
use leptos::prelude::*;
use std::collections::BTreeMap;
use tower_sessions::Session;

const FORM: &str = "staff-form";

/// A signed-in person who opens a page or sends a form, and what is there to serve them.
pub(crate) struct Caller {
    /// Who.
    pub(crate) member: StaffMember,
    /// Every use case.
    pub(crate) administration: Administration,
    session: Session,
    uri: Uri,
}

impl Caller {
    /// The caller of the page or server function being run. Fails when the edge let somebody through
    /// who is not signed in.
    pub(crate) async fn of_this_call() -> Result<Self, Failure> {
        let Extension(member) = leptos_axum::extract().await?;
        Ok(Self {
            member,
            administration: expect_context(),
            session: leptos_axum::extract().await?,
            uri: leptos_axum::extract().await?,
        })
    }

    /// The caller of an address that answers without a page.
    pub(crate) fn new(
        member: StaffMember,
        administration: Administration,
        session: Session,
        uri: Uri,
    ) -> Self {
        Self {
            member,
            administration,
            session,
            uri,
        }
    }

    /// What the portal remembers of their browser.
    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// The right to do `P`, which every use case asks for.
    pub(crate) fn granted<P: Permission>(&self) -> Result<Granted<P>, Failure> {
        Ok(self.member.grant(self.now())?)
    }

    /// The time.
    pub(crate) fn now(&self) -> Timestamp {
        self.administration.clock.now()
    }

    /// What became of the form this browser sent last, if that was the form of `endpoint`. Told once:
    /// the next page knows nothing of it.
    pub(crate) async fn form_state(&self, endpoint: &str) -> Result<FormState, Failure> {
        let state: Option<FormState> = match self.session.get(FORM).await {
            Err(tower_sessions::session::Error::SerdeJson(_)) => None,
            found => found?,
        };
        let Some(state) = state.filter(|state| state.endpoint == endpoint) else {
            return Ok(FormState::default());
        };
        self.session.remove_value(FORM).await?;
        Ok(state)
    }

    /// The query of the page's address; of what is there twice, the last.
    pub(crate) fn query(&self) -> BTreeMap<String, String> {
        let query = self.uri.query().unwrap_or_default();
        url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect()
    }

    /// The part of the page's address before its last one.
    pub(crate) fn last_but_one_of_path(&self) -> &str {
        self.uri.path().rsplit('/').nth(1).unwrap_or_default()
    }

    /// The last part of the page's address.
    pub(crate) fn last_of_path(&self) -> &str {
        self.uri.path().rsplit('/').next().unwrap_or_default()
    }

    /// Keeps what became of a form for the page that comes next; `None` forgets the last one.
    pub(crate) async fn keep_form_state(&self, state: Option<FormState>) -> Result<(), Failure> {
        match state {
            Some(state) => self.session.insert(FORM, state).await?,
            None => drop(self.session.remove_value(FORM).await?),
        }
        Ok(())
    }
}
