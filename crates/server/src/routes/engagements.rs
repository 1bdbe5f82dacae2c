//! Engagements.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::model;

use crate::error::ApiError;
use crate::http::{Viewer, conditional};
use crate::routes::programme;
use crate::store::lists::ResourceKind;

/// Lists the engagements.
#[utoipa::path(
    get,
    path = "/engagements",
    tag = "programme",
    responses((
        status = 200,
        description = "In the order of the programme; empty without a role",
        body = Vec<model::Engagement>
    ))
)]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    programme::list(&headers, &viewer, ResourceKind::Engagement).await
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
    let at = list.find(&id).filter(|_| viewer.visible.sees_programme()).ok_or_else(ApiError::not_found)?;
    Ok(conditional::one(&headers, &viewer.snapshot.tag_of(list.changes(at)), list.body(at)?))
}
