//! The forms of the staff pages.

use latchkey_auth::access::PermissionFacts;
use latchkey_ui::Form;

/// A form of a staff page, and the permission its sender needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaffForm {
    /// Where it is sent, and the page it stands on.
    pub form: Form,
    /// What its sender must be allowed to do.
    pub permission: PermissionFacts,
}

/// Every form of the staff pages. The edge answers no other.
pub const FORMS: &[StaffForm] = &[];
