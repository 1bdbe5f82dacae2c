//! What changes, as it changes: server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;
use tokio::sync::{OwnedSemaphorePermit, mpsc, watch};

use crate::app::Shared;
use crate::auth::Viewer;
use crate::auth::sessions::Known;
use crate::error::Problem;
use crate::http::{headers, query};
use crate::live::{Missed, World};
use crate::store::dataset;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// How often a stream looks whether its session is still there.
const LOOK: Duration = Duration::from_secs(1);
/// A stream without events says this often that it is alive.
const ALIVE: Duration = Duration::from_secs(15);

/// What an event tells.
#[derive(Serialize)]
struct Change<'a> {
    revision: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
}

/// Streams the changes of what the session may see.
#[utoipa::path(
    get,
    path = "/events",
    tag = "events",
    params(
        ("after" = Option<i64>, Query, description = "The number of a change: tells what came after it first", minimum = 0),
        ("Last-Event-ID" = Option<String>, Header, description = "The same, as browsers send it when they reconnect")
    ),
    responses((
        status = 200,
        description = "`change`: read what it names anew. `reset`: read everything anew. A comment every 15 seconds.",
        content_type = "text/event-stream",
        body = String
    ))
)]
pub async fn get(
    State(app): State<Shared>,
    RawQuery(query): RawQuery,
    request: HeaderMap,
    viewer: Viewer,
) -> Result<Response, Problem> {
    let after = after(&request, query.as_deref())?;
    let Ok(place) = Arc::clone(&app.listeners).try_acquire_owned() else {
        return Err(Problem::of_status(StatusCode::SERVICE_UNAVAILABLE));
    };
    let (sender, receiver) = mpsc::channel(16);
    let after = match after {
        After::Now => Some(viewer.world.seq),
        After::Number(number) => Some(number),
        After::Unknown => None,
    };
    let world = app.live.subscribe();
    let stream = Stream { app, known: viewer.known, after: after.unwrap_or(-1), world, sender, _place: place };
    tokio::spawn(stream.run());
    let events = stream::unfold(receiver, |mut receiver| async {
        let event = receiver.recv().await?;
        Some((Ok::<_, Infallible>(event), receiver))
    });
    let alive = KeepAlive::new().interval(ALIVE).text("alive");
    let mut response = Sse::new(events).keep_alive(alive).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies that collect answers would hold events back.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// Where the client stands.
enum After {
    /// It wants what comes.
    Now,
    /// It has everything up to this number.
    Number(i64),
    /// What it says is no number of ours.
    Unknown,
}

/// A browser that reconnects says what it got last; what the page asked for first is then long past.
fn after(request: &HeaderMap, query: Option<&str>) -> Result<After, Problem> {
    if let Some(last) = headers::text(request, &LAST_EVENT_ID) {
        return Ok(last.trim().parse().map_or(After::Unknown, After::Number));
    }
    let Some(value) = query::value(query, "after") else { return Ok(After::Now) };
    let number = value.parse::<i64>().ok().filter(|number| *number >= 0);
    let wrong = || Problem::bad_request("invalid-query", "`after` is the number of a change: expected a whole number.");
    number.map(After::Number).ok_or_else(wrong)
}

/// One client that listens.
struct Stream {
    app: Shared,
    known: Arc<Known>,
    after: i64,
    world: watch::Receiver<Arc<World>>,
    sender: mpsc::Sender<Event>,
    _place: OwnedSemaphorePermit,
}

/// The client is gone, or its session, or the server is about to be.
struct Over;

impl Stream {
    /// Until it is over.
    async fn run(mut self) {
        let mut ending = self.app.ending.subscribe();
        loop {
            if self.step().await.is_err() {
                return;
            }
            tokio::select! {
                () = self.sender.closed() => return,
                _ = ending.wait_for(|ending| *ending) => return,
                _ = self.world.changed() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Looks at the session, then tells what is new.
    async fn step(&mut self) -> Result<(), Over> {
        let world = Arc::clone(&self.world.borrow_and_update());
        let missed = self.app.live.missed(self.after).await;
        let own = self.known.session.account.to_string();
        let own = |event: &dataset::Event| event.kind == "account" && event.id == own;
        let touched = matches!(&missed, Missed::Events(events) if events.iter().any(own));
        if touched {
            self.app.sessions.forget_hash(&self.known.hash);
        }
        let Ok(Some(known)) = self.app.sessions.get(&self.known.hash).await else { return Err(Over) };
        // Which roles the client had when it read what it has is not known: others, perhaps.
        let regranted = touched || known.grants != self.known.grants;
        self.known = known;
        let events = match missed {
            Missed::Events(events) if !regranted && events.iter().all(|event| event.kind != "dataset") => events,
            _ => return self.reset(world.seq).await,
        };
        let viewer = Viewer::new(Arc::clone(&self.known), world);
        for event in events {
            self.after = event.seq;
            if event.kind == "location" && viewer.location(&event.id).is_ok() {
                self.tell(&event).await?;
            }
        }
        Ok(())
    }

    async fn tell(&self, event: &dataset::Event) -> Result<(), Over> {
        let change = Change { revision: event.seq, kind: Some(&event.kind), id: Some(&event.id) };
        self.send("change", event.seq, &change).await
    }

    /// Everything may be different: the client reads it anew.
    async fn reset(&mut self, seq: i64) -> Result<(), Over> {
        self.after = seq;
        self.send("reset", seq, &Change { revision: seq, kind: None, id: None }).await
    }

    async fn send(&self, name: &str, seq: i64, change: &Change<'_>) -> Result<(), Over> {
        let data = serde_json::to_string(change).map_err(|_| Over)?;
        let event = Event::default().event(name).id(seq.to_string()).data(data);
        self.sender.send(event).await.map_err(|_| Over)
    }
}
