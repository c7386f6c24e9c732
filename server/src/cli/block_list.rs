use super::{
    ConfigFile,
    table::{span, table},
};
use crate::startup::open_store;
use clap::Args;
use jiff::Timestamp;
use latchkey_domain::{Block, Store as _};
use latchkey_values::{BlockId, Clock as _, SystemClock};
use serde::Serialize;

/// Shows who is blocked now, the newest first.
#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: ConfigFile,
    /// As a JSON array, for scripts.
    #[arg(long)]
    json: bool,
    /// Show at most so many.
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    most: u32,
}

#[derive(Serialize)]
struct Line {
    id: BlockId,
    limit: String,
    blocked: String,
    since: Timestamp,
    until: Timestamp,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let store = open_store(&self.file.load()?).await?;
        let now = SystemClock.now();
        let blocks = store.read().await?.blocks(now, self.most).await?;
        let lines: Vec<_> = blocks.into_iter().map(Line::of).collect();
        if self.json {
            println!("{}", serde_json::to_string_pretty(&lines)?);
        } else if lines.is_empty() {
            println!("nobody is blocked");
        } else {
            let rows = lines.into_iter().map(|line| line.cells(now)).collect();
            let head = ["ID", "LIMIT", "FOR", "ENDS IN", "BLOCKED"];
            print!("{}", table(head, rows));
        }
        Ok(())
    }
}

impl Line {
    fn of(block: Block) -> Self {
        Self {
            id: block.id,
            limit: block.limit,
            blocked: block.shown,
            since: block.since,
            until: block.until,
        }
    }

    fn cells(self, now: Timestamp) -> [String; 5] {
        [
            self.id.to_string(),
            self.limit,
            span(self.since, now),
            span(now, self.until),
            self.blocked,
        ]
    }
}
