use crate::{navigation::Section, processes::try_page::TRY_PATH, visible::visible};
use http::request::Parts;
use latchkey_auth::access::StaffMember;
use latchkey_ui::{BrandMark, PortalName};
use leptos::prelude::*;
use leptos_router::components::Outlet;

/// What runs here.
const VERSION: &str = concat!("Latchkey ", env!("CARGO_PKG_VERSION"));

/// What stands around every staff page: the portal's name, who is signed in, the menu.
#[component]
pub fn StaffLayout() -> impl IntoView {
    let PortalName(name) = use_context().unwrap_or_default();
    let parts = use_context::<Parts>();
    let path = parts
        .as_ref()
        .map_or("", |parts| parts.uri.path())
        .to_owned();
    let member = parts.and_then(|parts| parts.extensions.get::<StaffMember>().cloned());
    let menu = member.as_ref().map(|member| {
        let items = Section::open_to(member).map(|section| item(section, &path));
        items.collect_view()
    });
    view! {
        <a class="skip-link" href="#main">"Skip to the content"</a>
        <header class="staff-header">
            <a class="brand" href="/admin"><BrandMark/><span>{name}</span></a>
            {member.map(|member| view! { <Account member/> })}
        </header>
        <div class="staff-frame">
            <nav class="staff-menu" aria-label="Sections">
                <ul>{menu}</ul>
                <p class="staff-version">{VERSION}</p>
            </nav>
            <Outlet/>
        </div>
    }
}

fn item(section: Section, path: &str) -> impl IntoView + use<> {
    let current = (section == section_of(path)).then_some("page");
    view! { <li><a href=section.path() aria-current=current>{section.title()}</a></li> }
}

/// The section a page belongs to.
fn section_of(path: &str) -> Section {
    if path == TRY_PATH {
        return Section::Processes;
    }
    let below = |section: &Section| {
        path.strip_prefix(section.path())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut sections = Section::ALL.into_iter().rev();
    sections.find(below).unwrap_or(Section::Overview)
}

#[component]
fn Account(member: StaffMember) -> impl IntoView {
    view! {
        <div class="staff-account">
            <p><bdi>{visible(&member.name)}</bdi><span class="staff-login"><bdi>{visible(&member.login)}</bdi></span></p>
            <form method="post" action="/do/sign-out">
                <button class="button button-on-house" type="submit">"Sign out"</button>
            </form>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_belongs_to_the_longest_section_above_it() {
        assert_eq!(section_of("/admin"), Section::Overview);
        assert_eq!(section_of("/admin/connections/okta"), Section::Connections);
        assert_eq!(section_of("/admin/try"), Section::Processes);
        assert_eq!(section_of("/admin/connectionsx"), Section::Overview);
    }
}
