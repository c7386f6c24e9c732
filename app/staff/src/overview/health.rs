use crate::moment::{Moment, MomentOr};
use latchkey_administration::monitoring::{ConnectionHealth, ConnectionState, Integrations};
use latchkey_ui::{Badge, Empty, Table, Tone};
use leptos::prelude::*;

const HEAD: &[&str] = &[
    "Connection",
    "State",
    "Last answer",
    "Calls left",
    "Refused for missing rights",
];

/// How the portal gets on with other systems.
#[component]
pub(super) fn IntegrationHealth(integrations: Integrations) -> impl IntoView {
    let none = integrations.connections.is_empty();
    let rows = integrations.connections.into_iter().map(row).collect_view();
    view! {
        <h2>"Integration health"</h2>
        {if none {
            view! { <Empty title="No connection yet"><p><a href="/admin/connections">"Connect an Okta org"</a></p></Empty> }
                .into_any()
        } else {
            view! { <Table caption="What this node's calls have shown" head=HEAD>{rows}</Table> }
                .into_any()
        }}
    }
}

fn row(connection: ConnectionHealth) -> impl IntoView {
    let (text, tone) = state(connection.state);
    let left = connection.rate.first().map_or_else(
        || "not known yet".to_owned(),
        |rate| format!("{} of {} ({})", rate.remaining, rate.limit, rate.bucket),
    );
    let forbidden = connection
        .forbidden
        .iter()
        .map(|call| format!("{} ({}×)", call.call, call.times))
        .collect::<Vec<_>>()
        .join(", ");
    view! {
        <tr>
            <th scope="row">{connection.alias.to_string()}</th>
            <td><Badge tone text/> {reason(&connection)}</td>
            <td><MomentOr at=connection.last_success otherwise="none yet"/></td>
            <td>{left}</td>
            <td>{forbidden}</td>
        </tr>
    }
}

/// Why it last failed, unless it works now.
fn reason(connection: &ConnectionHealth) -> impl IntoView + use<> {
    let works = matches!(connection.state, ConnectionState::Working);
    let failure = connection.last_failure.clone().filter(|_| !works);
    failure.map(|(at, why)| view! { <p class="hint">{why}", "<Moment at/></p> })
}

fn state(state: ConnectionState) -> (&'static str, Tone) {
    match state {
        ConnectionState::NotCalledYet => ("Not called yet", Tone::Plain),
        ConnectionState::Working => ("Working", Tone::Good),
        ConnectionState::Down { .. } => ("Down", Tone::Bad),
        ConnectionState::CredentialRefused { .. } => ("Credential refused", Tone::Bad),
    }
}
