//! The extractor for requests that need a session.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use domain::Idx;
use domain::permissions::AccessRole;
use domain::visibility::VisibleLocations;

use crate::auth::cookies::{CookieName, hash_session_id};
use crate::auth::sessions::SessionContext;
use crate::error::ApiError;
use crate::http::{headers, query};
use crate::snapshot::{ScopedData, Snapshot};
use crate::state::SharedState;

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

impl FromRequestParts<SharedState> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedState) -> Result<Self, ApiError> {
        let origin = app.origin(&parts.headers)?;
        let id = CookieName::Session.read(&parts.headers, &origin).ok_or_else(ApiError::not_signed_in)?;
        let context = app.sessions.authenticate(&hash_session_id(&id)).await?;
        let context = context.ok_or_else(ApiError::not_signed_in)?;
        if believed_user(&parts.headers).is_some_and(|believed| believed != context.session.username) {
            let detail = "The session is that of another person: someone else has signed in in this browser.";
            return Err(ApiError::new(StatusCode::CONFLICT, "other-user", detail));
        }
        Ok(Self::new(context, app.snapshots.current()))
    }
}

/// Returns the username of the person for whom the client sends the request, percent-encoded in the header: a page that
/// is open for one person must not act in the session of the next.
fn believed_user(headers: &HeaderMap) -> Option<String> {
    let encoded = headers::text(headers, &HeaderName::from_static("x-user"))?;
    query::value(Some(&format!("user={encoded}")), "user")
}
