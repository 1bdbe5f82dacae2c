//! What the programme is made of: the same for everybody who is signed in.

use axum::http::HeaderMap;
use axum::response::Response;

use crate::auth::Viewer;
use crate::http::answer;
use crate::live::Encoded;
use crate::store::dataset::Kind;

async fn list(headers: &HeaderMap, viewer: &Viewer, kind: Kind) -> Response {
    let programme = &viewer.world.programme;
    let body = Encoded::new(programme.list(kind).json().clone());
    answer::list(headers, &programme.revision.to_string(), &body).await
}

/// The solution areas.
pub async fn areas(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Area).await
}

/// The partner roles.
pub async fn roles(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Role).await
}

/// The markets.
pub async fn markets(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Market).await
}

/// What locations can attain.
pub async fn credentials(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Credential).await
}

/// Sets of partner criteria.
pub async fn criteria(headers: HeaderMap, viewer: Viewer) -> Response {
    list(&headers, &viewer, Kind::Criteria).await
}
