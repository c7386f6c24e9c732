pub(crate) mod export;
mod health;
pub(crate) mod page;
mod reports;
