//! Who may do what: every staff page and form, for everybody there is.

use crate::{
    harness::{Browser, Portal, Setup},
    sign_in::{AVERY, CASEY, DREW, PAT, Person, SASHA, signing_in},
};
use latchkey_domain::Role;

/// Everybody on the staff, with the one role each has.
const STAFF: [(Person, Role); 5] = [
    (PAT, Role::PasswordAdmin),
    (CASEY, Role::CredentialManager),
    (DREW, Role::ServiceDesk),
    (SASHA, Role::SeniorServiceDesk),
    (AVERY, Role::Auditor),
];

/// A cell of the matrix that is not as it should be.
fn wrong(who: &str, what: &str, status: u16, expected: &str) -> String {
    format!("{who} at {what}: {status} instead of {expected}")
}

async fn pages(browser: &mut Browser, role: Role) -> Vec<String> {
    let mut found = Vec::new();
    for section in app::Section::ALL {
        let answer = browser.get(section.path()).await;
        let expected = if section.permission().allow(&[role]) {
            200
        } else {
            403
        };
        if answer.status != expected {
            found.push(wrong(
                role.name(),
                section.path(),
                answer.status,
                &expected.to_string(),
            ));
        }
    }
    found
}

async fn forms(browser: &mut Browser, role: Role) -> Vec<String> {
    let mut found = Vec::new();
    for staff in app::STAFF_FORMS {
        let endpoint = staff.form.endpoint;
        let answer = browser.post(endpoint, &[]).await;
        let allowed = staff.permission.allow(&[role]);
        // An empty form is an answer in words, or for a download no request at all.
        let is_right = if allowed {
            matches!(answer.status, 303 | 400)
        } else {
            answer.status == 403
        };
        if !is_right {
            let expected = if allowed { "an answer" } else { "403" };
            found.push(wrong(role.name(), endpoint, answer.status, expected));
        }
    }
    found
}

#[tokio::test]
async fn items_63_66_every_function_answers_every_role_as_its_permission_says() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut found = Vec::new();
    for (person, role) in STAFF {
        let mut browser = portal.browser();
        browser.sign_in(&portal, person).await;
        found.extend(pages(&mut browser, role).await);
        found.extend(forms(&mut browser, role).await);
    }
    assert_eq!(found, Vec::<String>::new());
}

#[tokio::test]
async fn items_62_63_nobody_who_is_not_signed_in_sees_or_does_anything() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut stranger = portal.browser();
    for section in app::Section::ALL {
        let answer = stranger.get(section.path()).await;
        assert_eq!(answer.status, 303, "{}", section.path());
        assert!(
            answer.location().starts_with("/sign-in?next="),
            "{answer:?}"
        );
    }
    let before = portal.audit_trail().await.len();
    for staff in app::STAFF_FORMS {
        let answer = stranger.post(staff.form.endpoint, &[]).await;
        assert!(
            matches!(answer.status, 303 | 401),
            "{}: {answer:?}",
            staff.form.endpoint
        );
        assert!(answer.location().is_empty() || answer.location().starts_with("/sign-in"));
    }
    assert_eq!(portal.audit_trail().await.len(), before);
}

#[tokio::test]
async fn item_65_a_form_with_a_field_it_does_not_have_is_refused_whole() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    for (person, role) in STAFF {
        let mut browser = portal.browser();
        browser.sign_in(&portal, person).await;
        let before = portal.audit_trail().await.len();
        let forms = app::STAFF_FORMS.iter().map(|staff| staff.form.endpoint);
        for endpoint in forms.filter(|endpoint| !endpoint.ends_with("/export")) {
            for surplus in ["role", "verified", "approver_id", "state"] {
                let answer = browser.post(endpoint, &[(surplus, "x")]).await;
                assert!(answer.status >= 300, "{role} at {endpoint}: {answer:?}");
            }
        }
        assert_eq!(portal.audit_trail().await.len(), before, "{role}");
    }
}
