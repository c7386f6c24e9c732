//! Serves the sandbox alone, for other programs that want to talk to a simulated org:
//! `cargo run -p latchkey-sandbox --example serve -- 127.0.0.1:8081 127.0.0.1:8082 mails`

use std::error::Error;
use std::path::PathBuf;

use latchkey_sandbox::{RateLimits, Settings};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |default: &str| arguments.next().unwrap_or_else(|| default.to_owned());
    let sandbox = latchkey_sandbox::start(Settings {
        okta: next("127.0.0.1:8081").parse()?,
        pages: next("127.0.0.1:8082").parse()?,
        mail_folder: PathBuf::from(next("mails")),
        portal_url: None,
        rate_limits: RateLimits::default(),
    })
    .await?;
    println!("Okta API   {}", sandbox.okta_url());
    println!("API token  {}", sandbox.api_token());
    println!("Pages      {}", sandbox.pages_url());
    tokio::signal::ctrl_c().await?;
    sandbox.stop().await;
    Ok(())
}
