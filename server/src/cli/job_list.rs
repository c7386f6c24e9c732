use super::{
    ConfigFile,
    table::{span, table},
};
use crate::startup::open_store;
use clap::Args;
use jiff::Timestamp;
use latchkey_domain::{JobRecord, JobState, Store as _};
use latchkey_values::{Clock as _, JobId, SystemClock};
use serde::Serialize;

/// Shows jobs, oldest first.
#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: ConfigFile,
    /// Only those that were given up.
    #[arg(long)]
    dead: bool,
    /// As a JSON array, for scripts.
    #[arg(long)]
    json: bool,
    /// Show at most so many.
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    most: u32,
}

/// What is shown of a job. Of its payload only the request, so that nothing else can slip out.
#[derive(Serialize)]
struct Line {
    id: JobId,
    kind: String,
    state: &'static str,
    queued_at: Timestamp,
    run_at: Timestamp,
    attempts: u32,
    last_error: Option<String>,
    request: Option<String>,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let store = open_store(&self.file.load()?).await?;
        let state = self.dead.then_some(JobState::Dead);
        let records = store.read().await?.job_records(state, self.most).await?;
        let now = SystemClock.now();
        let lines: Vec<_> = records.into_iter().map(|job| Line::of(job, now)).collect();
        if self.json {
            println!("{}", serde_json::to_string_pretty(&lines)?);
        } else if lines.is_empty() {
            println!("no jobs");
        } else {
            let rows = lines.into_iter().map(|line| line.cells(now)).collect();
            let head = [
                "ID",
                "KIND",
                "STATE",
                "AGE",
                "ATTEMPTS",
                "REQUEST",
                "LAST ERROR",
            ];
            print!("{}", table(head, rows));
        }
        Ok(())
    }
}

impl Line {
    fn of(job: JobRecord, now: Timestamp) -> Self {
        let is_leased = job.leased_until.is_some_and(|until| until > now);
        Self {
            id: job.id,
            state: match job.state {
                JobState::Dead => "dead",
                JobState::Queued if is_leased => "running",
                JobState::Queued => "waiting",
            },
            queued_at: job.id.made_at(),
            run_at: job.run_at,
            attempts: job.attempts,
            request: job.payload["request"].as_str().map(str::to_owned),
            kind: job.kind,
            last_error: job.last_error,
        }
    }

    fn cells(self, now: Timestamp) -> [String; 7] {
        let or_nothing = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        [
            self.id.to_string(),
            self.kind,
            self.state.to_owned(),
            span(self.queued_at, now),
            self.attempts.to_string(),
            or_nothing(self.request),
            or_nothing(self.last_error),
        ]
    }
}
