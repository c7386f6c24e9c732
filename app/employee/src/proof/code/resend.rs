use super::model;
use crate::dom;
use leptos::prelude::*;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlFormElement};

const EVERY_MS: i32 = 500;

/// Counts down until a new code may be asked for, and keeps the button still until then. Reads the
/// wait from the form's `data-wait-seconds`, and what to say from `data-text-wait` and
/// `data-text-ready`.
#[island]
pub fn ResendCountdown() -> impl IntoView {
    view! { <p class="hint" use:wake></p> }
}

fn wake(place: Element) {
    let form = dom::around::<HtmlFormElement>(&place, "form");
    let Some(countdown) = form.and_then(|form| Countdown::of(&form, place)) else {
        return;
    };
    countdown.tell();
    dom::every(EVERY_MS, move || countdown.tell());
}

struct Countdown {
    place: Element,
    button: HtmlButtonElement,
    seconds: u32,
    began_at: f64,
    while_waiting: String,
    once_over: String,
}

impl Countdown {
    /// `None` when there is nothing to wait for.
    fn of(form: &HtmlFormElement, place: Element) -> Option<Self> {
        let seconds: u32 = dom::text(form, "data-wait-seconds").parse().ok()?;
        if seconds == 0 {
            return None;
        }
        hide_wait_in_words(form);
        Some(Self {
            place,
            button: dom::first(form, "button")?,
            seconds,
            began_at: js_sys::Date::now(),
            while_waiting: dom::text(form, "data-text-wait"),
            once_over: dom::text(form, "data-text-ready"),
        })
    }

    fn tell(&self) {
        let left = model::left(self.seconds, js_sys::Date::now() - self.began_at);
        self.button.set_disabled(left > 0);
        if left > 0 {
            dom::say(&self.place, &model::countdown(&self.while_waiting, left));
        } else {
            dom::say(&self.place, &self.once_over);
        }
    }
}

/// The server wrote the wait out in words, which stand still; now something counts.
fn hide_wait_in_words(form: &HtmlFormElement) {
    if let Some(words) = dom::first::<HtmlElement>(form, "[data-wait-words]") {
        words.set_hidden(true);
    }
}
