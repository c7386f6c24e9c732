//! A table that new rows appear on top of, with a button that stops and continues that.

use crate::news::{Look, look};
use js_sys::Function;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast as _, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Window};

/// Milliseconds between two looks.
const BETWEEN: i32 = 5_000;
/// It stops by itself after so many looks, a quarter of an hour: each counts as use of the sign-in, which
/// has to end where nobody sits.
const MOST_LOOKS: u32 = 180;
/// A page holds so many rows at most; the oldest go.
const MOST_ROWS: u32 = 500;

const ROWS: &str = "[data-live-rows] tbody";

#[derive(Clone)]
struct Live {
    window: Window,
    document: Document,
    /// Says where to look, and what the newest row is.
    frame: Element,
    status: Element,
    switch: Element,
    state: Rc<State>,
}

#[derive(Default)]
struct State {
    is_paused: Cell<bool>,
    is_over: Cell<bool>,
    is_looking: Cell<bool>,
    looks: Cell<u32>,
}

/// Makes the table of this page live. `None` when it has none.
pub(crate) fn begin() -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let frame = document.query_selector("[data-live]").ok()??;
    let live = Live {
        status: frame.query_selector("[data-live-status]").ok()??,
        switch: frame.query_selector("[data-live-switch]").ok()??,
        state: Rc::default(),
        window,
        document,
        frame,
    };
    live.switch.remove_attribute("hidden").ok()?;
    live.listen();
    live.tick();
    Some(())
}

impl Live {
    /// Lets the button stop and continue.
    fn listen(&self) {
        let live = self.clone();
        let press = Closure::<dyn FnMut()>::new(move || {
            if live.state.is_paused.get() {
                live.state.looks.set(0);
                live.go_on();
            } else {
                live.pause("Paused.");
            }
        });
        let function: &Function = press.as_ref().unchecked_ref();
        // It fails only for a value that is no function, and this is one.
        let _ = self
            .switch
            .add_event_listener_with_callback("click", function);
        press.forget();
    }

    /// Looks again and again.
    fn tick(&self) {
        let live = self.clone();
        let tick = Closure::<dyn FnMut()>::new(move || live.look_if_due());
        let function: &Function = tick.as_ref().unchecked_ref();
        // As above: this is a function.
        let _ = self
            .window
            .set_interval_with_callback_and_timeout_and_arguments_0(function, BETWEEN);
        tick.forget();
    }

    fn look_if_due(&self) {
        let state = &self.state;
        let rests = state.is_paused.get() || state.is_over.get() || self.document.hidden();
        if rests || state.is_looking.replace(true) {
            return;
        }
        state.looks.set(state.looks.get() + 1);
        if state.looks.get() > MOST_LOOKS {
            state.is_looking.set(false);
            self.pause("Paused after a quarter of an hour.");
            return;
        }
        let live = self.clone();
        spawn_local(async move {
            live.look().await;
            live.state.is_looking.set(false);
        });
    }

    async fn look(&self) {
        let attribute = |name| self.frame.get_attribute(name).unwrap_or_default();
        let (page, newest) = (attribute("data-live"), attribute("data-newest"));
        match look(&self.window, &format!("{page}&after={newest}")).await {
            // Somebody who has just stopped it sees nothing move.
            Look::News(page) if !self.state.is_paused.get() => {
                // A page of another shape has nothing to show.
                let _ = self.show(&page);
            }
            Look::News(_) => {}
            Look::Later => self.say("No answer; trying again."),
            Look::Over => {
                self.state.is_over.set(true);
                self.say("Stopped. Refresh the page.");
            }
        }
    }

    /// Puts the rows of `page` on top. `None` when it has another shape.
    fn show(&self, page: &Document) -> Option<()> {
        let frame = page.query_selector("[data-live]").ok()??;
        let rows = page.query_selector_all(&format!("{ROWS} > tr")).ok()?;
        if rows.length() > 0 {
            let Some(body) = self.document.query_selector(ROWS).ok()? else {
                // The first row of all brings its table with it.
                return self.window.location().reload().ok();
            };
            let first = body.first_child();
            for index in 0..rows.length() {
                let row = rows.get(index)?;
                body.insert_before(&row, first.as_ref()).ok()?;
            }
            shorten(&body);
            self.say(&format!("{} new.", rows.length()));
        }
        let newest = frame.get_attribute("data-newest")?;
        self.frame.set_attribute("data-newest", &newest).ok()
    }

    fn pause(&self, words: &str) {
        self.state.is_paused.set(true);
        self.switch.set_text_content(Some("Continue"));
        self.say(words);
    }

    fn go_on(&self) {
        self.state.is_paused.set(false);
        self.switch.set_text_content(Some("Pause"));
        self.say("Live.");
    }

    fn say(&self, words: &str) {
        self.status.set_text_content(Some(words));
    }
}

fn shorten(body: &Element) {
    while body.child_element_count() > MOST_ROWS {
        let Some(last) = body.last_element_child() else {
            return;
        };
        last.remove();
    }
}
