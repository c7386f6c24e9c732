//! What the store without its audit trail passes on unchanged: the service desk.

use super::{Done, Unaudited};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{DeskCase, DeskCases, DeskFreeze, Digest};
use latchkey_values::RequestId;

#[async_trait]
impl DeskCases for Unaudited {
    async fn put_desk_case(&mut self, case: &DeskCase, code: Option<&Digest>) -> Done {
        self.0.put_desk_case(case, code).await
    }

    async fn desk_case(&mut self, request: RequestId) -> Done<Option<DeskCase>> {
        self.0.desk_case(request).await
    }

    async fn desk_case_of_code(&mut self, code: &Digest) -> Done<Option<DeskCase>> {
        self.0.desk_case_of_code(code).await
    }

    async fn waiting_desk_cases(&mut self, now: Timestamp, most: u32) -> Done<Vec<DeskCase>> {
        self.0.waiting_desk_cases(now, most).await
    }

    async fn desk_freeze(&mut self) -> Done<Option<DeskFreeze>> {
        self.0.desk_freeze().await
    }

    async fn set_desk_freeze(&mut self, freeze: Option<&DeskFreeze>) -> Done<bool> {
        self.0.set_desk_freeze(freeze).await
    }
}
