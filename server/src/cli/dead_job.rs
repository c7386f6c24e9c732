use super::ConfigFile;
use clap::Args;
use latchkey_administration::monitoring::DeadJobError;
use latchkey_values::JobId;

/// Which dead jobs.
#[derive(Args)]
pub(super) struct DeadJobs {
    /// Their ids, as `latchkey job list --dead` shows them.
    #[arg(required = true, value_name = "ID")]
    pub(super) ids: Vec<JobId>,
    #[command(flatten)]
    pub(super) file: ConfigFile,
}

/// Why nothing was done, and where to look.
pub(super) fn refusal(error: DeadJobError) -> anyhow::Error {
    match error {
        DeadJobError::NotFound(id) => anyhow::anyhow!(
            "there is no dead job {id}; `latchkey job list --dead` shows those there are"
        ),
        DeadJobError::Store(error) => error.into(),
    }
}
