use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A language the portal speaks to employees in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Language {
    /// What everybody gets whose own language is not among these.
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    /// Deutsch.
    German,
    #[serde(rename = "fr")]
    /// Français.
    French,
    #[serde(rename = "es")]
    /// Español.
    Spanish,
    #[serde(rename = "pt")]
    /// Português, as it is written in Brazil.
    Portuguese,
    #[serde(rename = "ja")]
    /// 日本語.
    Japanese,
    #[serde(rename = "ar")]
    /// العربية.
    Arabic,
}

/// The text is no language the portal speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("use one of en, de, fr, es, pt, ja and ar")]
pub struct UnknownLanguage;

/// The side of a line that a text begins on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On the left.
    LeftToRight,
    /// On the right.
    RightToLeft,
}

/// Wishes of one browser that are looked at; no browser has so many.
const MOST_WISHES: usize = 32;

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::English,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Portuguese,
        Self::Japanese,
        Self::Arabic,
    ];

    /// Its tag (BCP 47), as in `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
            Self::Japanese => "ja",
            Self::Arabic => "ar",
        }
    }

    /// Its name in the language itself, for those who read no other.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::French => "Français",
            Self::Spanish => "Español",
            Self::Portuguese => "Português",
            Self::Japanese => "日本語",
            Self::Arabic => "العربية",
        }
    }

    /// Its name in English, for those who run the portal.
    #[must_use]
    pub const fn english_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "German",
            Self::French => "French",
            Self::Spanish => "Spanish",
            Self::Portuguese => "Portuguese",
            Self::Japanese => "Japanese",
            Self::Arabic => "Arabic",
        }
    }

    /// Where its lines begin.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::Arabic => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// The language of a tag with or without its region: `de`, `de-AT`, and `de_AT` as Okta's profiles write
    /// it. `None` for one the portal does not speak.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The language a browser likes best of those there are, by its `Accept-Language` header (RFC 9110,
    /// 12.5.4). English when it names none of them.
    #[must_use]
    pub fn preferred(accept_language: &str) -> Self {
        let wishes = accept_language.split(',').take(MOST_WISHES);
        let mut best: Option<(Self, u16)> = None;
        for (tag, weight) in wishes.filter_map(weighed) {
            // Of two that are liked equally, the one named first.
            let is_better = best.is_none_or(|(_, most)| weight > most);
            best = Self::of_tag(tag)
                .filter(|_| is_better)
                .map(|language| (language, weight))
                .or(best);
        }
        best.map_or(Self::default(), |(language, _)| language)
    }
}

/// A tag and how much it is liked, in thousandths; `None` when it is refused or the weight is none.
fn weighed(wish: &str) -> Option<(&str, u16)> {
    let (tag, parameter) = match wish.split_once(';') {
        Some((tag, parameter)) => (tag, Some(parameter.trim())),
        None => (wish, None),
    };
    let weight = match parameter {
        None => 1000,
        Some(parameter) => thousandths(parameter.strip_prefix("q=")?)?,
    };
    (weight > 0).then_some((tag, weight))
}

/// A weight of at most 1 with at most three decimals (RFC 9110, 12.4.2).
fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let is_number = decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let decimals: u16 = format!("{decimals:0<3}")
        .parse()
        .ok()
        .filter(|_| is_number)?;
    match (whole, decimals) {
        ("0", decimals) => Some(decimals),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

impl Direction {
    /// Its name in HTML's `dir`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Takes exactly the portal's own tags.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_it = |language: &Self| language.tag() == text;
        Self::ALL.into_iter().find(is_it).ok_or(UnknownLanguage)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Arabic, English, French, German, Japanese, Portuguese};

    #[test]
    fn the_language_liked_best_is_chosen_whatever_its_place_or_region() {
        for (header, expected) in [
            ("de", German),
            ("de-AT", German),
            ("DE-at", German),
            ("pt-BR,pt;q=0.9,en;q=0.8", Portuguese),
            ("en;q=0.5, fr;q=0.8, de;q=0.7", French),
            ("fr;q=0.7,de;q=0.7", French),
            ("ja ; q=0.9 , en;q=0.8", Japanese),
            ("zh-Hant-TW, ar;q=0.3", Arabic),
            ("de;q=0, ar;q=0.001", Arabic),
            ("de;q=1.000,en", German),
        ] {
            assert_eq!(Language::preferred(header), expected, "{header}");
        }
    }

    #[test]
    fn who_names_no_language_of_ours_or_nonsense_gets_english() {
        for header in [
            "",
            "*",
            "zh",
            "zh-CN,*;q=0.5",
            ";;;",
            "de;q=2",
            "de;q=0",
            "de;q=-1",
            "de;q=0.1234",
            "de;q=abc",
            "de;level=1",
            "deutsch",
            "\u{0}de",
            "d",
        ] {
            assert_eq!(Language::preferred(header), English, "{header:?}");
        }
    }

    #[test]
    fn only_the_first_wishes_of_an_endless_header_count() {
        let endless = "zh,".repeat(5_000);
        assert!(endless.len() > 10_000);
        assert_eq!(Language::preferred(&format!("{endless}de")), English);
        assert_eq!(Language::preferred(&format!("de,{endless}")), German);
        assert_eq!(Language::preferred(&"x".repeat(10_000)), English);
    }

    #[test]
    fn a_profile_writes_its_tag_with_a_line_and_means_the_same() {
        assert_eq!(Language::of_tag("de_AT"), Some(German));
        assert_eq!(Language::of_tag(" ar-EG "), Some(Arabic));
        assert_eq!(Language::of_tag("zh_CN"), None);
        assert_eq!(Language::of_tag(""), None);
    }

    #[test]
    fn every_language_reads_back_from_its_tag_and_nothing_else_does() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
            let json = serde_json::to_string(&language).expect("writes");
            assert_eq!(json, format!("{:?}", language.tag()));
        }
        for other in ["", "EN", "de-AT", "zh", " de"] {
            assert_eq!(other.parse::<Language>(), Err(UnknownLanguage), "{other}");
        }
    }
}
