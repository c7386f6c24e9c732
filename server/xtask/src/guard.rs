//! Clean-up that happens even when we are killed: a shell that waits for us to end.

use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};

/// A shell script that runs when this is dropped, and also when we end in any other way.
///
/// The shell notices by its standard input: the other end is ours alone, and closes with us.
pub(crate) struct Guard(Child);

impl Guard {
    /// Starts `shell`, which runs `script` in the end; it finds `arguments` in `$0`, `$1` and so on.
    pub(crate) fn start(shell: &mut Command, script: &str, arguments: &[&str]) -> Result<Self> {
        let child = shell
            .args(["-c", &format!("read -r told || {{ {script}; }}")])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            // Ctrl-C reaches our process group; this one must outlive it.
            .process_group(0)
            .spawn()
            .context("cannot start a shell")?;
        Ok(Self(child))
    }

    /// There is nothing to clean up any more.
    pub(crate) fn dismiss(&mut self) {
        if let Some(mut input) = self.0.stdin.take() {
            // A shell that is gone needs no telling.
            let _ = input.write_all(b"\n");
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // Waiting closes its input first.
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    struct Mark(PathBuf);

    impl Mark {
        fn new(name: &str) -> Self {
            let name = format!("latchkey-guard-{name}-{}", std::process::id());
            Self(std::env::temp_dir().join(name))
        }

        fn guard(&self) -> Guard {
            let path = self.0.to_str().unwrap();
            Guard::start(&mut Command::new("sh"), ": > \"$0\"", &[path]).unwrap()
        }
    }

    impl Drop for Mark {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    #[test]
    fn the_script_has_run_when_the_guard_is_gone() {
        let mark = Mark::new("gone");
        let guard = mark.guard();
        assert!(!mark.0.exists());
        drop(guard);
        assert!(mark.0.exists());
    }

    #[test]
    fn a_dismissed_guard_does_nothing() {
        let mark = Mark::new("dismissed");
        let mut guard = mark.guard();
        guard.dismiss();
        drop(guard);
        assert!(!mark.0.exists());
    }
}
