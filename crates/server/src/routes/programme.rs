//! Data of the programme: the same for every session with a role, and nothing for one without.

use axum::http::HeaderMap;
use axum::response::Response;
use domain::model;

use crate::error::ApiError;
use crate::http::{Viewer, conditional};
use crate::store::lists::ResourceKind;

/// Responds with a list of the programme.
pub(super) async fn list(headers: &HeaderMap, viewer: &Viewer, kind: ResourceKind) -> Result<Response, ApiError> {
    let data = viewer.data();
    Ok(conditional::list(headers, &data.programme_tag(), &data.list(kind)?).await)
}

/// Lists the solution areas.
#[utoipa::path(
    get,
    path = "/areas",
    tag = "programme",
    responses((
        status = 200,
        description = "In the order they are shown; empty without a role",
        body = Vec<model::SolutionArea>
    ))
)]
pub async fn areas(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    list(&headers, &viewer, ResourceKind::Area).await
}

/// Lists the partner roles.
#[utoipa::path(
    get,
    path = "/roles",
    tag = "programme",
    responses((
        status = 200,
        description = "In the order they are shown; empty without a role",
        body = Vec<model::PartnerRole>
    ))
)]
pub async fn roles(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    list(&headers, &viewer, ResourceKind::Role).await
}

/// Lists the markets.
#[utoipa::path(
    get,
    path = "/markets",
    tag = "programme",
    responses((
        status = 200,
        description = "All of them; empty without a role",
        body = Vec<model::Market>
    ))
)]
pub async fn markets(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    list(&headers, &viewer, ResourceKind::Market).await
}

/// Lists what locations can attain.
#[utoipa::path(
    get,
    path = "/credentials",
    tag = "programme",
    responses((
        status = 200,
        description = "All of them; empty without a role",
        body = Vec<model::Credential>
    ))
)]
pub async fn credentials(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    list(&headers, &viewer, ResourceKind::Credential).await
}

/// Lists the sets of partner criteria.
#[utoipa::path(
    get,
    path = "/criteria",
    tag = "programme",
    responses((
        status = 200,
        description = "All of them; empty without a role",
        body = Vec<model::CriterionSet>
    ))
)]
pub async fn criteria(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    list(&headers, &viewer, ResourceKind::Criteria).await
}
