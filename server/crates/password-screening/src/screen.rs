use crate::{
    BreachedFilter, RangeLookup, Weakness, company_words::CompanyWords, guessability::Guesser,
};
use latchkey_values::{NewPassword, PersonNames};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Estimates that may run at once: a flood of new passwords must not take the processors from pages.
const ESTIMATES_AT_ONCE: usize = 2;

/// What a [`Screen`] refuses.
#[derive(Default)]
pub struct ScreenSettings {
    /// Leaked passwords to refuse, offline; `None` means none.
    pub breached: Option<BreachedFilter>,
    /// The company's names and products, as people would type them. Those of four or more letters
    /// and digits may occur nowhere in a password; shorter ones only count as easy to guess.
    pub context_words: Vec<String>,
    /// The least zxcvbn score, 0 to 4; 3 means that 10⁸ guesses do not find the password, and 0
    /// asks nothing.
    pub min_score: u8,
    /// A range service to ask about passwords that pass everything else; `None` means none.
    pub lookup: Option<RangeLookup>,
}

/// The least score lies beyond zxcvbn's scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the least password score must be 0 to 4, not {0}")]
pub struct InvalidMinScore(pub u8);

/// Judges new passwords. One for the whole server.
pub struct Screen {
    breached: Option<BreachedFilter>,
    company_words: CompanyWords,
    guesser: Arc<Guesser>,
    lookup: Option<RangeLookup>,
    estimates: Arc<Semaphore>,
}

impl Screen {
    /// A screen with these settings.
    ///
    /// # Errors
    /// [`InvalidMinScore`] for a score above 4, which no password has.
    pub fn new(settings: ScreenSettings) -> Result<Self, InvalidMinScore> {
        if settings.min_score > Guesser::BEST_SCORE {
            return Err(InvalidMinScore(settings.min_score));
        }
        Ok(Self {
            breached: settings.breached,
            company_words: CompanyWords::new(&settings.context_words),
            guesser: Arc::new(Guesser::new(settings.min_score, &settings.context_words)),
            lookup: settings.lookup,
            estimates: Arc::new(Semaphore::new(ESTIMATES_AT_ONCE)),
        })
    }

    /// Whether leaked passwords are looked up at all.
    #[must_use]
    pub fn looks_up_leaked(&self) -> bool {
        self.breached.is_some() || self.lookup.is_some()
    }

    /// Judges one password for the person with these names. What costs little comes first; the
    /// range service, which learns five digits of a hash, last.
    ///
    /// # Errors
    /// The first [`Weakness`] found.
    pub async fn judge(&self, password: &NewPassword, names: &PersonNames) -> Result<(), Weakness> {
        if self.company_words.occur_in(password.expose()) {
            return Err(Weakness::CompanyWord);
        }
        if let Some(filter) = &self.breached
            && filter.contains(password)
        {
            return Err(Weakness::Breached);
        }
        self.estimate(password, names).await?;
        match &self.lookup {
            Some(lookup) if lookup.is_breached(password).await == Some(true) => {
                Err(Weakness::Breached)
            }
            _ => Ok(()),
        }
    }

    /// Milliseconds of work, so beside the threads that serve pages. The slot goes with the work:
    /// a caller who hangs up frees nothing.
    async fn estimate(&self, password: &NewPassword, names: &PersonNames) -> Result<(), Weakness> {
        let slot = Arc::clone(&self.estimates)
            .acquire_owned()
            .await
            .map_err(|_| Weakness::NotJudged)?;
        let guesser = Arc::clone(&self.guesser);
        let (password, names) = (password.clone(), names.clone());
        tokio::task::spawn_blocking(move || {
            let _slot = slot;
            guesser.judge(&password, &names)
        })
        .await
        .unwrap_or_else(|error| {
            tracing::error!(
                panicked = error.is_panic(),
                "a password could not be judged"
            );
            Err(Weakness::NotJudged)
        })
    }
}
