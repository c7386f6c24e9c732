use super::problem::{Bounds, Problems};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;
use url::Url;

/// What the portal asks of a new password beyond the directory's policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passwords {
    /// A file made by `latchkey breached import`; `None` means leaks are not looked up offline.
    pub breached_filter: Option<PathBuf>,
    /// A service that is asked for leaked passwords by the first five digits of their hash; `None`
    /// means nothing leaves the house.
    pub range_lookup_url: Option<Url>,
    /// Names of the company, which no password may hold.
    pub company_words: Vec<String>,
    /// The least guessability that is accepted, 0 (anything) to 4 (very hard), as zxcvbn counts.
    pub min_score: u8,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PasswordsSection {
    breached_filter: Option<PathBuf>,
    range_lookup_url: Option<Spanned<String>>,
    #[serde(default)]
    company_words: Vec<String>,
    min_score: Option<Spanned<u32>>,
}

impl PasswordsSection {
    pub(super) fn check(self, folder: &Path, problems: &mut Problems<'_>) -> Passwords {
        let score = Bounds {
            least: 0,
            most: 4,
            default: 2,
        };
        let min_score = problems.within("passwords.min_score", self.min_score.as_ref(), score);
        let range_lookup_url = self.range_lookup_url.as_ref().and_then(|url| {
            problems.parse(
                "range_lookup_url",
                url,
                "use an address such as https://ranges.example.com/range/",
            )
        });
        Passwords {
            breached_filter: self.breached_filter.map(|path| folder.join(path)),
            range_lookup_url,
            company_words: self.company_words,
            min_score: u8::try_from(min_score).unwrap_or(u8::MAX),
        }
    }
}
