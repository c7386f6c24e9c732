//! Answers that the browser carries to the client.

use url::Url;

use crate::okta::call::Answer;
use crate::okta::error::Refusal;

/// How an answer travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Query,
    Fragment,
}

/// Where an answer goes.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) redirect_uri: String,
    pub(crate) mode: Mode,
    pub(crate) state: Option<String>,
}

/// Sends parameters, and the client's state with them. An address that is none gets a page.
pub(crate) fn send(target: &Target, pairs: &[(&str, &str)]) -> Result<Answer, Refusal> {
    let url = with_parameters(target, pairs);
    let answer = url.and_then(|url| Answer::see_other(&url));
    answer.ok_or_else(|| Refusal::oauth(&super::super::error::ILLEGAL_REDIRECT_URI))
}

/// Sends an error.
pub(super) fn refuse(target: &Target, refusal: &Refusal) -> Result<Answer, Refusal> {
    let pairs = [
        ("error", refusal.code),
        ("error_description", refusal.summary.as_str()),
    ];
    send(target, &pairs)
}

fn with_parameters(target: &Target, pairs: &[(&str, &str)]) -> Option<String> {
    let mut url = Url::parse(&target.redirect_uri).ok()?;
    let state = target.state.as_deref().map(|state| ("state", state));
    let all = pairs.iter().copied().chain(state);
    match target.mode {
        Mode::Query => {
            url.query_pairs_mut().extend_pairs(all);
        }
        Mode::Fragment => {
            let mut fragment = url::form_urlencoded::Serializer::new(String::new());
            url.set_fragment(Some(&fragment.extend_pairs(all).finish()));
        }
    }
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(mode: Mode) -> Target {
        Target {
            redirect_uri: "https://portal.example.com/return?a=1".to_owned(),
            mode,
            state: Some("x y&z".to_owned()),
        }
    }

    #[test]
    fn parameters_join_those_of_the_address_or_stand_behind_it() {
        let sent = |mode| with_parameters(&target(mode), &[("code", "c")]).unwrap();
        assert_eq!(
            sent(Mode::Query),
            "https://portal.example.com/return?a=1&code=c&state=x+y%26z"
        );
        assert_eq!(
            sent(Mode::Fragment),
            "https://portal.example.com/return?a=1#code=c&state=x+y%26z"
        );
    }
}
