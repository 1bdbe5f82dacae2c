//! Locations: those that the session may see.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::dataset::wire;

use crate::auth::Viewer;
use crate::error::Problem;
use crate::http::answer;

/// All of them.
#[utoipa::path(get, path = "/locations", tag = "partner", responses((status = 200, description = "Those that the session may see", body = Vec<wire::Location>)))]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Response {
    let view = viewer.view();
    answer::list(&headers, &format!("{}-{}", view.revision, view.name), &view.locations).await
}

/// One of them.
#[utoipa::path(get, path = "/locations/{id}", tag = "partner", params(("id" = String, Path, description = "Its id")), responses((status = 200, description = "The location", body = wire::Location)))]
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, Problem> {
    let at = viewer.location(&id)?;
    let locations = &viewer.world.locations;
    Ok(answer::one(&headers, locations.revision(at), locations.body(at)))
}
