use latchkey_auth::access::{
    HelpCallers, Permission as _, PermissionFacts, ReadAudit, StaffMember, ViewConnections,
    ViewMonitoring, ViewProcesses,
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
    /// Whether agents may act.
    DeskControl,
    /// What is offered to whom.
    Processes,
    /// Where passwords live.
    CredentialStores,
    /// How outside systems are reached.
    Connections,
    /// Who did what.
    Audit,
    /// Where agents help callers.
    Desk,
}

impl Section {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 11] = [
        Self::Overview,
        Self::Activity,
        Self::Requests,
        Self::Blocks,
        Self::Attention,
        Self::DeskControl,
        Self::Processes,
        Self::CredentialStores,
        Self::Connections,
        Self::Audit,
        Self::Desk,
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
            Self::DeskControl => "/admin/desk",
            Self::Processes => "/admin/processes",
            Self::CredentialStores => "/admin/credential-stores",
            Self::Connections => "/admin/connections",
            Self::Audit => "/admin/audit",
            Self::Desk => "/desk",
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
            Self::DeskControl => "Service desk",
            Self::Processes => "Processes",
            Self::CredentialStores => "Credential stores",
            Self::Connections => "Connections",
            Self::Audit => "Audit trail",
            Self::Desk => "Help callers",
        }
    }

    /// What somebody must be allowed to do to see it.
    #[must_use]
    pub const fn permission(self) -> PermissionFacts {
        match self {
            Self::Overview
            | Self::Activity
            | Self::Requests
            | Self::Blocks
            | Self::Attention
            | Self::DeskControl => ViewMonitoring::FACTS,
            Self::Processes => ViewProcesses::FACTS,
            Self::CredentialStores | Self::Connections => ViewConnections::FACTS,
            Self::Audit => ReadAudit::FACTS,
            Self::Desk => HelpCallers::FACTS,
        }
    }

    /// The sections somebody sees.
    pub(crate) fn open_to(member: &StaffMember) -> impl Iterator<Item = Self> + use<'_> {
        Self::ALL
            .into_iter()
            .filter(|section| section.permission().allow(&member.roles))
    }
}
