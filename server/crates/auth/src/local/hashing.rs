use argon2::Argon2;
use latchkey_domain::PasswordHash;
use latchkey_values::Entropy;
use password_hash::{PasswordHasher as _, PasswordVerifier as _, phc};
use secrecy::{ExposeSecret as _, SecretString};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// Hashes in the making at once: each takes a processor and 19 MiB.
const AT_ONCE: usize = 2;

/// Hashes passwords with Argon2id (19 MiB, two passes: OWASP's Password Storage Cheat Sheet), a few at
/// a time and beside the threads that serve pages.
pub(crate) struct Hashing {
    places: Arc<Semaphore>,
    /// Checked against when there is nothing else, so that nobody learns by waiting.
    nobodys: Arc<OnceLock<Option<PasswordHash>>>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE)),
            nobodys: Arc::default(),
        }
    }
}

impl Hashing {
    /// The hash of a password. `None` when it could not be made.
    pub(crate) async fn hash(
        &self,
        password: SecretString,
        entropy: &dyn Entropy,
    ) -> Option<PasswordHash> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        self.run(move || hash(&password, &salt)).await.flatten()
    }

    /// Whether `password` is the one of `known`; never when there is none, which takes as long.
    pub(crate) async fn is_right(
        &self,
        password: SecretString,
        known: Option<PasswordHash>,
    ) -> bool {
        let nobodys = Arc::clone(&self.nobodys);
        let checked = self.run(move || {
            let nobodys = nobodys.get_or_init(|| hash(&SecretString::from("nobody"), &[7; 16]));
            let is_somebody = known.is_some();
            let against = known.or_else(|| nobodys.clone());
            let matches = against.is_some_and(|known| matches(&password, &known));
            is_somebody && matches
        });
        checked.await.unwrap_or(false)
    }

    /// The place goes with the work: a caller who hangs up frees nothing.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let place = Arc::clone(&self.places).acquire_owned().await.ok()?;
        let task = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        task.await.ok()
    }
}

fn hash(password: &SecretString, salt: &[u8]) -> Option<PasswordHash> {
    let hash: phc::PasswordHash = Argon2::default()
        .hash_password_with_salt(password.expose_secret().as_bytes(), salt)
        .ok()?;
    Some(PasswordHash::from_phc(hash.to_string()))
}

fn matches(password: &SecretString, known: &PasswordHash) -> bool {
    phc::PasswordHash::new(known.as_phc()).is_ok_and(|known| {
        Argon2::default()
            .verify_password(password.expose_secret().as_bytes(), &known)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;

    #[tokio::test]
    async fn only_the_password_itself_is_right_and_nobody_has_one() {
        let hashing = Hashing::default();
        let entropy = SeededEntropy::new(1);
        let password = || SecretString::from("correct horse battery");
        let known = hashing.hash(password(), &entropy).await;
        let text = known.as_ref().map_or("", PasswordHash::as_phc);
        assert!(
            text.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{text}"
        );
        assert!(hashing.is_right(password(), known.clone()).await);
        let other = SecretString::from("correct horse batterY");
        assert!(!hashing.is_right(other, known.clone()).await);
        let nobody = SecretString::from("nobody");
        assert!(!hashing.is_right(nobody, None).await);
        let again = hashing.hash(password(), &entropy).await;
        assert_ne!(again, known, "each has a salt of its own");
    }
}
