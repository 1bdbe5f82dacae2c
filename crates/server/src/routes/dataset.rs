//! All visible data at one moment.

use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use crate::error::ApiError;
use crate::http::read_your_writes::REVISION_HEADER;
use crate::http::{Viewer, conditional};

/// Returns the visible data in the format of a dataset file.
#[utoipa::path(
    get,
    path = "/dataset",
    tag = "partner",
    responses((
        status = 200,
        description = "The header `X-Revision` says which changes are in it. `partner.admins` are the accounts with \
                       the admin role, with the visible locations at which they have it. A session without a role \
                       gets empty lists, and the admins of every location",
        body = domain::model::Dataset
    ))
)]
pub async fn get(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let data = viewer.data();
    let none = || ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "no-data", "Nothing was imported yet.");
    let dataset = data.dataset()?.ok_or_else(none)?;
    let tag = format!("{}-{}-{}-{}", data.revision(), data.name(), data.admins_hash(), viewer.snapshot.day);
    let mut response = conditional::list(&headers, &tag, &dataset).await;
    response.headers_mut().insert(REVISION_HEADER, HeaderValue::from(viewer.snapshot.seq));
    Ok(response)
}
