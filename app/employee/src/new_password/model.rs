//! What the live parts of the password page decide, apart from any browser.

use latchkey_values::Rule;

/// How a rule stands while a password is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleState {
    /// Nothing was typed yet.
    Open,
    /// The password keeps the rule.
    Met,
    /// It does not yet.
    Unmet,
}

/// How the second password compares to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Confirmation {
    /// Too early to say: what was typed so far fits.
    Open,
    /// The same.
    Same,
    /// It cannot become the same by typing on.
    Different,
}

impl RuleState {
    /// The state of `rule` for what was typed so far.
    pub(crate) fn of(rule: &Rule, password: &str) -> Self {
        match (password.is_empty(), rule.is_met(password)) {
            (true, _) => Self::Open,
            (false, true) => Self::Met,
            (false, false) => Self::Unmet,
        }
    }

    /// Its name in the markup, which styles it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Met => "met",
            Self::Unmet => "unmet",
        }
    }
}

impl Confirmation {
    /// Compares what was typed so far.
    pub(crate) fn of(password: &str, again: &str) -> Self {
        if !again.is_empty() && again == password {
            Self::Same
        } else if password.starts_with(again) {
            Self::Open
        } else {
            Self::Different
        }
    }

    /// Its name in the markup, which styles it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Same => "met",
            Self::Different => "unmet",
        }
    }
}

/// `template` with the numbers put in for `{met}` and `{all}`; empty before anything was typed.
pub(crate) fn summary(template: &str, states: &[RuleState]) -> String {
    if states.iter().all(|state| *state == RuleState::Open) {
        return String::new();
    }
    let met = states.iter().filter(|state| **state == RuleState::Met);
    template
        .replace("{met}", &met.count().to_string())
        .replace("{all}", &states.len().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(password: &str) -> Vec<RuleState> {
        let rules = [Rule::MinLength(8), Rule::Number];
        let states = rules.iter().map(|rule| RuleState::of(rule, password));
        states.collect()
    }

    #[test]
    fn nothing_is_judged_before_something_is_typed() {
        assert_eq!(states(""), [RuleState::Open, RuleState::Open]);
        assert_eq!(summary("{met} of {all}", &states("")), "");
    }

    #[test]
    fn each_rule_is_judged_by_itself() {
        assert_eq!(states("abc1"), [RuleState::Unmet, RuleState::Met]);
        assert_eq!(states("longer-than-8"), [RuleState::Met, RuleState::Met]);
    }

    #[test]
    fn the_summary_counts_what_is_met() {
        let said = summary("{met} of {all} rules met", &states("abc1"));
        assert_eq!(said, "1 of 2 rules met");
    }

    #[test]
    fn nobody_is_told_off_in_the_middle_of_typing() {
        assert_eq!(Confirmation::of("secret", ""), Confirmation::Open);
        assert_eq!(Confirmation::of("secret", "sec"), Confirmation::Open);
        assert_eq!(Confirmation::of("secret", "secret"), Confirmation::Same);
        assert_eq!(
            Confirmation::of("secret", "secrets"),
            Confirmation::Different
        );
        assert_eq!(Confirmation::of("secret", "Sec"), Confirmation::Different);
        assert_eq!(Confirmation::of("", "x"), Confirmation::Different);
        assert_eq!(Confirmation::of("", ""), Confirmation::Open);
    }
}
