mod health;
pub(crate) mod page;
mod reports;
