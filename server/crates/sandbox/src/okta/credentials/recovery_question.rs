//! Recovery questions in request bodies.

use serde_json::{Map, Value};

use crate::okta::error::Refusal;
use crate::okta::users::RecoveryQuestion;

/// The shortest answer that the policies accept.
const SHORTEST_ANSWER: usize = 4;

/// Reads `recovery_question` of a credentials object; `None` when it is not there.
pub(crate) fn read(credentials: &Map<String, Value>) -> Result<Option<RecoveryQuestion>, Refusal> {
    let Some(given) = credentials.get("recovery_question") else {
        return Ok(None);
    };
    let text = |name: &str| {
        given
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned()
    };
    let (question, answer) = (text("question"), text("answer"));
    if question.is_empty() {
        let cause = "recovery_question: The question cannot be left blank";
        return Err(Refusal::invalid("recovery_question", [cause.to_owned()]));
    }
    if answer.chars().count() < SHORTEST_ANSWER {
        let cause = "recovery_question: The answer is too short";
        return Err(Refusal::invalid("recovery_question", [cause.to_owned()]));
    }
    Ok(Some(RecoveryQuestion { question, answer }))
}

/// Compares answers without regard to case and outer spaces.
pub(crate) fn is_right(known: &RecoveryQuestion, given: &str) -> bool {
    known.answer.trim().to_lowercase() == given.trim().to_lowercase()
}
