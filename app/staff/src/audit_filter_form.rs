use crate::audit_query::{actors, kinds};
use latchkey_ui::{ChoiceField, Field, Input};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What to look for in the audit trail; works as a plain link.
#[component]
pub(crate) fn AuditFilterForm(
    /// The page it stands on.
    path: &'static str,
    /// What is looked for now.
    query: BTreeMap<String, String>,
) -> impl IntoView {
    let now = |name: &str| query.get(name).cloned().unwrap_or_default();
    view! {
        <form class="filters" method="get" action=path role="search">
            <ChoiceField name="kind" label="What" choices=kinds() value=now("kind") error=None/>
            <ChoiceField name="actor" label="Who" choices=actors() value=now("actor") error=None/>
            <Field name="person" label="Person" input=Input::Search optional=true
                value=now("person") error=None/>
            <Field name="request" label="Request" input=Input::Search optional=true
                value=now("request") error=None/>
            <Field name="process" label="Process" input=Input::Search optional=true
                value=now("process") error=None/>
            <Field name="network" label="Network" input=Input::Search optional=true
                value=now("network") error=None/>
            <Field name="text" label="Text in the details" input=Input::Search optional=true
                value=now("text") error=None/>
            <Field name="from" label="From day" input=Input::Text optional=true
                value=now("from") error=None/>
            <Field name="until" label="To day" input=Input::Text optional=true
                value=now("until") error=None/>
            <button class="button" type="submit">"Show"</button>
            <a class="button-link" href=path>"Show everything"</a>
        </form>
    }
}

/// The address of the same page with one part of its query replaced.
pub(crate) fn address(
    path: &str,
    query: &BTreeMap<String, String>,
    name: &str,
    value: &str,
) -> String {
    let mut query = query.clone();
    query.insert(name.to_owned(), value.to_owned());
    let pairs = query.iter().filter(|(_, value)| !value.is_empty());
    let written = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    format!("{path}?{written}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_was_looked_for() {
        let query = BTreeMap::from([
            ("text".to_owned(), "a&b".to_owned()),
            ("kind".to_owned(), String::new()),
        ]);
        assert_eq!(
            address("/admin/audit", &query, "before", "7"),
            "/admin/audit?before=7&text=a%26b"
        );
    }
}
