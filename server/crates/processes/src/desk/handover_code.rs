use latchkey_secrets::Digests;
use latchkey_values::RequestId;
use std::fmt;
use zeroize::Zeroizing;

/// Digits and capital letters without those that sound or look like others (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// So many characters, of five bits each.
const LENGTH: usize = 8;

/// What an agent reads out to a caller. Alone it opens nothing. `Debug` hides it.
#[derive(Clone)]
pub struct HandoverCode(Zeroizing<String>);

impl HandoverCode {
    /// The code of a case. It is made again whenever it is shown: nothing keeps it.
    pub(super) fn of(digests: &Digests, request: RequestId, nonce: &str) -> Self {
        let seed = digests.handover_seed(&request.to_string(), nonce);
        let number = u64::from_str_radix(seed.get(..10).unwrap_or_default(), 16).unwrap_or(0);
        let letter = |place: usize| {
            let index = (number >> (5 * place)) & 31;
            ALPHABET.get(usize::try_from(index).unwrap_or(0)).copied()
        };
        let letters = (0..LENGTH).filter_map(letter).map(char::from);
        Self(Zeroizing::new(letters.collect()))
    }

    /// What somebody typed as the code; `None` when it can be none.
    pub(super) fn typed(text: &str) -> Option<Self> {
        if text.len() > 64 {
            return None;
        }
        let read = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let code: Zeroizing<String> = Zeroizing::new(letters.map(read).collect());
        let is_code = code.len() == LENGTH && code.bytes().all(|b| ALPHABET.contains(&b));
        is_code.then_some(Self(code))
    }

    /// Its eight characters, in two halves.
    #[must_use]
    pub fn expose(&self) -> String {
        let (first, second) = self.0.split_at(LENGTH / 2);
        format!("{first}-{second}")
    }

    /// The digest under which it is found.
    pub(super) fn digest(&self, digests: &Digests) -> latchkey_domain::Digest {
        latchkey_domain::Digest::from_hex(digests.handover_code(&self.0))
    }
}

impl fmt::Debug for HandoverCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HandoverCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_secrets::Key;
    use latchkey_testkit::{SeededEntropy, TestClock};
    use std::collections::HashSet;

    fn code(nonce: &str) -> HandoverCode {
        let digests = Digests::new(&Key::from_bytes([7; 32]));
        let id = RequestId::new(&TestClock::default(), &SeededEntropy::new(1));
        HandoverCode::of(&digests, id, nonce)
    }

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        let digests = Digests::new(&Key::from_bytes([7; 32]));
        let code = code("n");
        let shown = code.expose();
        let spelled = shown.to_lowercase().replace('-', " ").replace('0', "o");
        for typed in [shown.clone(), spelled, shown.replace('1', "l")] {
            let typed = HandoverCode::typed(&typed).expect("a code");
            assert_eq!(typed.digest(&digests), code.digest(&digests));
        }
    }

    #[test]
    fn what_is_no_code_is_none_and_nothing_shows_it() {
        for typed in [
            "",
            "1234567",
            "123456789",
            "1234567U",
            "ÄÖÜß",
            &"1".repeat(10_000),
        ] {
            assert!(HandoverCode::typed(typed).is_none(), "{typed}");
        }
        assert_eq!(format!("{:?}", code("n")), "HandoverCode(…)");
    }

    #[test]
    fn item_14_codes_differ_and_use_every_character() {
        let codes: HashSet<String> = (0..10_000).map(|n| code(&n.to_string()).expose()).collect();
        assert_eq!(codes.len(), 10_000);
        let used: HashSet<char> = codes.iter().flat_map(|code| code.chars()).collect();
        assert_eq!(used.len(), ALPHABET.len() + 1, "and the hyphen");
    }
}
