use super::{drew, effects, with_desk};
use crate::harness::{Portal, Setup};
use latchkey_domain::{Actor, AuditKind};

const ALICE: &str = "alice.winter";

pub(crate) async fn an_agent_verifies_a_caller_and_signs_them_out_everywhere(setup: Setup) {
    let portal = Portal::start_with(with_desk(setup)).await;
    let mut drew = drew(&portal).await;
    let case = drew.open_case(ALICE).await;
    let page = drew.get(&format!("/desk?case={case}")).await;
    assert!(page.body.contains("Alice Winter"), "{}", page.body);
    assert!(page.body.contains("alice.winter@example.com"));
    assert!(page.body.contains("INC0010001") && page.body.contains("Forgot it"));
    let verified = drew.verify(&portal, &case).await;
    assert!(verified.body.contains("Verified"), "{}", verified.body);
    assert_eq!(effects(&portal).len(), 0, "nothing before the action");
    let done = drew.act(&case, "sign-out").await;
    assert!(done.body.contains("signed out everywhere"), "{}", done.body);
    assert_eq!(effects(&portal), ["DELETE /api/v1/users/{id}/sessions"]);
    portal.run_jobs().await;
    let told = portal.mails();
    let told = told
        .iter()
        .filter(|mail| mail.text.contains("The service desk signed"));
    assert_eq!(told.count(), 2, "both addresses");
    let trail = portal.audit_trail().await;
    let started = trail
        .iter()
        .find(|record| record.event.kind == AuditKind::RequestStarted)
        .expect("on the record");
    assert_eq!(started.event.actor, Actor::Staff);
    assert_eq!(started.event.details["ticket"], "INC0010001");
}

#[tokio::test]
async fn item_78_no_page_of_an_agent_holds_an_address_or_the_mailed_code() {
    let portal = Portal::start_with(with_desk(Setup::default())).await;
    let mut drew = drew(&portal).await;
    let case = drew.open_case(ALICE).await;
    drew.post("/do/desk/code/send", &[("case", &case)]).await;
    portal.run_jobs().await;
    let code = portal.newest_code();
    let waiting = drew.get(&format!("/desk?case={case}")).await;
    let verified = drew.verify_with(&case, &code).await;
    let done = drew.act(&case, "hand-over").await;
    for page in [waiting, verified, done] {
        assert!(!page.body.contains(&code), "{}", page.body);
        assert!(!page.body.contains("alice.private"), "{}", page.body);
    }
}

#[tokio::test]
async fn wrong_codes_say_how_many_tries_are_left() {
    let portal = Portal::start_with(with_desk(Setup::default())).await;
    let mut drew = drew(&portal).await;
    let case = drew.open_case(ALICE).await;
    drew.post("/do/desk/code/send", &[("case", &case)]).await;
    portal.run_jobs().await;
    let wrong = drew.verify_with(&case, "no code").await;
    assert!(wrong.body.contains("Tries left: 4"), "{}", wrong.body);
    assert!(
        !wrong.body.contains("no code\""),
        "what was typed is not kept"
    );
}

#[tokio::test]
async fn a_search_that_finds_several_lists_them_and_one_that_finds_nobody_says_so() {
    let portal = Portal::start_with(with_desk(Setup::default())).await;
    let mut drew = drew(&portal).await;
    let several = drew.get("/desk?q=ma").await;
    assert_eq!(several.status, 200);
    assert!(several.body.contains("desk-people"), "{}", several.body);
    let nobody = drew.get("/desk?q=nobody.at.all").await;
    assert!(nobody.body.contains("Nobody is known by that"));
    let short = drew.get("/desk?q=a").await;
    assert!(short.body.contains("at least two characters"));
}

#[tokio::test]
async fn a_missing_reason_is_asked_for_and_what_was_typed_stays() {
    let portal = Portal::start_with(with_desk(Setup::default())).await;
    let mut drew = drew(&portal).await;
    let found = drew.get("/desk?q=alice.winter").await;
    let person = found.location().to_owned();
    let page = drew.get(&person).await;
    let (store, id) = (
        super::hidden(&page, "store"),
        super::hidden(&page, "person"),
    );
    let fields = [
        ("store", store.as_str()),
        ("person", id.as_str()),
        ("process", "desk"),
        ("ticket", "INC42"),
    ];
    let refused = drew.post_and_follow("/do/desk/open", &fields).await;
    assert!(refused.body.contains("Write why the person calls"));
    assert!(refused.body.contains("INC42"), "{}", refused.body);
}

impl crate::harness::Browser {
    async fn verify_with(&mut self, case: &str, code: &str) -> crate::harness::Answer {
        self.post_and_follow("/do/desk/code", &[("case", case), ("code", code)])
            .await
    }
}
