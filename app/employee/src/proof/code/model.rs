//! What the live parts of the code page decide, apart from any browser.

use latchkey_values::Code;

/// The code in what was typed or pasted, once it is complete.
pub(crate) fn complete(typed: &str) -> Option<Code> {
    typed.replace(['-', '.', '\u{2013}'], " ").parse().ok()
}

/// Seconds of a wait that are still left, `elapsed_ms` after it began.
pub(crate) fn left(wait_seconds: u32, elapsed_ms: f64) -> u32 {
    let left = f64::from(wait_seconds) - elapsed_ms / 1000.0;
    // A clock that was set back must not lengthen the wait.
    (0..=wait_seconds)
        .find(|seconds| f64::from(*seconds) >= left)
        .unwrap_or(wait_seconds)
}

/// `template` with the time put in for `{time}`, as minutes and seconds.
pub(crate) fn countdown(template: &str, seconds: u32) -> String {
    template.replace("{time}", &format!("{}:{:02}", seconds / 60, seconds % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_code_is_understood_with_its_spaces_and_dashes() {
        for pasted in ["123456", " 123 456 ", "123-456", "123\u{a0}456", "12.34.56"] {
            let code = complete(pasted).expect(pasted);
            assert_eq!(code.expose(), "123456");
        }
    }

    #[test]
    fn an_unfinished_or_foreign_text_is_not_sent() {
        for typed in ["", "12345", "1234567", "12345a"] {
            assert!(complete(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn a_wait_ends_when_its_time_has_passed() {
        assert_eq!(left(45, 0.0), 45);
        assert_eq!(left(45, 100.0), 45);
        assert_eq!(left(45, 44_500.0), 1);
        assert_eq!(left(45, 45_000.0), 0);
        assert_eq!(left(45, 90_000.0), 0);
    }

    #[test]
    fn a_clock_set_back_does_not_lengthen_the_wait() {
        assert_eq!(left(45, -60_000.0), 45);
    }

    #[test]
    fn the_time_is_written_as_minutes_and_seconds() {
        assert_eq!(countdown("in {time}.", 125), "in 2:05.");
        assert_eq!(countdown("in {time}.", 9), "in 0:09.");
    }
}
