//! A PostgreSQL server for the tests, thrown away after them.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{
    command::{self, program},
    guard::Guard,
    server::free_port,
    setup::{self, apt},
    step::step,
    workspace,
};

/// Tells the tests a superuser's address on a server they may make databases on.
pub(crate) const VARIABLE: &str = "LATCHKEY_TEST_POSTGRES";

/// Many tests run at once, each with connections of its own.
const SETTINGS: &str =
    "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=500";

/// Whether a commit outlives a crash of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// It does, as in an installation.
    Full,
    /// It does not: quicker, and nothing in a test has to.
    None,
}

impl Durability {
    /// PostgreSQL's setting `fsync`.
    fn fsync(self) -> &'static str {
        match self {
            Self::Full => "on",
            Self::None => "off",
        }
    }
}

/// What the guard does in the end, as the server's owner: `$0` is `pg_ctl`, `$1` the folder.
const CLEAN_UP: &str = "\
    if [ -e \"$1/data/postmaster.pid\" ]; then \"$0\" stop -s -m immediate -D \"$1/data\"; fi; \
    rm -rf \"$1\"";

/// A running server; stopped and removed when dropped, and also when we end in any other way.
pub(crate) struct Postgres {
    url: String,
    /// `None` for a server that was there before us.
    _guard: Option<Guard>,
}

impl Postgres {
    /// Takes the server the environment names, or starts one. `None` when there is no PostgreSQL
    /// and nobody here may install it: the tests that need it are then skipped.
    pub(crate) fn start() -> Result<Option<Self>> {
        if let Ok(url) = std::env::var(VARIABLE) {
            return Ok(Some(Self { url, _guard: None }));
        }
        Self::start_own(Durability::None)
    }

    /// Starts a server that nobody else uses. `None` as above.
    pub(crate) fn start_own(durability: Durability) -> Result<Option<Self>> {
        let Some(programs) = setup::postgres::set_up()? else {
            return Ok(None);
        };
        step("start PostgreSQL", || {
            Cluster::new(programs, durability)?.start()
        })
        .map(Some)
    }

    /// A superuser's address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// A folder with a server's data, and who owns it.
struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    owner: Option<Owner>,
    port: u16,
    durability: Durability,
}

impl Cluster {
    fn new(programs: PathBuf, durability: Durability) -> Result<Self> {
        let port = free_port()?;
        let name = format!("latchkey-postgres-{}-{port}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let owner = Owner::of_servers()?;
        fs::create_dir(&folder).with_context(|| folder.display().to_string())?;
        if let Some(Owner { user, group }) = owner {
            chown(&folder, Some(user), Some(group))?;
        }
        Ok(Self {
            programs,
            folder,
            owner,
            port,
            durability,
        })
    }

    fn start(self) -> Result<Postgres> {
        let pg_ctl = self.programs.join("pg_ctl");
        let arguments = [&pg_ctl, &self.folder].map(|path| path.to_string_lossy());
        let guard = Guard::start(
            &mut self.owned(Path::new("sh")),
            CLEAN_UP,
            &[&arguments[0], &arguments[1]],
        )?;
        self.make()?;
        self.launch(&pg_ctl)?;
        Ok(Postgres {
            url: format!("postgres://postgres@127.0.0.1:{}/postgres", self.port),
            _guard: Some(guard),
        })
    }

    fn make(&self) -> Result<()> {
        let log = workspace::target().join("xtask/logs/initdb.log");
        let mut initdb = self.owned(&self.programs.join("initdb"));
        initdb
            .args(["--username=postgres", "--auth=trust", "--no-sync"])
            .args(["--encoding=UTF8", "--locale=C", "--pgdata"])
            .arg(self.folder.join("data"));
        if !command::run_into(&mut initdb, &log)? {
            bail!("initdb failed; its output: {}", log.display());
        }
        Ok(())
    }

    fn launch(&self, pg_ctl: &Path) -> Result<()> {
        let log = self.folder.join("log");
        let mut start = self.owned(pg_ctl);
        start
            .args(["start", "--wait", "--silent", "--pgdata"])
            .arg(self.folder.join("data"))
            .arg("--log")
            .arg(&log)
            .arg("--options")
            .arg(format!(
                "{SETTINGS} -c port={} -c fsync={}",
                self.port,
                self.durability.fsync()
            ));
        command::run(&mut start)
            // The log goes with the folder.
            .with_context(|| fs::read_to_string(&log).unwrap_or_default())
    }

    /// A program run as the server's owner.
    fn owned(&self, name: &Path) -> Command {
        let mut command = program(name);
        // The owner may not be allowed into our folders.
        command.current_dir(&self.folder);
        if let Some(Owner { user, group }) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }
}

/// Who runs the server in our stead.
#[derive(Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl Owner {
    /// `None` when we may run it ourselves: PostgreSQL refuses only root.
    fn of_servers() -> Result<Option<Self>> {
        if !apt::is_root() {
            return Ok(None);
        }
        Self::named("postgres")
            .or_else(|_| Self::named("nobody"))
            .context("PostgreSQL refuses to run as root, and there is no user `nobody` to run it")
            .map(Some)
    }

    fn named(name: &str) -> Result<Self> {
        let id = |which: &str| -> Result<u32> {
            let number = command::capture(program("id").args([which, name]))?;
            Ok(number.trim().parse()?)
        };
        Ok(Self {
            user: id("-u")?,
            group: id("-g")?,
        })
    }
}
