//! The extractor for requests that need a session.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use domain::Idx;
use domain::permissions::AccessRole;
use domain::visibility::VisibleLocations;

use crate::auth::cookies::{CookieName, hash_session_id};
use crate::auth::sessions::SessionContext;
use crate::error::ApiError;
use crate::http::{headers, query};
use crate::snapshot::{Revision, ScopedData, Snapshot};
use crate::state::SharedState;

/// A revision of what the session sees: in a response, contained in it; in a request, known to the client.
const REVISION_HEADER: HeaderName = HeaderName::from_static("x-revision");

/// A session with the current snapshot and its visible part.
pub struct Viewer {
    pub context: Arc<SessionContext>,
    pub snapshot: Arc<Snapshot>,
    pub visible: VisibleLocations,
}

impl Viewer {
    /// Determines the visible data of a session from the locations at which it has a role.
    pub fn new(context: Arc<SessionContext>, snapshot: Arc<Snapshot>) -> Self {
        let locations = &snapshot.locations;
        let visible = (0..locations.len()).map(|at| context.grants.at(locations.id(at)).is_some()).collect();
        Self { context, snapshot, visible }
    }

    /// Returns the visible data.
    pub fn data(&self) -> ScopedData<'_> {
        ScopedData { snapshot: &self.snapshot, visible: &self.visible }
    }

    /// Returns the revision of what the session sees: it moves with everything that may make its data other ones.
    pub fn revision(&self) -> Revision {
        let locations = &self.snapshot.locations;
        let role = |at| self.context.grants.at(locations.id(at)).map_or("", AccessRole::as_str);
        let mut session = self.context.session.account.to_string();
        for at in (0..locations.len()).filter(|at| self.visible.contains(Idx::new(*at))) {
            session.push(' ');
            session.push_str(role(at));
        }
        self.data().revision(session.as_bytes())
    }

    /// Adds the revision to a response.
    pub fn with_revision(&self, mut response: Response) -> Response {
        response.headers_mut().insert(REVISION_HEADER, HeaderValue::from(self.revision().number()));
        response
    }

    /// Returns whether the snapshot has a revision, as far as it is one of this view.
    fn contains(&self, known: Revision) -> bool {
        self.revision().changes_since(known).is_some()
    }

    /// Returns the role at each visible location.
    pub fn roles(&self) -> BTreeMap<&str, AccessRole> {
        let ids = (0..self.snapshot.locations.len()).map(|at| self.snapshot.locations.id(at));
        ids.filter_map(|id| Some((id, self.context.grants.at(id)?))).collect()
    }

    /// Finds the position of a visible location. An invisible one is not found, like one that does not exist.
    pub fn location(&self, id: &str) -> Result<usize, ApiError> {
        let at = self.snapshot.locations.find(id);
        at.filter(|at| self.visible.contains(Idx::new(*at))).ok_or_else(ApiError::not_found)
    }
}

/// Returns the newest revision that the client knows (read-your-writes).
fn known_revision(headers: &HeaderMap) -> Option<Revision> {
    Revision::from_client(headers.get(REVISION_HEADER)?.to_str().ok()?.parse().ok()?)
}

impl FromRequestParts<SharedState> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedState) -> Result<Self, ApiError> {
        let origin = app.origin(&parts.headers)?;
        let id = CookieName::Session.read(&parts.headers, &origin).ok_or_else(ApiError::not_signed_in)?;
        let hash = hash_session_id(&id);
        let context = app.sessions.authenticate(&hash).await?.ok_or_else(ApiError::not_signed_in)?;
        if believed_user(&parts.headers).is_some_and(|believed| believed != context.session.username) {
            let detail = "The session is that of another person: someone else has signed in in this browser.";
            return Err(ApiError::new(StatusCode::CONFLICT, "other-user", detail));
        }
        let viewer = Self::new(context, app.snapshots.current());
        match known_revision(&parts.headers) {
            // Another process may have written it: what this one knows of the session may be old as well.
            Some(known) if !viewer.contains(known) => {
                app.sessions.invalidate(&hash);
                app.refresh().await?;
                let context = app.sessions.find(&hash).await?.ok_or_else(ApiError::not_signed_in)?;
                Ok(Self::new(context, app.snapshots.current()))
            }
            _ => Ok(viewer),
        }
    }
}

/// Returns the username of the person for whom the client sends the request, percent-encoded in the header: a page that
/// is open for one person must not act in the session of the next.
fn believed_user(headers: &HeaderMap) -> Option<String> {
    let encoded = headers::text(headers, &HeaderName::from_static("x-user"))?;
    query::value(Some(&format!("user={encoded}")), "user")
}
