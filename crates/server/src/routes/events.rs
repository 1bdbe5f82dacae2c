//! Server-sent events: changes as they happen.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;
use tokio::sync::{mpsc, watch};

use crate::auth::sessions::SessionContext;
use crate::error::ApiError;
use crate::http::{Viewer, headers, query};
use crate::limits::OpenStream;
use crate::snapshot::{Revision, Snapshot};
use crate::state::SharedState;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// How often a stream checks that its session is still valid.
const SESSION_POLL: Duration = Duration::from_secs(1);
/// How often a stream sends a heartbeat: an event that scripts see, so that a client notices when nothing arrives any
/// more, and proxies keep the connection.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The data of an event.
#[derive(Serialize)]
struct Change<'a> {
    revision: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
}

/// The data of the first event.
#[derive(Serialize)]
struct Hello<'a> {
    user: &'a str,
    revision: i64,
}

/// Streams the changes of what the session may see.
///
/// Revisions are numbers of what the session sees. Those of one view count its changes; when the view becomes another
/// one, as with other roles or an import, a `reset` names the first revision of it.
#[utoipa::path(
    get,
    path = "/events",
    tag = "events",
    params(
        (
            "after" = Option<i64>,
            Query,
            description = "The revision of the data that the client has (`X-Revision` of `GET /dataset`): the stream \
                           begins with what came after it, or with a `reset`",
            minimum = 0
        ),
        ("Last-Event-ID" = Option<String>, Header, description = "The same, as browsers send it when they reconnect")
    ),
    responses((
        status = 200,
        description = "First `hello` with the username of the session and its newest revision. Then `change`: read the \
                       named resource again; `reset`: read all data again, and go on from its revision, which may be \
                       smaller; `heartbeat`: every 15 seconds; `replaced`, the last one: newer streams of the session \
                       or the account have taken the place, do not reconnect at once.",
        content_type = "text/event-stream",
        body = String
    ))
)]
pub async fn get(
    State(app): State<SharedState>,
    RawQuery(query): RawQuery,
    request: HeaderMap,
    viewer: Viewer,
) -> Result<Response, ApiError> {
    let after = after(&request, query.as_deref())?;
    let open = app.streams.open(viewer.context.session.account, &viewer.context.hash);
    let (sender, receiver) = mpsc::channel(16);
    let after = match after {
        After::Now => Some(viewer.revision()),
        After::Number(number) => Revision::from_client(number),
        After::Unknown => None,
    };
    let snapshots = app.snapshots.subscribe();
    let stream = Stream { app, context: viewer.context, after, snapshots, sender, open };
    tokio::spawn(stream.run());
    let events = stream::unfold(receiver, |mut receiver| async {
        let event = receiver.recv().await?;
        Some((Ok::<_, Infallible>(event), receiver))
    });
    let mut response = Sse::new(events).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Stops proxies from buffering events.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// The start of the stream.
enum After {
    /// With the next change.
    Now,
    /// After this number.
    Number(i64),
    /// An invalid number: the stream begins with a reset.
    Unknown,
}

/// Reads the start of the stream. `Last-Event-ID` of a reconnecting browser is newer than the query parameter.
fn after(request: &HeaderMap, query: Option<&str>) -> Result<After, ApiError> {
    if let Some(last) = headers::text(request, &LAST_EVENT_ID) {
        return Ok(last.trim().parse().map_or(After::Unknown, After::Number));
    }
    let Some(value) = query::value(query, "after") else { return Ok(After::Now) };
    let number = value.parse::<i64>().ok().filter(|number| *number >= 0);
    let wrong =
        || ApiError::bad_request("invalid-query", "`after` is the number of a change: expected a whole number.");
    number.map(After::Number).ok_or_else(wrong)
}

/// An open stream.
struct Stream {
    app: SharedState,
    context: Arc<SessionContext>,
    /// What the client has; none if it is of no view.
    after: Option<Revision>,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    sender: mpsc::Sender<Event>,
    open: OpenStream,
}

/// The client has disconnected, or its session has ended.
struct StreamClosed;

impl Stream {
    /// Sends events until the stream is closed or the server shuts down.
    async fn run(mut self) {
        let mut shutdown = self.app.shutdown.subscribe();
        let mut heartbeat = tokio::time::interval_at(tokio::time::Instant::now() + HEARTBEAT, HEARTBEAT);
        heartbeat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        if self.send_hello().await.is_err() {
            return;
        }
        loop {
            if self.send_backlog().await.is_err() {
                return;
            }
            let is_due = tokio::select! {
                () = self.sender.closed() => return,
                () = self.open.replaced() => {
                    // A client that does not read is not waited for.
                    let _ = self.sender.try_send(Event::default().event("replaced").data("{}"));
                    return;
                }
                _ = shutdown.wait_for(|shutdown| *shutdown) => return,
                _ = self.snapshots.changed() => false,
                _ = heartbeat.tick() => true,
                () = tokio::time::sleep(SESSION_POLL) => false,
            };
            if is_due && self.sender.send(Event::default().event("heartbeat").data("{}")).await.is_err() {
                return;
            }
        }
    }

    /// Says whose changes follow. Without an id: a client that reconnects goes on after the last change.
    async fn send_hello(&self) -> Result<(), StreamClosed> {
        let viewer = Viewer::new(Arc::clone(&self.context), Arc::clone(&self.snapshots.borrow()));
        let revision = viewer.revision().number();
        let hello = Hello { user: &self.context.session.username, revision };
        let data = serde_json::to_string(&hello).map_err(|_| StreamClosed)?;
        self.sender.send(Event::default().event("hello").data(data)).await.map_err(|_| StreamClosed)
    }

    /// Checks the session, then sends the changes since the last call.
    async fn send_backlog(&mut self) -> Result<(), StreamClosed> {
        // Before the session, which is then at least as new: see `SnapshotCache::refresh`.
        let snapshot = Arc::clone(&self.snapshots.borrow_and_update());
        let Ok(Some(context)) = self.app.sessions.find(&self.context.hash).await else { return Err(StreamClosed) };
        self.context = context;
        let viewer = Viewer::new(Arc::clone(&self.context), snapshot);
        let now = viewer.revision();
        let Some(missed) = self.after.and_then(|after| now.changes_since(after)) else {
            return self.send_reset(now).await;
        };
        if missed == 0 {
            return Ok(());
        }
        let is_visible = |id: &str| viewer.location(id).is_ok();
        match self.app.snapshots.newest_changes(&viewer.snapshot, missed, is_visible).await {
            Some(locations) => self.send_changes(now, &locations).await,
            None => self.send_reset(now).await,
        }
    }

    /// Sends the last changes up to a revision.
    async fn send_changes(&mut self, now: Revision, locations: &[Box<str>]) -> Result<(), StreamClosed> {
        for (at, id) in locations.iter().enumerate() {
            let revision = now.earlier(locations.len() - 1 - at);
            let change = Change { revision: revision.number(), kind: Some("location"), id: Some(id) };
            self.send("change", revision, &change).await?;
        }
        Ok(())
    }

    /// Makes the client load all data again.
    async fn send_reset(&mut self, now: Revision) -> Result<(), StreamClosed> {
        self.send("reset", now, &Change { revision: now.number(), kind: None, id: None }).await
    }

    async fn send(&mut self, name: &str, revision: Revision, change: &Change<'_>) -> Result<(), StreamClosed> {
        let data = serde_json::to_string(change).map_err(|_| StreamClosed)?;
        let event = Event::default().event(name).id(revision.number().to_string()).data(data);
        self.sender.send(event).await.map_err(|_| StreamClosed)?;
        self.after = Some(revision);
        Ok(())
    }
}
