//! Lists in pages.

use super::*;
use crate::{page::Pages, resources::users::UserQuery};
use futures::StreamExt;

#[tokio::test(start_paused = true)]
async fn a_list_asks_for_the_next_page_only_when_the_former_is_used_up() {
    let next = r#"<https://acme.example.com/api/v1/users?after=x%2Cy&limit=2>; rel="next""#;
    let page = r#"[{"id":"00u1"},{"id":"00u2"}]"#;
    let (client, script) = client([
        answer_with(200, page, &[("link", next)]),
        answer(200, r#"[{"id":"00u3"}]"#),
    ]);
    let mut users = Box::pin(client.users().list(UserQuery::all().limit(2)).stream());
    assert_eq!(script.calls().len(), 0);
    for expected in ["00u1", "00u2"] {
        assert_eq!(
            users.next().await.expect("more").expect("user").id.as_str(),
            expected
        );
        assert_eq!(script.calls().len(), 1);
    }
    assert_eq!(
        users.next().await.expect("more").expect("user").id.as_str(),
        "00u3"
    );
    assert_eq!(
        script.calls()[1],
        "GET https://acme.example.com/api/v1/users?after=x%2Cy&limit=2"
    );
    assert!(users.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_list_that_leads_elsewhere_or_in_a_circle_ends_with_an_error() {
    let away = r#"<https://evil.example.com/api/v1/users>; rel="next""#;
    let (leaving, script) = client([answer_with(200, "[]", &[("link", away)])]);
    let error = leaving
        .users()
        .list(UserQuery::all())
        .all()
        .await
        .expect_err("another host");
    assert!(matches!(error, Error::InvalidPageLink));
    assert_eq!(script.calls().len(), 1);

    let circle = || {
        answer_with(
            200,
            "[]",
            &[(
                "link",
                r#"<https://acme.example.com/api/v1/users?after=1>; rel="next""#,
            )],
        )
    };
    let (circling, script) = client([circle(), circle()]);
    let pages: Pages<crate::User> = circling.users().list(UserQuery::all());
    assert!(matches!(pages.all().await, Err(Error::InvalidPageLink)));
    assert_eq!(script.calls().len(), 2);
}
