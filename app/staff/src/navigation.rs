use latchkey_auth::access::{
    Permission as _, PermissionFacts, ReadAudit, StaffMember, ViewConnections, ViewMonitoring,
    ViewProcesses,
};

/// A part of the admin's portal, as the menu names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// How the portal is doing.
    Overview,
    /// What happens now.
    Activity,
    /// What people asked for.
    Requests,
    /// Who is stopped.
    Blocks,
    /// What needs a person.
    Attention,
    /// What is offered to whom.
    Processes,
    /// Where passwords live.
    CredentialStores,
    /// How outside systems are reached.
    Connections,
    /// Who did what.
    Audit,
}

impl Section {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Activity,
        Self::Requests,
        Self::Blocks,
        Self::Attention,
        Self::Processes,
        Self::CredentialStores,
        Self::Connections,
        Self::Audit,
    ];

    /// Its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/admin",
            Self::Activity => "/admin/activity",
            Self::Requests => "/admin/requests",
            Self::Blocks => "/admin/blocks",
            Self::Attention => "/admin/attention",
            Self::Processes => "/admin/processes",
            Self::CredentialStores => "/admin/credential-stores",
            Self::Connections => "/admin/connections",
            Self::Audit => "/admin/audit",
        }
    }

    /// Its name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Activity => "Live activity",
            Self::Requests => "Requests",
            Self::Blocks => "Blocked people",
            Self::Attention => "Needs a person",
            Self::Processes => "Processes",
            Self::CredentialStores => "Credential stores",
            Self::Connections => "Connections",
            Self::Audit => "Audit trail",
        }
    }

    /// What somebody must be allowed to do to see it.
    #[must_use]
    pub const fn permission(self) -> PermissionFacts {
        match self {
            Self::Overview | Self::Activity | Self::Requests | Self::Blocks | Self::Attention => {
                ViewMonitoring::FACTS
            }
            Self::Processes => ViewProcesses::FACTS,
            Self::CredentialStores | Self::Connections => ViewConnections::FACTS,
            Self::Audit => ReadAudit::FACTS,
        }
    }

    /// The sections somebody sees.
    pub(crate) fn open_to(member: &StaffMember) -> impl Iterator<Item = Self> + use<'_> {
        Self::ALL
            .into_iter()
            .filter(|section| section.permission().allow(&member.roles))
    }
}
