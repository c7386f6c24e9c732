//! "Get token": how the OAuth web app of a connection gets its refresh token. An administrator signs in at
//! Okta and consents; what came of it stands on the connection's page.

pub(crate) mod api;
pub(crate) mod leave_page;
pub(crate) mod returned;
pub(super) mod section;
mod underway;

use url::Url;

/// The portal's public address. Provided as context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortalUrl(pub String);

/// Where Okta sends the administrator's browser back to. Two segments below the list: no connection has
/// this address, whatever its alias.
pub const TOKEN_RETURN: &str = "/admin/connections/token/return";

/// The same with the portal's public address, as it is entered in Okta. `None` when that is no address.
fn redirect_uri(portal: &PortalUrl) -> Option<Url> {
    Url::parse(&portal.0).ok()?.join(TOKEN_RETURN).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn okta_sends_people_back_to_the_public_address() {
        let portal = PortalUrl("https://password.example.com".to_owned());
        let uri = redirect_uri(&portal).expect("an address");
        assert_eq!(
            uri.as_str(),
            "https://password.example.com/admin/connections/token/return"
        );
        assert_eq!(redirect_uri(&PortalUrl::default()), None);
    }
}
