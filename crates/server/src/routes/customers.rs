//! Customers: those with a claim of a location that the session may see.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::dataset::wire;

use crate::auth::Viewer;
use crate::error::Problem;
use crate::http::answer;
use crate::store::dataset::Kind;

/// All of them.
#[utoipa::path(get, path = "/customers", tag = "partner", responses((status = 200, description = "Those with a claim of a location that the session may see", body = Vec<wire::Customer>)))]
pub async fn list(headers: HeaderMap, viewer: Viewer) -> Response {
    let view = viewer.view();
    let tag = format!("{}-{}", viewer.world.programme.revision, view.name);
    answer::list(&headers, &tag, &view.customers).await
}

/// One of them.
#[utoipa::path(get, path = "/customers/{id}", tag = "partner", params(("id" = String, Path, description = "Its id")), responses((status = 200, description = "The customer", body = wire::Customer)))]
pub async fn one(Path(id): Path<String>, headers: HeaderMap, viewer: Viewer) -> Result<Response, Problem> {
    let list = viewer.world.programme.list(Kind::Customer);
    let at = list.find(&id).filter(|at| viewer.view().sees_customer(*at)).ok_or_else(Problem::not_found)?;
    Ok(answer::one(&headers, list.revision(at), list.body(at)))
}
