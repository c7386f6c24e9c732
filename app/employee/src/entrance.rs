use crate::{
    failure::Failure,
    place::{Address, Place, Stage},
};
use http::Uri;
use latchkey_domain::Purpose;
use latchkey_processes::RequestView;
use latchkey_values::Alias;
use serde::{Deserialize, Serialize};

/// Where people begin: the portal's first page or, at `/p/<path>`, that of one process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Entrance(Option<Alias>);

/// The name of the field by which a form says where it stands.
pub(crate) const FIELD: &str = "path";

const OF_PROCESSES: &str = "/p/";

impl Entrance {
    /// That of the page being made; `None` when its address can be no process's.
    pub(crate) async fn of_this_page() -> Result<Option<Self>, Failure> {
        let uri: Uri = leptos_axum::extract().await?;
        Ok(Self::of_address(uri.path()))
    }

    fn of_address(address: &str) -> Option<Self> {
        let Some(rest) = address.strip_prefix(OF_PROCESSES) else {
            return Some(Self::default());
        };
        Self::named(rest.split('/').next().filter(|path| !path.is_empty())?)
    }

    /// That of the page a form stands on, by what is in its field: nothing on the portal's own pages.
    /// `None` when that can be no path.
    pub(crate) fn named(field: &str) -> Option<Self> {
        if field.is_empty() {
            return Some(Self::default());
        }
        field.parse().ok().map(|path| Self(Some(path)))
    }

    /// That by which a request was begun.
    pub(crate) fn of(request: &RequestView) -> Self {
        Self(request.path.clone())
    }

    /// The path of the process; `None` at the portal's first page.
    pub(crate) fn path(&self) -> Option<&Alias> {
        self.0.as_ref()
    }

    /// Its page.
    pub(crate) fn home(&self) -> Address {
        match &self.0 {
            None => Place::Home.into(),
            Some(path) => Address::made(format!("{OF_PROCESSES}{path}")),
        }
    }

    /// The page behind it that asks who somebody is.
    pub(crate) fn identify(&self, purpose: Purpose) -> Address {
        let of_portal = Place::Way(purpose, Stage::Identify);
        match &self.0 {
            None => of_portal.into(),
            Some(path) => Address::made(format!("{OF_PROCESSES}{path}{}", of_portal.path())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_the_entrance_of_its_address() {
        let staff = Entrance::named("staff");
        for address in ["/p/staff", "/p/staff/reset"] {
            assert_eq!(Entrance::of_address(address), staff, "{address}");
        }
        for address in ["/", "/reset", "/pages"] {
            assert_eq!(
                Entrance::of_address(address),
                Some(Entrance::default()),
                "{address}"
            );
        }
        for address in ["/p/", "/p/Staff", "/p/a.b/reset", "/p//reset"] {
            assert_eq!(Entrance::of_address(address), None, "{address}");
        }
    }

    #[test]
    fn an_entrance_leads_to_its_own_pages() {
        let addresses = |field| {
            let entrance = Entrance::named(field).expect("a path");
            let pages = [entrance.home(), entrance.identify(Purpose::Unlock)];
            pages.map(|page| page.as_str().to_owned())
        };
        assert_eq!(addresses(""), ["/", "/unlock"]);
        assert_eq!(addresses("staff"), ["/p/staff", "/p/staff/unlock"]);
        assert_eq!(Entrance::named("//evil.example"), None);
    }
}
