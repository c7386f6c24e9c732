//! Cursors and `Link` lines.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use url::form_urlencoded::Serializer;

use super::call::{Answer, Call};
use super::error::{INVALID_PAGING, Refusal};
use super::state::State;

const SEAL: usize = 9;

/// A cursor for `position` that only works with the same path and the same conditions.
pub(crate) fn seal(state: &State, call: &Call, position: &str) -> String {
    let mut bytes = digest(state, call, position).to_vec();
    bytes.extend_from_slice(position.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The position in the call's `after`; `None` when the call starts at the beginning.
pub(crate) fn open(state: &State, call: &Call) -> Result<Option<String>, Refusal> {
    let Some(cursor) = call.query.get("after") else {
        return Ok(None);
    };
    let invalid = || Refusal::new(&INVALID_PAGING).because("Invalid cursor.");
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| invalid())?;
    let (seal, position) = bytes.split_at_checked(SEAL).ok_or_else(invalid)?;
    let position = std::str::from_utf8(position).map_err(|_| invalid())?;
    if digest(state, call, position) == *seal {
        Ok(Some(position.to_owned()))
    } else {
        Err(invalid())
    }
}

fn digest(state: &State, call: &Call, position: &str) -> [u8; SEAL] {
    let mut hasher = Sha256::new();
    hasher.update(state.cursor_key);
    hasher.update(call.path.as_bytes());
    for (name, value) in conditions(call) {
        for part in [name, value] {
            hasher.update(part.len().to_be_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.update([0]);
    hasher.update(position.as_bytes());
    let mut seal = [0; SEAL];
    seal.copy_from_slice(&hasher.finalize()[..SEAL]);
    seal
}

/// What decides which things are in the list, and not how many of them to show from where.
fn conditions(call: &Call) -> impl Iterator<Item = (&str, &str)> {
    call.query
        .pairs()
        .filter(|(name, _)| !matches!(*name, "after" | "limit" | "since"))
}

/// Cuts a page out of `items`: those after the cursor's id, at most `limit`. Also gives the last id when there are more.
pub(crate) fn page<'a, T>(
    items: Vec<&'a T>,
    id: impl Fn(&'a T) -> &'a str,
    after: Option<&str>,
    limit: usize,
) -> (Vec<&'a T>, Option<String>) {
    let start = after.map_or(0, |after| {
        let found = items.iter().position(|item| id(item) == after);
        // The last item of the page before may have gone meanwhile: ids in plain lists grow.
        found.map_or_else(
            || items.iter().take_while(|item| id(item) <= after).count(),
            |at| at + 1,
        )
    });
    let more = items.len() > start.saturating_add(limit);
    let page: Vec<&T> = items.into_iter().skip(start).take(limit).collect();
    let next = page.last().filter(|_| more).map(|item| id(item).to_owned());
    (page, next)
}

/// Adds the `self` line and, when there is a `next` position, the `next` line.
pub(crate) fn link(
    answer: Answer,
    state: &State,
    call: &Call,
    limit: usize,
    next: Option<&str>,
) -> Answer {
    let after = call.query.get("after");
    let answer = answer.with_link(&address(state, call, limit, after, true), "self");
    match next {
        Some(position) => {
            let cursor = seal(state, call, position);
            answer.with_link(&address(state, call, limit, Some(&cursor), false), "next")
        }
        None => answer,
    }
}

fn address(state: &State, call: &Call, limit: usize, after: Option<&str>, since: bool) -> String {
    let mut query = Serializer::new(String::new());
    if let Some(after) = after {
        query.append_pair("after", after);
    }
    query.append_pair("limit", &limit.to_string());
    if let Some(since) = call.query.get("since").filter(|_| since) {
        query.append_pair("since", since);
    }
    query.extend_pairs(conditions(call));
    format!("{}{}?{}", state.base_url(), call.path, query.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(after: Option<&str>, limit: usize) -> (Vec<&'static str>, Option<String>) {
        static IDS: [&str; 4] = ["a", "b", "d", "e"];
        let (page, next) = page(IDS.iter().collect(), |id| id, after, limit);
        (page.into_iter().copied().collect(), next)
    }

    #[test]
    fn a_page_ends_with_a_position_only_when_there_is_more() {
        assert_eq!(cut(None, 2), (vec!["a", "b"], Some("b".to_owned())));
        assert_eq!(cut(Some("b"), 2), (vec!["d", "e"], None));
    }

    #[test]
    fn a_page_goes_on_after_an_item_that_has_gone_meanwhile() {
        assert_eq!(cut(Some("c"), 1), (vec!["d"], Some("d".to_owned())));
    }
}
