//! Claims of the visible locations.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::model;

use crate::error::ApiError;
use crate::http::{Viewer, conditional};
use crate::snapshot::sees_claim;
use crate::store::lists::ResourceKind;

/// Lists the claims.
#[utoipa::path(
    get,
    path = "/claims",
    tag = "partner",
    responses((status = 200, description = "Those of the locations that the session may see", body = Vec<model::Claim>))
)]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Response {
    let data = viewer.data();
    let tag = format!("{}-{}", viewer.snapshot.programme.revision, data.name);
    conditional::list(&headers, &tag, &data.claims).await
}

/// Returns a claim.
#[utoipa::path(
    get,
    path = "/claims/{id}",
    tag = "partner",
    params(("id" = String, Path, description = "The id")),
    responses((status = 200, description = "The claim", body = model::Claim))
)]
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let list = viewer.snapshot.programme.list(ResourceKind::Claim);
    let visible = |at: &usize| sees_claim(&viewer.snapshot, &viewer.visible, *at);
    let at = list.find(&id).filter(visible).ok_or_else(ApiError::not_found)?;
    Ok(conditional::one(&headers, list.revision(at), list.body(at)))
}
