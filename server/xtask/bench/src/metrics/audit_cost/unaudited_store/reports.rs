//! What the store without its audit trail passes on unchanged: reports and lists.

use super::Unaudited;
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{
    AuditCheckpoint, AuditCheckpoints, AuditFilter, AuditPage, AuditRecord, AuditSearch, ChainHead,
    DayOfRequests, Funnel, OperationKind, Period, ProofMethod, Purpose, ReportedPerson, Reports,
    RequestAction, RequestFilter, RequestRecord, RequestRecords, RequestState, StoreError, Tally,
    UnknownOperation,
};
use latchkey_values::{Alias, OperationId, RequestId};

#[async_trait]
impl AuditSearch for Unaudited {
    async fn find_audit(
        &mut self,
        filter: &AuditFilter,
        page: AuditPage,
        most: u32,
    ) -> Result<Vec<AuditRecord>, StoreError> {
        self.0.find_audit(filter, page, most).await
    }
}

#[async_trait]
impl AuditCheckpoints for Unaudited {
    async fn audit_head(&mut self) -> Result<Option<ChainHead>, StoreError> {
        self.0.audit_head().await
    }

    async fn audit_checkpoint(&mut self) -> Result<Option<AuditCheckpoint>, StoreError> {
        self.0.audit_checkpoint().await
    }

    async fn audit_before(&mut self, time: Timestamp) -> Result<Option<i64>, StoreError> {
        self.0.audit_before(time).await
    }

    async fn put_audit_checkpoint(
        &mut self,
        checkpoint: &AuditCheckpoint,
    ) -> Result<(), StoreError> {
        self.0.put_audit_checkpoint(checkpoint).await
    }

    async fn remove_given_up_audit(&mut self, most: u32) -> Result<u64, StoreError> {
        self.0.remove_given_up_audit(most).await
    }
}

#[async_trait]
impl Reports for Unaudited {
    async fn requests_by_purpose(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<Purpose>>, StoreError> {
        self.0.requests_by_purpose(period).await
    }

    async fn requests_by_day(&mut self, period: &Period) -> Result<Vec<DayOfRequests>, StoreError> {
        self.0.requests_by_day(period).await
    }

    async fn requests_by_state(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<(Alias, RequestState)>>, StoreError> {
        self.0.requests_by_state(period).await
    }

    async fn requests_by_action(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<RequestAction>>, StoreError> {
        self.0.requests_by_action(period).await
    }

    async fn blocks_by_limit(&mut self, period: &Period) -> Result<Vec<Tally<String>>, StoreError> {
        self.0.blocks_by_limit(period).await
    }

    async fn people_by_operations(
        &mut self,
        kind: OperationKind,
        period: &Period,
        most: u32,
    ) -> Result<Vec<Tally<ReportedPerson>>, StoreError> {
        self.0.people_by_operations(kind, period, most).await
    }

    async fn failures_by_method(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<ProofMethod>>, StoreError> {
        self.0.failures_by_method(period).await
    }

    async fn people_by_method(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<ProofMethod>>, StoreError> {
        self.0.people_by_method(period).await
    }

    async fn funnel_by_process(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Funnel<Alias>>, StoreError> {
        self.0.funnel_by_process(period).await
    }

    async fn funnel_by_method(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Funnel<ProofMethod>>, StoreError> {
        self.0.funnel_by_method(period).await
    }
}

#[async_trait]
impl RequestRecords for Unaudited {
    async fn request_records(
        &mut self,
        filter: &RequestFilter,
        before: Option<RequestId>,
        most: u32,
    ) -> Result<Vec<RequestRecord>, StoreError> {
        self.0.request_records(filter, before, most).await
    }

    async fn request_record(&mut self, id: RequestId) -> Result<Option<RequestRecord>, StoreError> {
        self.0.request_record(id).await
    }

    async fn unknown_operations(
        &mut self,
        after: Option<OperationId>,
        most: u32,
    ) -> Result<Vec<UnknownOperation>, StoreError> {
        self.0.unknown_operations(after, most).await
    }

    async fn purge_requests(&mut self, before: Timestamp, most: u32) -> Result<u32, StoreError> {
        self.0.purge_requests(before, most).await
    }
}
