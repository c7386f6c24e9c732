use super::api::RemoveStore;
use crate::{
    moment::Moment,
    page::{StaffPage, page},
};
use latchkey_administration::credential_stores::CredentialStoreView;
use latchkey_auth::access::{EditConnections, ViewConnections};
use latchkey_ui::{Badge, Empty, Table, Tone};
use leptos::{prelude::*, server_fn::ServerFn as _};

const HEAD: &[&str] = &["Alias", "Name", "State", "Connection", "Used by", "Changed"];

/// Where people's passwords live.
#[component]
pub fn CredentialStoresPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewConnections>()?;
        let stores = caller
            .administration
            .list_credential_stores(&granted)
            .await?;
        let done = caller.form_state(RemoveStore::PATH).await?.done;
        let may_edit = caller.member.may::<EditConnections>();
        Ok(view! {
            <StaffPage title="Credential stores" done>
                <p class="lead">
                    "A place where passwords live: how people are found there, and what a new password \
                    has to keep."
                </p>
                {may_edit.then(|| view! {
                    <p><a class="button" href="/admin/credential-stores/new">"Add a credential store"</a></p>
                })}
                <List stores/>
            </StaffPage>
        })
    })
}

#[component]
fn List(stores: Vec<CredentialStoreView>) -> impl IntoView {
    if stores.is_empty() {
        return view! {
            <Empty title="No credential store"><p>"Add one over a connection."</p></Empty>
        }
        .into_any();
    }
    let rows = stores.into_iter().map(row).collect_view();
    view! { <Table caption="Credential stores" caption_hidden=true head=HEAD>{rows}</Table> }
        .into_any()
}

fn row(view: CredentialStoreView) -> impl IntoView {
    let (tone, text) = if view.is_active() {
        (Tone::Good, "Ready")
    } else {
        (Tone::Plain, "No connection")
    };
    let users = view
        .used_by
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let changed_at = view.store.changed_at;
    let record = view.store.definition;
    let path = format!("/admin/credential-stores/{}", record.alias);
    let connection = record.connection.map(|alias| {
        let path = format!("/admin/connections/{alias}");
        view! { <a href=path>{alias.to_string()}</a> }
    });
    view! {
        <tr>
            <th scope="row"><a href=path>{record.alias.to_string()}</a></th>
            <td><bdi>{record.name}</bdi></td>
            <td><Badge tone text/></td>
            <td>{connection}</td>
            <td>{users}</td>
            <td><Moment at=changed_at/></td>
        </tr>
    }
}
