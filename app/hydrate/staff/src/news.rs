//! What the server has that this page does not show yet. The page itself is asked, for rows after the newest
//! that is shown, so that it needs no second way to say the same.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Response, SupportedType, Window};

/// What came of looking.
pub(crate) enum Look {
    /// A page with the rows that are new.
    News(Document),
    /// No answer this time.
    Later,
    /// There will be none any more: somebody signed out, or their roles changed.
    Over,
}

/// Looks once.
pub(crate) async fn look(window: &Window, address: &str) -> Look {
    let Ok(answer) = JsFuture::from(window.fetch_with_str(address)).await else {
        return Look::Later;
    };
    let Ok(answer) = answer.dyn_into::<Response>() else {
        return Look::Later;
    };
    if answer.redirected() || matches!(answer.status(), 400..=428) {
        return Look::Over;
    }
    if !answer.ok() {
        return Look::Later;
    }
    read(&answer).await.map_or(Look::Later, Look::News)
}

async fn read(answer: &Response) -> Option<Document> {
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    let parser = DomParser::new().ok()?;
    parser
        .parse_from_string(&text.as_string()?, SupportedType::TextHtml)
        .ok()
}
