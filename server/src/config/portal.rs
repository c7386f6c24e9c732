use super::problem::Problems;
use latchkey_mail::Desk;
use latchkey_values::EmailAddress;
use serde::Deserialize;
use toml::Spanned;
use url::Url;

/// What the portal says about itself.
#[derive(Clone, Debug)]
pub struct Portal {
    /// Its name on pages and in mails.
    pub name: String,
    /// Where people sign in once they have a new password; `None` shows no link.
    pub sign_in_url: Option<Url>,
    /// Who helps when the portal cannot.
    pub desk: Desk,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PortalSection {
    name: Spanned<String>,
    sign_in_url: Option<Spanned<String>>,
    desk: DeskSection,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeskSection {
    text: Spanned<String>,
    phone: Option<Spanned<String>>,
    email: Option<Spanned<String>>,
    url: Option<Spanned<String>>,
}

impl PortalSection {
    pub(super) fn check(&self, problems: &mut Problems<'_>) -> Option<Portal> {
        let name = one_line("portal.name", &self.name, problems);
        let sign_in_url = self
            .sign_in_url
            .as_ref()
            .and_then(|text| web_url("portal.sign_in_url", text, problems));
        let desk = self.desk.check(problems);
        Some(Portal {
            name: name?,
            sign_in_url,
            desk: desk?,
        })
    }
}

impl DeskSection {
    /// What is given and wrong is recorded, so `None` here is never taken for "not given".
    fn check(&self, problems: &mut Problems<'_>) -> Option<Desk> {
        let text = one_line("portal.desk.text", &self.text, problems);
        let phone = self
            .phone
            .as_ref()
            .and_then(|phone| one_line("portal.desk.phone", phone, problems));
        let expected = "use an email address such as desk@example.com";
        let email: Option<EmailAddress> = self
            .email
            .as_ref()
            .and_then(|email| problems.parse("portal.desk.email", email, expected));
        let url = self
            .url
            .as_ref()
            .and_then(|url| web_url("portal.desk.url", url, problems));
        let email = email.map(String::from);
        Some(Desk {
            text: text?,
            phone,
            email,
            url: url.map(String::from),
        })
    }
}

fn one_line(key: &str, text: &Spanned<String>, problems: &mut Problems<'_>) -> Option<String> {
    let trimmed = text.get_ref().trim();
    if trimmed.is_empty() || trimmed.chars().any(char::is_control) {
        problems.add(text.span(), format_args!("{key}: write one line of text"));
        return None;
    }
    Some(trimmed.to_owned())
}

/// A link people may follow: never `javascript:` or a local file.
fn web_url(key: &str, text: &Spanned<String>, problems: &mut Problems<'_>) -> Option<Url> {
    let expected = "use an address that starts with https:// or http://";
    let url: Url = problems.parse(key, text, expected)?;
    if matches!(url.scheme(), "https" | "http") {
        return Some(url);
    }
    problems.add(
        text.span(),
        format_args!("{key} = {:?}: {expected}", text.get_ref()),
    );
    None
}
