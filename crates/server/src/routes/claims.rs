//! Claims of the visible locations.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::model;

use crate::error::ApiError;
use crate::http::{Viewer, conditional};
use crate::store::lists::ResourceKind;

/// Lists the claims.
#[utoipa::path(
    get,
    path = "/claims",
    tag = "partner",
    responses((status = 200, description = "Those of the locations that the session may see", body = Vec<model::Claim>))
)]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let data = viewer.data();
    Ok(conditional::list(&headers, &data.partner_tag(), &data.list(ResourceKind::Claim)?).await)
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
    let at = list.find(&id).filter(|at| viewer.data().sees_claim(*at)).ok_or_else(ApiError::not_found)?;
    Ok(conditional::one(&headers, &viewer.snapshot.tag_of(list.changes(at)), list.body(at)?))
}
