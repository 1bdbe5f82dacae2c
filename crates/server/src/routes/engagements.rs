//! Engagements.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::auth::Viewer;
use crate::error::Problem;
use crate::http::answer;
use crate::store::dataset::Kind;

/// All of them.
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Response {
    let programme = &viewer.world.programme;
    answer::list(&headers, &programme.revision.to_string(), &programme.engagements).await
}

/// One of them.
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, Problem> {
    let list = viewer.world.programme.list(Kind::Engagement);
    let at = list.find(&id).ok_or_else(Problem::not_found)?;
    Ok(answer::one(&headers, list.revision(at), list.body(at)))
}
