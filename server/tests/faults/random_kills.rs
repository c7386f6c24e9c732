//! Kill -9 at seeded moments while people reset, unlock and change.
//!
//! A run is split into worlds, each an installation of its own with ten kills. Environment:
//! `LATCHKEY_TORTURE_KILLS` (for each database, 20 unless said) and `LATCHKEY_TORTURE_SEED`.

use crate::{
    harness::{Evidence, Installation, Patience, Person, Plan, Purpose, next_second},
    invariants::{Harm, repeated_mails, violations},
    portal::on_postgres,
};
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts, Org, Target};
use latchkey_testkit::SeededEntropy;
use latchkey_values::Entropy as _;
use reqwest::Method;
use std::{
    collections::BTreeSet,
    env, fmt,
    io::Write as _,
    ops::AddAssign,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{task::JoinSet, time::sleep};

/// Each world has this many.
const KILLS_OF_A_WORLD: u32 = 10;
/// Worlds at the same time: most of what happens in one is waiting.
const LANES: u32 = 4;
/// People who set out before each kill.
const PEOPLE: u32 = 2;
/// How long the org takes over a write before its effect, and again after it.
const SLOWNESS: u32 = 300;

/// What came of the kills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    kills: u32,
    lost: usize,
    doubled: usize,
    stuck: usize,
    leaked: usize,
    /// Kills that left an operation with its intent and without its outcome.
    between: u32,
    people: usize,
    repeated_mails: usize,
}

impl Tally {
    fn harm(&self) -> [usize; 4] {
        [self.lost, self.doubled, self.stuck, self.leaked]
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.kills += other.kills;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.stuck += other.stuck;
        self.leaked += other.leaked;
        self.between += other.between;
        self.people += other.people;
        self.repeated_mails += other.repeated_mails;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "kills: {}, lost: {}, doubled: {}, stuck: {}, between intent and outcome: {} \
             (people: {}, leaked: {}, mails repeated under their id: {})",
            self.kills,
            self.lost,
            self.doubled,
            self.stuck,
            self.between,
            self.people,
            self.leaked,
            self.repeated_mails,
        )
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_kills_lose_double_and_hang_nothing_on_sqlite() {
    run("SQLite", async |seed| world(Plan::default(), seed).await).await;
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
            *result.lock().expect("a lock") = world(plan, seed).await;
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
    let line = format!("{database}: {tally}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
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
    let mut arriving = staff(&installation, &chance).await;
    let mut secrets = vec![installation.sandbox.api_token().to_owned()];
    secrets.extend(arriving.iter().flat_map(Person::secrets));
    let mut people = JoinSet::new();
    let mut tally = Tally::default();
    let mut open = BTreeSet::new();
    for _ in 0..KILLS_OF_A_WORLD {
        for mut person in arriving.drain(..PEOPLE as usize) {
            people.spawn(async move {
                let walked = person.walk().await;
                (person, walked)
            });
        }
        Moment::by(&chance).come(installation.sandbox.okta()).await;
        installation.kill().await;
        tally.kills += 1;
        let known = open.len();
        open.extend(open_operations(&installation).await);
        tally.between += u32::from(open.len() > known);
        installation.launch().await;
    }
    let mut stuck = Vec::new();
    for (person, walked) in people.join_all().await {
        tally.people += 1;
        match walked {
            Ok(()) if person.has_it(&installation.sandbox) => {}
            Ok(()) => tell(
                seed,
                &mut tally.lost,
                &format!("{} has it not", person.login),
            ),
            Err(why) => {
                tell(seed, &mut tally.stuck, &why);
                stuck.push(person.login);
            }
        }
    }
    let evidence = installation.settled(&secrets).await;
    for login in stuck {
        eprintln!("{login}:\n{}", evidence.story(&login));
    }
    judge(seed, &evidence, &mut tally);
    verify(&installation, &mut tally).await;
    if tally.harm() != [0; 4] {
        eprintln!("world {seed} warned of:\n{}", installation.warnings());
    }
    tally
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

fn judge(seed: u64, evidence: &Evidence, tally: &mut Tally) {
    for violation in violations(evidence) {
        let count = match violation.harm {
            Harm::Lost => &mut tally.lost,
            Harm::Doubled => &mut tally.doubled,
            Harm::Stuck => &mut tally.stuck,
            Harm::Leaked => &mut tally.leaked,
        };
        tell(seed, count, &violation.found);
    }
    tally.repeated_mails += repeated_mails(evidence);
}

fn tell(seed: u64, count: &mut usize, what: &str) {
    *count += 1;
    eprintln!("world {seed}: {what}");
}

async fn verify(installation: &Installation, tally: &mut Tally) {
    let verified = installation.run(&["audit", "verify"]).await;
    if !verified.status.success() {
        tell(
            0,
            &mut tally.lost,
            &String::from_utf8_lossy(&verified.stderr),
        );
    }
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

/// Slows down what the portal writes, so that much of the time something is on its way.
fn slow_down(okta: &Org) {
    for (method, path) in WRITES {
        let milliseconds = SLOWNESS.into();
        for kind in [
            FaultKind::Latency { milliseconds },
            FaultKind::LateAnswer { milliseconds },
        ] {
            let fault = Fault::new(kind).on(Target::call(method.clone(), path));
            okta.set_fault(fault.lasting(Lasts::UntilCleared));
        }
    }
}

const WRITES: [(Method, &str); 3] = [
    (Method::POST, "/api/v1/users/{id}"),
    (Method::POST, "/api/v1/users/{id}/*"),
    (Method::DELETE, "/api/v1/users/{id}/*"),
];

/// When a kill comes.
enum Moment {
    /// So long after a write has set out.
    OnTheWay(Duration),
    /// So long from now.
    AnyTime(Duration),
}

impl Moment {
    /// Four of five come while a write is on its way.
    fn by(chance: &SeededEntropy) -> Self {
        let milliseconds = |below| Duration::from_millis(chance.below(below).into());
        if chance.below(5) > 0 {
            Self::OnTheWay(milliseconds(2 * SLOWNESS))
        } else {
            Self::AnyTime(milliseconds(1_500))
        }
    }

    async fn come(self, okta: &Org) {
        let after = match self {
            Self::AnyTime(after) => after,
            Self::OnTheWay(after) => {
                let (before, patience) = (writes(okta), Patience::of(10, "a write"));
                while writes(okta) == before && !patience.is_over() {
                    Patience::pause().await;
                }
                after
            }
        };
        sleep(after).await;
    }
}

/// How many writes have set out.
fn writes(okta: &Org) -> u32 {
    okta.faults().iter().map(|active| active.hits).sum()
}
