//! Server-sent events.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventSource, MessageEvent};

/// What a stream of events tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The stream is open.
    Opened,
    /// An event of this name, with its data.
    Event(&'static str, String),
    /// The stream broke; the browser opens it again.
    Broke,
    /// The stream was refused; the browser has given up.
    Refused,
}

/// An open stream; it ends when this is dropped.
pub struct Events {
    source: EventSource,
    /// The stream calls back as long as it is there.
    _listeners: Vec<Closure<dyn Fn(Event)>>,
}

impl Events {
    /// Opens a stream and listens to events of these names.
    pub fn open(url: &str, names: &[&'static str], tell: impl Fn(Told) + Clone + 'static) -> Option<Self> {
        let source = EventSource::new(url).ok()?;
        let mut listeners = Vec::new();
        let mut listen = |name: &str, listener: Box<dyn Fn(Event)>| {
            let listener = Closure::wrap(listener);
            // An event source takes every listener.
            let _ = source.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            listeners.push(listener);
        };
        for &name in names {
            let tell = tell.clone();
            listen(
                name,
                Box::new(move |event| {
                    let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::NULL, MessageEvent::data);
                    tell(Told::Event(name, data.as_string().unwrap_or_default()));
                }),
            );
        }
        let opened = tell.clone();
        listen("open", Box::new(move |_| opened(Told::Opened)));
        let broken = source.clone();
        listen(
            "error",
            Box::new(move |_| {
                let refused = broken.ready_state() == EventSource::CLOSED;
                tell(if refused { Told::Refused } else { Told::Broke });
            }),
        );
        Some(Self { source, _listeners: listeners })
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.source.close();
    }
}
