//! Engagements.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::dataset::wire;

use crate::auth::Viewer;
use crate::error::Problem;
use crate::http::answer;
use crate::store::dataset::Kind;

/// All of them.
#[utoipa::path(get, path = "/engagements", tag = "programme", responses((status = 200, description = "In the order of the programme", body = Vec<wire::Engagement>)))]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Response {
    let programme = &viewer.world.programme;
    answer::list(&headers, &programme.revision.to_string(), programme.answer(Kind::Engagement)).await
}

/// One of them.
#[utoipa::path(get, path = "/engagements/{id}", tag = "programme", params(("id" = String, Path, description = "Its id")), responses((status = 200, description = "The engagement", body = wire::Engagement)))]
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, Problem> {
    let list = viewer.world.programme.list(Kind::Engagement);
    let at = list.find(&id).ok_or_else(Problem::not_found)?;
    Ok(answer::one(&headers, list.revision(at), list.body(at)))
}
