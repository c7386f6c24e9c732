use std::{env, sync::Arc};
use tokio::{sync::Semaphore, task::JoinSet};

/// Does something so many times, at most `at_once` of them at once, and gives back what came of each.
pub(crate) async fn crowd<F>(
    at_once: usize,
    times: usize,
    act: impl Fn(usize) -> F,
) -> Vec<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let places = Arc::new(Semaphore::new(at_once));
    let mut acts = JoinSet::new();
    for number in 0..times {
        let (act, places) = (act(number), Arc::clone(&places));
        acts.spawn(async move {
            let _place = places.acquire().await;
            act.await
        });
    }
    acts.join_all().await
}

/// How often something is done: the long fault runs, which set this variable, have time for more.
pub(crate) fn usually(usual: usize, in_long_runs: usize) -> usize {
    if env::var_os("LATCHKEY_TORTURE_KILLS").is_some() {
        in_long_runs
    } else {
        usual
    }
}
