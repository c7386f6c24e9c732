use crate::{Engine, EngineError, limits::hourly};
use jiff::{SignedDuration, Timestamp};
use latchkey_auth::access::{Granted, Permission};
use latchkey_domain::Limit;

/// How often agents of the service desk may do what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeskLimits {
    /// Searches of one agent, a minute: caps what can be gathered about people.
    pub searches_per_agent: u32,
    /// Actions of one agent, an hour.
    pub actions_per_agent: u32,
    /// Actions of all agents, an hour.
    pub actions_in_all: u32,
}

impl Default for DeskLimits {
    fn default() -> Self {
        Self {
            searches_per_agent: 30,
            actions_per_agent: 20,
            actions_in_all: 200,
        }
    }
}

impl Engine {
    /// Counts a search. `Err` holds the time until which the agent cannot search.
    pub(super) async fn count_search<P: Permission>(
        &self,
        agent: &Granted<P>,
    ) -> Result<Result<(), Timestamp>, EngineError> {
        let limit = Limit {
            name: "desk-searches-of-agent",
            most: self.limits().desk.searches_per_agent,
            window: SignedDuration::from_mins(1),
        };
        self.count_for(agent, &[limit]).await
    }

    /// Counts an action, before it is done. `Err` holds the time until which there are none left.
    pub(super) async fn count_action<P: Permission>(
        &self,
        agent: &Granted<P>,
    ) -> Result<Result<(), Timestamp>, EngineError> {
        let limits = self.limits().desk;
        let own = hourly("desk-actions-of-agent", limits.actions_per_agent);
        let all = hourly("desk-actions-in-all", limits.actions_in_all);
        self.count_for(agent, &[own, all]).await
    }

    async fn count_for<P: Permission>(
        &self,
        agent: &Granted<P>,
        limits: &[Limit],
    ) -> Result<Result<(), Timestamp>, EngineError> {
        let member = agent.member();
        let principal = &member.principal;
        let mut unit = self.begin().await?;
        let mut counted = Ok(());
        for limit in limits {
            let (key, shown) = if limit.name.ends_with("-of-agent") {
                let key = format!("{} {}", principal.issuer, principal.subject);
                (key, member.login.as_str())
            } else {
                (String::new(), "the service desk")
            };
            let counted_here = self.counted(*limit, &key, shown);
            let hit = self.hit(unit.as_mut(), counted_here, None).await?;
            counted = counted.and(hit.map(drop).map_err(|reached| reached.until));
        }
        self.commit(unit).await?;
        Ok(counted)
    }
}
