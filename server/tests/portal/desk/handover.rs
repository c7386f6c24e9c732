use super::{drew, effects, with_desk};
use crate::harness::{Answer, Portal, Setup};

/// The code that the agent reads out.
fn read_out(page: &Answer) -> String {
    let rest = page.body.split("<p class=\"desk-code\"><code>").nth(1);
    let code = rest.and_then(|rest| rest.split('<').next());
    code.unwrap_or_else(|| panic!("{}", page.body)).to_owned()
}

pub(crate) async fn a_caller_goes_on_alone_with_the_code_that_the_agent_reads_out(setup: Setup) {
    let portal = Portal::start_with(with_desk(setup)).await;
    let mut drew = drew(&portal).await;
    let case = drew.open_case("alice.winter").await;
    drew.verify(&portal, &case).await;
    let code = read_out(&drew.act(&case, "hand-over").await);
    assert_eq!(effects(&portal), Vec::<String>::new());

    let mut alice = portal.browser();
    let home = alice.get("/").await;
    assert!(home.body.contains("/handover"), "{}", home.body);
    let started = alice.post("/do/handover", &[("code", &code)]).await;
    assert_eq!(started.location(), "/reset/code", "{started:?}");
    portal.run_jobs().await;
    let proven = alice.enter_code(&portal.newest_code()).await;
    assert_eq!(proven.location(), "/reset/password", "{proven:?}");
    let done = alice.choose_password("Quiet-Lantern-7-Rivers").await;
    assert_eq!(done.location(), "/reset/done", "{done:?}");
    let seen = drew.get(&format!("/desk?case={case}")).await;
    assert!(seen.body.contains("has used the code"), "{}", seen.body);
    assert!(!seen.body.contains(&code));
}

#[tokio::test]
async fn what_is_no_code_is_answered_alike_and_begins_nothing() {
    let portal = Portal::start_with(with_desk(Setup::default())).await;
    let mut stranger = portal.browser();
    for typed in ["", "0000-0000", "<script>", "1234567890"] {
        let page = stranger
            .post_and_follow("/do/handover", &[("code", typed)])
            .await;
        assert!(
            page.body.contains("not a code that works now"),
            "{}",
            page.body
        );
    }
    let code = stranger.get("/reset/code").await;
    assert_eq!(code.location(), "/reset");
    assert_eq!(portal.mails().len(), 0);
}
