use crate::{Engine, EngineError};
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_domain::{DeskCase, Request, UnitOfWork};
use latchkey_values::RequestId;

impl Engine {
    /// The case of this id with its request, if it is this agent's. `None` for anybody else's: nobody
    /// learns whether it is there.
    pub(super) async fn own_case(
        &self,
        unit: &mut dyn UnitOfWork,
        agent: &Granted<HelpCallers>,
        id: RequestId,
    ) -> Result<Option<(Request, DeskCase)>, EngineError> {
        let Some(request) = unit.request(id).await? else {
            return Ok(None);
        };
        let case = unit.desk_case(id).await?;
        let own = case.filter(|case| case.belongs_to(&agent.member().principal));
        Ok(own.map(|case| (request, case)))
    }
}
