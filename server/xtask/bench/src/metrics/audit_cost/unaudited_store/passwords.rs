//! What the store without its audit trail passes on unchanged: made and earlier passwords.

use super::{Done, Unaudited};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{
    Digest, EarlierPasswords, MadePassword, MadePasswords, PasswordHash, PasswordLink,
};
use latchkey_values::{Alias, OperationId, RequestId};

#[async_trait]
impl MadePasswords for Unaudited {
    async fn keep_made_password(&mut self, made: &MadePassword) -> Done {
        self.0.keep_made_password(made).await
    }

    async fn made_password(&mut self, request: RequestId) -> Done<Option<MadePassword>> {
        self.0.made_password(request).await
    }

    async fn forget_made_password(&mut self, request: RequestId) -> Done<bool> {
        self.0.forget_made_password(request).await
    }

    async fn put_password_link(&mut self, link: &PasswordLink) -> Done {
        self.0.put_password_link(link).await
    }

    async fn password_link(&mut self, request: RequestId) -> Done<Option<PasswordLink>> {
        self.0.password_link(request).await
    }

    async fn password_link_of(&mut self, digest: &Digest) -> Done<Option<PasswordLink>> {
        self.0.password_link_of(digest).await
    }

    async fn purge_made_passwords(&mut self, now: Timestamp) -> Done {
        self.0.purge_made_passwords(now).await
    }
}

#[async_trait]
impl EarlierPasswords for Unaudited {
    async fn note_password(
        &mut self,
        operation: OperationId,
        store: &Alias,
        person: &str,
        hash: &PasswordHash,
        at: Timestamp,
    ) -> Done {
        self.0
            .note_password(operation, store, person, hash, at)
            .await
    }

    async fn confirm_password(&mut self, operation: OperationId, most: u32) -> Done {
        self.0.confirm_password(operation, most).await
    }

    async fn forget_password(&mut self, operation: OperationId) -> Done {
        self.0.forget_password(operation).await
    }

    async fn earlier_passwords(
        &mut self,
        store: &Alias,
        person: &str,
        most: u32,
    ) -> Done<Vec<PasswordHash>> {
        self.0.earlier_passwords(store, person, most).await
    }

    async fn people_with_passwords(
        &mut self,
        since: Timestamp,
        most: u32,
    ) -> Done<Vec<(Alias, String)>> {
        self.0.people_with_passwords(since, most).await
    }

    async fn note_known(&mut self, store: &Alias, person: &str, at: Timestamp) -> Done {
        self.0.note_known(store, person, at).await
    }

    async fn forget_person(&mut self, store: &Alias, person: &str) -> Done<u64> {
        self.0.forget_person(store, person).await
    }
}
