use super::underway::Underway;
use crate::{
    connections::{api::LIST, edit_page::ABOVE},
    page::{StaffPage, forward, page},
};
use latchkey_auth::access::EditConnections;
use leptos::prelude::*;
use leptos_meta::Meta;

/// Leads to Okta, where the administrator signs in and consents. A page of its own and no redirect of the
/// form: the policy of our pages lets no form lead away from the portal.
#[component]
pub fn LeadToOktaPage() -> impl IntoView {
    page(|caller| async move {
        caller.granted::<EditConnections>()?;
        let Some(underway) = Underway::of(&caller).await? else {
            return Ok(forward(LIST));
        };
        let address = underway.address.to_string();
        let refresh = format!("0; url={address}");
        Ok(view! {
            <Meta http_equiv="refresh" content=refresh/>
            <StaffPage title="On to Okta" above=ABOVE>
                <p class="lead">
                    "You are being led to Okta. Sign in there as the user in whose name the portal shall work, \
                    and allow what it asks for; then you come back here."
                </p>
                <p><a class="button" href=address>"Go on to Okta"</a></p>
            </StaffPage>
        }
        .into_any())
    })
}
