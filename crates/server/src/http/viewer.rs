//! The extractor for requests that need a session.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::Idx;
use domain::permissions::AccessRole;
use domain::visibility::VisibleLocations;

use crate::auth::cookies::{CookieName, hash_session_id};
use crate::auth::sessions::SessionContext;
use crate::error::ApiError;
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
        Ok(Self::new(context.ok_or_else(ApiError::not_signed_in)?, app.snapshots.current()))
    }
}
