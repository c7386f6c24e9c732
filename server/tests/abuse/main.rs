//! Abuse, from outside: the built binary over HTTP and TCP, a simulated Okta org behind it. Names
//! begin with the item of the security requirements that they keep; `docs/SECURITY.md` lists them.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod codes;
mod corpora;
mod csrf;
mod enumeration;
mod harness;
mod headers;
mod identifiers;
mod limits;
mod markup;
mod outgoing;
mod output;
mod passwords;
mod promises;
mod random_walks;
mod randomness;
mod resources;
mod routes;
mod secrets;
mod session;
mod steps;
mod versions;
