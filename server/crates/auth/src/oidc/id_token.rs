//! What makes an identity token good. The library checks signature, algorithm, issuer, audience, expiry
//! and nonce; what it leaves open is checked here.

use super::{Identity, Refusal, begin::oldest_proof};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::Principal;
use openidconnect::{
    AdditionalClaims, ClaimsVerificationError, ClientId, IdTokenClaims, IssuerUrl, Nonce,
    SignatureVerificationError,
    core::{
        CoreGenderClaim, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    },
};
use serde::{Deserialize, Serialize};

/// How far clocks may be apart.
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

/// The one claim beyond OpenID Connect's own.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Groups {
    #[serde(default)]
    groups: Vec<String>,
}

impl AdditionalClaims for Groups {}

pub(super) type IdToken = openidconnect::IdToken<
    Groups,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

type Claims = IdTokenClaims<Groups, CoreGenderClaim>;

/// What is wrong with a token, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Signed with a key that is not known (yet).
    UnknownKey,
    /// Not signed by the directory, or not in a way that is accepted.
    Signature,
    /// By or for somebody else.
    Parties,
    /// Expired, not valid yet, or with times that are no whole numbers.
    Times,
    /// The answer to another question.
    Nonce,
    /// Nobody, or nobody who could be told apart.
    Subject,
    /// The proof is too old.
    OldProof,
    /// The proof is not of a kind that is asked for.
    WeakProof,
}

impl Fault {
    pub(super) fn refusal(self) -> Refusal {
        match self {
            Self::OldProof => Refusal::NotFresh,
            Self::WeakProof => Refusal::WeakProof,
            _ => Refusal::Token,
        }
    }
}

/// What a token must say.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a IssuerUrl,
    pub(super) client_id: &'a ClientId,
    pub(super) keys: &'a CoreJsonWebKeySet,
    pub(super) nonce: &'a Nonce,
    /// One of these in `amr`; empty asks nothing.
    pub(super) require_amr: &'a [String],
    /// When the sign-in began.
    pub(super) begun_at: Timestamp,
    /// Whether the proof must be younger than that.
    pub(super) is_fresh: bool,
    pub(super) now: Timestamp,
}

/// The library would take `1.7e9`, and leaves `nbf` alone.
#[derive(Deserialize)]
struct Times {
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    auth_time: i64,
}

impl Expected<'_> {
    pub(super) fn verify(&self, token: &IdToken) -> Result<Identity, Fault> {
        let times = Times::of(token).ok_or(Fault::Times)?;
        let claims = self.claims(token)?;
        let authenticated_at = self.check_times(&times)?;
        self.check_parties(claims)?;
        self.check_proof(claims, authenticated_at)?;
        let subject = claims.subject().as_str();
        // OpenID Connect Core, section 2.
        if subject.is_empty() || subject.len() > 255 || !subject.is_ascii() {
            return Err(Fault::Subject);
        }
        Ok(Identity {
            principal: Principal {
                issuer: self.issuer.to_string(),
                subject: subject.to_owned(),
            },
            name: name(claims),
            login: login(claims),
            groups: claims.additional_claims().groups.clone(),
            authenticated_at: authenticated_at.min(self.now),
        })
    }

    fn claims<'token>(&self, token: &'token IdToken) -> Result<&'token Claims, Fault> {
        // A public client's verifier: a client secret never serves as a key.
        let verifier = CoreIdTokenVerifier::new_public_client(
            self.client_id.clone(),
            self.issuer.clone(),
            self.keys.clone(),
        )
        .set_allowed_algs([
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
        ])
        .set_time_fn(|| chrono_time(self.now - LEEWAY));
        token
            .claims(&verifier, self.nonce)
            .map_err(|error| fault(&error))
    }

    /// When the person proved who they are.
    fn check_times(&self, times: &Times) -> Result<Timestamp, Fault> {
        let latest = self.now + LEEWAY;
        let time = |seconds| Timestamp::from_second(seconds).map_err(|_| Fault::Times);
        let (expires, issued) = (time(times.exp)?, time(times.iat)?);
        let valid_from = times.nbf.map(time).transpose()?;
        let authenticated = time(times.auth_time)?;
        let is_now = expires > self.now - LEEWAY
            && issued <= latest
            && issued >= self.begun_at - LEEWAY
            && valid_from.is_none_or(|from| from <= latest)
            && authenticated <= latest;
        if is_now {
            Ok(authenticated)
        } else {
            Err(Fault::Times)
        }
    }

    /// The library compares issuer and audience, and refuses further audiences.
    fn check_parties(&self, claims: &Claims) -> Result<(), Fault> {
        match claims.authorized_party() {
            Some(party) if party != self.client_id => Err(Fault::Parties),
            _ => Ok(()),
        }
    }

    fn check_proof(&self, claims: &Claims, authenticated_at: Timestamp) -> Result<(), Fault> {
        let oldest = SignedDuration::try_from(oldest_proof(self.is_fresh)).unwrap_or_default();
        if authenticated_at < self.begun_at - oldest - LEEWAY {
            return Err(Fault::OldProof);
        }
        let methods = claims.auth_method_refs().map_or(&[][..], |methods| methods);
        let is_strong = self.require_amr.is_empty()
            || methods.iter().any(|method| {
                self.require_amr
                    .iter()
                    .any(|asked| asked == method.as_str())
            });
        if is_strong {
            Ok(())
        } else {
            Err(Fault::WeakProof)
        }
    }
}

impl Times {
    /// As the token itself says them. `None` when they are missing or no whole numbers.
    fn of(token: &IdToken) -> Option<Self> {
        let text = token.to_string();
        let payload = text.split('.').nth(1)?;
        let payload = URL_SAFE_NO_PAD.decode(payload).ok()?;
        serde_json::from_slice(&payload).ok()
    }
}

fn fault(error: &ClaimsVerificationError) -> Fault {
    match error {
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        ) => Fault::UnknownKey,
        ClaimsVerificationError::Expired(_) | ClaimsVerificationError::InvalidAuthTime(_) => {
            Fault::Times
        }
        ClaimsVerificationError::InvalidAudience(_) | ClaimsVerificationError::InvalidIssuer(_) => {
            Fault::Parties
        }
        ClaimsVerificationError::InvalidNonce(_) => Fault::Nonce,
        ClaimsVerificationError::InvalidSubject(_) => Fault::Subject,
        _ => Fault::Signature,
    }
}

fn chrono_time(time: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(time.as_second(), 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

fn login(claims: &Claims) -> String {
    let login = claims.preferred_username().map(|login| login.as_str());
    let email = claims.email().map(|email| email.as_str());
    login
        .or(email)
        .unwrap_or(claims.subject().as_str())
        .to_owned()
}

fn name(claims: &Claims) -> String {
    let name = claims.name().and_then(|name| name.get(None));
    name.map_or_else(|| login(claims), |name| name.to_string())
}
