//! What a letter says, sentence by sentence, in the language of its reader. The templates only put the
//! sentences in their places.

use crate::{DeskNotice, Letter, NotServedReason, PortalFacts};
use jiff::{Timestamp, tz::TimeZone};
use latchkey_domain::Purpose;
use latchkey_text::{Mail, Moment, Texts};
use latchkey_values::Language;
use std::collections::BTreeMap;

/// Sentences by the name the templates know; `None` for one that is not said.
pub(crate) type Sentences = BTreeMap<&'static str, Option<String>>;

/// Stands for the portal's address until a template makes it a link.
const URL: &str = "{url}";

/// Every sentence of `letter`.
pub(crate) fn sentences(letter: &Letter, portal: &PortalFacts, language: Language) -> Sentences {
    let texts = Texts::of(language);
    let own = match letter {
        Letter::Code {
            minutes, purpose, ..
        } => of_code(*minutes, *purpose, portal, &texts.mail),
        Letter::PasswordLink { minutes, .. } => of_link(*minutes, portal, &texts.mail),
        Letter::PasswordChanged { at, login, .. } => of_change(*at, login, portal, texts),
        Letter::AccountUnlocked { at, login } => of_unlock(*at, login, portal, texts),
        Letter::PasswordEnds {
            login, days, at, ..
        } => of_end(login, *days, *at, texts),
        Letter::DeskCode { minutes, .. } => of_desk_code(*minutes, &texts.mail),
        Letter::DeskAction { action, at, login } => {
            of_desk_action(*action, *at, login, portal, texts)
        }
        Letter::NotServed { reason } => of_refusal(*reason, portal, &texts.mail),
        Letter::ManyBlocked { .. } => Vec::new(),
    };
    let mut all = around(portal, &texts.mail);
    all.extend(own.into_iter().map(|(name, text)| (name, Some(text))));
    all
}

/// What stands in every letter.
fn around(portal: &PortalFacts, mail: &Mail) -> Sentences {
    let desk = &portal.desk;
    let automatic = mail.automatic(&portal.name, URL);
    let (before, after) = automatic.split_once(URL).unwrap_or((&automatic, ""));
    BTreeMap::from([
        ("need_help", Some(mail.need_help(&desk.text))),
        (
            "telephone",
            desk.phone.as_deref().map(|number| mail.telephone(number)),
        ),
        (
            "email",
            desk.email.as_deref().map(|address| mail.email(address)),
        ),
        ("web", desk.url.as_deref().map(|address| mail.web(address))),
        ("automatic_before", Some(before.to_owned())),
        ("automatic_after", Some(after.to_owned())),
    ])
}

type Own = Vec<(&'static str, String)>;

fn of_code(minutes: u32, purpose: Purpose, portal: &PortalFacts, mail: &Mail) -> Own {
    let asked = match purpose {
        Purpose::Reset => mail.asked_reset(),
        Purpose::Unlock => mail.asked_unlock(),
        Purpose::Change => mail.asked_change(),
    };
    vec![
        ("subject", mail.code_subject(&portal.name)),
        ("asked", asked.to_owned()),
        ("your_code", mail.your_code().to_owned()),
        ("works_once", mail.works_once(minutes)),
        ("not_asked", mail.not_asked().to_owned()),
    ]
}

fn of_link(minutes: u32, portal: &PortalFacts, mail: &Mail) -> Own {
    vec![
        ("subject", mail.link_subject(&portal.name)),
        ("asked", mail.link_asked().to_owned()),
        ("button", mail.link_button().to_owned()),
        ("copy", mail.link_copy().to_owned()),
        ("works", mail.link_works(minutes)),
        ("not_you", mail.link_not_you().to_owned()),
    ]
}

fn of_change(at: Option<Timestamp>, login: &str, portal: &PortalFacts, texts: &Texts) -> Own {
    let mail = &texts.mail;
    let changed = match at.map(|at| utc(at, texts)) {
        Some(when) => mail.changed_at(login, &portal.name, &when),
        None => mail.changed(login, &portal.name),
    };
    vec![
        ("subject", mail.changed_subject().to_owned()),
        ("changed", changed),
        ("was_locked", mail.was_locked().to_owned()),
        ("signed_out", mail.signed_out().to_owned()),
        ("all_well", mail.all_well().to_owned()),
        ("call_now", mail.call_now().to_owned()),
    ]
}

fn of_unlock(at: Option<Timestamp>, login: &str, portal: &PortalFacts, texts: &Texts) -> Own {
    let mail = &texts.mail;
    let unlocked = match at.map(|at| utc(at, texts)) {
        Some(when) => mail.unlocked_at(login, &portal.name, &when),
        None => mail.unlocked(login, &portal.name),
    };
    vec![
        ("subject", mail.unlocked_subject().to_owned()),
        ("unlocked", unlocked),
        ("same_password", mail.same_password().to_owned()),
        ("all_well", mail.all_well().to_owned()),
        ("call_now", mail.call_now().to_owned()),
    ]
}

fn of_end(login: &str, days: u32, at: Timestamp, texts: &Texts) -> Own {
    let mail = &texts.mail;
    let subject = match days {
        0 => mail.ends_today().to_owned(),
        days => mail.ends_subject(days),
    };
    vec![
        ("subject", subject),
        ("ends", mail.ends(login, &utc(at, texts))),
        ("choose_now", mail.choose_now().to_owned()),
        ("odd_link", mail.odd_link().to_owned()),
    ]
}

fn of_desk_code(minutes: u32, mail: &Mail) -> Own {
    vec![
        ("subject", mail.desk_code_subject().to_owned()),
        ("on_the_phone", mail.on_the_phone().to_owned()),
        ("your_code", mail.your_code().to_owned()),
        ("read_out", mail.read_out(minutes)),
        ("not_calling", mail.not_calling().to_owned()),
    ]
}

fn of_desk_action(
    action: DeskNotice,
    at: Option<Timestamp>,
    login: &str,
    portal: &PortalFacts,
    texts: &Texts,
) -> Own {
    let mail = &texts.mail;
    let what = match action {
        DeskNotice::Unlocked => mail.desk_unlocked(login, &portal.name),
        DeskNotice::SignedOut => mail.desk_signed_out(login, &portal.name),
        DeskNotice::PasswordExpired => mail.desk_expired(login, &portal.name),
        DeskNotice::HandoverCode => mail.desk_handover(login, &portal.name),
    };
    let when = at.map(|at| mail.desk_when(&utc(at, texts)));
    vec![
        ("subject", mail.desk_subject().to_owned()),
        ("what", what),
        ("when", when.unwrap_or_default()),
        ("desk_all_well", mail.desk_all_well().to_owned()),
        ("call_now", mail.call_now().to_owned()),
    ]
}

fn of_refusal(reason: NotServedReason, portal: &PortalFacts, mail: &Mail) -> Own {
    let why = match reason {
        NotServedReason::Suspended => mail.suspended(),
        NotServedReason::Deactivated => mail.deactivated(),
        NotServedReason::NotYetActivated => mail.not_activated(),
        NotServedReason::ManagedElsewhere => mail.elsewhere(),
        NotServedReason::Administrator => mail.administrator(),
        NotServedReason::TooManyWrongCodes => mail.wrong_codes(),
    };
    vec![
        ("subject", mail.not_served_subject(&portal.name)),
        ("not_served", mail.not_served().to_owned()),
        ("why", why.to_owned()),
        ("nothing_changed", mail.nothing_changed().to_owned()),
    ]
}

/// A time as people of the letter's language write it. In UTC, which does not depend on where they are.
fn utc(at: Timestamp, texts: &Texts) -> String {
    let moment = at.to_zoned(TimeZone::UTC);
    texts.dates.written(Moment {
        year: moment.year(),
        month: moment.month(),
        day: moment.day(),
        time: &moment.strftime("%H:%M UTC").to_string(),
    })
}
