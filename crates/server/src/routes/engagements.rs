//! Engagements.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::model;

use crate::error::ApiError;
use crate::http::{Viewer, conditional};
use crate::store::lists::ResourceKind;

/// Lists the engagements.
#[utoipa::path(
    get,
    path = "/engagements",
    tag = "programme",
    responses((status = 200, description = "In the order of the programme", body = Vec<model::Engagement>))
)]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Response {
    let programme = &viewer.snapshot.programme;
    conditional::list(&headers, &programme.revision.to_string(), programme.body(ResourceKind::Engagement)).await
}

/// Returns an engagement.
#[utoipa::path(
    get,
    path = "/engagements/{id}",
    tag = "programme",
    params(("id" = String, Path, description = "The id")),
    responses((status = 200, description = "The engagement", body = model::Engagement))
)]
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let list = viewer.snapshot.programme.list(ResourceKind::Engagement);
    let at = list.find(&id).ok_or_else(ApiError::not_found)?;
    Ok(conditional::one(&headers, list.revision(at), list.body(at)))
}
