//! Claims: those of the locations that the session may see.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::dataset::wire;

use crate::auth::Viewer;
use crate::error::Problem;
use crate::http::answer;
use crate::live::sees_claim;
use crate::store::dataset::Kind;

/// All of them.
#[utoipa::path(get, path = "/claims", tag = "partner", responses((status = 200, description = "Those of the locations that the session may see", body = Vec<wire::Claim>)))]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Response {
    let view = viewer.view();
    let tag = format!("{}-{}", viewer.world.programme.revision, view.name);
    answer::list(&headers, &tag, &view.claims).await
}

/// One of them.
#[utoipa::path(get, path = "/claims/{id}", tag = "partner", params(("id" = String, Path, description = "Its id")), responses((status = 200, description = "The claim", body = wire::Claim)))]
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, Problem> {
    let list = viewer.world.programme.list(Kind::Claim);
    let seen = |at: &usize| sees_claim(&viewer.world, &viewer.sight, *at);
    let at = list.find(&id).filter(seen).ok_or_else(Problem::not_found)?;
    Ok(answer::one(&headers, list.revision(at), list.body(at)))
}
