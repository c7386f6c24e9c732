/// Why signing in at the directory came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OidcError {
    /// The directory did not answer, or not in a way that can be understood.
    #[error("the directory could not be asked: {0}")]
    Unavailable(&'static str),
    /// It answered, and this is no sign-in.
    #[error("the sign-in was refused: {0}")]
    Refused(#[from] Refusal),
}

/// Why a sign-in is none. For records; the browser is told the same for all of them, except
/// [`Refusal::WeakProof`], which people can do something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The browser came back with something it did not begin, or too late.
    #[error("not the answer to what this browser began")]
    NotBegun,
    /// The directory itself refused.
    #[error("the directory refused")]
    Directory,
    /// Somebody else than the configured directory answered.
    #[error("another issuer answered")]
    Issuer,
    /// The code was wrong, used or too old.
    #[error("the code was not accepted")]
    Code,
    /// The identity token does not prove what it says.
    #[error("the identity token was not accepted")]
    Token,
    /// The proof is older than asked for.
    #[error("the person did not prove anew who they are")]
    NotFresh,
    /// The proof is not strong enough (`require_amr`).
    #[error("the proof is not of a kind that is asked for")]
    WeakProof,
}

impl Refusal {
    /// Its name in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotBegun => "not-begun",
            Self::Directory => "directory",
            Self::Issuer => "issuer",
            Self::Code => "code",
            Self::Token => "token",
            Self::NotFresh => "not-fresh",
            Self::WeakProof => "weak-proof",
        }
    }
}
