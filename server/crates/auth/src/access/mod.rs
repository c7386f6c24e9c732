//! Who may do what. A use case asks for [`Granted<P>`]; only a signed-in person whose roles allow `P`
//! can have one, so code that did not ask cannot call it.

mod granted;
mod permission;
mod staff_member;

pub use granted::Granted;
pub use permission::{
    ConfirmActions, DecideOperations, EditConnections, EditProcesses, ExportAudit, FreezeDesk,
    HelpCallers, LiftBlocks, PERMISSIONS, Permission, PermissionFacts, ReadAudit, RetryJobs,
    ThawDesk, TryProcesses, ViewConnections, ViewMonitoring, ViewProcesses,
};
pub use staff_member::{Denied, StaffMember};
