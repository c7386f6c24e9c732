use super::{
    finding::password,
    visit::{Visit, asked, page},
};
use http::StatusCode;
use latchkey_ui::{ErrorSummary, Page, PasswordPair, Problem};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Where whoever was invited chooses a password. Without an invitation that works there is no such page.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let token = asked("token");
    page(async move {
        let Visit { service, finding } = Visit::of_this_call().await?;
        let Some(invited) = service.invited(&token).await? else {
            return Ok(view! { <NoInvitation/> }.into_any());
        };
        let problems: Vec<_> = finding.as_ref().and_then(password).into_iter().collect();
        let name = invited.name.to_string();
        Ok(view! { <ChoosePassword name token problems/> }.into_any())
    })
}

#[component]
fn ChoosePassword(name: String, token: String, problems: Vec<Problem>) -> impl IntoView {
    let password_error = Problem::first_of(&problems, "password");
    let confirmation_error = Problem::first_of(&problems, "confirmation");
    view! {
        <Page title="Choose a password" failed=!problems.is_empty()>
            <ErrorSummary problems/>
            <p class="lead">"You will sign in as " <strong><bdi>{name.clone()}</bdi></strong> "."</p>
            <form method="post" action="/do/sign-in/password" novalidate>
                <input type="hidden" name="token" value=token/>
                <input type="hidden" autocomplete="username" value=name/>
                <PasswordPair password_error confirmation_error>
                    <p class="hint">"At least 15 characters; several words are easy to remember."</p>
                </PasswordPair>
                <button class="button" type="submit">"Set the password"</button>
            </form>
        </Page>
    }
}

#[component]
fn NoInvitation() -> impl IntoView {
    expect_context::<ResponseOptions>().set_status(StatusCode::NOT_FOUND);
    view! {
        <Page title="This link does not work">
            <p class="lead">
                "It was used, a newer one took its place, or its hour is over. Ask whoever gave it to you for \
                 another."
            </p>
        </Page>
    }
}
