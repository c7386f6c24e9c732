use crate::{moment::Moment, visible::visible, words};
use latchkey_domain::AuditRecord;
use latchkey_ui::Table;
use leptos::prelude::*;
use serde_json::Value;

const HEAD: &[&str] = &["No.", "When", "What", "Who", "About", "From", "Details"];

/// Records of the audit trail as a table.
#[component]
pub(crate) fn Records(
    /// What the table shows.
    caption: &'static str,
    /// The records, in the order of the rows.
    records: Vec<AuditRecord>,
) -> impl IntoView {
    let rows = records.into_iter().map(row).collect_view();
    view! { <Table caption head=HEAD>{rows}</Table> }
}

fn row(record: AuditRecord) -> impl IntoView {
    let event = record.event;
    let request = event.request.map(|id| {
        let path = format!("/admin/requests/{id}");
        view! { <a href=path>"request"</a> }
    });
    let who = event
        .details
        .get("staff")
        .and_then(|staff| staff["name"].as_str());
    let who = who.map_or_else(|| words::actor(event.actor).to_owned(), str::to_owned);
    view! {
        <tr>
            <td>{record.sequence}</td>
            <td><Moment at=record.at/></td>
            <th scope="row">{words::kind(event.kind)}</th>
            <td><bdi>{visible(&who)}</bdi></td>
            <td><bdi>{event.subject.as_deref().map(visible)}</bdi>" "{request}</td>
            <td>{event.network}</td>
            <td><details><summary>"Show"</summary><code class="code">{visible(&details(&event.details))}</code></details></td>
        </tr>
    }
}

/// Name and value, one after the other.
fn details(details: &serde_json::Map<String, Value>) -> String {
    let one = |(name, value): (&String, &Value)| match value {
        Value::String(text) => format!("{name}: {text}"),
        value => format!("{name}: {value}"),
    };
    details.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn details_are_written_out() {
        let Value::Object(map) = json!({ "limit": "starts", "hits": 3 }) else {
            unreachable!("an object")
        };
        assert_eq!(details(&map), "hits: 3; limit: starts");
    }
}
