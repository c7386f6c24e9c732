use crate::{Administration, AdministrationError};
use jiff::tz::Offset;
use latchkey_auth::access::{Granted, ViewMonitoring};
use latchkey_domain::{
    DayOfRequests, Funnel, OperationKind, Period, ProofMethod, Purpose, ReportedPerson,
    RequestAction, RequestState, Tally,
};
use latchkey_values::Alias;

/// How many people the lists of the busiest have.
const BUSIEST: u32 = 10;

/// The reports, as of one moment. Weeks and months end with today.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The last 7 days.
    pub week: Period,
    /// The last 30 days.
    pub month: Period,
    /// The week's requests, by what they were for.
    pub requests_by_purpose: Vec<Tally<Purpose>>,
    /// The week's blocks, by the limit that was reached.
    pub blocks_by_limit: Vec<Tally<String>>,
    /// The week's requests, by process and by where they stand.
    pub requests_by_state: Vec<Tally<(Alias, RequestState)>>,
    /// What was done to accounts in the month.
    pub requests_by_action: Vec<Tally<RequestAction>>,
    /// Who had most passwords reset in the month.
    pub most_resets: Vec<Tally<ReportedPerson>>,
    /// The week's failed verifications.
    pub failures_by_method: Vec<Tally<ProofMethod>>,
    /// Different people who proved in the month who they are, by how. There is no enrolment yet: what
    /// people have used stands for what they could use.
    pub people_by_method: Vec<Tally<ProofMethod>>,
    /// Who changed most passwords in the month.
    pub most_changes: Vec<Tally<ReportedPerson>>,
    /// The month's requests day by day, with the days on which there was none.
    pub requests_by_day: Vec<DayOfRequests>,
    /// How far the month's requests came, by process.
    pub funnel_by_process: Vec<Funnel<Alias>>,
    /// How far the month's requests came, by the proof that was asked for.
    pub funnel_by_method: Vec<Funnel<ProofMethod>>,
}

impl Administration {
    /// The reports. Days begin at midnight at `offset`.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn overview(
        &self,
        _granted: &Granted<ViewMonitoring>,
        offset: Offset,
    ) -> Result<Overview, AdministrationError> {
        let now = self.clock.now();
        let week = Period::last_days(7, now, offset);
        let month = Period::last_days(30, now, offset);
        let (reset, change) = (OperationKind::SetPassword, OperationKind::ChangePassword);
        let mut unit = self.store.read().await?;
        let requests_by_day = every_day(&month, &unit.requests_by_day(&month).await?);
        Ok(Overview {
            requests_by_purpose: unit.requests_by_purpose(&week).await?,
            blocks_by_limit: unit.blocks_by_limit(&week).await?,
            requests_by_state: unit.requests_by_state(&week).await?,
            requests_by_action: unit.requests_by_action(&month).await?,
            most_resets: unit.people_by_operations(reset, &month, BUSIEST).await?,
            failures_by_method: unit.failures_by_method(&week).await?,
            people_by_method: unit.people_by_method(&month).await?,
            most_changes: unit.people_by_operations(change, &month, BUSIEST).await?,
            requests_by_day,
            funnel_by_process: unit.funnel_by_process(&month).await?,
            funnel_by_method: unit.funnel_by_method(&month).await?,
            week,
            month,
        })
    }
}

/// One entry for each day and purpose, in order.
fn every_day(period: &Period, known: &[DayOfRequests]) -> Vec<DayOfRequests> {
    let mut days = Vec::new();
    for day in period.days() {
        for purpose in [Purpose::Reset, Purpose::Unlock, Purpose::Change] {
            let is_meant = |known: &&DayOfRequests| known.day == day && known.purpose == purpose;
            let none = DayOfRequests {
                day,
                purpose,
                started: 0,
                completed: 0,
            };
            days.push(known.iter().find(is_meant).copied().unwrap_or(none));
        }
    }
    days
}
