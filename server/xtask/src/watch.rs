//! `cargo xtask watch`: the demo, rebuilt and restarted whenever a source file changes.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::{cli::DemoOptions, demo, process::Process, setup, workspace};

const WATCHED: [&str; 4] = ["app", "server", "style", "public"];
const PAUSE: Duration = Duration::from_millis(500);

/// Newest change and number of files; a removed file changes the number.
type Version = (Option<SystemTime>, usize);

/// Runs until interrupted; the demo ends with it. A build that fails leaves the former demo running.
pub(crate) fn run(options: &DemoOptions) -> Result<()> {
    setup::rust::set_up()?;
    let mut running: Option<Process> = None;
    loop {
        let version = version();
        // What failed has been told; the next change is the next try.
        if demo::build().is_ok() {
            if let Some(mut former) = running.take() {
                former.stop()?;
            }
            running = Some(Process::new(demo::command(options).spawn()?)?);
        }
        wait_for_change(version, &mut running)?;
    }
}

fn wait_for_change(version_built: Version, running: &mut Option<Process>) -> Result<()> {
    while version() == version_built {
        thread::sleep(PAUSE);
        if let Some(process) = running
            && let Some(status) = process.ended()?
        {
            println!("✗ the demo ended ({status}); waiting for a change");
            *running = None;
        }
    }
    Ok(())
}

fn version() -> Version {
    WATCHED
        .iter()
        .map(|folder| version_below(&workspace::path(folder)))
        .fold((None, 0), join)
}

/// Unreadable files count as absent: they are being written.
fn version_below(path: &Path) -> Version {
    let Ok(about) = fs::metadata(path) else {
        return (None, 0);
    };
    if !about.is_dir() {
        return (about.modified().ok(), 1);
    }
    fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| version_below(&entry.path()))
        .fold((None, 0), join)
}

fn join(one: Version, other: Version) -> Version {
    (one.0.max(other.0), one.1 + other.1)
}
