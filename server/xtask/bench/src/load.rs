//! Doing many things, some at a time.

use anyhow::Result;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use std::future::Future;

/// How many people come at once.
pub(crate) const AT_ONCE: usize = 16;

/// Does the work for each number below `number`, [`AT_ONCE`] at a time, and returns the results in
/// the order of the numbers.
pub(crate) async fn all<T, F>(number: usize, work: impl Fn(usize) -> F) -> Result<Vec<T>>
where
    F: Future<Output = Result<T>>,
{
    stream::iter((0..number).map(work))
        .buffered(AT_ONCE)
        .try_collect()
        .await
}

/// As [`all`], for each of the things given.
pub(crate) async fn each<I, T, F>(things: Vec<I>, work: impl Fn(I) -> F) -> Result<Vec<T>>
where
    F: Future<Output = Result<T>>,
{
    stream::iter(things.into_iter().map(work))
        .map(Ok)
        .try_buffer_unordered(AT_ONCE)
        .try_collect()
        .await
}
