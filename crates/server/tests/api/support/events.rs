//! A stream of changes.

use std::io::{BufRead, BufReader};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use serde_json::Value;

use super::client::head;
use super::{Client, TIMEOUT};

/// A client that listens.
pub struct Events {
    receiver: Receiver<Event>,
}

/// An event.
#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub id: i64,
    pub data: Value,
}

impl Events {
    /// Opens a stream.
    pub fn open(client: &Client, query: &str, headers: &[(&str, &str)]) -> Self {
        Self::try_open(client, query, headers).expect("a stream of changes")
    }

    /// The same where the session may be over already.
    pub fn try_open(client: &Client, query: &str, headers: &[(&str, &str)]) -> Option<Self> {
        let stream = client.open("GET", &format!("/api/v1/events{query}"), headers, b"").unwrap();
        let mut reader = BufReader::new(stream);
        let (status, headers) = head(&mut reader).unwrap();
        let media_type = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.as_str());
        if status != 200 {
            return None;
        }
        assert_eq!(media_type, Some("text/event-stream"));
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let (mut name, mut id, mut data) = (String::new(), -1, Value::Null);
            for line in reader.lines() {
                let Ok(line) = line else { return };
                if let Some(value) = line.strip_prefix("event: ") {
                    value.clone_into(&mut name);
                } else if let Some(value) = line.strip_prefix("id: ") {
                    id = value.parse().unwrap();
                } else if let Some(value) = line.strip_prefix("data: ") {
                    data = serde_json::from_str(value).unwrap();
                } else if line.is_empty() && !name.is_empty() {
                    let id = std::mem::replace(&mut id, -1);
                    let event = Event { name: std::mem::take(&mut name), id, data: data.take() };
                    if sender.send(event).is_err() {
                        return;
                    }
                }
            }
        });
        Some(Self { receiver })
    }

    /// The next event that is about data.
    pub fn next(&self) -> Event {
        loop {
            let event = self.any();
            if event.name != "hello" && event.name != "heartbeat" {
                return event;
            }
        }
    }

    /// The next event.
    pub fn any(&self) -> Event {
        self.receiver.recv_timeout(TIMEOUT).expect("an event")
    }

    /// The next is a change of this location; its number.
    pub fn changed(&self, location: &str) -> i64 {
        let event = self.next();
        assert_eq!(event.name, "change", "{event:?}");
        assert_eq!((&event.data["kind"], &event.data["id"]), (&"location".into(), &location.into()));
        assert_eq!(event.data["revision"], event.id);
        event.id
    }

    /// The next says that everything may be different; the number to go on from.
    pub fn reset(&self) -> i64 {
        let event = self.next();
        assert_eq!((event.name.as_str(), &event.data["revision"]), ("reset", &event.id.into()));
        event.id
    }

    /// The stream ends, whatever comes before.
    pub fn ends(&self) {
        while let Ok(event) = self.receiver.recv_timeout(TIMEOUT) {
            println!("before the end: {event:?}");
        }
        let end = self.receiver.recv_timeout(Duration::ZERO);
        assert_eq!(end.err(), Some(RecvTimeoutError::Disconnected));
    }
}
