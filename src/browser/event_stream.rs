//! Server-sent events.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventSource, MessageEvent};

/// Something that happened on a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamEvent {
    /// A message: the event name and the data.
    Message(&'static str, String),
    /// The stream broke or was rejected.
    Lost,
}

/// An open stream; dropping it closes the stream.
pub struct EventStream {
    source: EventSource,
    // Dropping a closure would invalidate its listener.
    _listeners: Vec<Closure<dyn Fn(Event)>>,
}

impl EventStream {
    /// Opens a stream and reports the events of these names.
    pub fn open(url: &str, names: &[&'static str], report: impl Fn(StreamEvent) + Clone + 'static) -> Option<Self> {
        let source = EventSource::new(url).ok()?;
        let mut listeners = Vec::new();
        let mut listen = |name: &str, listener: Box<dyn Fn(Event)>| {
            let listener = Closure::wrap(listener);
            // Fails only for a listener that is not a function.
            let _ = source.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            listeners.push(listener);
        };
        for &name in names {
            let report = report.clone();
            listen(
                name,
                Box::new(move |event| {
                    let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::NULL, MessageEvent::data);
                    report(StreamEvent::Message(name, data.as_string().unwrap_or_default()));
                }),
            );
        }
        let failed = source.clone();
        listen(
            "error",
            Box::new(move |_| {
                // The browser would open it again at once, and for ever.
                failed.close();
                report(StreamEvent::Lost);
            }),
        );
        Some(Self { source, _listeners: listeners })
    }
}

impl Drop for EventStream {
    fn drop(&mut self) {
        self.source.close();
    }
}
