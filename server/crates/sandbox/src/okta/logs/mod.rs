//! The System Log: every change leaves an event.

pub(crate) mod event_types;
pub(crate) mod list;
pub(crate) mod view;

use jiff::Timestamp;
use serde_json::Value;

use super::call::Origin;
use super::state::State;

/// An event as it is kept: in the order of arrival, its JSON ready.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) published: Timestamp,
    pub(crate) json: Value,
}

/// All events, oldest first.
#[derive(Debug, Default)]
pub(crate) struct SystemLog {
    pub(crate) entries: Vec<Entry>,
}

/// An event about to be logged.
#[derive(Debug)]
pub(crate) struct Event {
    kind: &'static str,
    user: Option<String>,
    group: Option<String>,
    /// The OAuth app that is concerned, by client id.
    app: Option<String>,
    /// The app acts itself, as in a request for tokens.
    by_app: bool,
    /// The user acts himself, as in a sign-in.
    by_target: bool,
    /// `SUCCESS`, or `FAILURE` with a reason.
    failure: Option<&'static str>,
}

impl Event {
    /// Something done to a user by the owner of the call's token.
    pub(crate) fn on_user(kind: &'static str, id: &str) -> Self {
        Self {
            kind,
            user: Some(id.to_owned()),
            group: None,
            app: None,
            by_app: false,
            by_target: false,
            failure: None,
        }
    }

    /// Something done to a group.
    pub(crate) fn on_group(kind: &'static str, id: &str) -> Self {
        Self {
            group: Some(id.to_owned()),
            user: None,
            ..Self::on_user(kind, "")
        }
    }

    /// Something an OAuth app does.
    pub(crate) fn by_app(kind: &'static str, client_id: &str) -> Self {
        Self::by_system(kind).by_client(client_id)
    }

    /// Something the org does of itself.
    pub(crate) fn by_system(kind: &'static str) -> Self {
        Self {
            user: None,
            ..Self::on_user(kind, "")
        }
    }

    /// An OAuth app is a target, too.
    pub(crate) fn at_app(mut self, client_id: &str) -> Self {
        self.app = Some(client_id.to_owned());
        self
    }

    /// Done by an OAuth app.
    pub(crate) fn by_client(mut self, client_id: &str) -> Self {
        self.app = Some(client_id.to_owned());
        self.by_app = true;
        self
    }

    /// A group is a target, too.
    pub(crate) fn and_group(mut self, id: &str) -> Self {
        self.group = Some(id.to_owned());
        self
    }

    /// Done by the user.
    pub(crate) fn by_themself(mut self) -> Self {
        self.by_target = true;
        self
    }

    /// It did not work.
    pub(crate) fn failed(mut self, reason: &'static str) -> Self {
        self.failure = Some(reason);
        self
    }
}

impl State {
    /// Writes an event.
    pub(crate) fn log(&mut self, origin: &Origin, event: &Event) {
        let published = self.now();
        let uuid = self.randomness.uuid();
        let transaction = if origin.request_id.is_empty() {
            self.randomness.url_safe(27)
        } else {
            origin.request_id.clone()
        };
        let json = view::event(self, origin, event, published, &uuid, &transaction);
        self.log.entries.push(Entry { published, json });
    }
}
