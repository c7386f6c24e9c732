use super::harness::{Portal, network};
use jiff::SignedDuration;
use latchkey_auth::sign_in::{Membership, RolesUnavailable};
use latchkey_domain::{AuditKind, Role};

#[tokio::test]
async fn item_45_a_lost_role_ends_access_within_a_minute() {
    let portal = Portal::new().await;
    portal.directory.groups(&["Admins", "Desk"]);
    let roles = [Role::ServiceDesk, Role::PasswordAdmin];
    let alice = portal.sign_in("00u1", &roles).await;
    let second = portal.sign_in("00u1", &roles).await;
    portal.directory.groups(&["Desk"]);
    portal.clock.advance(SignedDuration::from_secs(59));
    let current = portal.service.current(alice.id).await.expect("read");
    assert_eq!(current.expect("signed in").roles, roles);
    assert_eq!(portal.directory.asked(), 0, "read a minute ago at most");

    portal.clock.advance(SignedDuration::from_secs(1));
    let current = portal.service.current(alice.id).await.expect("read");
    assert_eq!(current.expect("signed in").roles, [Role::ServiceDesk]);
    assert_eq!(portal.kinds().await, [AuditKind::RolesChanged]);

    portal.directory.groups(&["Everyone"]);
    portal.minutes(1);
    for sign_in in [&alice, &second, &alice] {
        let current = portal.service.current(sign_in.id).await.expect("read");
        assert_eq!(current, None);
    }
    let kinds = portal.kinds().await;
    assert_eq!(kinds, [AuditKind::RolesChanged, AuditKind::SignedOut]);
}

#[tokio::test]
async fn item_45_whoever_leaves_the_company_is_signed_out_in_every_browser() {
    let portal = Portal::new().await;
    let first = portal.sign_in("00u1", &[Role::PasswordAdmin]).await;
    let second = portal.sign_in("00u1", &[Role::PasswordAdmin]).await;
    let other = portal.sign_in("00u2", &[Role::PasswordAdmin]).await;
    portal.minutes(1);
    portal.directory.say(Ok(Membership::Gone));
    assert_eq!(portal.service.current(first.id).await.expect("read"), None);
    portal.directory.groups(&["Admins"]);
    assert_eq!(portal.service.current(second.id).await.expect("read"), None);
    let current = portal.service.current(other.id).await.expect("read");
    assert!(current.is_some());
}

#[tokio::test]
async fn roles_outlast_a_short_silence_of_the_directory_and_no_long_one() {
    let portal = Portal::new().await;
    let alice = portal.sign_in("00u1", &[Role::PasswordAdmin]).await;
    portal.directory.say(Err(RolesUnavailable));
    portal.minutes(4);
    let current = portal.service.current(alice.id).await.expect("read");
    assert_eq!(current.expect("signed in").roles, [Role::PasswordAdmin]);
    portal.minutes(1);
    assert_eq!(portal.service.current(alice.id).await.expect("read"), None);
    portal.directory.groups(&["Admins"]);
    let current = portal.service.current(alice.id).await.expect("read");
    assert!(current.is_some(), "the directory answers again");
}

#[tokio::test]
async fn item_44_a_sign_in_ends_unused_after_fifteen_minutes_and_used_after_its_hours() {
    let portal = Portal::new().await;
    portal.directory.groups(&["Admins"]);
    let idle = portal.sign_in("00u1", &[Role::PasswordAdmin]).await;
    portal.minutes(15);
    assert_eq!(portal.service.current(idle.id).await.expect("read"), None);

    for (group, role, hours) in [
        ("Admins", Role::PasswordAdmin, 8),
        ("Desk", Role::ServiceDesk, 12),
    ] {
        portal.directory.groups(&[group]);
        let used = portal.sign_in("00u1", &[role]).await;
        for _ in 1..hours * 6 {
            portal.minutes(10);
            let current = portal.service.current(used.id).await.expect("read");
            assert!(current.is_some(), "{group}");
        }
        portal.minutes(10);
        let current = portal.service.current(used.id).await.expect("read");
        assert_eq!(current, None, "{group}");
    }
}

#[tokio::test]
async fn item_44_a_role_gained_brings_its_own_end() {
    let portal = Portal::new().await;
    portal.directory.groups(&["Desk"]);
    let used = portal.sign_in("00u1", &[Role::ServiceDesk]).await;
    for _ in 0..9 * 6 {
        portal.minutes(10);
        let current = portal.service.current(used.id).await.expect("read");
        assert!(current.is_some());
    }
    portal.directory.groups(&["Desk", "Admins"]);
    portal.minutes(10);
    assert_eq!(portal.service.current(used.id).await.expect("read"), None);
}

#[tokio::test]
async fn item_45_signing_out_ends_one_browser_or_all() {
    let portal = Portal::new().await;
    portal.directory.groups(&["Admins"]);
    let roles = [Role::PasswordAdmin];
    let first = portal.sign_in("00u1", &roles).await;
    let second = portal.sign_in("00u1", &roles).await;
    let third = portal.sign_in("00u1", &roles).await;
    let here = network(1);
    portal.service.sign_out(first.id, here).await.expect("out");
    portal.service.sign_out(first.id, here).await.expect("out");
    assert_eq!(portal.service.current(first.id).await.expect("read"), None);
    let current = portal.service.current(second.id).await.expect("read");
    assert!(current.is_some());
    let everywhere = portal.service.sign_out_everywhere(second.id, here);
    everywhere.await.expect("out");
    for sign_in in [second, third] {
        let current = portal.service.current(sign_in.id).await.expect("read");
        assert_eq!(current, None);
    }
    let kinds = portal.kinds().await;
    assert_eq!(kinds, [AuditKind::SignedOut, AuditKind::SignedOut]);
}
