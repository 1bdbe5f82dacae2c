//! Visible locations.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::model;

use crate::error::ApiError;
use crate::http::{Viewer, conditional};
use crate::store::lists::ResourceKind;

/// Lists the locations.
#[utoipa::path(
    get,
    path = "/locations",
    tag = "partner",
    responses((status = 200, description = "Those that the session may see", body = Vec<model::Location>))
)]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let data = viewer.data();
    Ok(conditional::list(&headers, &data.locations_tag(), &data.list(ResourceKind::Location)?).await)
}

/// Returns a location.
#[utoipa::path(
    get,
    path = "/locations/{id}",
    tag = "partner",
    params(("id" = String, Path, description = "The id")),
    responses((status = 200, description = "The location", body = model::Location))
)]
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let at = viewer.location(&id)?;
    let locations = &viewer.snapshot.locations;
    let response = conditional::one(&headers, &viewer.snapshot.tag_of(locations.changes(at)), locations.body(at)?);
    Ok(viewer.with_revision(response))
}
