use crate::{answer, caller::Caller, failure::Failure, form_state::FormState};
use http::{StatusCode, request::Parts};
use latchkey_auth::access::Denied;
use latchkey_ui::{Notice, NoticeKind};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

/// The main part of a staff page: where it belongs, its heading, the content.
#[component]
pub(crate) fn StaffPage(
    /// Heading and title.
    #[prop(into)]
    title: String,
    /// The page above, as its name and address.
    #[prop(optional)]
    above: Option<(&'static str, &'static str)>,
    /// Whether the page reports a problem with what was sent; the title then says so first.
    #[prop(optional)]
    failed: bool,
    /// What went well with the form sent last; empty when there is nothing to say.
    #[prop(optional, into)]
    done: String,
    children: Children,
) -> impl IntoView {
    let document_title = document_title(&title, failed);
    view! {
        <Title text=document_title/>
        <main id="main" class="staff-main" tabindex="-1">
            {above.map(|(name, path)| view! { <p class="above"><a href=path>{name}</a></p> })}
            <h1>{title}</h1>
            {(!done.is_empty())
                .then(|| view! {
                    <div role="status"><Notice kind=NoticeKind::Success><p>{done}</p></Notice></div>
                })}
            {children()}
        </main>
    }
}

fn document_title(title: &str, failed: bool) -> String {
    if failed {
        format!("Error: {title}")
    } else {
        title.to_owned()
    }
}

/// Shows a page once it is made; says so when the caller may not see it.
pub(crate) fn page<V, W>(make: impl FnOnce(Caller) -> W + Send + 'static) -> impl IntoView
where
    V: IntoView + 'static,
    W: Future<Output = Result<V, Failure>> + Send + 'static,
{
    Suspend::new(async move {
        let work = async { make(Caller::of_this_call().await?).await };
        match work.await {
            Ok(view) => view.into_any(),
            Err(Failure::Denied(Denied::NotAllowed)) => not_allowed().into_any(),
            Err(failure) => forward(&answer::detour(&failure, &this_page())),
        }
    })
}

/// Sends the browser on to another page of this portal.
pub(crate) fn forward(path: &str) -> AnyView {
    set_status(StatusCode::SEE_OTHER);
    answer::redirect_to(path);
    ().into_any()
}

/// The path of the page being made.
fn this_page() -> String {
    use_context::<Parts>().map_or_else(String::new, |parts| parts.uri.path().to_owned())
}

/// Says that there is nothing at this address.
pub(crate) fn not_found(what: &str) -> AnyView {
    set_status(StatusCode::NOT_FOUND);
    let sentence = format!("There is no such {what}; it may have been removed.");
    view! {
        <StaffPage title="Not found">
            <p class="lead">{sentence}</p>
        </StaffPage>
    }
    .into_any()
}

fn not_allowed() -> impl IntoView {
    set_status(StatusCode::FORBIDDEN);
    view! {
        <StaffPage title="Not for your roles">
            <p class="lead">
                "Your roles do not include this page. They come from your groups in Okta; who looks \
                after those can change them."
            </p>
        </StaffPage>
    }
}

fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// What is wrong with the form below, if the form of this page was refused.
pub(crate) fn found(state: &FormState, fields: &'static [&'static str]) -> impl IntoView + use<> {
    let problems = state.problems(fields);
    view! { <latchkey_ui::ErrorSummary problems/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_tells_first_of_a_problem() {
        assert_eq!(document_title("Connections", false), "Connections");
        assert_eq!(document_title("Connections", true), "Error: Connections");
    }
}
