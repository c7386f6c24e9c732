//! What the people of the beginning prove themselves with. The numbers are for fiction and belong to nobody.

use jiff::{SignedDuration, Timestamp};

use crate::okta::factors::Method;
use crate::okta::factors::totp::Secret;
use crate::okta::state::State;

/// A factor of the beginning.
#[derive(Debug, Clone, Copy)]
enum Seeded {
    /// Okta's app: it is asked by push, and shows codes.
    App,
    /// Another authenticator app.
    OtherApp,
    Sms(&'static str),
    Call(&'static str),
    /// The primary address.
    Email,
    /// Key and answer.
    Question(&'static str, &'static str),
    /// Text messages to a number that was changed an hour ago.
    ChangedSms(&'static str),
}

use Seeded::{App, Call, ChangedSms, Email, OtherApp, Question, Sms};

/// Logins, and what they have; everybody else has nothing.
const FACTORS: [(&str, &[Seeded]); 15] = [
    ("alice.winter@example.com", &[App, Sms("+12025550101")]),
    ("bob.stone@example.com", &[Sms("+12025550102")]),
    ("carol.reyes@example.com", &[App]),
    ("dan.okafor@example.com", &[Sms("+12025550104"), Email]),
    ("jack.novak@example.com", &[App]),
    ("liam.byrne@example.com", &[App]),
    ("maria.silva@example.com", &[App, Sms("+12025550113")]),
    ("noah.bennett@example.com", &[OtherApp]),
    (
        "paul.adeyemi@example.com",
        &[
            App,
            Sms("+12025550116"),
            Question("first_thing_cooked", "pancakes"),
        ],
    ),
    ("quinn.fischer@example.com", &[ChangedSms("+12025550117")]),
    ("rosa.jimenez@example.com", &[Call("+12025550118")]),
    ("samir.haddad@example.com", &[Email]),
    ("yusuf.kaya@example.com", &[Sms("+12025550125")]),
    ("pat.admin@example.com", &[App]),
    ("drew.desk@example.com", &[App]),
];

/// Gives everybody what they have.
pub(super) fn plant(state: &mut State) {
    for (login, _) in FACTORS {
        if let Some(id) = state.user_by_login(login).map(|user| user.id.clone()) {
            give(state, &id, login);
        }
    }
}

/// Gives one user the factors of the beginning, and nothing else.
pub(super) fn give(state: &mut State, user: &str, login: &str) {
    state.forget_factors(user);
    let mut all = FACTORS.iter();
    let Some((_, factors)) = all.find(|(known, _)| *known == login) else {
        return;
    };
    for seeded in *factors {
        let Some(method) = method(state, user, *seeded) else {
            continue;
        };
        let enrolled = before(state.now(), 24 * 300);
        let updated = match seeded {
            ChangedSms(_) => before(state.now(), 1),
            _ => enrolled,
        };
        let factor = state.add_factor(user, method, true);
        factor.created = enrolled;
        factor.last_updated = updated;
        if matches!(seeded, App) {
            let codes = state.add_codes_of_app(user);
            if let Some(codes) = codes {
                codes.created = enrolled;
                codes.last_updated = enrolled;
            }
        }
    }
}

fn method(state: &mut State, user: &str, seeded: Seeded) -> Option<Method> {
    Some(match seeded {
        App => Method::Push {
            enrolment_ends: state.now(),
        },
        OtherApp => Method::Totp {
            provider: "GOOGLE",
            secret: Secret::new(&mut state.randomness),
        },
        Sms(number) | ChangedSms(number) => Method::Sms {
            number: number.to_owned(),
        },
        Call(number) => Method::Call {
            number: number.to_owned(),
            extension: None,
        },
        Email => Method::Email {
            address: state.user_by_id(user).ok()?.attribute("email").to_owned(),
        },
        Question(key, answer) => Method::Question {
            key: key.to_owned(),
            answer: answer.to_owned(),
        },
    })
}

fn before(now: Timestamp, hours: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(hours))
        .unwrap_or(now)
}
