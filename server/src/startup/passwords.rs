use crate::config::Config;
use anyhow::Context as _;
use latchkey_password_screening::{BreachedFilter, RangeLookup, Screen, ScreenSettings};

/// What refuses passwords that attackers try first.
///
/// # Errors
/// When the filter file cannot be read or the look-up service's address cannot be used.
pub(super) fn screen(config: &Config) -> anyhow::Result<Screen> {
    let passwords = &config.passwords;
    let open = |path: &std::path::PathBuf| {
        BreachedFilter::open(path).with_context(|| {
            format!(
                "cannot use the filter of leaked passwords {}",
                path.display()
            )
        })
    };
    let lookup = passwords.range_lookup_url.clone().map(|url| {
        let http = latchkey_http::Client::new(latchkey_http::Settings::default())?;
        anyhow::Ok(RangeLookup::new(http, url)?)
    });
    Ok(Screen::new(ScreenSettings {
        breached: passwords.breached_filter.as_ref().map(open).transpose()?,
        context_words: passwords.company_words.clone(),
        min_score: passwords.min_score,
        lookup: lookup.transpose()?,
    })?)
}
