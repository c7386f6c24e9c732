use super::{problem::Problems, secret::Reference};
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    fmt,
    ops::Range,
    path::{Path, PathBuf},
};
use toml::Spanned;
use url::Url;

/// The file in the data folder that is the database unless another one is named.
const FILE: &str = "latchkey.db";

/// Where the data is.
#[derive(Clone, Debug)]
pub enum Database {
    /// In a SQLite file, for one node.
    Sqlite(PathBuf),
    /// In the PostgreSQL database at this address, which may hold a password; for any number of
    /// nodes.
    Postgres(SecretString),
}

impl fmt::Display for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => path.display().fmt(formatter),
            Self::Postgres(_) => formatter.write_str("PostgreSQL"),
        }
    }
}

/// The keys of the file that say where the data is.
pub(super) struct DatabaseKeys<'file> {
    pub(super) address: Option<&'file Spanned<String>>,
    pub(super) file: Option<&'file Spanned<PathBuf>>,
    pub(super) password_file: Option<&'file Spanned<PathBuf>>,
    pub(super) password_env: Option<&'file Spanned<String>>,
}

impl DatabaseKeys<'_> {
    pub(super) fn check(
        &self,
        folder: &Path,
        data_dir: &Path,
        problems: &mut Problems<'_>,
    ) -> Option<Database> {
        match (self.address, self.file) {
            (Some(address), None) => self.inline(folder, address, problems),
            (None, Some(file)) => {
                self.refuse_password("database_file holds the password too", problems);
                whole_address(folder, file, problems)
            }
            (None, None) => {
                self.refuse_password("only database = \"postgres://…\" has one", problems);
                Some(Database::Sqlite(data_dir.join(FILE)))
            }
            (Some(_), Some(file)) => {
                problems.add(file.span(), "name only one of database and database_file");
                None
            }
        }
    }

    /// An address in the configuration itself, to which the password comes from elsewhere.
    fn inline(
        &self,
        folder: &Path,
        address: &Spanned<String>,
        problems: &mut Problems<'_>,
    ) -> Option<Database> {
        if holds_password(address.get_ref()) {
            problems.add(
                address.span(),
                "database: a password does not belong into this file; leave it out of the address, and name \
                 where it is with database_password_file or database_password_env (or name a file that \
                 holds the whole address with database_file)",
            );
            return None;
        }
        let url = postgres("database", address.get_ref(), address.span(), problems);
        let password = self.password();
        if !password.is_given() {
            return url.map(into_database);
        }
        let password = password.read(folder, address.span(), problems);
        let mut url = url?;
        // As a parameter, which works with every host and needs no rules of its own for escaping.
        url.query_pairs_mut()
            .append_pair("password", password?.expose_secret());
        Some(into_database(url))
    }

    fn password(&self) -> Reference<'_> {
        Reference {
            key: "database_password",
            file: self.password_file,
            env: self.password_env,
        }
    }

    /// A password that would not be used is a misunderstanding.
    fn refuse_password(&self, reason: &str, problems: &mut Problems<'_>) {
        let file = self.password_file.map(Spanned::span);
        if let Some(at) = file.or_else(|| self.password_env.map(Spanned::span)) {
            problems.add(at, format_args!("database_password: {reason}"));
        }
    }
}

fn whole_address(
    folder: &Path,
    file: &Spanned<PathBuf>,
    problems: &mut Problems<'_>,
) -> Option<Database> {
    let content = Reference {
        key: "database",
        file: Some(file),
        env: None,
    };
    let address = content.read(folder, file.span(), problems)?;
    let key = "database_file, which names a file that holds an address";
    postgres(key, address.expose_secret(), file.span(), problems).map(into_database)
}

/// Nothing of the address is repeated: it may hold a password.
fn postgres(
    key: &str,
    address: &str,
    at: Range<usize>,
    problems: &mut Problems<'_>,
) -> Option<Url> {
    let url = Url::parse(address).ok();
    let url = url.filter(|url| matches!(url.scheme(), "postgres" | "postgresql"));
    if url.is_none() {
        problems.add(
            at,
            format_args!(
                "{key}: use an address such as postgres://latchkey@db.example.com/latchkey?sslmode=verify-full; \
                 without an address the database is the file {FILE} in data_dir"
            ),
        );
    }
    url
}

fn into_database(url: Url) -> Database {
    Database::Postgres(SecretString::from(String::from(url)))
}

/// Whether an address gives a password away: behind the user's name, or as a parameter. One with an
/// unescaped `/`, `?` or `#` in it reaches beyond what URLs call the user, so all before the last `@`
/// counts.
fn holds_password(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let user = rest.rsplit_once('@').map_or("", |(user, _)| user);
    user.contains(':') || rest.contains("password=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_noticed_wherever_it_stands() {
        for address in [
            "postgres://latchkey:hunter2@db.example.com/latchkey",
            "postgres://latchkey:hun/ter?2@db.example.com/latchkey",
            "postgres://latchkey:hun@ter#2@db.example.com/latchkey",
            "postgres://db.example.com/latchkey?sslmode=require&password=hunter2",
            "postgres:///latchkey?sslpassword=hunter2",
            "mysql://root:hunter2@db.example.com/latchkey",
        ] {
            assert!(holds_password(address), "{address}");
        }
        for address in [
            "postgres://latchkey@db.example.com:5432/latchkey",
            "postgres://latchkey@[2001:db8::1]:5432/latchkey?sslmode=verify-full",
            "postgres:///latchkey?host=/run/postgresql",
            "/var/lib/latchkey/latchkey.db",
        ] {
            assert!(!holds_password(address), "{address}");
        }
    }
}
