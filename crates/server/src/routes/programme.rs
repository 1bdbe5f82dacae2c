//! What the programme is made of: the same for everybody who is signed in.

use axum::http::HeaderMap;
use axum::response::Response;
use domain::dataset::wire;

use crate::auth::Viewer;
use crate::http::answer;
use crate::store::dataset::Kind;

async fn list(headers: &HeaderMap, viewer: &Viewer, kind: Kind) -> Response {
    let programme = &viewer.world.programme;
    answer::list(headers, &programme.revision.to_string(), programme.answer(kind)).await
}

/// The solution areas.
#[utoipa::path(get, path = "/areas", tag = "programme", responses((status = 200, description = "In the order they are shown", body = Vec<wire::SolutionArea>)))]
pub async fn areas(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Area).await
}

/// The partner roles.
#[utoipa::path(get, path = "/roles", tag = "programme", responses((status = 200, description = "In the order they are shown", body = Vec<wire::Role>)))]
pub async fn roles(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Role).await
}

/// The markets.
#[utoipa::path(get, path = "/markets", tag = "programme", responses((status = 200, description = "All of them", body = Vec<wire::Market>)))]
pub async fn markets(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Market).await
}

/// What locations can attain.
#[utoipa::path(get, path = "/credentials", tag = "programme", responses((status = 200, description = "All of them", body = Vec<wire::Credential>)))]
pub async fn credentials(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Credential).await
}

/// Sets of partner criteria.
#[utoipa::path(get, path = "/criteria", tag = "programme", responses((status = 200, description = "All of them", body = Vec<wire::CriterionSet>)))]
pub async fn criteria(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Criteria).await
}
