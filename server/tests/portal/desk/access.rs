use super::{drew, effects, with_desk};
use crate::{
    harness::{Portal, Setup},
    sign_in::{PAT, SASHA},
};

#[tokio::test]
async fn item_64_another_agent_neither_sees_nor_touches_a_case() {
    let portal = Portal::start_with(with_desk(Setup::default())).await;
    let mut drew = drew(&portal).await;
    let case = drew.open_case("alice.winter").await;
    drew.verify(&portal, &case).await;
    let mut sasha = portal.browser();
    sasha.sign_in(&portal, SASHA).await;
    let page = sasha.get(&format!("/desk?case={case}")).await;
    assert!(
        page.body.contains("no such case among yours"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("Forgot it"));
    for (form, field) in [
        ("/do/desk/act", ("action", "sign-out")),
        ("/do/desk/act", ("action", "hand-over")),
        ("/do/desk/code", ("code", "123456")),
        ("/do/desk/personal-data", ("answer_1", "x")),
        ("/do/desk/confirm", ("answer", "confirm")),
    ] {
        sasha.post(form, &[("case", &case), field]).await;
    }
    sasha.post("/do/desk/next", &[("case", &case)]).await;
    assert_eq!(effects(&portal), Vec::<String>::new());
    let own = drew.get(&format!("/desk?case={case}")).await;
    assert!(own.body.contains("Verified"), "{}", own.body);
}

#[tokio::test]
async fn item_75_no_order_of_forms_acts_without_a_proof() {
    let portal = Portal::start_with(with_desk(Setup::default())).await;
    let mut drew = drew(&portal).await;
    let proven = drew.open_case("alice.winter").await;
    drew.verify(&portal, &proven).await;
    let other = drew.open_case("bob.stone").await;
    for action in [
        "unlock",
        "hand-over",
        "expire-password",
        "sign-out",
        "",
        "reset",
    ] {
        let page = drew.act(&other, action).await;
        assert!(
            page.body.contains("There is a problem"),
            "{action}: {}",
            page.body
        );
    }
    assert_eq!(effects(&portal), Vec::<String>::new());
}

#[tokio::test]
async fn whoever_helps_no_callers_sees_nothing_of_the_desk() {
    let portal = Portal::start_with(with_desk(Setup::default())).await;
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    let page = pat.get("/desk?q=alice.winter").await;
    assert_eq!(page.status, 403);
    assert!(!page.body.contains("Alice"));
}
