use crate::search::Search;
use js_sys::Function;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement, Window};

/// The form that waits for the work.
#[derive(Clone)]
struct Waiting {
    window: Window,
    form: HtmlFormElement,
    done: HtmlInputElement,
    status: Element,
    /// Holds what to say.
    field: Element,
    /// Whether somebody has tried to send the form already.
    wants_to_send: Rc<Cell<bool>>,
}

/// Begins the work of `field`, and holds its form back until it is done. `None` when the page has
/// another shape.
pub(crate) fn begin(field: &Element) -> Option<()> {
    let search = Search::new(&field.get_attribute("data-work")?)?;
    let waiting = Waiting {
        window: web_sys::window()?,
        form: field.closest("form").ok()??.dyn_into().ok()?,
        done: find(field, "input[name=work]")?,
        status: find(field, "[data-work-status]")?,
        field: field.clone(),
        wants_to_send: Rc::default(),
    };
    waiting.say("data-text-checking");
    waiting.hold_back();
    waiting.work(search);
    Some(())
}

fn find<T: JsCast>(field: &Element, selector: &str) -> Option<T> {
    field.query_selector(selector).ok()??.dyn_into().ok()
}

impl Waiting {
    /// Says what the server wrote into `attribute`.
    fn say(&self, attribute: &str) {
        let words = self.field.get_attribute(attribute);
        self.status.set_text_content(words.as_deref());
    }

    /// Keeps the form here until the work is done, and remembers that it was to be sent.
    fn hold_back(&self) {
        let waiting = self.clone();
        let hold = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if waiting.done.value().is_empty() {
                event.prevent_default();
                waiting.wants_to_send.set(true);
                waiting.say("data-text-sends");
            }
        });
        // It fails only for a value that is no function, and this is one.
        let _ = self
            .form
            .add_event_listener_with_callback("submit", function(&hold));
        hold.forget();
    }

    /// Works in slices, as long as it takes.
    fn work(self, mut search: Search) {
        let window = self.window.clone();
        let timer = Rc::new(Cell::new(0));
        let running = Rc::clone(&timer);
        let tick = Closure::<dyn FnMut()>::new(move || {
            if let Some(done) = search.slice() {
                self.window.clear_interval_with_handle(running.get());
                self.finish(&done);
            }
        });
        // As above: this is a function.
        if let Ok(handle) =
            window.set_interval_with_callback_and_timeout_and_arguments_0(function(&tick), 0)
        {
            timer.set(handle);
        }
        tick.forget();
    }

    fn finish(&self, done: &str) {
        self.done.set_value(done);
        self.say("data-text-checked");
        if self.wants_to_send.get() {
            // It fails only for a button of another form, and none is named.
            let _ = self.form.request_submit();
        }
    }
}

fn function<T: ?Sized + wasm_bindgen::closure::WasmClosure>(closure: &Closure<T>) -> &Function {
    closure.as_ref().unchecked_ref()
}
