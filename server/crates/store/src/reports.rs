use crate::{
    conditions::Conditions,
    row::{Row, name_of},
    transaction::{SqlTransaction, Statement, sql},
};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp, civil::Date, tz::Offset};
use latchkey_domain::{
    AuditKind, DayOfRequests, Funnel, OperationKind, Period, ProofMethod, Purpose, ReportedPerson,
    Reports, RequestAction, RequestState, StoreError, Subject, Tally,
};
use latchkey_values::Alias;
use serde::de::DeserializeOwned;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;

const REQUESTS: &str = "requests";
const OPERATIONS: &str = "operations";
const AUDIT: &str = "audit";

const DAY_IN_MILLIS: i64 = 86_400_000;

#[async_trait]
impl Reports for SqlTransaction {
    async fn requests_by_purpose(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<Purpose>>, StoreError> {
        let text = "SELECT purpose, COUNT(*) AS found FROM requests \
             WHERE created_at >= $1 AND created_at < $2 GROUP BY purpose";
        let rows = self.rows(REQUESTS, within(sql(text), period)).await?;
        tallies(&rows, "purpose")
    }

    async fn requests_by_day(&mut self, period: &Period) -> Result<Vec<DayOfRequests>, StoreError> {
        let text = "SELECT day, purpose, COUNT(*) AS started, \
             COUNT(CASE WHEN state = 'completed' THEN 1 END) AS completed \
             FROM (SELECT (created_at + $3) / $4 AS day, purpose, state FROM requests \
             WHERE created_at >= $1 AND created_at < $2) AS begun \
             GROUP BY day, purpose ORDER BY day, purpose";
        let statement = within(sql(text), period)
            .bind(i64::from(period.offset.seconds()) * 1_000)
            .bind(DAY_IN_MILLIS);
        let rows = self.rows(REQUESTS, statement).await?;
        rows.iter().map(day_of_requests).collect()
    }

    async fn requests_by_state(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<(Alias, RequestState)>>, StoreError> {
        let text = "SELECT process, state, COUNT(*) AS found FROM requests \
             WHERE created_at >= $1 AND created_at < $2 GROUP BY process, state";
        let rows = self.rows(REQUESTS, within(sql(text), period)).await?;
        let mut tallies = Vec::with_capacity(rows.len());
        for row in &rows {
            tallies.push(Tally {
                of: (row.parsed::<Alias>("process")?, row.variant("state")?),
                count: row.count("found")?,
            });
        }
        tallies.sort_by(|a, b| {
            a.of.0
                .as_str()
                .cmp(b.of.0.as_str())
                .then(b.count.cmp(&a.count))
        });
        Ok(tallies)
    }

    async fn requests_by_action(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<RequestAction>>, StoreError> {
        let text = "SELECT action, COUNT(*) AS found FROM (SELECT CASE \
             WHEN COUNT(CASE WHEN kind = 'change-password' THEN 1 END) > 0 THEN 'change' \
             WHEN COUNT(CASE WHEN kind = 'set-password' THEN 1 END) > 0 THEN \
             CASE WHEN COUNT(CASE WHEN kind = 'unlock' THEN 1 END) > 0 \
             THEN 'reset-and-unlock' ELSE 'reset' END \
             WHEN COUNT(CASE WHEN kind = 'unlock' THEN 1 END) > 0 THEN 'unlock' END AS action \
             FROM operations WHERE state = 'done' AND settled_at >= $1 AND settled_at < $2 \
             GROUP BY request_id) AS acts WHERE action IS NOT NULL GROUP BY action";
        let rows = self.rows(OPERATIONS, within(sql(text), period)).await?;
        tallies(&rows, "action")
    }

    async fn blocks_by_limit(&mut self, period: &Period) -> Result<Vec<Tally<String>>, StoreError> {
        let text = format!(
            "SELECT COALESCE({} ->> 'limit', '') AS reached, COUNT(*) AS found FROM audit \
             WHERE kind = 'blocked' AND recorded_at >= $1 AND recorded_at < $2 GROUP BY reached",
            self.dialect().details_as_json
        );
        let statement = within(sql(AssertSqlSafe(text)), period);
        tallies(&self.rows(AUDIT, statement).await?, "reached")
    }

    async fn people_by_operations(
        &mut self,
        kind: OperationKind,
        period: &Period,
        most: u32,
    ) -> Result<Vec<Tally<ReportedPerson>>, StoreError> {
        let text = "SELECT done.subject AS id, done.found AS found, requests.subject AS subject \
             FROM (SELECT subject, COUNT(*) AS found, MAX(request_id) AS latest FROM operations \
             WHERE settled_at >= $1 AND settled_at < $2 AND state = 'done' AND kind = $3 \
             GROUP BY subject ORDER BY found DESC, latest DESC LIMIT $4) AS done \
             JOIN requests ON requests.id = done.latest ORDER BY done.found DESC, done.latest DESC";
        let statement = within(sql(text), period)
            .bind(name_of(OPERATIONS, "kind", &kind)?)
            .bind(i64::from(most));
        let rows = self.rows(OPERATIONS, statement).await?;
        rows.iter().map(person).collect()
    }

    async fn failures_by_method(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<ProofMethod>>, StoreError> {
        let method = |method: ProofMethod| Some(method.failed());
        self.by_method("COUNT(*)", method, period).await
    }

    async fn people_by_method(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<ProofMethod>>, StoreError> {
        self.by_method("COUNT(DISTINCT subject)", ProofMethod::passed, period)
            .await
    }

    async fn funnel_by_process(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Funnel<Alias>>, StoreError> {
        let text = "SELECT process AS grouped, subject_id, verified_at, state, created_at, ended_at \
             FROM requests WHERE created_at >= $1 AND created_at < $2";
        let mut funnels = self.funnels(text, |text| within(sql(text), period)).await?;
        funnels.sort_by(|a, b| a.of.cmp(&b.of));
        let parsed = funnels.into_iter().map(|funnel| {
            let alias = funnel.of.parse().map_err(|_| StoreError::Inconsistent {
                table: REQUESTS,
                column: "process",
            });
            Ok(of(alias?, &funnel))
        });
        parsed.collect()
    }

    async fn funnel_by_method(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Funnel<ProofMethod>>, StoreError> {
        let text = "SELECT CAST($3 AS TEXT) AS grouped, id AS subject_id, verified_at, state, \
             created_at, ended_at FROM requests WHERE created_at >= $1 AND created_at < $2 \
             AND EXISTS (SELECT 1 FROM audit WHERE audit.request_id = requests.id \
             AND audit.kind = CAST($3 AS TEXT))";
        let mut found = Vec::new();
        for method in ProofMethod::ALL {
            let Some(asked) = method.asked() else {
                continue;
            };
            let asked = name_of(AUDIT, "kind", &asked)?;
            let bind = |text| within(sql(text), period).bind(asked.clone());
            let funnels = self.funnels(text, bind).await?;
            found.extend(funnels.iter().map(|funnel| of(method, funnel)));
        }
        Ok(found)
    }
}

impl SqlTransaction {
    /// Counts the audit records of each method, of the kind that `kind` says.
    async fn by_method(
        &mut self,
        count: &str,
        kind: impl Fn(ProofMethod) -> Option<AuditKind> + Send,
        period: &Period,
    ) -> Result<Vec<Tally<ProofMethod>>, StoreError> {
        let mut methods = BTreeMap::new();
        for method in ProofMethod::ALL {
            if let Some(kind) = kind(method) {
                methods.insert(name_of(AUDIT, "kind", &kind)?, method);
            }
        }
        let mut conditions = Conditions::default();
        conditions.among("kind", methods.keys().cloned());
        conditions.add("recorded_at >= ?", period.from.as_millisecond());
        conditions.add("recorded_at < ?", period.until.as_millisecond());
        let text = format!(
            "SELECT kind, {count} AS found FROM audit {} GROUP BY kind",
            conditions.text()
        );
        let statement = conditions.bind(sql(AssertSqlSafe(text)));
        let mut found = Vec::new();
        for row in self.rows(AUDIT, statement).await? {
            if let Some(of) = methods.get(&row.text("kind")?).copied() {
                let count = row.count("found")?;
                found.push(Tally { of, count });
            }
        }
        found.sort_by_key(|tally| tally.of);
        Ok(found)
    }

    /// The funnels of the requests that `text` selects, by its column `grouped`.
    async fn funnels<'q>(
        &mut self,
        text: &str,
        bind: impl Fn(AssertSqlSafe<String>) -> Statement<'q> + Send + Sync,
    ) -> Result<Vec<Funnel<String>>, StoreError> {
        let medians = self.medians(text, &bind).await?;
        let text = format!(
            "SELECT grouped, COUNT(*) AS started, COUNT(subject_id) AS identified, \
             COUNT(verified_at) AS verified, \
             COUNT(CASE WHEN state = 'completed' THEN 1 END) AS completed \
             FROM ({text}) AS begun GROUP BY grouped"
        );
        let rows = self.rows(REQUESTS, bind(AssertSqlSafe(text))).await?;
        let mut funnels = Vec::with_capacity(rows.len());
        for row in &rows {
            let of = row.text("grouped")?;
            funnels.push(Funnel {
                median: medians.get(&of).copied(),
                of,
                started: row.count("started")?,
                identified: row.count("identified")?,
                verified: row.count("verified")?,
                completed: row.count("completed")?,
            });
        }
        Ok(funnels)
    }

    /// The median times of those that were completed: of an even number, between the two in the
    /// middle.
    async fn medians<'q>(
        &mut self,
        text: &str,
        bind: &(impl Fn(AssertSqlSafe<String>) -> Statement<'q> + Send + Sync),
    ) -> Result<BTreeMap<String, SignedDuration>, StoreError> {
        let text = format!(
            "SELECT grouped, MIN(taken) AS lower_middle, MAX(taken) AS upper_middle FROM \
             (SELECT grouped, taken, \
             ROW_NUMBER() OVER (PARTITION BY grouped ORDER BY taken) AS place, \
             COUNT(*) OVER (PARTITION BY grouped) AS found \
             FROM (SELECT grouped, ended_at - created_at AS taken FROM ({text}) AS begun \
             WHERE state = 'completed' AND ended_at IS NOT NULL) AS ended) AS ranked \
             WHERE place IN ((found + 1) / 2, (found + 2) / 2) GROUP BY grouped"
        );
        let mut medians = BTreeMap::new();
        for row in self.rows(REQUESTS, bind(AssertSqlSafe(text))).await? {
            let both = row.integer("lower_middle")? + row.integer("upper_middle")?;
            let median = SignedDuration::from_millis(both / 2);
            medians.insert(row.text("grouped")?, median);
        }
        Ok(medians)
    }
}

/// Binds the ends of a period as `$1` and `$2`.
fn within<'q>(statement: Statement<'q>, period: &Period) -> Statement<'q> {
    statement
        .bind(period.from.as_millisecond())
        .bind(period.until.as_millisecond())
}

/// The rows of a report about a closed enum or a text, the most frequent first.
fn tallies<T: DeserializeOwned>(
    rows: &[Row],
    column: &'static str,
) -> Result<Vec<Tally<T>>, StoreError> {
    let tallies: Result<Vec<_>, _> = rows
        .iter()
        .map(|row| {
            Ok(Tally {
                of: row.variant(column)?,
                count: row.count("found")?,
            })
        })
        .collect();
    let mut tallies = tallies?;
    tallies.sort_by_key(|tally: &Tally<T>| std::cmp::Reverse(tally.count));
    Ok(tallies)
}

fn day_of_requests(row: &Row) -> Result<DayOfRequests, StoreError> {
    Ok(DayOfRequests {
        day: day(row.integer("day")?)?,
        purpose: row.variant("purpose")?,
        started: row.count("started")?,
        completed: row.count("completed")?,
    })
}

/// The day with this number; 0 is 1 January 1970.
fn day(number: i64) -> Result<Date, StoreError> {
    let midnight = Timestamp::from_millisecond(number.saturating_mul(DAY_IN_MILLIS));
    let midnight = midnight.map_err(|_| StoreError::Inconsistent {
        table: REQUESTS,
        column: "created_at",
    })?;
    Ok(Offset::UTC.to_datetime(midnight).date())
}

fn person(row: &Row) -> Result<Tally<ReportedPerson>, StoreError> {
    let subject: Option<Subject> = row.optional_json("subject")?;
    let id = row.text("id")?;
    let unnamed = || ReportedPerson {
        login: id.clone(),
        id: id.clone(),
        name: String::new(),
    };
    Ok(Tally {
        of: subject.as_ref().map_or_else(unnamed, ReportedPerson::from),
        count: row.count("found")?,
    })
}

/// The same figures under another name.
fn of<T>(of: T, funnel: &Funnel<String>) -> Funnel<T> {
    Funnel {
        of,
        started: funnel.started,
        identified: funnel.identified,
        verified: funnel.verified,
        completed: funnel.completed,
        median: funnel.median,
    }
}
