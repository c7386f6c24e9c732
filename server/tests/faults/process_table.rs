//! What others on the same machine see while passwords are used: arguments and environment of processes.

use crate::harness::{Installation, Patience, Person, Plan, Purpose, next_second};
use std::{
    collections::BTreeSet,
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
};

/// Passwords that a shell, a template, a spreadsheet or a program's options would take for more than text.
const CORPUS: [&str; 7] = [
    "Violet $(id) kettle 93 `id` Q",
    "Violet; id | tee x && id & 93 Q",
    r#"Violet %0aid%00 'q' "r" \ 93 Q"#,
    "Violet ${HOME} ~ * ? [a] {b} 93 Q",
    "Violet <!--#exec--> {{7*7}} #{id} 93",
    "-Violet --help=/etc/passwd 93 Q",
    "=Violet +cmd|' /C calc'!A0 93 Q",
];

/// What was seen of the portal's process and of every other on the machine.
#[derive(Debug, Default)]
struct Seen {
    /// How often somebody looked.
    looks: u32,
    /// Passwords that stood in arguments, or in the portal's environment.
    passwords: BTreeSet<String>,
    /// Processes that the portal started.
    children: BTreeSet<String>,
}

/// Looks at the process table again and again, until it is told to stop.
struct Watch {
    is_over: Arc<AtomicBool>,
    thread: JoinHandle<Seen>,
}

impl Watch {
    fn over(portal: u32, passwords: Vec<String>) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let ends = Arc::clone(&is_over);
        let thread = std::thread::spawn(move || {
            let mut seen = Seen::default();
            while !ends.load(Ordering::Relaxed) {
                look(portal, &passwords, &mut seen);
            }
            seen
        });
        Self { is_over, thread }
    }

    fn end(self) -> Seen {
        self.is_over.store(true, Ordering::Relaxed);
        self.thread.join().expect("it watched")
    }
}

fn look(portal: u32, passwords: &[String], seen: &mut Seen) {
    seen.looks += 1;
    let processes = fs::read_dir("/proc").expect("a process table").flatten();
    for process in processes {
        let name = process.file_name().to_string_lossy().into_owned();
        let Ok(id) = name.parse::<u32>() else {
            continue;
        };
        // A process may have ended meanwhile, or be somebody else's.
        let read = |what| fs::read(process.path().join(what)).unwrap_or_default();
        let mut shown = read("cmdline");
        if id == portal {
            shown.extend(read("environ"));
        }
        let shown = String::from_utf8_lossy(&shown).into_owned();
        let told = passwords
            .iter()
            .filter(|password| shown.contains(*password));
        seen.passwords.extend(told.cloned());
        if parent(&read("stat")) == Some(portal) {
            seen.children.insert(shown);
        }
    }
}

/// The fourth field of `/proc/<pid>/stat`; the second, a name, may hold anything but ends with the last `)`.
fn parent(stat: &[u8]) -> Option<u32> {
    let stat = String::from_utf8_lossy(stat);
    let (_, rest) = stat.rsplit_once(") ")?;
    rest.split(' ').nth(1)?.parse().ok()
}

#[tokio::test]
async fn item_60_passwords_reach_no_process_and_mean_nothing_but_themselves() {
    let installation = Installation::start(Plan::default()).await;
    let mut people = Vec::new();
    for (number, password) in (1..).zip(CORPUS) {
        let purpose = [Purpose::Reset, Purpose::Change][number as usize % 2];
        let (browser, mails) = (installation.browser(), installation.mail_folder());
        let person = Person::hire(&installation.sandbox, number, purpose, browser, mails);
        let mut person = person.await;
        password.clone_into(&mut person.new);
        people.push(person);
    }
    next_second(installation.sandbox.okta()).await;
    let secrets = people.iter().flat_map(Person::secrets).collect();
    let watch = Watch::over(installation.node().process_id(), secrets);
    for person in &mut people {
        let walked = person.walk().await;
        walked.unwrap_or_else(|stuck| panic!("{stuck}"));
        assert!(person.has_it(&installation.sandbox), "{}", person.new);
    }
    let seen = watch.end();
    assert!(seen.looks > 10, "{seen:?}");
    assert!(
        seen.passwords.is_empty() && seen.children.is_empty(),
        "{seen:?}"
    );
}

#[tokio::test]
async fn item_60_who_watches_the_process_table_sees_a_password_in_it() {
    let secret = "Violet 93 in an argument";
    let mut other = tokio::process::Command::new("sh")
        .args(["-c", "read line", secret])
        .stdin(std::process::Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("a shell");
    let mut seen = Seen::default();
    let patience = Patience::of(10, "the argument");
    while seen.passwords.is_empty() {
        look(std::process::id(), &[secret.to_owned()], &mut seen);
        patience.look_again().await;
    }
    assert!(!seen.children.is_empty(), "the shell is a child");
    other.kill().await.expect("ended");
}
