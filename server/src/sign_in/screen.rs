use async_trait::async_trait;
use latchkey_auth::sign_in::PasswordScreen;
use latchkey_processes::Engine;
use latchkey_values::{Alias, NewPassword, PersonNames};

/// Judges passwords of local administrators as those of everybody else.
pub(crate) struct Screen(pub(crate) Engine);

#[async_trait]
impl PasswordScreen for Screen {
    async fn judge(&self, password: &NewPassword, name: &Alias) -> Result<(), String> {
        let names = PersonNames {
            login: name.to_string(),
            first: String::new(),
            last: String::new(),
        };
        let judged = self.0.judge_password(password, &names).await;
        judged.map_err(|weakness| weakness.code().to_owned())
    }
}
