use crate::{
    Counted, Texts,
    table::{Entry, Text},
};
use latchkey_values::Language;
use std::{collections::BTreeSet, fs, path::Path};

/// Words that are the same in several languages are no longer than this.
const LONGEST_LOAN: usize = 16;

fn entries(language: Language) -> Vec<Entry> {
    let texts = Texts::of(language);
    let goals = [&texts.reset, &texts.unlock, &texts.change];
    let mut all = texts.frame.entries();
    all.extend(texts.home.entries());
    all.extend(texts.identify.entries());
    all.extend(texts.code.entries());
    all.extend(texts.time.entries());
    all.extend(goals.into_iter().flat_map(crate::Goal::entries));
    all.extend(texts.outcome.entries());
    all.extend(texts.trouble.entries());
    all.extend(texts.errors.entries());
    all.extend(texts.password.entries());
    all.extend(texts.rules.entries());
    all.extend(texts.refusals.entries());
    all.extend(texts.lock.entries());
    all.extend(texts.current.entries());
    all.extend(texts.handover.entries());
    all.extend(texts.made.entries());
    all.extend(texts.mail.entries());
    all
}

fn forms(text: &Text) -> Vec<&'static str> {
    match text {
        Text::Plain(text) | Text::Counted(Counted::Same(text)) => vec![text],
        Text::Counted(Counted::One(one, other) | Counted::UpToOne(one, other)) => vec![one, other],
        Text::Counted(Counted::Six(forms)) => forms.to_vec(),
    }
}

/// What stands in braces.
fn gaps(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('}')?.0))
        .collect()
}

#[test]
fn every_text_has_the_gaps_that_are_filled_in() {
    for language in Language::ALL {
        for entry in entries(language) {
            let name = format!("{language} {}.{}", entry.part, entry.name);
            match &entry.text {
                Text::Plain(text) => {
                    let expected = entry.gaps.iter().copied().collect();
                    assert_eq!(gaps(text), expected, "{name}: {text}");
                }
                Text::Counted(counted) => {
                    for form in forms(&entry.text) {
                        let known = gaps(form).iter().all(|gap| *gap == "number");
                        assert!(known, "{name}: {form}");
                    }
                    // Seven gets no form of its own anywhere.
                    assert!(counted.of(7).contains('7'), "{name}: {counted:?}");
                }
            }
        }
    }
}

#[test]
fn every_language_has_a_text_of_its_own_for_everything() {
    let english = entries(Language::English);
    for language in &Language::ALL[1..] {
        for (own, english) in entries(*language).into_iter().zip(&english) {
            let name = format!("{language} {}.{}", own.part, own.name);
            assert_eq!(own.name, english.name);
            for form in forms(&own.text) {
                assert!(!form.trim().is_empty(), "{name} is empty");
                let is_taken_over = forms(&english.text).contains(&form);
                assert!(
                    !is_taken_over || form.chars().count() <= LONGEST_LOAN,
                    "{name} is in English: {form}"
                );
                assert!(!form.contains("  "), "{name} has a hole: {form}");
            }
        }
    }
}

#[test]
fn the_same_texts_have_a_link_in_every_language() {
    let marks = |text: &Text| {
        let text = forms(text).concat();
        (text.matches('[').count(), text.matches(']').count())
    };
    let english = entries(Language::English);
    for language in Language::ALL {
        for (own, english) in entries(language).into_iter().zip(&english) {
            let name = format!("{language} {}.{}", own.part, own.name);
            assert_eq!(marks(&own.text), marks(&english.text), "{name}");
        }
    }
}

#[test]
fn each_language_counts_by_its_own_rule() {
    for language in Language::ALL {
        for entry in entries(language) {
            let Text::Counted(counted) = entry.text else {
                continue;
            };
            let fits = match language {
                Language::English | Language::German | Language::Spanish => {
                    matches!(counted, Counted::One(..))
                }
                Language::French | Language::Portuguese => matches!(counted, Counted::UpToOne(..)),
                Language::Japanese => matches!(counted, Counted::Same(_)),
                Language::Arabic => matches!(counted, Counted::Six(_)),
            };
            assert!(fits, "{language} {}: {counted:?}", entry.name);
        }
    }
}

#[test]
fn what_is_filled_in_is_not_read_for_gaps() {
    let said = Texts::of(Language::English).code.on_its_way("{other}");
    assert!(said.starts_with("If we know {other}, "), "{said}");
}

#[test]
fn no_text_is_there_for_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut source = String::new();
    for place in [
        "app/src",
        "app/ui/src",
        "app/employee/src",
        "server/src",
        "server/crates/mail/src",
    ] {
        read_all(&root.join(place), &mut source);
    }
    let source: String = source.split_whitespace().collect();
    for entry in entries(Language::English) {
        let call = format!(".{}(", entry.name);
        assert!(
            source.contains(&call),
            "nobody says {}.{}",
            entry.part,
            entry.name
        );
    }
}

/// Adds every Rust file below `folder` to `source`.
fn read_all(folder: &Path, source: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_all(&path, source);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            source.push_str(&fs::read_to_string(&path).expect("a text"));
        }
    }
}

#[test]
fn dates_are_written_in_the_readers_way() {
    let moment = crate::Moment {
        year: 2026,
        month: 3,
        day: 1,
        time: "09:05 UTC",
    };
    let written = |language| Texts::of(language).dates.written(moment);
    assert_eq!(written(Language::English), "1 March 2026 at 09:05 UTC");
    assert_eq!(written(Language::German), "1. März 2026 um 09:05 UTC");
    assert_eq!(written(Language::French), "1 mars 2026 à 09:05 UTC");
    assert_eq!(written(Language::Japanese), "2026年3月1日 09:05 UTC");
    assert_eq!(written(Language::Arabic), "1 مارس 2026 الساعة 09:05 UTC");
}
