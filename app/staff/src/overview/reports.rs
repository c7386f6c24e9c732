use super::export::ReportExport;
use crate::{moment::span, visible::visible, words};
use latchkey_administration::monitoring::{Overview, Report};
use latchkey_domain::{DayOfRequests, Funnel, ReportedPerson, Tally};
use latchkey_ui::{Bar, BarChart};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The reports as charts, each with its table behind.
#[component]
pub(super) fn Reports(overview: Overview) -> impl IntoView {
    let by_state = tallied(&overview.requests_by_state, |(process, state)| {
        format!("{process}: {}", words::state(*state).0)
    });
    let by_purpose = tallied(&overview.requests_by_purpose, |of| {
        words::purpose(*of).to_owned()
    });
    let by_action = tallied(&overview.requests_by_action, |of| {
        words::action(*of).to_owned()
    });
    let blocks = tallied(&overview.blocks_by_limit, |limit| words::words(limit));
    let failures = tallied(&overview.failures_by_method, |of| {
        words::method(*of).to_owned()
    });
    let proofs = tallied(&overview.people_by_method, |of| {
        words::method(*of).to_owned()
    });
    let processes = overview.funnel_by_process.iter();
    let methods = overview.funnel_by_method.iter();
    let of_funnels = [
        (Report::FunnelByProcess, "from start to done, by process"),
        (Report::FunnelByMethod, "from start to done, by proof"),
    ];
    let of_funnels = of_funnels
        .into_iter()
        .map(|(report, title)| view! { <ReportExport report title/> })
        .collect_view();
    let funnels = processes
        .map(|funnel| funnel_chart(&funnel.of.to_string(), funnel))
        .chain(methods.map(|funnel| funnel_chart(words::method(funnel.of), funnel)))
        .collect_view();
    view! {
        <h2>"From start to done, 30 days"</h2>
        {funnels.is_empty().then(|| view! { <p class="hint">"Nobody has begun a request."</p> })}
        <div class="panels">{funnels}</div>
        <div class="row-actions">{of_funnels}</div>
        <h2>"Reports"</h2>
        <div class="panels">
            <Panel title="Requests by type, 7 days" report=Report::RequestsByPurpose unit="requests" bars=by_purpose/>
            <Panel title="Blocked, 7 days" report=Report::BlocksByLimit unit="blocks" bars=blocks/>
            <Panel title="Status by process, 7 days" report=Report::RequestsByState unit="requests" bars=by_state/>
            <Panel title="Done to accounts, 30 days" report=Report::RequestsByAction unit="requests" bars=by_action/>
            <Panel title="Most resets, 30 days" report=Report::MostResets unit="resets" bars=people(&overview.most_resets)/>
            <Panel title="Most changes, 30 days" report=Report::MostChanges unit="changes" bars=people(&overview.most_changes)/>
            <Panel title="Failed verifications, 7 days" report=Report::FailuresByMethod unit="failures" bars=failures/>
            <Panel title="People by verification used, 30 days" report=Report::PeopleByMethod unit="people" bars=proofs/>
            <Panel title="Requests per day, 30 days" report=Report::RequestsByDay unit="requests"
                bars=days(&overview.requests_by_day)/>
        </div>
    }
}

#[component]
fn Panel(title: &'static str, report: Report, unit: &'static str, bars: Vec<Bar>) -> impl IntoView {
    if bars.is_empty() {
        return view! {
            <section class="panel"><p class="chart-title">{title}</p><p class="hint">"None."</p></section>
        }
        .into_any();
    }
    view! {
        <section class="panel">
            <BarChart title unit bars/>
            <ReportExport report title/>
        </section>
    }
    .into_any()
}

fn tallied<T>(tallies: &[Tally<T>], name: impl Fn(&T) -> String) -> Vec<Bar> {
    let bar = |tally: &Tally<T>| Bar {
        label: name(&tally.of),
        value: tally.count.into(),
        note: String::new(),
    };
    tallies.iter().map(bar).collect()
}

fn people(tallies: &[Tally<ReportedPerson>]) -> Vec<Bar> {
    let bar = |tally: &Tally<ReportedPerson>| Bar {
        label: visible(&tally.of.login),
        value: tally.count.into(),
        note: format!("{}, {}", visible(&tally.of.name), tally.of.id),
    };
    tallies.iter().map(bar).collect()
}

fn days(days: &[DayOfRequests]) -> Vec<Bar> {
    let mut sums: BTreeMap<_, (u32, u32)> = BTreeMap::new();
    for day in days {
        let sum = sums.entry(day.day).or_default();
        *sum = (sum.0 + day.started, sum.1 + day.completed);
    }
    let bar = |(day, (started, completed)): (jiff::civil::Date, (u32, u32))| Bar {
        label: day.to_string(),
        value: started.into(),
        note: format!("{completed} done"),
    };
    sums.into_iter().map(bar).collect()
}

fn funnel_chart<T>(name: &str, funnel: &Funnel<T>) -> AnyView {
    let steps = [
        ("Started", funnel.started),
        ("Identified", funnel.identified),
        ("Verified", funnel.verified),
        ("Done", funnel.completed),
    ];
    let bars = steps.map(|(label, count)| Bar {
        label: label.to_owned(),
        value: count.into(),
        note: share(count, funnel.started),
    });
    let median = funnel.median.map_or_else(
        || "Nobody was done in this time.".to_owned(),
        |median| {
            format!(
                "Half of those who were done took less than {}.",
                span(median)
            )
        },
    );
    view! {
        <section class="panel">
            <BarChart title=name.to_owned() unit="requests" bars=bars.to_vec()/>
            <p class="hint">{median}</p>
        </section>
    }
    .into_any()
}

fn share(count: u32, of: u32) -> String {
    match of {
        0 => String::new(),
        of => format!("{} %", u64::from(count) * 100 / u64::from(of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_those_who_started() {
        assert_eq!([share(1, 3), share(0, 3), share(0, 0)], ["33 %", "0 %", ""]);
    }
}
