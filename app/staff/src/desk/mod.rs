//! The service desk: one page with three panes, for an agent with a caller on the telephone.

mod act_pane;
mod answer;
pub(crate) mod api;
mod case_pane;
pub(crate) mod page;
mod person_pane;
mod query;
mod search_pane;
mod shown;
mod verify_pane;
mod waiting_pane;
mod words;
