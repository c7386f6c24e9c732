//! Kill -9 at seeded moments while people reset, unlock and change.
//!
//! A run is split into worlds, each an installation of its own with ten kills. Environment:
//! `LATCHKEY_TORTURE_KILLS` (for each database, 20 unless said) and `LATCHKEY_TORTURE_SEED`.

mod moment;
mod tally;

use crate::{
    harness::{Installation, Person, Plan, Purpose, next_second},
    invariants::Harm,
    whole_portal::on_postgres,
};
use latchkey_testkit::SeededEntropy;
use latchkey_values::Entropy as _;
use moment::{Moment, slow_down};
use std::{
    collections::BTreeSet,
    env,
    io::Write as _,
    sync::{Arc, Mutex},
};
use tally::Tally;
use tokio::task::JoinSet;

/// Each world has this many.
const KILLS_OF_A_WORLD: u32 = 10;
/// Worlds at the same time: most of what happens in one is waiting.
const LANES: u32 = 4;
/// People who set out before each kill.
const PEOPLE: u32 = 2;
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_kills_lose_double_and_hang_nothing_on_sqlite() {
    run("SQLite", async |seed| {
        Box::pin(world(Plan::default(), seed)).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn random_kills_lose_double_and_hang_nothing_on_postgres() {
    run("PostgreSQL", async |seed| {
        let tally = Arc::new(Mutex::new(Tally::default()));
        let result = Arc::clone(&tally);
        on_postgres(async move |setup| {
            let plan = Plan {
                postgres: setup.postgres,
                ..Plan::default()
            };
            *result.lock().expect("a lock") = Box::pin(world(plan, seed)).await;
        })
        .await;
        *tally.lock().expect("a lock")
    })
    .await;
}

/// Runs as many worlds as the kills take, and judges the sum.
async fn run(database: &str, world: impl AsyncFn(u64) -> Tally) {
    let kills = number("LATCHKEY_TORTURE_KILLS", 20);
    let worlds = u32::try_from(kills)
        .expect("a small number")
        .div_ceil(KILLS_OF_A_WORLD);
    let seed = number("LATCHKEY_TORTURE_SEED", 1);
    let lane = async |first: u32| {
        let mut sum = Tally::default();
        for number in (first..worlds).step_by(LANES as usize) {
            sum += world(seed * 10_000 + u64::from(number)).await;
        }
        sum
    };
    let sums = tokio::join!(lane(0), lane(1), lane(2), lane(3));
    let mut tally = Tally::default();
    for sum in [sums.0, sums.1, sums.2, sums.3] {
        tally += sum;
    }
    // Not printed by macro: the test's own output is shown only when it fails.
    let report = format!("{database}: {tally}\n");
    std::io::stderr()
        .write_all(report.as_bytes())
        .expect("written");
    assert_eq!(tally.harm(), [0; 4], "{tally}");
    assert!(tally.between * 2 >= tally.kills, "{tally}");
}

fn number(variable: &str, usual: u64) -> u64 {
    env::var(variable).map_or(usual, |text| text.parse().expect("a number"))
}

/// One installation, killed and started again ten times; then everybody is done.
async fn world(plan: Plan, seed: u64) -> Tally {
    let chance = SeededEntropy::new(seed);
    let mut installation = Installation::start(plan).await;
    slow_down(installation.sandbox.okta());
    let staff = staff(&installation, &chance).await;
    let mut secrets = vec![installation.sandbox.api_token().to_owned()];
    secrets.extend(staff.iter().flat_map(Person::secrets));
    let mut tally = Tally::default();
    let people = kill(&mut installation, staff, &chance, &mut tally).await;
    let stuck = arrived(&installation, people, &mut tally).await;
    let evidence = installation.settled(&secrets).await;
    tally.judge(&evidence);
    let verified = installation.run(&["audit", "verify"]).await;
    if !verified.status.success() {
        tally.count(Harm::Lost, &String::from_utf8_lossy(&verified.stderr));
    }
    if tally.harm() != [0; 4] {
        for login in stuck {
            eprintln!("{login}:\n{}", evidence.story(&login));
        }
        eprintln!("in world {seed}:\n{}", installation.warnings());
    }
    tally
}

/// People on their way, and where they ended.
type People = JoinSet<(Person, Result<(), String>)>;

/// Kills again and again, each time after more people have set out.
async fn kill(
    installation: &mut Installation,
    mut staff: Vec<Person>,
    chance: &SeededEntropy,
    tally: &mut Tally,
) -> People {
    let mut people = JoinSet::new();
    let mut open = BTreeSet::new();
    for _ in 0..KILLS_OF_A_WORLD {
        for mut person in staff.drain(..PEOPLE as usize) {
            people.spawn(async move {
                let walked = person.walk().await;
                (person, walked)
            });
        }
        Moment::by(chance).come(installation.sandbox.okta()).await;
        installation.kill().await;
        tally.kills += 1;
        let known = open.len();
        open.extend(open_operations(installation).await);
        tally.between += u32::from(open.len() > known);
        installation.launch().await;
    }
    people
}

/// Waits until everybody has arrived, and names those who never did.
async fn arrived(installation: &Installation, people: People, tally: &mut Tally) -> Vec<String> {
    let mut stuck = Vec::new();
    for (person, walked) in people.join_all().await {
        tally.people += 1;
        if let Err(why) = walked {
            tally.count(Harm::Stuck, &why);
            stuck.push(person.login);
        } else if !person.has_it(&installation.sandbox) {
            let found = format!("{} was told it is done", person.login);
            tally.count(Harm::Lost, &found);
        }
    }
    stuck
}

/// Everybody who will set out.
async fn staff(installation: &Installation, chance: &SeededEntropy) -> Vec<Person> {
    let mut staff = Vec::new();
    for number in 0..KILLS_OF_A_WORLD * PEOPLE {
        let purpose = Purpose::ALL[chance.below(3) as usize];
        let (browser, mails) = (installation.browser(), installation.mail_folder());
        let person = Person::hire(&installation.sandbox, number, purpose, browser, mails);
        staff.push(person.await);
    }
    next_second(installation.sandbox.okta()).await;
    staff
}

/// The operations that a killed portal left without an outcome.
async fn open_operations(installation: &Installation) -> BTreeSet<String> {
    let (store, _copy) = installation.store_after_kill().await;
    let evidence = installation.evidence_in(&store, &[]).await;
    store.close().await;
    let open = evidence
        .operations()
        .filter(|operation| operation.is_open());
    open.map(|operation| operation.id.to_string()).collect()
}
