pub(crate) mod export;
mod health;
pub(crate) mod page;
mod reports;
mod restored;

pub(crate) use restored::RestoredNotice;
