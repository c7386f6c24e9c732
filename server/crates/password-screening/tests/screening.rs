//! What a screen refuses, with which reason.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use latchkey_password_screening::{
    BreachedFilter, FilterKind, InvalidMinScore, Pattern, Screen, ScreenSettings, Weakness,
    common_passwords, passphrase,
};
use latchkey_testkit::SeededEntropy;
use latchkey_values::{InvalidPassword, NewPassword, PersonNames};

fn filter_of<'a>(passwords: impl IntoIterator<Item = &'a str>) -> BreachedFilter {
    BreachedFilter::from_passwords(passwords, FilterKind::Bits16).expect("built")
}

fn settings() -> ScreenSettings {
    ScreenSettings {
        context_words: vec!["Northwind Traders".to_owned(), "Northwind".to_owned()],
        min_score: 3,
        ..ScreenSettings::default()
    }
}

async fn judge(screen: &Screen, password: &str) -> Result<(), Weakness> {
    let names = PersonNames {
        login: "quillon.marsh@example.com".into(),
        first: "Quillon".into(),
        last: "Marsh".into(),
    };
    let password: NewPassword = password.parse().expect(password);
    screen.judge(&password, &names).await
}

async fn passed(screen: &Screen) -> Vec<&'static str> {
    let mut passed = Vec::new();
    for password in common_passwords() {
        if judge(screen, password).await.is_ok() {
            passed.push(password);
        }
    }
    passed
}

#[tokio::test]
async fn common_passwords_are_refused() {
    let screen = Screen::new(ScreenSettings {
        breached: Some(filter_of(common_passwords())),
        ..settings()
    })
    .expect("valid settings");
    assert_eq!(passed(&screen).await, Vec::<&str>::new());
}

/// The rest, such as a season with a year and a sign, is why there are lists.
#[tokio::test]
async fn without_any_list_nine_in_ten_common_passwords_are_refused() {
    let screen = Screen::new(settings()).expect("valid settings");
    let (passed, all) = (passed(&screen).await, common_passwords().count());
    assert!(
        passed.len() * 10 <= all,
        "{} of {all}: {passed:?}",
        passed.len()
    );
}

#[tokio::test]
async fn what_was_planted_is_refused_as_breached_and_its_neighbour_is_not() {
    let planted = "vexing-ocelot-9-brass-kettle";
    let screen = Screen::new(ScreenSettings {
        breached: Some(filter_of([planted])),
        ..settings()
    })
    .expect("valid settings");
    assert_eq!(judge(&screen, planted).await, Err(Weakness::Breached));
    assert_eq!(judge(&screen, "vexing-ocelot-8-brass-kettle").await, Ok(()));
}

#[tokio::test]
async fn the_companys_name_is_refused_in_an_otherwise_strong_password() {
    let screen = Screen::new(settings()).expect("valid settings");
    for password in [
        "ocelot-N0rthw1nd-brass-kettle",
        "nOrThWiNd vexing 83 kettle",
    ] {
        assert_eq!(
            judge(&screen, password).await,
            Err(Weakness::CompanyWord),
            "{password}"
        );
    }
}

#[tokio::test]
async fn a_persons_own_name_is_refused_with_that_reason() {
    let screen = Screen::new(settings()).expect("valid settings");
    assert_eq!(
        judge(&screen, "Quillon!2026").await,
        Err(Weakness::Guessable(Pattern::PersonalName))
    );
}

#[tokio::test]
async fn suggested_passphrases_pass_the_strictest_screen() {
    let screen = Screen::new(ScreenSettings {
        breached: Some(filter_of(common_passwords())),
        min_score: 4,
        ..settings()
    })
    .expect("valid settings");
    let entropy = SeededEntropy::new(3);
    for _ in 0..20 {
        let phrase = passphrase::suggest(&entropy, &[]).expect("a phrase");
        assert_eq!(judge(&screen, &phrase).await, Ok(()), "{phrase}");
    }
}

#[tokio::test]
async fn a_caller_who_hangs_up_leaves_the_screen_usable() {
    let screen = Screen::new(settings()).expect("valid settings");
    for _ in 0..8 {
        let judging = judge(&screen, "vexing-ocelot-9-brass-kettle");
        tokio::select! {
            biased;
            _ = judging => panic!("the estimate cannot be done at the first poll"),
            () = std::future::ready(()) => {}
        }
    }
    assert_eq!(judge(&screen, "vexing-ocelot-9-brass-kettle").await, Ok(()));
}

#[test]
fn a_score_beyond_the_scale_is_a_mistake_in_the_settings() {
    let settings = ScreenSettings {
        min_score: 5,
        ..ScreenSettings::default()
    };
    assert_eq!(Screen::new(settings).err(), Some(InvalidMinScore(5)));
}

/// The screen takes no other type, so nothing longer than 72 characters reaches the estimate.
#[test]
fn a_megabyte_is_no_password_to_judge() {
    let megabyte = "x".repeat(1 << 20);
    assert_eq!(
        megabyte.parse::<NewPassword>(),
        Err(InvalidPassword::TooLong)
    );
}
