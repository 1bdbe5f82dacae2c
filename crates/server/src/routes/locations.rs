//! Locations: those that the session may see.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::auth::Viewer;
use crate::error::Problem;
use crate::http::answer;

/// All of them.
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Response {
    let view = viewer.view();
    answer::list(&headers, &format!("{}-{}", view.revision, view.name), &view.locations).await
}

/// One of them.
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, Problem> {
    let at = viewer.location(&id)?;
    let locations = &viewer.world.locations;
    Ok(answer::one(&headers, locations.revision(at), locations.body(at)))
}
