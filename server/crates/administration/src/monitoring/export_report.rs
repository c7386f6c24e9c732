use super::{Overview, export_requests::name_of};
use crate::{
    Administration, AdministrationError, Export, ExportError,
    export::{CSV, csv_rows},
};
use futures::{StreamExt as _, stream};
use jiff::tz::Offset;
use latchkey_auth::access::{Granted, ViewMonitoring};
use latchkey_domain::{AuditKind, DayOfRequests, Funnel, ReportedPerson, Tally};
use serde::{Deserialize, Serialize};
use serde_json::json;
use strum::VariantArray;

/// One of the reports of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// The week's requests, by what they were for.
    RequestsByPurpose,
    /// The week's blocks, by the limit that was reached.
    BlocksByLimit,
    /// The week's requests, by process and by where they stand.
    RequestsByState,
    /// What was done to accounts in the month.
    RequestsByAction,
    /// Who had most passwords reset in the month.
    MostResets,
    /// Who changed most passwords in the month.
    MostChanges,
    /// The week's failed verifications.
    FailuresByMethod,
    /// Different people of the month, by how they proved who they are.
    PeopleByMethod,
    /// The month's requests day by day.
    RequestsByDay,
    /// How far the month's requests came, by process.
    FunnelByProcess,
    /// How far the month's requests came, by the proof that was asked for.
    FunnelByMethod,
}

type Rows = Vec<Vec<String>>;

impl Administration {
    /// Takes one report away as a table for spreadsheets, with the figures of now; it is on the record
    /// before. Days begin at midnight at `offset`.
    ///
    /// # Errors
    /// [`ExportError`]; then nothing left the portal.
    pub async fn export_report(
        &self,
        granted: &Granted<ViewMonitoring>,
        report: Report,
        offset: Offset,
    ) -> Result<Export, ExportError> {
        let overview = self.overview(granted, offset).await;
        let overview = overview.map_err(|error| match error {
            AdministrationError::Store(error) => ExportError::Store(error),
            other => ExportError::format(other),
        })?;
        let bytes = csv_rows(rows(report, &overview))?;
        let now = self.clock.now();
        let mut unit = self.store.begin().await?;
        let event = granted.event(AuditKind::ReportExported, [("report", json!(report))]);
        unit.append_audit(now, event).await?;
        unit.commit().await?;
        Ok(Export {
            file_name: format!("{}-{}.csv", name_of(&report), now.strftime("%Y-%m-%d")),
            content_type: CSV,
            body: stream::iter([Ok(bytes)]).boxed(),
        })
    }
}

/// Head and rows of a report.
fn rows(report: Report, overview: &Overview) -> Rows {
    match report {
        Report::RequestsByPurpose => tally("purpose", &overview.requests_by_purpose, name_of),
        Report::BlocksByLimit => tally("limit", &overview.blocks_by_limit, Clone::clone),
        Report::RequestsByState => tallies(
            &["process", "state", "count"],
            &overview.requests_by_state,
            |(process, state)| vec![process.to_string(), name_of(state)],
        ),
        Report::RequestsByAction => tally("action", &overview.requests_by_action, name_of),
        Report::MostResets => people(&overview.most_resets),
        Report::MostChanges => people(&overview.most_changes),
        Report::FailuresByMethod => tally("method", &overview.failures_by_method, name_of),
        Report::PeopleByMethod => tally("method", &overview.people_by_method, name_of),
        Report::RequestsByDay => days(&overview.requests_by_day),
        Report::FunnelByProcess => funnels("process", &overview.funnel_by_process, name_of),
        Report::FunnelByMethod => funnels("method", &overview.funnel_by_method, name_of),
    }
}

fn head(columns: &[&str]) -> Rows {
    vec![columns.iter().map(|column| (*column).to_owned()).collect()]
}

fn tallies<T>(columns: &[&str], tallies: &[Tally<T>], names: impl Fn(&T) -> Vec<String>) -> Rows {
    let mut rows = head(columns);
    rows.extend(tallies.iter().map(|tally| {
        let mut row = names(&tally.of);
        row.push(tally.count.to_string());
        row
    }));
    rows
}

fn tally<T>(column: &str, of: &[Tally<T>], name: impl Fn(&T) -> String) -> Rows {
    tallies(&[column, "count"], of, |of| vec![name(of)])
}

fn people(of: &[Tally<ReportedPerson>]) -> Rows {
    let columns = ["person_id", "person_login", "person_name", "count"];
    tallies(&columns, of, |person| {
        vec![person.id.clone(), person.login.clone(), person.name.clone()]
    })
}

fn days(days: &[DayOfRequests]) -> Rows {
    let mut rows = head(&["day", "purpose", "started", "completed"]);
    rows.extend(days.iter().map(|day| {
        vec![
            day.day.to_string(),
            name_of(&day.purpose),
            day.started.to_string(),
            day.completed.to_string(),
        ]
    }));
    rows
}

fn funnels<T>(column: &str, funnels: &[Funnel<T>], name: impl Fn(&T) -> String) -> Rows {
    let steps = [
        "started",
        "identified",
        "verified",
        "completed",
        "median_seconds",
    ];
    let mut rows = head(&[&[column][..], &steps[..]].concat());
    rows.extend(funnels.iter().map(|funnel| {
        let median = funnel.median.map(|median| median.as_secs().to_string());
        vec![
            name(&funnel.of),
            funnel.started.to_string(),
            funnel.identified.to_string(),
            funnel.verified.to_string(),
            funnel.completed.to_string(),
            median.unwrap_or_default(),
        ]
    }));
    rows
}
