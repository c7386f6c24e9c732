use argon2::Argon2;
use latchkey_values::{Entropy, NewPassword};
use password_hash::{PasswordHasher as _, PasswordVerifier as _, phc};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Hashes in the making at once: each takes a processor and 19 MiB.
const AT_ONCE: usize = 2;

/// Tells whether a password was in use before, by hashes of those that were: Argon2id (19 MiB, two
/// passes: OWASP's Password Storage Cheat Sheet) in PHC form. Works beside the threads that serve pages.
#[derive(Clone)]
pub struct EarlierPasswords(Arc<Semaphore>);

impl Default for EarlierPasswords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl EarlierPasswords {
    /// The hash to remember a password by. `None` when it could not be made.
    pub async fn hash(&self, password: &NewPassword, entropy: &dyn Entropy) -> Option<String> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        let password = password.clone();
        self.run(move || hash(&password, &salt)).await.flatten()
    }

    /// Whether `password` is one of those behind `hashes`. `None` when that could not be found out.
    pub async fn hold(&self, password: &NewPassword, hashes: Vec<String>) -> Option<bool> {
        if hashes.is_empty() {
            return Some(false);
        }
        let password = password.clone();
        self.run(move || hashes.iter().any(|known| is_of(&password, known)))
            .await
    }

    /// The place goes with the work: a caller who hangs up frees nothing.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let place = Arc::clone(&self.0).acquire_owned().await.ok()?;
        let task = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        task.await.ok()
    }
}

fn hash(password: &NewPassword, salt: &[u8]) -> Option<String> {
    let hash: phc::PasswordHash = Argon2::default()
        .hash_password_with_salt(password.expose().as_bytes(), salt)
        .ok()?;
    Some(hash.to_string())
}

fn is_of(password: &NewPassword, known: &str) -> bool {
    phc::PasswordHash::new(known).is_ok_and(|known| {
        Argon2::default()
            .verify_password(password.expose().as_bytes(), &known)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;

    #[tokio::test]
    async fn only_what_was_in_use_is_found() {
        let earlier = EarlierPasswords::default();
        let password = |text: &str| text.parse::<NewPassword>().expect("a password");
        let entropy = SeededEntropy::new(1);
        let mut hashes = Vec::new();
        for text in ["first of all", "second to none"] {
            hashes.extend(earlier.hash(&password(text), &entropy).await);
        }
        assert!(
            hashes
                .iter()
                .all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"))
        );
        for (text, expected) in [
            ("first of all", true),
            ("second to none", true),
            ("Second to none", false),
        ] {
            let holds = earlier.hold(&password(text), hashes.clone()).await;
            assert_eq!(holds, Some(expected), "{text}");
        }
        assert_eq!(earlier.hold(&password("x"), Vec::new()).await, Some(false));
    }
}
