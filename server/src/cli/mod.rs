//! The command line: one file a command.

mod audit_export;
mod audit_head;
mod audit_purge;
mod audit_verify;
mod backup;
mod block_lift;
mod block_list;
mod breached_import;
mod check_config;
mod config_apply;
mod config_export;
mod config_plan;
mod configuration_diff;
mod dead_job;
#[cfg(feature = "demo")]
mod demo;
mod file_configuration;
mod job_discard;
mod job_list;
mod job_retry;
mod key_adopt;
mod key_rotate;
mod migrate;
mod operator;
mod restore;
mod restored;
mod serve;
mod table;
mod user_add;
mod user_change;
mod user_invite;
mod user_list;

use crate::config::{Config, Place};
use clap::{Args, Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// Self-hosted password portal for companies that run Okta.
#[derive(Parser)]
#[command(name = "latchkey", version)]
struct Latchkey {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the portal until it is told to stop.
    Serve(ConfigFile),
    /// Check the configuration and the secrets it refers to, and look for jobs that were given up.
    CheckConfig(ConfigFile),
    /// Work with what is configured, as text.
    #[command(subcommand)]
    Config(Configuration),
    /// Create the database or bring it up to this version.
    Migrate(ConfigFile),
    /// Copy the database to a file, while the portal goes on. Its key is not in it.
    Backup(backup::Options),
    /// Put a backup into the place of the database, which is kept. The portal is stopped meanwhile.
    Restore(restore::Options),
    /// Say that the database was put back by other means, such as `pg_restore`: the next start then
    /// sees to what that brought back.
    Restored(restored::Options),
    /// Work with the audit trail.
    #[command(subcommand)]
    Audit(Audit),
    /// Look after queued work.
    #[command(subcommand)]
    Job(Job),
    /// Look after people and networks that are blocked.
    #[command(subcommand)]
    Block(Block),
    /// Look after administrators whom the portal itself knows, for the day on which the directory cannot
    /// sign anybody in.
    #[command(subcommand)]
    User(User),
    /// Work with the installation's key.
    #[command(subcommand)]
    Key(Key),
    /// Work with leaked passwords.
    #[command(subcommand)]
    Breached(Breached),
    /// Run the portal against a simulated Okta org and mailbox.
    #[cfg(feature = "demo")]
    Demo(demo::Options),
}

#[derive(Subcommand)]
enum Configuration {
    /// Write connections, credential stores and processes of the database as sections of a configuration
    /// file. Secrets are not in it.
    Export(ConfigFile),
    /// Show what `apply` would change. Exits with 2 when that is anything.
    Plan(ConfigFile),
    /// Make connections, credential stores and processes in the database those of the configuration
    /// file, whatever was changed in the browser since.
    Apply(ConfigFile),
}

#[derive(Subcommand)]
enum Audit {
    /// Find any record that was altered, removed or reordered.
    Verify(audit_verify::Options),
    /// Take records away as a file.
    Export(audit_export::Options),
    /// Show the end of the chain, to be kept elsewhere.
    Head(ConfigFile),
    /// Give up old records, so that the rest can still be verified.
    Purge(audit_purge::Options),
}

#[derive(Subcommand)]
enum Job {
    /// Show queued work: what waits, runs or was given up.
    List(job_list::Options),
    /// Try jobs again that were given up.
    Retry(dead_job::DeadJobs),
    /// Remove jobs that were given up.
    Discard(dead_job::DeadJobs),
}

#[derive(Subcommand)]
enum Block {
    /// Show who is blocked, and for how long.
    List(block_list::Options),
    /// Let somebody try again at once.
    Lift(block_lift::Options),
}

#[derive(Subcommand)]
enum User {
    /// Add one, and print a link by which they choose a password, once and within an hour.
    Add(user_add::Options),
    /// Show who there is.
    List(user_list::Options),
    /// Turn somebody away, and sign them out.
    Disable(user_change::Options),
    /// Let somebody in again.
    Enable(user_change::Options),
    /// Print another link by which somebody chooses a password; the one before it is dead.
    Invite(user_invite::Options),
}

#[derive(Subcommand)]
enum Key {
    /// Let the database accept the key file there is, because the one before is lost.
    Adopt(ConfigFile),
    /// Make a new key and seal the database's secrets with it. The portal is started anew afterwards.
    Rotate(ConfigFile),
}

#[derive(Subcommand)]
enum Breached {
    /// Make a filter of leaked passwords from a list.
    Import(breached_import::Options),
}

#[derive(Args)]
struct ConfigFile {
    /// The configuration file.
    #[arg(
        long = "config",
        value_name = "FILE",
        env = "LATCHKEY_CONFIG",
        default_value = "latchkey.toml"
    )]
    path: PathBuf,
}

impl ConfigFile {
    fn load(&self) -> anyhow::Result<Config> {
        Ok(Config::load(&self.path)?)
    }

    /// Where the data is; the rest of the file is not looked at.
    fn place(&self) -> anyhow::Result<Place> {
        Ok(Place::load(&self.path)?)
    }
}

/// Runs the command the process was started with.
#[must_use]
pub fn run() -> ExitCode {
    let command = Latchkey::parse().command;
    // One provider is linked, and this says so before any connection is made. A second call is no harm.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    match tokio::runtime::Runtime::new()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(command.run()))
    {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Command {
    async fn run(self) -> anyhow::Result<ExitCode> {
        if let Self::Config(Configuration::Plan(file)) = &self {
            return config_plan::run(file).await;
        }
        self.run_to_success().await.map(|()| ExitCode::SUCCESS)
    }

    async fn run_to_success(self) -> anyhow::Result<()> {
        match self {
            Self::Serve(file) => serve::run(&file).await,
            Self::CheckConfig(file) => check_config::run(&file).await,
            Self::Config(Configuration::Export(file)) => config_export::run(&file).await,
            Self::Config(Configuration::Plan(file)) => config_plan::run(&file).await.map(drop),
            Self::Config(Configuration::Apply(file)) => config_apply::run(&file).await,
            Self::Migrate(file) => migrate::run(&file).await,
            Self::Backup(options) => options.run().await,
            Self::Restore(options) => options.run().await,
            Self::Restored(options) => options.run().await,
            Self::Audit(Audit::Verify(options)) => options.run().await,
            Self::Audit(Audit::Export(options)) => options.run().await,
            Self::Audit(Audit::Head(file)) => audit_head::run(&file).await,
            Self::Audit(Audit::Purge(options)) => options.run().await,
            Self::Job(Job::List(options)) => options.run().await,
            Self::Job(Job::Retry(dead)) => job_retry::run(&dead).await,
            Self::Job(Job::Discard(dead)) => job_discard::run(&dead).await,
            Self::Block(Block::List(options)) => options.run().await,
            Self::Block(Block::Lift(options)) => options.run().await,
            Self::User(User::Add(options)) => options.run().await,
            Self::User(User::List(options)) => options.run().await,
            Self::User(User::Disable(options)) => options.run(true).await,
            Self::User(User::Enable(options)) => options.run(false).await,
            Self::User(User::Invite(options)) => options.run().await,
            Self::Key(Key::Adopt(file)) => key_adopt::run(&file).await,
            Self::Key(Key::Rotate(file)) => key_rotate::run(&file).await,
            Self::Breached(Breached::Import(options)) => options.run(),
            #[cfg(feature = "demo")]
            Self::Demo(options) => demo::run(options).await,
        }
    }
}
