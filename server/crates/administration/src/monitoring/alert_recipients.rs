use crate::Administration;
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{RequestFilter, StoreError, UnitOfWork};
use latchkey_values::{Alias, EmailAddress};
use std::collections::HashSet;

/// Of more people nobody asks which processes they came to: these show it.
const MOST_PEOPLE: usize = 50;
/// Requests of one person that are looked at.
const MOST_REQUESTS: u32 = 20;
/// What led to a block began up to so long before it: the longest window of a limit on starting.
const BEFORE: SignedDuration = SignedDuration::from_hours(1);

/// Who is told that `people` were blocked since then; nobody twice.
pub(super) async fn recipients(
    administration: &Administration,
    unit: &mut dyn UnitOfWork,
    people: &HashSet<String>,
    since: Timestamp,
) -> Result<Vec<EmailAddress>, StoreError> {
    let alert = &administration.block_alert;
    let mut to = alert.to.clone();
    if alert.tells_owners {
        let concerned = concerned(unit, people, since - BEFORE).await?;
        let processes = unit.processes().await?.into_iter();
        let processes = processes.filter(|process| concerned.contains(&process.alias));
        for owner in processes.flat_map(|process| process.owners) {
            if !to.contains(&owner) {
                to.push(owner);
            }
        }
    }
    Ok(to)
}

/// The processes that these people came to.
async fn concerned(
    unit: &mut dyn UnitOfWork,
    people: &HashSet<String>,
    since: Timestamp,
) -> Result<HashSet<Alias>, StoreError> {
    let mut processes = HashSet::new();
    for person in people.iter().take(MOST_PEOPLE) {
        let filter = RequestFilter {
            person: Some(person.clone()),
            from: Some(since),
            ..RequestFilter::default()
        };
        let requests = unit.request_records(&filter, None, MOST_REQUESTS).await?;
        processes.extend(requests.into_iter().map(|request| request.process));
    }
    Ok(processes)
}
