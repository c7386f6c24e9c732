use super::answered;
use crate::{CodeVerdict, FactorAnswer, FactorKind, Failure};
use latchkey_okta::{Client, OktaId, factors::CodeCheck};
use secrecy::SecretString;

/// Checks a code or an answer (operation `verifyFactor`).
pub(super) async fn check_code(
    okta: &Client,
    person: &OktaId,
    kind: FactorKind,
    factor: &OktaId,
    typed: &SecretString,
) -> Result<FactorAnswer<CodeVerdict>, Failure> {
    let factors = okta.factors();
    let called = if kind == FactorKind::Question {
        factors.check_answer(person, factor, typed).await
    } else {
        factors.check_code(person, factor, typed).await
    };
    answered(called, verdict, CodeVerdict::Gone)
}

fn verdict(check: CodeCheck) -> CodeVerdict {
    match check {
        CodeCheck::Right => CodeVerdict::Right,
        CodeCheck::Wrong => CodeVerdict::Wrong,
        CodeCheck::UsedBefore => CodeVerdict::UsedBefore,
        CodeCheck::OutsideTimeWindow => CodeVerdict::OutsideTimeWindow,
        CodeCheck::Expired => CodeVerdict::Expired,
        CodeCheck::Locked => CodeVerdict::Locked,
        CodeCheck::NotActive => CodeVerdict::Gone,
    }
}
