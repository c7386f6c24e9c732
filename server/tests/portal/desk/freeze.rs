use super::{drew, effects, with_desk};
use crate::{
    harness::{Portal, Setup},
    sign_in::PAT,
};
use latchkey_domain::AuditKind;

#[tokio::test]
async fn item_81_an_administrator_stops_the_desk_and_lets_it_go_on() {
    let portal = Portal::start_with(with_desk(Setup::default())).await;
    let mut drew = drew(&portal).await;
    let case = drew.open_case("alice.winter").await;
    drew.verify(&portal, &case).await;
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    let reason = [("reason", "Calls by <somebody> who is none of us")];
    let frozen = pat.post_and_follow("/do/admin/desk/freeze", &reason).await;
    assert!(frozen.body.contains("The service desk is stopped"));

    let refused = drew.act(&case, "sign-out").await;
    assert!(
        refused.body.contains("&lt;somebody&gt;"),
        "{}",
        refused.body
    );
    assert_eq!(effects(&portal), Vec::<String>::new());

    pat.post("/do/admin/desk/thaw", &[]).await;
    let done = drew.act(&case, "sign-out").await;
    assert!(done.body.contains("signed out everywhere"), "{}", done.body);
    let trail = portal.audit_trail().await;
    let kinds: Vec<_> = trail.iter().map(|record| record.event.kind).collect();
    assert!(kinds.contains(&AuditKind::DeskFrozen) && kinds.contains(&AuditKind::DeskThawed));
}
