//! Programs that run beside us.

use std::process::{Child, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::{
    command::{self, program},
    guard::Guard,
};

/// How long a program may take to start listening, or to stop.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(50);

/// A running program that does not outlive us, however we end.
pub(crate) struct Process {
    child: Child,
    guard: Guard,
}

impl Process {
    /// Watches over a program just started. One that cannot be watched over is killed.
    pub(crate) fn new(mut child: Child) -> Result<Self> {
        let id = child.id().to_string();
        match Guard::start(&mut program("sh"), "kill -TERM \"$0\"", &[&id]) {
            Ok(guard) => Ok(Self { child, guard }),
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(error)
            }
        }
    }

    /// Whether the program has ended, and how.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        let status = self.child.try_wait()?;
        if status.is_some() {
            // Its number may soon be another program's.
            self.guard.dismiss();
        }
        Ok(status)
    }

    /// Asks the program to end (SIGTERM) and waits for it; kills it when it does not.
    pub(crate) fn stop(&mut self) -> Result<ExitStatus> {
        if let Some(status) = self.ended()? {
            return Ok(status);
        }
        let id = self.child.id().to_string();
        // The shell has `kill` built in; a program of that name may not be installed.
        command::run(program("sh").args(["-c", "kill -TERM \"$0\"", &id]))?;
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            thread::sleep(PAUSE);
        }
        bail!("a program did not end when asked to, and was killed")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.guard.dismiss();
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_stopped_program_has_ended() {
        let child = Command::new("sleep").arg("600").spawn().unwrap();
        let mut process = Process::new(child).unwrap();
        assert!(process.ended().unwrap().is_none());
        assert!(!process.stop().unwrap().success());
    }
}
