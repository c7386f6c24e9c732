//! Mails to people whose password ends, with the way to the page of their process.

use super::pages::{add, at};
use crate::harness::{Portal, Setup};
use jiff::tz::Offset;
use latchkey_domain::{Offers, Process};
use latchkey_sandbox::okta::PolicyChange;
use latchkey_values::Clock as _;

/// A portal whose process at `/p/staff` reminds people at this hour. Alice's password ends in a week, as
/// do those of two contractors who are there from the start, and nobody else's within two.
async fn reminding(setup: Setup) -> Portal {
    let portal = Portal::start_with(setup).await;
    let ends = PolicyChange {
        max_age_days: Some(90),
        ..PolicyChange::default()
    };
    let okta = portal.sandbox.okta();
    assert!(okta.change_password_policy("Employees", ends));
    let aged = okta.age_password("alice.winter@example.com", 83);
    aged.expect("aged");
    let hour = Offset::UTC.to_datetime(portal.clock.now()).hour();
    add(&portal, "staff", |process: &mut Process| {
        process.kind = at("staff");
        process.offers = Offers::ALL;
        process.reminders.password_end.on = true;
        process.reminders.password_end.hour = hour;
    })
    .await;
    portal
}

pub(crate) async fn people_whose_password_ends_are_told_once_with_the_page_of_their_process(
    setup: Setup,
) {
    let portal = reminding(setup).await;
    portal.run_jobs().await;
    let mut told: Vec<_> = portal.mails().into_iter().map(|mail| mail.to).collect();
    told.sort_unstable();
    let expected = [
        "alice.winter@example.com",
        "yusuf.kaya@example.com",
        "zoe.martin@example.com",
    ];
    assert_eq!(told, expected);
    let mails = portal.mails();
    let to_alice = mails.iter().find(|mail| mail.to == expected[0]);
    let text = &to_alice.expect("a mail to Alice").text;
    let (_, rest) = text.split_once("/p/staff/").expect("a link");
    assert!(rest.starts_with("change"), "{text}");
    let page = portal.browser().get("/p/staff/change").await;
    assert_eq!(page.status, 200);

    let portal = portal.restart().await;
    portal.run_jobs().await;
    assert_eq!(portal.mails().len(), expected.len(), "nobody is told again");
}
