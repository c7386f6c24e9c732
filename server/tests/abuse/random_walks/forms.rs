use super::Dice;
use crate::harness::Purpose;

/// Passwords that may be chosen; all but two keep the rules.
const PASSWORDS: [&str; 4] = [
    "Violet kettle 93 drums",
    "Quiet harbour 17 lamps",
    "short",
    "no upper case or digit",
];

/// A password, usually one that was never used: Okta takes none twice.
pub(super) fn password(dice: &Dice) -> String {
    if dice.chance(25) {
        (*dice.pick(&PASSWORDS)).to_owned()
    } else {
        format!(
            "Amber {} pewter Ladder {}",
            dice.roll(100_000),
            dice.roll(100)
        )
    }
}

/// Text for a field of a form that was filled in without sense.
fn nonsense(dice: &Dice) -> String {
    let texts = [
        "",
        "1",
        "000000",
        "true",
        "verified",
        "alice.winter@example.com",
        "\u{0}",
        "x y",
    ];
    (*dice.pick(&texts)).to_owned()
}

/// Any form with any fields.
pub(super) fn any(dice: &Dice) -> (String, Vec<(&'static str, String)>) {
    let form = dice.pick(app::FORMS).endpoint.to_owned();
    let names = [
        "code",
        "password",
        "confirmation",
        "current",
        "request",
        "verified",
        "login",
    ];
    let fields = (0..dice.roll(4)).map(|_| (*dice.pick(&names), nonsense(dice)));
    (form, fields.collect())
}

/// A page of any purpose.
pub(super) fn page(dice: &Dice, purpose: Purpose) -> String {
    let stages = [
        "", "code", "password", "confirm", "working", "done", "ended",
    ];
    let stage: &str = dice.pick::<&str>(&stages);
    purpose.page(stage)
}
