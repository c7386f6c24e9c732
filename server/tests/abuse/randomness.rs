//! What must not be guessed, and what must not be measured.

use crate::harness::{Portal, Purpose};
use latchkey_values::{Code, Entropy as _, OsEntropy};
use secrecy::SecretString;
use std::{collections::HashSet, fs, marker::PhantomData, path::Path};

/// How far a count may stray from what is expected, in standard deviations: once in a billion runs.
const SIGMAS: f64 = 6.2;

fn assert_near(count: u32, tries: u32, chance: f64, what: &str) {
    let expected = f64::from(tries) * chance;
    let deviation = (expected * (1.0 - chance)).sqrt();
    let distance = (f64::from(count) - expected).abs();
    assert!(
        distance < SIGMAS * deviation,
        "{what}: {count} and not about {expected}"
    );
}

#[test]
fn item_14_codes_are_six_digits_all_alike() {
    const CODES: u32 = 10_000;
    let mut digits = [[0; 10]; 6];
    let mut different = HashSet::new();
    for _ in 0..CODES {
        let code = Code::generate(&OsEntropy);
        assert_eq!(code.expose().len(), 6);
        for (place, digit) in code.expose().bytes().enumerate() {
            digits[place][usize::from(digit - b'0')] += 1;
        }
        different.insert(code.expose().to_owned());
    }
    for (place, counts) in digits.iter().enumerate() {
        for (digit, count) in counts.iter().enumerate() {
            assert_near(
                *count,
                CODES,
                0.1,
                &format!("digit {digit} at place {place}"),
            );
        }
    }
    // About fifty pairs of ten thousand codes are the same by chance.
    assert!(different.len() > 9_880, "{}", different.len());
}

#[test]
fn item_14_tokens_have_128_bits_all_alike() {
    const TOKENS: u32 = 10_000;
    let mut ones = [0; 128];
    let mut different = HashSet::new();
    for _ in 0..TOKENS {
        let token = OsEntropy.token();
        assert_eq!(token.len(), 32, "{token}");
        let token = u128::from_str_radix(&token, 16).expect("128 bits in hex");
        for (bit, count) in ones.iter_mut().enumerate() {
            *count += u32::from(token >> bit & 1 == 1);
        }
        different.insert(token);
    }
    for (bit, count) in ones.into_iter().enumerate() {
        assert_near(count, TOKENS, 0.5, &format!("bit {bit}"));
    }
    assert_eq!(different.len(), TOKENS as usize);
}

#[tokio::test]
async fn item_14_sessions_and_devices_of_the_running_portal_do_not_repeat() {
    let portal = Portal::start().await;
    let mut seen = HashSet::new();
    for _ in 0..50 {
        let mut browser = portal.browser();
        browser.identify(Purpose::Reset, "nobody@example.com").await;
        for value in browser.cookies.values() {
            assert!(value.len() >= 22, "128 bits: {value}");
            seen.insert(value.clone());
        }
    }
    assert_eq!(seen.len(), 100);
}

/// Every Rust file of the product: what the sandbox and tests draw is nobody's secret.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_apart =
            ["sandbox", "testkit", "tests", "tests.rs", "target", "xtask"].contains(&&*name);
        if path.is_dir() && !is_apart {
            sources(&path, found);
        } else if name.ends_with(".rs") && !is_apart {
            let text = fs::read_to_string(&path).expect("a source");
            found.push((path.display().to_string(), text));
        }
    }
}

fn sources_of_the_product() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in [".", "../app"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(part);
        sources(&folder, &mut found);
    }
    assert!(found.len() > 100, "{}", found.len());
    found
}

#[test]
fn item_14_nothing_in_the_product_draws_from_another_generator() {
    let found = sources_of_the_product();
    for generator in [
        "SmallRng",
        "StdRng",
        "thread_rng",
        "fastrand",
        "rand::random",
        "ChaCha8",
    ] {
        for (path, text) in &found {
            assert!(!text.contains(generator), "{path}: {generator}");
        }
    }
}

/// Tells of a type whether it has `==`.
struct Probe<T>(PhantomData<T>);

impl<T: PartialEq> Probe<T> {
    fn is_comparable(&self) -> bool {
        let Self(PhantomData) = self;
        true
    }
}

/// What a [`Probe`] falls back on.
trait NotComparable {
    fn is_comparable(&self) -> bool {
        false
    }
}

impl<T> NotComparable for Probe<T> {}

#[test]
fn item_27_codes_and_tokens_have_no_comparison_whose_time_would_tell() {
    assert!(Probe(PhantomData::<String>).is_comparable());
    assert!(!Probe(PhantomData::<Code>).is_comparable());
    assert!(!Probe(PhantomData::<SecretString>).is_comparable());
}

/// What stands between a line of a source and the end of its block.
fn block_after<'source>(source: &'source str, line: &str) -> &'source str {
    let body = source.split_once(line).expect(line).1;
    body.split_once("\n}").expect("an end").0
}

#[test]
fn item_27_digests_are_compared_in_constant_time() {
    let product = sources_of_the_product();
    let source = |file: &str| {
        let mut found = product.iter().filter(|(path, _)| path.ends_with(file));
        found.next().expect(file).1.as_str()
    };
    let comparison = block_after(source("secrets/src/digests.rs"), "pub fn matches");
    assert!(comparison.contains("ct_eq"), "{comparison}");
    let comparison = block_after(source("domain/src/digest.rs"), "impl PartialEq for Digest");
    assert!(comparison.contains("ct_eq"), "{comparison}");
    let fits = source("processes/src/submit_code.rs");
    assert!(fits.contains("latchkey_secrets::matches("));
}

#[test]
fn item_27_no_secret_is_taken_out_to_be_compared() {
    for (path, text) in sources_of_the_product() {
        for line in text.lines() {
            let compares = line.contains(" == ") || line.contains(" != ");
            let takes_out = ["expose()", "expose_secret()", "as_hex()"];
            let takes_out = takes_out.iter().any(|way| line.contains(way));
            // A visitor types both.
            let repetitions = [
                "typed.expose() != again.expose()",
                "chosen.password.expose_secret() != chosen.confirmation.expose_secret()",
            ];
            let is_repetition = repetitions.iter().any(|both| line.contains(both));
            assert!(!compares || !takes_out || is_repetition, "{path}: {line}");
        }
    }
}
