//! A session and what it sees at this moment.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::permissions::Access;

use super::cookie;
use super::sessions::Known;
use crate::app::Shared;
use crate::error::Problem;
use crate::live::{Sight, View, World};

/// Whoever is signed in, and the data of this moment.
pub struct Viewer {
    /// The session.
    pub known: Arc<Known>,
    /// The data.
    pub world: Arc<World>,
    /// The locations that are seen.
    pub sight: Sight,
}

impl Viewer {
    /// What a session sees of the world.
    pub fn new(known: Arc<Known>, world: Arc<World>) -> Self {
        let count = world.locations.len();
        let sight = Sight((0..count).map(|at| known.grants.at(world.locations.id(at)).is_some()).collect());
        Self { known, world, sight }
    }

    /// What it sees, as it is answered.
    pub fn view(&self) -> Arc<View> {
        self.world.view(&self.sight)
    }

    /// The role at each location that is seen.
    pub fn roles(&self) -> BTreeMap<&str, Access> {
        let ids = (0..self.world.locations.len()).map(|at| self.world.locations.id(at));
        ids.filter_map(|id| Some((id, self.known.grants.at(id)?))).collect()
    }

    /// The position of a location that is seen: any other might as well not be there.
    pub fn location(&self, id: &str) -> Result<usize, Problem> {
        let at = self.world.locations.find(id);
        at.filter(|at| self.sight.sees(*at)).ok_or_else(Problem::not_found)
    }
}

impl FromRequestParts<Shared> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Problem> {
        let id = cookie::read(&parts.headers, app.is_https(&parts.headers)).ok_or_else(Problem::not_signed_in)?;
        let known = app.sessions.used(&cookie::hash(&id)).await?.ok_or_else(Problem::not_signed_in)?;
        Ok(Self::new(known, app.live.world()))
    }
}
