//! Two browsers and two people send every form in every state, in any order. Whatever happens, the
//! org sees nothing but what somebody proved to be theirs.

mod forms;
mod oracle;
mod walker;

use crate::harness::{Portal, Setup};
use latchkey_testkit::SeededEntropy;
use latchkey_values::Entropy as _;
use oracle::Oracle;
use walker::Walker;

/// Steps of one walk. There are two.
const STEPS: u32 = 5_000;

/// Chance, the same for the same seed.
pub(crate) struct Dice(SeededEntropy);

impl Dice {
    /// A number from 0 to `sides - 1`.
    pub(crate) fn roll(&self, sides: u32) -> u32 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        let rest = u64::from_be_bytes(bytes) % u64::from(sides);
        u32::try_from(rest).expect("smaller than the number of sides")
    }

    /// Whether something happens that does so in so many of a hundred cases.
    pub(crate) fn chance(&self, percent: u32) -> bool {
        self.roll(100) < percent
    }

    pub(crate) fn pick<'all, T>(&self, all: &'all [T]) -> &'all T {
        let sides = u32::try_from(all.len()).expect("few");
        &all[self.roll(sides) as usize]
    }
}

async fn walk(seed: u64) {
    let portal = Portal::start_with(Setup::default()).await;
    let dice = Dice(SeededEntropy::new(seed));
    let mut oracle = Oracle::of(&portal);
    let mut walkers = [Walker::new(&portal), Walker::new(&portal)];
    for step in 0..STEPS {
        let [first, second] = &mut walkers;
        let (one, other) = if dice.chance(50) {
            (first, second)
        } else {
            (second, first)
        };
        let done = one.step(&portal, &dice, &mut oracle, other).await;
        oracle.judge(
            &portal,
            one,
            &done,
            &format!("seed {seed}, step {step}: {done:?}"),
        );
        if dice.roll(60) == 0 {
            oracle.let_time_pass(&portal, &dice).await;
        }
    }
    portal.idle().await;
    oracle.judge_trail(&portal).await;
    oracle.assert_much_happened();
    portal.assert_trail_holds().await;
}

#[tokio::test]
async fn items_21_24_26_the_first_five_thousand_steps_lead_to_no_effect_without_its_proof() {
    walk(1).await;
}

#[tokio::test]
async fn items_21_24_26_five_thousand_other_steps_lead_to_no_effect_without_its_proof() {
    walk(2).await;
}
