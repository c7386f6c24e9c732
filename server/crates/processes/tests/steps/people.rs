use jiff::{SignedDuration, Timestamp};
use latchkey_credential_stores::{Failure, PasswordEnds, PasswordExpiration, Person};
use latchkey_http::NotSent;
use latchkey_okta::Error;
use std::{ops::Range, sync::Mutex};

/// People whose passwords end, on pages, and who asked for which.
#[derive(Default)]
pub(crate) struct People(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    pages: Vec<Vec<(Person, Timestamp)>>,
    asked: Vec<Option<String>>,
    trouble: Trouble,
}

/// What happens to whoever asks for the second page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Trouble {
    #[default]
    None,
    /// It never comes.
    Hangs,
    /// The store has forgotten where it begins, the first time.
    Forgotten,
}

impl People {
    /// Puts people on a further page, each with the end of their password.
    pub(crate) fn add_page(&self, people: Vec<(Person, Timestamp)>) {
        self.0.lock().expect("unpoisoned").pages.push(people);
    }

    pub(crate) fn trouble(&self, trouble: Trouble) {
        self.0.lock().expect("unpoisoned").trouble = trouble;
    }

    /// From now on the password of a person ends then.
    pub(crate) fn ends(&self, id: &str, ends_at: Timestamp) {
        let mut state = self.0.lock().expect("unpoisoned");
        let everybody = state.pages.iter_mut().flatten();
        for (person, end) in everybody {
            if person.id == id {
                *end = ends_at;
            }
        }
    }

    /// The marks of the pages that were asked for.
    pub(crate) fn asked(&self) -> Vec<Option<String>> {
        self.0.lock().expect("unpoisoned").asked.clone()
    }

    pub(crate) fn find(&self, id: &str) -> Option<Person> {
        let state = self.0.lock().expect("unpoisoned");
        let mut everybody = state.pages.iter().flatten();
        everybody.find_map(|(person, _)| (person.id == id).then(|| person.clone()))
    }

    pub(crate) fn end_of(&self, id: &str) -> Option<PasswordExpiration> {
        let state = self.0.lock().expect("unpoisoned");
        let mut everybody = state.pages.iter().flatten();
        everybody.find_map(|(person, end)| (person.id == id).then(|| expiration(*end)))
    }

    pub(crate) async fn page(
        &self,
        within: Range<Timestamp>,
        mark: Option<&str>,
    ) -> Result<PasswordEnds, Failure> {
        match (mark, self.ask(mark)) {
            (Some(_), Trouble::Hangs) => std::future::pending().await,
            (Some(_), Trouble::Forgotten) => {
                self.trouble(Trouble::None);
                return Err(Failure::Refused(Error::NotSent(NotSent::Invalid)));
            }
            _ => {}
        }
        let state = self.0.lock().expect("unpoisoned");
        let number: usize = mark.map_or(0, |mark| mark.parse().expect("a mark of ours"));
        let page = state.pages.get(number).cloned().unwrap_or_default();
        let soon = page.iter().filter(|(_, end)| within.contains(end));
        Ok(PasswordEnds {
            looked_at: u32::try_from(page.len()).expect("few"),
            people: soon
                .map(|(person, end)| (person.clone(), expiration(*end)))
                .collect(),
            next: (number + 1 < state.pages.len()).then(|| (number + 1).to_string()),
        })
    }

    fn ask(&self, mark: Option<&str>) -> Trouble {
        let mut state = self.0.lock().expect("unpoisoned");
        state.asked.push(mark.map(str::to_owned));
        state.trouble
    }
}

fn expiration(ends_at: Timestamp) -> PasswordExpiration {
    PasswordExpiration {
        changed_at: ends_at - SignedDuration::from_hours(24 * 90),
        expires_at: ends_at,
        warns_from: ends_at,
    }
}
