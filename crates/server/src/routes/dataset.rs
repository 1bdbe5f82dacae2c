//! Everything that the session may see, at one moment.

use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use crate::auth::Viewer;
use crate::error::Problem;
use crate::http::answer;
use crate::http::context::REVISION;

/// The whole in the format of a dataset file.
#[utoipa::path(get, path = "/dataset", tag = "partner", responses((status = 200, description = "The header `X-Revision` says which changes are in it", body = domain::dataset::wire::Dataset)))]
pub async fn get(headers: HeaderMap, viewer: Viewer) -> Result<Response, Problem> {
    let view = viewer.view();
    let none = || Problem::new(StatusCode::SERVICE_UNAVAILABLE, "no-data", "Nothing was imported yet.");
    let dataset = view.dataset(&viewer.world).ok_or_else(none)?;
    let tag = format!("{}-{}-{}", view.revision, view.name, viewer.world.day);
    let mut response = answer::list(&headers, &tag, dataset).await;
    response.headers_mut().insert(REVISION, HeaderValue::from(viewer.world.seq));
    Ok(response)
}
