use super::{
    api::{RemoveConnection, SaveConnection},
    words,
};
use crate::{
    moment::Moment,
    page::{StaffPage, found, page},
};
use latchkey_administration::connections::ConnectionView;
use latchkey_auth::access::{EditConnections, ViewConnections};
use latchkey_domain::SecretField;
use latchkey_ui::{Badge, Empty, Table, Tone};
use leptos::{prelude::*, server_fn::ServerFn as _};

const HEAD: &[&str] = &[
    "Alias",
    "Name",
    "Address",
    "Credential",
    "State",
    "Used by",
    "Changed",
];

/// How outside systems are reached.
#[component]
pub fn ConnectionsPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewConnections>()?;
        let connections = caller.administration.list_connections(&granted).await?;
        let done = caller.form_state(RemoveConnection::PATH).await?.done;
        let refused = caller.form_state(SaveConnection::PATH).await?;
        let may_edit = caller.member.may::<EditConnections>();
        Ok(view! {
            <StaffPage title="Connections" done failed=refused.is_refused()>
                {found(&refused, &[])}
                <p class="lead">
                    "Where an Okta org is and how the portal proves who it is there. Everything else names \
                    a connection by its alias, so moving to another org changes one place."
                </p>
                {may_edit.then(|| view! {
                    <p><a class="button" href="/admin/connections/new">"Add a connection"</a></p>
                })}
                <List connections/>
            </StaffPage>
        })
    })
}

#[component]
fn List(connections: Vec<ConnectionView>) -> impl IntoView {
    if connections.is_empty() {
        return view! {
            <Empty title="No connection yet"><p>"Add the Okta org whose people the portal serves."</p></Empty>
        }
        .into_any();
    }
    let rows = connections.into_iter().map(row).collect_view();
    view! { <Table caption="Connections" caption_hidden=true head=HEAD>{rows}</Table> }.into_any()
}

fn row(view: ConnectionView) -> impl IntoView {
    let (tone, state) = match view.missing.first() {
        None => (Tone::Good, "Ready".to_owned()),
        Some(SecretField::RefreshToken) => (Tone::Care, "Get a token".to_owned()),
        Some(field) => (Tone::Bad, format!("{} missing", words::secret(*field))),
    };
    let users = view
        .used_by
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let changed_at = view.connection.changed_at;
    let connection = view.connection.definition;
    let path = format!("/admin/connections/{}", connection.alias);
    view! {
        <tr>
            <th scope="row"><a href=path>{connection.alias.to_string()}</a></th>
            <td>
                <bdi>{connection.name.clone()}</bdi>" "
                {(!connection.environment.is_empty())
                    .then(|| view! { <Badge tone=Tone::Plain text=connection.environment.clone()/> })}
            </td>
            <td>{connection.url().to_string()}</td>
            <td>{words::credential(&connection.credential)}</td>
            <td><Badge tone text=state/></td>
            <td>{users}</td>
            <td><Moment at=changed_at/></td>
        </tr>
    }
}
