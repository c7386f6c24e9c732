//! An installation to break, people who use it meanwhile, and what is left afterwards.

mod balancer;
mod evidence;
mod gate;
mod installation;
mod node;
mod patience;
mod person;
mod plan;
mod reset;

pub(crate) use balancer::Balancer;
pub(crate) use evidence::{Case, Evidence, Run};
pub(crate) use gate::Gate;
pub(crate) use installation::Installation;
pub(crate) use node::Node;
pub(crate) use patience::Patience;
pub(crate) use person::{Person, Purpose, next_second};
pub(crate) use plan::Plan;
pub(crate) use reset::{ALICE, Reset};
