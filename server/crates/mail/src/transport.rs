use crate::{Mail, MailError};
use async_trait::async_trait;

/// The way out of the house.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Hands the mail over. On success it is somebody else's to deliver.
    ///
    /// # Errors
    /// [`MailError`]. After [`MailError::Temporary`] the mail may have been taken all the same.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;
}
