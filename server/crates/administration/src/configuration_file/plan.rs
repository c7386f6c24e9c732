use super::{
    CONNECTION, CREDENTIAL_STORE, FileConnection, FileObjects, connections::is_taken_away,
};
use crate::{AdministrationError, processes::limits_without_effect};
use latchkey_connections::{Connections, Secrets, Unusable, Vault};
use latchkey_domain::{
    ChangedBy, Connection, CredentialStoreRecord, Process, SecretField, StoreError, UnitOfWork,
    Versioned,
};
use latchkey_processes::{Limits, ProcessChange, plan_processes};
use latchkey_values::Alias;
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeMap;

/// What the configuration file says about what the database holds.
#[derive(Clone, Copy, Debug)]
pub struct FileConfiguration<'a> {
    /// Its connections and credential stores.
    pub objects: &'a FileObjects,
    /// Its processes.
    pub processes: &'a [Process],
    /// The portal's own limits, which those of a process stay below.
    pub limits: &'a Limits,
}

/// What is to be written so that the database follows the file, or was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConfigurationPlan {
    /// Connections, by alias.
    pub connections: Vec<ObjectChange<Connection>>,
    /// Credential stores, by alias.
    pub credential_stores: Vec<ObjectChange<CredentialStoreRecord>>,
    /// Processes, by alias.
    pub processes: Vec<ProcessChange>,
    /// What left the file and stays, with the reason.
    pub kept: Vec<String>,
    /// Why nothing of it can be written; empty when it can.
    pub refused: Vec<String>,
}

/// How an object becomes another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectChange<T> {
    /// Which one.
    pub alias: Alias,
    /// How it was before; `None` when it is new.
    pub before: Option<T>,
    /// How it is afterwards; `None` when it is gone.
    pub after: Option<T>,
    /// Secrets that the file refers to and the database does not hold so.
    pub secrets_set: Vec<SecretField>,
    /// Secrets that go, because they were for something else.
    pub secrets_removed: Vec<SecretField>,
    /// What becomes weaker by it, in words.
    pub weaker: Vec<String>,
}

impl ConfigurationPlan {
    /// Whether the database follows the file already.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.connections.is_empty()
            && self.credential_stores.is_empty()
            && self.processes.is_empty()
    }
}

impl<T> ObjectChange<T> {
    /// What is done to it, in a word.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "created",
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "removed",
        }
    }
}

/// What is to be written so that the database follows the file, whatever was changed in the browser
/// since. What was made in the browser only stays. Without a vault, the secrets in the database count as
/// others than the file's.
///
/// # Errors
/// [`AdministrationError`].
pub async fn plan_configuration(
    unit: &mut dyn UnitOfWork,
    vault: Option<&Vault>,
    connections: Option<&Connections>,
    file: FileConfiguration<'_>,
) -> Result<ConfigurationPlan, AdministrationError> {
    let mut planning = Planning {
        known_connections: by_alias(unit.connections().await?, |known| &known.alias),
        known_stores: by_alias(unit.credential_stores().await?, |known| &known.alias),
        plan: ConfigurationPlan {
            processes: plan_processes(unit, file.processes).await?,
            ..ConfigurationPlan::default()
        },
        processes: unit.processes().await?,
        file: file.objects,
    };
    planning.follow_processes();
    planning.connections(unit, vault, connections).await?;
    planning.credential_stores(unit).await?;
    planning.vanished_connections(unit).await?;
    planning.refuse(file);
    Ok(planning.plan)
}

struct Planning<'a> {
    known_connections: BTreeMap<Alias, Versioned<Connection>>,
    known_stores: BTreeMap<Alias, Versioned<CredentialStoreRecord>>,
    /// As they will be.
    processes: Vec<Process>,
    file: &'a FileObjects,
    plan: ConfigurationPlan,
}

impl Planning<'_> {
    fn follow_processes(&mut self) {
        for change in &self.plan.processes {
            self.processes
                .retain(|process| process.alias != change.alias);
            self.processes.extend(change.after.clone());
        }
    }

    async fn connections(
        &mut self,
        unit: &mut dyn UnitOfWork,
        vault: Option<&Vault>,
        clients: Option<&Connections>,
    ) -> Result<(), AdministrationError> {
        for object in &self.file.connections {
            let alias = &object.definition.alias;
            let sealed = match vault {
                Some(vault) => vault.open(unit, alias).await?,
                None => Secrets::new(),
            };
            let known = self.known_connections.get(alias);
            let known = known.map(|known| &known.definition);
            let change = connection_change(known, object, &sealed);
            if let Some(reason) =
                clients.and_then(|clients| unusable(clients, &change, object, sealed))
            {
                self.plan.refused.push(reason);
            }
            if !change.is_none() {
                self.plan.connections.push(change);
            }
        }
        Ok(())
    }

    async fn credential_stores(&mut self, unit: &mut dyn UnitOfWork) -> Result<(), StoreError> {
        for record in &self.file.credential_stores {
            let known = self.known_stores.get(&record.alias);
            let before = known.map(|known| &known.definition);
            let change = ObjectChange::between(&record.alias, before, Some(record));
            if before != Some(record) {
                let weaker = before.map(|before| record.weaker_than(before));
                self.plan.credential_stores.push(ObjectChange {
                    weaker: weaker.unwrap_or_default(),
                    ..change
                });
            }
        }
        let stays = self.file.credential_stores.iter();
        let named = stays.map(|record| &record.alias).collect();
        for alias in vanished(unit, CREDENTIAL_STORE, named).await? {
            let Some(known) = self.known_stores.get(&alias) else {
                continue;
            };
            let is_used = self
                .processes
                .iter()
                .any(|process| process.credential_store == alias);
            if let Some(why) = why_kept(&known.changed_by, is_used) {
                let kept = format!("credential store {alias}: {why}");
                self.plan.kept.push(kept);
            } else {
                let change = ObjectChange::between(&alias, Some(&known.definition), None);
                self.plan.credential_stores.push(change);
            }
        }
        Ok(())
    }

    async fn vanished_connections(&mut self, unit: &mut dyn UnitOfWork) -> Result<(), StoreError> {
        let stays = self.file.connections.iter();
        let named = stays.map(|object| &object.definition.alias).collect();
        for alias in vanished(unit, CONNECTION, named).await? {
            let Some(known) = self.known_connections.get(&alias) else {
                continue;
            };
            let is_used = self
                .stores_after()
                .any(|store| store.connection.as_ref() == Some(&alias));
            if let Some(why) = why_kept(&known.changed_by, is_used) {
                self.plan.kept.push(format!("connection {alias}: {why}"));
            } else {
                let change = ObjectChange::between(&alias, Some(&known.definition), None);
                self.plan.connections.push(change);
            }
        }
        Ok(())
    }

    /// The credential stores as they will be.
    fn stores_after(&self) -> impl Iterator<Item = &CredentialStoreRecord> {
        let changes = &self.plan.credential_stores;
        let is_there = move |alias: &Alias| changes.iter().any(|change| change.alias == *alias);
        let known = self.known_stores.values().map(|known| &known.definition);
        known
            .filter(move |known| !is_there(&known.alias))
            .chain(changes.iter().filter_map(|change| change.after.as_ref()))
    }

    /// What the forms refuse is refused here too.
    fn refuse(&mut self, file: FileConfiguration<'_>) {
        let idle = |change: &&ObjectChange<CredentialStoreRecord>| {
            let after = change.after.as_ref();
            after.is_some_and(|after| after.connection.is_none())
        };
        let mut refused = Vec::new();
        for change in self.plan.credential_stores.iter().filter(idle) {
            let store = &change.alias;
            let users = self.processes.iter();
            refused.extend(
                users
                    .filter(|process| process.credential_store == *store)
                    .map(|process| {
                        let user = &process.alias;
                        format!("credential store {store}: process {user} uses it, so it needs a connection")
                    }),
            );
        }
        for process in file.processes {
            let alias = &process.alias;
            let of_another =
                |other: &&Process| other.alias != *alias && other.path() == process.path();
            let other = self.processes.iter().find(of_another);
            if let (Some(path), Some(other)) = (process.path(), other) {
                let other = &other.alias;
                refused.push(format!(
                    "process {alias}: the page {path} belongs to process {other}"
                ));
            }
            let problems = limits_without_effect(process, file.limits);
            refused.extend(
                problems
                    .iter()
                    .map(|problem| format!("process {alias}: {}", problem.reason)),
            );
        }
        self.plan.refused.extend(refused);
    }
}

impl<T: Clone> ObjectChange<T> {
    fn between(alias: &Alias, before: Option<&T>, after: Option<&T>) -> Self {
        Self {
            alias: alias.clone(),
            before: before.cloned(),
            after: after.cloned(),
            secrets_set: Vec::new(),
            secrets_removed: Vec::new(),
            weaker: Vec::new(),
        }
    }
}

impl<T: PartialEq> ObjectChange<T> {
    fn is_none(&self) -> bool {
        self.before == self.after && self.secrets_set.is_empty() && self.secrets_removed.is_empty()
    }
}

fn connection_change(
    before: Option<&Connection>,
    object: &FileConnection,
    sealed: &Secrets,
) -> ObjectChange<Connection> {
    let after = &object.definition;
    let is_held = |field: &SecretField, secret: &SecretString| {
        let held = sealed.get(field).map(ExposeSecret::expose_secret);
        held.is_some_and(|held| latchkey_secrets::matches(held, secret.expose_secret()))
    };
    let set = object.secrets.iter();
    let set = set.filter(|(field, secret)| !is_held(field, secret));
    let goes =
        |field: &&SecretField| before.is_some_and(|before| is_taken_away(before, object, **field));
    ObjectChange {
        secrets_set: set.map(|(field, _)| *field).collect(),
        secrets_removed: sealed.keys().filter(goes).copied().collect(),
        weaker: before.map_or_else(Vec::new, |before| after.weaker_than(before)),
        ..ObjectChange::between(&after.alias, before, Some(after))
    }
}

/// Why no client can be made of a connection as it will be; one whose secret is still to come waits for
/// it.
fn unusable(
    clients: &Connections,
    change: &ObjectChange<Connection>,
    object: &FileConnection,
    mut secrets: Secrets,
) -> Option<String> {
    secrets.retain(|field, _| !change.secrets_removed.contains(field));
    secrets.extend(object.secrets.clone());
    match clients.client_of(&object.definition, &secrets) {
        Ok(_) | Err(Unusable::NoSecret(_)) => None,
        Err(error) => Some(error.to_string()),
    }
}

fn why_kept(changed_by: &ChangedBy, is_used: bool) -> Option<&'static str> {
    if *changed_by != ChangedBy::File {
        Some("it left the file, and stays because it was changed in the browser")
    } else if is_used {
        Some("it left the file, and stays because it is in use")
    } else {
        None
    }
}

/// What the file had when it was last applied, and has no more.
async fn vanished(
    unit: &mut dyn UnitOfWork,
    kind: &str,
    named: Vec<&Alias>,
) -> Result<Vec<Alias>, StoreError> {
    let applied = unit.applied_objects(kind).await?;
    let aliases = applied.into_iter().map(|(alias, _)| alias);
    Ok(aliases.filter(|alias| !named.contains(&alias)).collect())
}

fn by_alias<T>(
    known: Vec<Versioned<T>>,
    alias: impl Fn(&T) -> &Alias,
) -> BTreeMap<Alias, Versioned<T>> {
    let named = known
        .into_iter()
        .map(|known| (alias(&known.definition).clone(), known));
    named.collect()
}
