use super::StoreError;
use crate::{Digest, MadePassword, PasswordHash, PasswordLink};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_values::{Alias, OperationId, RequestId};

/// Passwords that the portal made, and the links they are made behind.
#[async_trait]
pub trait MadePasswords {
    /// Keeps a made password until it is shown, in place of an earlier one of its request.
    async fn keep_made_password(&mut self, made: &MadePassword) -> Result<(), StoreError>;
    /// The made password of a request, in a writing transaction held against other writers.
    async fn made_password(
        &mut self,
        request: RequestId,
    ) -> Result<Option<MadePassword>, StoreError>;
    /// Forgets the made password of a request. `false` when there was none.
    async fn forget_made_password(&mut self, request: RequestId) -> Result<bool, StoreError>;
    /// Saves the link of its request, replacing any earlier one.
    async fn put_password_link(&mut self, link: &PasswordLink) -> Result<(), StoreError>;
    /// The link of a request; `None` when it has none. It may have ended.
    async fn password_link(
        &mut self,
        request: RequestId,
    ) -> Result<Option<PasswordLink>, StoreError>;
    /// The link whose token has this digest. It may have ended.
    async fn password_link_of(
        &mut self,
        digest: &Digest,
    ) -> Result<Option<PasswordLink>, StoreError>;
    /// Removes made passwords and links that ended before `now`.
    async fn purge_made_passwords(&mut self, now: Timestamp) -> Result<(), StoreError>;
}

/// Hashes of the passwords people had, for credential stores that refuse them.
#[async_trait]
pub trait EarlierPasswords {
    /// Remembers the hash of a password that `operation` is about to set for a person.
    async fn note_password(
        &mut self,
        operation: OperationId,
        store: &Alias,
        person: &str,
        hash: &PasswordHash,
        at: Timestamp,
    ) -> Result<(), StoreError>;
    /// Notes that `operation` set its password, and forgets all but the newest `most` of that person.
    /// Nothing happens when it noted none.
    async fn confirm_password(
        &mut self,
        operation: OperationId,
        most: u32,
    ) -> Result<(), StoreError>;
    /// Forgets the password of an operation that did not set it.
    async fn forget_password(&mut self, operation: OperationId) -> Result<(), StoreError>;
    /// The newest `most` passwords a person surely had.
    async fn earlier_passwords(
        &mut self,
        store: &Alias,
        person: &str,
        most: u32,
    ) -> Result<Vec<PasswordHash>, StoreError>;
    /// At most `most` people of whom passwords are remembered and who were not looked for since
    /// `since`, longest ago first.
    async fn people_with_passwords(
        &mut self,
        since: Timestamp,
        most: u32,
    ) -> Result<Vec<(Alias, String)>, StoreError>;
    /// Notes that the directory knew a person at `at`.
    async fn note_known(
        &mut self,
        store: &Alias,
        person: &str,
        at: Timestamp,
    ) -> Result<(), StoreError>;
    /// Forgets every password of a person, and returns how many there were.
    async fn forget_person(&mut self, store: &Alias, person: &str) -> Result<u64, StoreError>;
}
