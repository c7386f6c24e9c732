use crate::{Error, Unclear};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use zeroize::Zeroizing;

/// An answer, whatever its status. `Debug` shows neither headers nor body.
#[derive(Clone)]
pub struct Response {
    /// The status line's code.
    pub status: StatusCode,
    /// All headers.
    pub headers: HeaderMap,
    /// The content, decompressed; its memory is cleared when the last copy goes.
    pub body: Bytes,
}

impl Response {
    /// Reads the whole answer, and gives up once it exceeds `largest_body` decompressed bytes.
    pub(crate) async fn read(
        mut answer: reqwest::Response,
        largest_body: usize,
    ) -> Result<Self, Error> {
        let mut body = Zeroizing::new(Vec::new());
        while let Some(chunk) = answer
            .chunk()
            .await
            .map_err(|error| Error::within_answer(&error))?
        {
            if body.len() + chunk.len() > largest_body {
                return Err(Unclear::BodyTooLarge.into());
            }
            body.extend_from_slice(&chunk);
        }
        let headers = std::mem::take(answer.headers_mut());
        Ok(Self {
            status: answer.status(),
            headers,
            body: Bytes::from_owner(body),
        })
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
