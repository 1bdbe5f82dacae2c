//! Customers with a claim at a visible location, and what the programme states about them.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::model;

use crate::error::ApiError;
use crate::http::{Viewer, conditional};
use crate::store::lists::ResourceKind;

/// Lists the customers.
#[utoipa::path(
    get,
    path = "/customers",
    tag = "partner",
    responses((
        status = 200,
        description = "Those with a claim of a location that the session may see",
        body = Vec<model::Customer>
    ))
)]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let data = viewer.data();
    Ok(conditional::list(&headers, &data.partner_tag(), &data.list(ResourceKind::Customer)?).await)
}

/// Returns a customer.
#[utoipa::path(
    get,
    path = "/customers/{id}",
    tag = "partner",
    params(("id" = String, Path, description = "The id")),
    responses((status = 200, description = "The customer", body = model::Customer))
)]
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let list = viewer.snapshot.programme.list(ResourceKind::Customer);
    // Computed first, so that a hidden customer takes as long as one that does not exist.
    let is_visible = viewer.data().visible_customers();
    let at = list.find(&id).filter(|at| is_visible(*at)).ok_or_else(ApiError::not_found)?;
    Ok(conditional::one(&headers, &viewer.snapshot.tag_of(list.changes(at)), list.body(at)?))
}

/// Lists what the programme states about customers.
#[utoipa::path(
    get,
    path = "/customer-verdicts",
    tag = "partner",
    responses((
        status = 200,
        description = "Those on customers that the session may see. Of several on a customer and an engagement, the \
                       latest that has begun counts",
        body = Vec<model::CustomerVerdict>
    ))
)]
pub async fn verdicts(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let data = viewer.data();
    let list = data.list(ResourceKind::CustomerVerdict)?;
    Ok(conditional::list(&headers, &data.partner_tag(), &list).await)
}
