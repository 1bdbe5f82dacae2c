//! All visible data at one moment.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::error::ApiError;
use crate::http::{Viewer, conditional};

/// Returns the visible data in the format of a dataset file.
#[utoipa::path(
    get,
    path = "/dataset",
    tag = "partner",
    responses((
        status = 200,
        description = "`X-Revision` is the revision of the data: see `/events`. `partner.admins` are the accounts with \
                       the admin role, with the visible locations at which they have it. A session without a role \
                       gets empty lists, and the admins of every location",
        body = domain::model::Dataset
    ))
)]
pub async fn get(headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    let data = viewer.data();
    let none = || ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "no-data", "Nothing was imported yet.");
    let dataset = data.dataset()?.ok_or_else(none)?;
    let response = conditional::list(&headers, &data.dataset_tag(), &dataset).await;
    Ok(viewer.with_revision(response))
}
