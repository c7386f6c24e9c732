use super::failure;
use crate::{FactorKind, FactorReference, Failure, UsableFactor};
use latchkey_okta::{Client, Factor, FactorKind as Okta, FactorProvider, FactorStatus, OktaId};

/// Reads what a person has enrolled, and keeps what can be asked for here.
pub(super) async fn usable_factors(
    okta: &Client,
    person: &OktaId,
) -> Result<Vec<UsableFactor>, Failure> {
    match okta.factors().list(person).await {
        Ok(factors) => Ok(factors.iter().filter_map(usable).collect()),
        Err(error) if error.is_not_found() => Err(Failure::UnknownPerson),
        Err(error) => Err(failure::of_read(error)),
    }
}

/// `None` for a factor that is not in use, or of a kind that works in a browser at Okta only.
fn usable(factor: &Factor) -> Option<UsableFactor> {
    if factor.status != FactorStatus::Active || factor.provider == FactorProvider::Other {
        return None;
    }
    let kind = match factor.kind {
        Okta::Push => FactorKind::Push,
        Okta::Totp => FactorKind::Totp,
        Okta::Sms => FactorKind::Sms,
        Okta::Call => FactorKind::Call,
        Okta::Email => FactorKind::Email,
        Okta::Question => FactorKind::Question,
        _ => return None,
    };
    Some(UsableFactor {
        factor: FactorReference {
            kind,
            id: factor.id.to_string(),
        },
        changed_at: factor.created.max(factor.last_updated),
    })
}
