//! Messages between the tabs of one browser (`BroadcastChannel`).

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// An open channel.
pub struct Channel {
    channel: BroadcastChannel,
    // Dropping the closure would invalidate the listener.
    _listener: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Opens a channel and reports the messages of other tabs. Returns `None` where the browser has no channels.
    pub fn open(name: &str, report: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            event.data().as_string().into_iter().for_each(&report);
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self { channel, _listener: listener })
    }

    /// Sends a message to all other tabs.
    pub fn send(&self, message: &str) {
        // Fails only on a closed channel.
        let _ = self.channel.post_message(&message.into());
    }
}
