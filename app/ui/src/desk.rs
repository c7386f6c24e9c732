use crate::{Icon, IconName, texts};
use leptos::prelude::*;

/// How to reach the service desk. Provided as context, so that every page can say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Who the desk is and when it answers, in a sentence.
    pub text: String,
    /// Its telephone number, written for people.
    pub phone: Option<String>,
    /// Its email address.
    pub email: Option<String>,
    /// Its web page; only shown as a link when it is `https:` or `http:`.
    pub url: Option<String>,
}

/// All ways to reach the service desk.
#[component]
pub fn DeskContact() -> impl IntoView {
    let Desk {
        text,
        phone,
        email,
        url,
    } = use_context().unwrap_or_default();
    let phone = phone.map(|phone| {
        let address = format!("tel:{}", dialled(&phone));
        view! { <li><Icon name=IconName::Phone/><a href=address dir="ltr">{phone}</a></li> }
    });
    let email = email.map(|email| {
        let address = format!("mailto:{email}");
        view! { <li><Icon name=IconName::Mail/><a href=address dir="ltr">{email}</a></li> }
    });
    let url = url.filter(|url| is_web_address(url)).map(|url| {
        let text = url.clone();
        view! { <li><Icon name=IconName::Link/><a href=url dir="ltr">{text}</a></li> }
    });
    let any = phone.is_some() || email.is_some() || url.is_some();
    view! {
        <p>{text}</p>
        {any.then(|| view! { <ul class="desk-ways">{phone}{email}{url}</ul> })}
    }
}

/// A link, for use within a sentence, to the desk's details at the foot of the page.
#[component]
pub fn DeskLink() -> impl IntoView {
    view! { <a href="#desk">{texts().frame.desk()}</a> }
}

/// The digits of a number, with a leading plus: what a telephone dials.
fn dialled(phone: &str) -> String {
    phone
        .chars()
        .enumerate()
        .filter(|(at, c)| c.is_ascii_digit() || (*at == 0 && *c == '+'))
        .map(|(_, c)| c)
        .collect()
}

fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_without_its_spaces() {
        assert_eq!(dialled("+1 555-010 (0)"), "+15550100");
        assert_eq!(dialled("555 0100 + 3"), "55501003");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(is_web_address("https://desk.example.com"));
        assert!(!is_web_address("javascript:alert(1)"));
    }
}
