//! Work that a browser does before a request starts, once its traffic looks automatic: the ALTCHA
//! proof-of-work protocol (version 2). It costs a person a second and a machine its speed.

use crate::{Engine, EngineError, ways_in::Way};
use altcha::{
    Challenge, ChallengeParameters, HmacAlgorithm, Payload, VerifySolutionOptions, sign_challenge,
    verify_solution,
};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Digest, Network, Process, ProofOfWork, Purpose, UnitOfWork};
use latchkey_values::Alias;
use std::collections::BTreeMap;

/// Rounds of one try, and the start of a key that ends the search: 4,096 tries on average, about a
/// second on a phone. To check it takes one try.
const ROUNDS: u32 = 100;
const KEY_PREFIX: &str = "000";
const KEY_BYTES: usize = 32;

/// Long enough to find a login meanwhile.
const LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// When it expires, in Unix seconds. Kept among the signed data and not in the protocol's own field,
/// which its library compares with the system's clock.
const EXPIRES: &str = "expires";

/// How a visitor gets to what they want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayIn {
    /// No process offers it.
    NotOffered,
    /// By saying who they are.
    Open,
    /// The same, once the browser has done this work (the protocol's JSON).
    AfterWork(String),
}

/// Work that was done. It has yet to be spent.
pub(crate) struct Done {
    key: Digest,
    expires: Timestamp,
}

impl Engine {
    /// How a visitor from `network` gets to `purpose` now, by the page of the process at `/p/<path>` or
    /// the portal's first one.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn way_in(
        &self,
        purpose: Purpose,
        path: Option<&Alias>,
        network: Network,
    ) -> Result<WayIn, EngineError> {
        match self.arrival(purpose, path, network).await?.way {
            Way::NotOffered => Ok(WayIn::NotOffered),
            Way::Open => Ok(WayIn::Open),
            Way::AfterWork => self.give_work().map(WayIn::AfterWork),
        }
    }

    fn give_work(&self) -> Result<String, EngineError> {
        let expires = self.now() + LIFETIME;
        let mut parameters = ChallengeParameters {
            algorithm: "PBKDF2/SHA-256".into(),
            cost: ROUNDS,
            data: Some(BTreeMap::from([(
                EXPIRES.to_owned(),
                expires.as_second().into(),
            )])),
            expires_at: None,
            key_length: KEY_BYTES,
            key_prefix: KEY_PREFIX.into(),
            key_signature: None,
            memory_cost: None,
            nonce: self.entropy().token(),
            parallelism: None,
            salt: self.entropy().token(),
        };
        let secret = self.digests().work_secret();
        let work = sign_challenge(&HmacAlgorithm::Sha256, &mut parameters, None, &secret, None)
            .map_err(EngineError::Work)?;
        serde_json::to_string(&work).map_err(|error| EngineError::Work(error.into()))
    }

    /// The work in what a browser sent. `None` when it is missing, wrong, not ours or too old.
    pub(crate) fn work_done(&self, sent: &str) -> Option<Done> {
        let Payload {
            challenge,
            solution,
        } = serde_json::from_str(sent).ok()?;
        let secret = self.digests().work_secret();
        let options = VerifySolutionOptions::new(&challenge, &solution, secret.as_str());
        let is_right = verify_solution(options).is_ok_and(|result| result.verified);
        let expires = expires(&challenge)?;
        (is_right && self.now() < expires).then(|| Done {
            key: self.counter_key(&challenge.parameters.nonce),
            expires,
        })
    }

    /// Spends the work. `false` when that was done before.
    pub(crate) async fn spend_work(
        &self,
        unit: &mut dyn UnitOfWork,
        work: &Done,
    ) -> Result<bool, EngineError> {
        Ok(unit.count("work", &work.key, work.expires).await? == 1)
    }
}

/// Whether a process asks for work at all.
pub(crate) fn asks_for_work(process: &Process) -> bool {
    process.proof_of_work == ProofOfWork::WhenSuspicious
}

fn expires(challenge: &Challenge) -> Option<Timestamp> {
    let seconds = challenge.parameters.data.as_ref()?.get(EXPIRES)?.as_i64()?;
    Timestamp::from_second(seconds).ok()
}
