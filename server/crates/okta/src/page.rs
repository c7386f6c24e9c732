use crate::{Client, Error, request::Request};
use futures::stream::{self, Stream, TryStreamExt};
use http::{HeaderMap, header::LINK};
use serde::de::DeserializeOwned;
use std::{fmt, marker::PhantomData};
use url::Url;

/// A list that Okta gives out in pages. Nothing is sent until it is asked for.
#[derive(Clone)]
pub struct Pages<T> {
    client: Client,
    first: Request,
    item: PhantomData<fn() -> T>,
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Where the list goes on; `None` on the last page.
    pub next: Option<NextPage>,
}

/// Where a list goes on: Okta's own link, not to be looked into. `Debug` hides it, because it
/// repeats the search.
#[derive(Clone, PartialEq, Eq)]
pub struct NextPage(Url);

impl NextPage {
    /// What [`Pages::going_on_at`] makes it again from, to be kept: path and query of the link.
    #[must_use]
    pub fn mark(&self) -> String {
        match self.0.query() {
            Some(query) => format!("{}?{query}", self.0.path()),
            None => self.0.path().to_owned(),
        }
    }
}

impl fmt::Debug for NextPage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NextPage(…)")
    }
}

impl<T: DeserializeOwned + Send + 'static> Pages<T> {
    pub(crate) fn new(client: &Client, first: Request) -> Self {
        Self {
            client: client.clone(),
            first,
            item: PhantomData,
        }
    }

    /// The first page.
    ///
    /// # Errors
    /// Those of any read, and [`Error::InvalidPageLink`].
    pub async fn first(&self) -> Result<Page<T>, Error> {
        self.page(&self.first, None).await
    }

    /// The page a former one pointed to.
    ///
    /// # Errors
    /// Those of any read, and [`Error::InvalidPageLink`].
    pub async fn after(&self, next: &NextPage) -> Result<Page<T>, Error> {
        self.page(&self.first.following(next.0.clone()), Some(next))
            .await
    }

    /// Where a list went on when its page was marked. Okta may have forgotten that place meanwhile, and
    /// then refuses the page (E0000029).
    ///
    /// # Errors
    /// [`Error::InvalidPageLink`] for what is no mark of this org's.
    pub fn going_on_at(&self, mark: &str) -> Result<NextPage, Error> {
        own_link(mark, self.client.base_url())
    }

    /// All entries, page after page, each fetched when the former is used up.
    pub fn stream(self) -> impl Stream<Item = Result<T, Error>> + Send + 'static {
        let pages = stream::try_unfold((self, Cursor::Start), |(pages, cursor)| async move {
            let page = match &cursor {
                Cursor::Start => pages.first().await?,
                Cursor::At(next) => pages.after(next).await?,
                Cursor::End => return Ok::<_, Error>(None),
            };
            let cursor = page.next.map_or(Cursor::End, Cursor::At);
            Ok(Some((
                stream::iter(page.items.into_iter().map(Ok)),
                (pages, cursor),
            )))
        });
        pages.try_flatten()
    }

    /// All entries at once.
    ///
    /// # Errors
    /// Those of any read, and [`Error::InvalidPageLink`].
    pub async fn all(self) -> Result<Vec<T>, Error> {
        self.stream().try_collect().await
    }

    async fn page(&self, request: &Request, current: Option<&NextPage>) -> Result<Page<T>, Error> {
        let received = self.client.call(request).await?;
        let next = next_page(&received.headers, self.client.base_url())?;
        if next.is_some() && next.as_ref() == current {
            return Err(Error::InvalidPageLink);
        }
        Ok(Page {
            items: received.parse(request)?,
            next,
        })
    }
}

enum Cursor {
    Start,
    At(NextPage),
    End,
}

/// The link marked `rel="next"`. It gets our credential, so it must not leave the org's host.
fn next_page(headers: &HeaderMap, base: &Url) -> Result<Option<NextPage>, Error> {
    let lines = headers
        .get_all(LINK)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let Some(target) = lines
        .flat_map(links)
        .find(|(_, is_next)| *is_next)
        .map(|(target, _)| target)
    else {
        return Ok(None);
    };
    own_link(target, base).map(Some)
}

fn own_link(target: &str, base: &Url) -> Result<NextPage, Error> {
    let url = base.join(target).map_err(|_| Error::InvalidPageLink)?;
    let has_user = !url.username().is_empty() || url.password().is_some();
    if url.origin() != base.origin() || has_user {
        return Err(Error::InvalidPageLink);
    }
    Ok(NextPage(url))
}

/// Targets of one `Link` line, and whether each is the next page. A line may hold several links.
fn links(line: &str) -> impl Iterator<Item = (&str, bool)> {
    line.split('<').skip(1).filter_map(|part| {
        let (target, parameters) = part.split_once('>')?;
        let is_next = parameters
            .split([';', ','])
            .filter_map(|parameter| parameter.trim().split_once('='))
            .any(|(name, value)| {
                name.trim().eq_ignore_ascii_case("rel") && value.trim().trim_matches('"') == "next"
            });
        Some((target, is_next))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn next(lines: &[&'static str]) -> Result<Option<String>, Error> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(LINK, HeaderValue::from_static(line));
        }
        let base = "https://acme.example.com/".parse().expect("url");
        next_page(&headers, &base).map(|next| next.map(|next| next.0.into()))
    }

    #[test]
    fn the_next_link_is_found_in_separate_lines_and_in_one() {
        let expected = Some("https://acme.example.com/api/v1/users?after=2,3&limit=1".to_owned());
        let own = r#"<https://acme.example.com/api/v1/users?limit=1>; rel="self""#;
        let following = r#"<https://acme.example.com/api/v1/users?after=2,3&limit=1>; rel="next""#;
        assert_eq!(next(&[own, following]).expect("valid"), expected);
        let joined = r#"<https://acme.example.com/api/v1/users?limit=1>; rel="self", <https://acme.example.com/api/v1/users?after=2,3&limit=1>; rel="next""#;
        assert_eq!(next(&[joined]).expect("valid"), expected);
        assert_eq!(next(&[own]).expect("valid"), None);
        assert_eq!(next(&[]).expect("valid"), None);
    }

    #[test]
    fn a_mark_leads_back_to_its_page_and_to_no_other_host() {
        let base = "https://acme.example.com/".parse().expect("url");
        let link = "https://acme.example.com/api/v1/users?after=2,3&limit=1";
        let next = own_link(link, &base).expect("valid");
        assert_eq!(next.mark(), "/api/v1/users?after=2,3&limit=1");
        assert!(own_link(&next.mark(), &base).expect("valid") == next);
        for foreign in ["//evil.example.com/api", "https://evil.example.com/"] {
            assert!(own_link(foreign, &base).is_err(), "{foreign}");
        }
    }

    #[test]
    fn a_link_to_another_place_is_refused() {
        for line in [
            r#"<https://evil.example.com/api/v1/users?after=2>; rel="next""#,
            r#"<http://acme.example.com/api/v1/users?after=2>; rel="next""#,
            r#"<https://acme.example.com:8443/api/v1/users?after=2>; rel="next""#,
            r#"<https://acme.example.com@evil.example.com/>; rel="next""#,
            r#"<https://user@acme.example.com/>; rel="next""#,
            r#"<//evil.example.com/>; rel="next""#,
            r#"<data:text/plain,x>; rel="next""#,
        ] {
            assert!(
                matches!(next(&[line]), Err(Error::InvalidPageLink)),
                "{line}"
            );
        }
    }
}
