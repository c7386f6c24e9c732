use crate::{Error, Response};
use metrics::{counter, histogram};
use tokio::time::Instant;
use url::Url;

/// A call that is timed, and counted when it ends. The host, one of the few that the configuration
/// names, is all that is kept of its address.
pub(crate) struct Measured {
    host: String,
    started: Instant,
}

impl Measured {
    pub(crate) fn to(url: &Url) -> Self {
        Self {
            host: url.host_str().unwrap_or_default().to_owned(),
            started: Instant::now(),
        }
    }

    pub(crate) fn ended(self, outcome: &Result<Response, Error>) {
        let status = match outcome {
            Ok(answer) if answer.status.is_success() => "2xx",
            Ok(answer) if answer.status.is_client_error() => "4xx",
            Ok(answer) if answer.status.is_server_error() => "5xx",
            Ok(_) => "other",
            Err(Error::NotSent(_)) => "not-sent",
            Err(Error::Unclear(_)) => "unclear",
        };
        let seconds = self.started.elapsed().as_secs_f64();
        counter!("latchkey_calls_total", "host" => self.host.clone(), "status" => status)
            .increment(1);
        histogram!("latchkey_call_duration_seconds", "host" => self.host).record(seconds);
    }
}
