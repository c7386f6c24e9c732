use super::{
    Dice,
    walker::{Done, Walker},
};
use crate::harness::{ALICE, CAROL, Entry, Person, Portal};
use latchkey_sandbox::okta::UserSnapshot;
use std::collections::{BTreeMap, HashMap};

/// A change in the org: what it is called in the trail, and whose account it was.
type Effect = (String, String);

/// What may happen, and what did.
pub(super) struct Oracle {
    /// Id and password of each of the two people.
    people: BTreeMap<&'static str, (String, String)>,
    /// Everybody else, as they were at the beginning and have to stay.
    others: Vec<UserSnapshot>,
    /// Every change that the org saw, in order.
    effects: Vec<Effect>,
    /// Answers that said it was done.
    done: usize,
}

impl Oracle {
    pub(super) fn of(portal: &Portal) -> Self {
        let person = |person: Person| {
            let id = portal.okta().user(person.login).expect("seeded").id;
            (person.login, (id, person.password.to_owned()))
        };
        Self {
            people: BTreeMap::from([person(ALICE), person(CAROL)]),
            others: others(portal),
            effects: Vec::new(),
            done: 0,
        }
    }

    /// The password that somebody has now.
    pub(super) fn password_of(&self, person: Person) -> String {
        self.people[person.login].1.clone()
    }

    /// After each step: the org was changed only for whom this browser proved to be, and only by a
    /// form that is for it.
    pub(super) fn judge(&mut self, portal: &Portal, walker: &Walker, done: &Done, step: &str) {
        assert!(done.status < 500, "{step}");
        let calls = portal.okta().calls();
        portal.okta().forget_calls();
        for call in calls.iter().filter(|call| call.method != "GET") {
            let proven = walker
                .proven
                .unwrap_or_else(|| panic!("{step}: nobody is proven: {call:?}"));
            let id = &self.people[proven.login].0;
            let kind = kind_of(&call.method, &call.path, id);
            let kind = kind.unwrap_or_else(|| panic!("{step}: {call:?} for {proven:?}"));
            let is_for_it = match kind {
                "set-password" => done.form == "/do/reset/password",
                "change-password" => done.form == "/do/change/password",
                "unlock" => done.form.ends_with("/password") || done.form == "/do/unlock/confirm",
                _ => done.form.ends_with("/password"),
            };
            assert!(is_for_it, "{step}: {call:?}");
            self.effects.push((kind.to_owned(), id.clone()));
        }
        if done.form.is_empty() || !done.location.ends_with("/done") {
            return;
        }
        assert!(walker.proven.is_some(), "{step}: done without a proof");
        self.done += 1;
    }

    /// Notes what somebody chose, once the org has it.
    pub(super) fn note_password(&mut self, portal: &Portal, person: Person, password: &str) {
        if portal.okta().has_password(person.login, password) {
            password.clone_into(&mut self.people.get_mut(person.login).expect("known").1);
        }
    }

    /// What only time or an administrator brings about.
    pub(super) async fn let_time_pass(&self, portal: &Portal, dice: &Dice) {
        let database = &portal.database;
        match dice.roll(6) {
            0 => database.try_change("DELETE FROM counters").await,
            1 => database.try_change("DELETE FROM blocks").await,
            2 => {
                database
                    .try_change("UPDATE requests SET expires_at = 1 WHERE state <> 'executing'")
                    .await;
            }
            // Who is locked already stays so.
            _ => drop(portal.okta().lock(dice.pick(&[ALICE, CAROL]).login)),
        }
        portal.okta().forget_calls();
    }

    /// At the end: every change has its intent in the trail, in order; every intent has its proof
    /// before it, by the same person in the same request, with a code that was sent.
    pub(super) async fn judge_trail(&self, portal: &Portal) {
        let trail = portal.database.trail().await;
        let mut stories: HashMap<&str, Vec<&Entry>> = HashMap::new();
        let mut intents: Vec<Effect> = Vec::new();
        for entry in &trail {
            let Some(request) = entry.request.as_deref() else {
                continue;
            };
            let story = stories.entry(request).or_default();
            if entry.kind == "operation-intended" {
                assert_proven(story, entry);
                let kind = entry.details["kind"].as_str().expect("a kind");
                let subject = entry.subject.clone().expect("a person");
                intents.push((kind.to_owned(), subject));
            }
            story.push(entry);
        }
        assert_eq!(intents, self.effects);
        assert_eq!(others(portal), self.others, "nobody else was touched");
    }

    /// A walk that got nowhere would show nothing.
    pub(super) fn assert_much_happened(&self) {
        for kind in [
            "set-password",
            "change-password",
            "unlock",
            "revoke-sessions",
        ] {
            let count = self
                .effects
                .iter()
                .filter(|(found, _)| found == kind)
                .count();
            println!("{kind}: {count}");
            assert!(count >= 10, "only {count} times {kind}");
        }
        assert!(self.done >= 50, "{}", self.done);
    }
}

/// The proof comes after the code, and both after the look-up that found this person.
fn assert_proven(story: &[&Entry], intent: &Entry) {
    let place = |kind: &str| story.iter().position(|entry| entry.kind == kind);
    let steps = [
        "request-started",
        "person-looked-up",
        "code-sent",
        "person-verified",
    ];
    let places =
        steps.map(|kind| place(kind).unwrap_or_else(|| panic!("no {kind} before {intent:?}")));
    assert!(places.is_sorted(), "{story:?}");
    let verified = story[places[3]];
    assert!(
        verified.subject.is_some() && verified.subject == intent.subject,
        "{intent:?}"
    );
}

/// What a call of the org changes, when it is about this account.
fn kind_of(method: &str, path: &str, id: &str) -> Option<&'static str> {
    let below = path.strip_prefix("/api/v1/users/")?.strip_prefix(id)?;
    match (method, below) {
        ("POST", "") => Some("set-password"),
        ("POST", "/credentials/change_password") => Some("change-password"),
        ("POST", "/lifecycle/unlock") => Some("unlock"),
        ("DELETE", "/sessions") => Some("revoke-sessions"),
        _ => None,
    }
}

fn others(portal: &Portal) -> Vec<UserSnapshot> {
    let mut users = portal.okta().users();
    users.retain(|user| user.login != ALICE.login && user.login != CAROL.login);
    users
}
