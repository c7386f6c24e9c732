//! The `_links` of a user: which operations its status allows, as recorded from real orgs.

use serde_json::{Map, Value, json};

use super::{Status, User};

const USER_TYPE: &str = "otyk2m4v8xQdN7bR35d7";
const USER_SCHEMA: &str = "osck2m4v8xQdN7bR35d7";

/// The id of the org's one user type.
pub(crate) fn user_type() -> &'static str {
    USER_TYPE
}

/// The links of a user read on its own.
pub(crate) fn all(user: &User, base: &str) -> Value {
    let mut links = Map::new();
    for (name, path) in operations(user.status) {
        let href = format!("{base}/api/v1/users/{}/{path}", user.id);
        links.insert(
            (*name).to_owned(),
            json!({ "href": href, "method": "POST" }),
        );
    }
    if user.status == Status::Deprovisioned {
        let href = format!("{base}/api/v1/users/{}", user.id);
        links.insert(
            "delete".to_owned(),
            json!({ "href": href, "method": "DELETE" }),
        );
    }
    links.insert(
        "schema".to_owned(),
        json!({ "href": format!("{base}/api/v1/meta/schemas/user/{USER_SCHEMA}") }),
    );
    links.insert(
        "type".to_owned(),
        json!({ "href": format!("{base}/api/v1/meta/types/user/{USER_TYPE}") }),
    );
    links.insert("self".to_owned(), myself(user, base));
    Value::Object(links)
}

/// The links of a user in a list: only the way to the user itself.
pub(crate) fn in_list(user: &User, base: &str) -> Value {
    json!({ "self": myself(user, base) })
}

fn myself(user: &User, base: &str) -> Value {
    json!({ "href": format!("{base}/api/v1/users/{}", user.id) })
}

const ACTIVATE: (&str, &str) = ("activate", "lifecycle/activate");
const REACTIVATE: (&str, &str) = ("reactivate", "lifecycle/reactivate");
const DEACTIVATE: (&str, &str) = ("deactivate", "lifecycle/deactivate");
const SUSPEND: (&str, &str) = ("suspend", "lifecycle/suspend");
const UNSUSPEND: (&str, &str) = ("unsuspend", "lifecycle/unsuspend");
const UNLOCK: (&str, &str) = ("unlock", "lifecycle/unlock");
const RESET_PASSWORD: (&str, &str) = ("resetPassword", "lifecycle/reset_password");
const FORGOT_PASSWORD: (&str, &str) = ("forgotPassword", "credentials/forgot_password");
const EXPIRE_PASSWORD: (&str, &str) = ("expirePassword", "lifecycle/expire_password");
const CHANGE_PASSWORD: (&str, &str) = ("changePassword", "credentials/change_password");
const CHANGE_QUESTION: (&str, &str) = (
    "changeRecoveryQuestion",
    "credentials/change_recovery_question",
);
const RESET_FACTORS: (&str, &str) = ("resetFactors", "lifecycle/reset_factors");

/// STAGED, ACTIVE, `PASSWORD_EXPIRED` and SUSPENDED as recorded; the other statuses follow the documented operations.
fn operations(status: Status) -> &'static [(&'static str, &'static str)] {
    match status {
        Status::Staged => &[ACTIVATE, RESET_FACTORS],
        Status::Provisioned => &[REACTIVATE, DEACTIVATE, RESET_PASSWORD, RESET_FACTORS],
        Status::Active | Status::PasswordExpired => &[
            SUSPEND,
            DEACTIVATE,
            RESET_PASSWORD,
            FORGOT_PASSWORD,
            EXPIRE_PASSWORD,
            CHANGE_PASSWORD,
            CHANGE_QUESTION,
            RESET_FACTORS,
        ],
        Status::Recovery => &[
            REACTIVATE,
            DEACTIVATE,
            RESET_PASSWORD,
            CHANGE_PASSWORD,
            CHANGE_QUESTION,
            RESET_FACTORS,
        ],
        Status::LockedOut => &[UNLOCK, DEACTIVATE, RESET_PASSWORD, RESET_FACTORS],
        Status::Suspended => &[UNSUSPEND, DEACTIVATE, RESET_FACTORS],
        Status::Deprovisioned => &[ACTIVATE],
    }
}
