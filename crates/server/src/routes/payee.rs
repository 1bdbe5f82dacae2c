//! Submission of a bank or tax profile.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::Response;
use domain::payee::ProfileKind;
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::error::ApiError;
use crate::hex;
use crate::http::json_body::JsonBody;
use crate::http::{Viewer, conditional, headers};
use crate::snapshot::Snapshot;
use crate::state::SharedState;
use crate::store::payee::{Contact, Refusal, Submission, profile_word};

/// A submitted profile: whom to ask about it. No account numbers.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileSubmission {
    /// Whom to ask.
    contact: ContactPerson,
}

/// A person to ask.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactPerson {
    /// The person's name, of at most 200 characters.
    #[schema(
        max_length = 200,
        pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
        example = "Ada Lovelace"
    )]
    name: String,
    /// The person's address.
    #[schema(
        max_length = 254,
        pattern = r"^[^@\s\x00-\x1f\x7f-\x9f]+@[^@\s\x00-\x1f\x7f-\x9f]+$",
        example = "ada@example.com"
    )]
    email: String,
}

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Submits a profile for validation.
#[utoipa::path(
    put,
    path = "/locations/{id}/payee/{profile}",
    tag = "partner",
    params(
        ("id" = String, Path, description = "The Partner location ID"),
        ("profile" = ProfileKind, Path, description = "Which half of the payee profile"),
        ("If-Match" = String, Header, description = "The `ETag` of the location that the change starts from"),
        (
            "Idempotency-Key" = String,
            Header,
            description = "Identifies the request: a repeated one gets the first response"
        )
    ),
    request_body = ProfileSubmission,
    responses((status = 200, description = "The location, pending validation", body = domain::model::Location))
)]
pub async fn submit(
    State(app): State<SharedState>,
    Path((id, profile)): Path<(String, String)>,
    viewer: Viewer,
    request: HeaderMap,
    body: Result<JsonBody<ProfileSubmission>, ApiError>,
) -> Result<Response, ApiError> {
    let profile = match profile.as_str() {
        "bank" => ProfileKind::Bank,
        "tax" => ProfileKind::Tax,
        _ => return Err(ApiError::not_found()),
    };
    viewer.location(&id)?;
    let access = viewer.context.grants.at(&id);
    if !access.is_some_and(domain::permissions::AccessRole::may_change_payee) {
        let detail = "Only an incentives admin of this location may change its payee profiles.";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "forbidden", detail));
    }
    let key = idempotency_key(&request)?;
    let version = viewer.snapshot.version(&tag(&request)?);
    let JsonBody(submission) = body?;
    let contact = contact(submission)?;
    let digest = [id.as_str(), profile_word(profile), &contact.name, &contact.email].join("\0");
    let submission = Submission {
        account: viewer.context.session.account,
        key: &key,
        request: &hex::encode(&Sha256::digest(digest)),
        location: &id,
        profile,
        version,
        contact: &contact,
    };
    let done = app.store.submit_profile(&submission).await;
    // Also after a rejection: a client with an old version reads the new one next.
    app.refresh().await?;
    let viewer = Viewer::new(viewer.context, app.snapshots.current());
    let done = done.map_err(|refusal| refusal_error(refusal, &viewer.snapshot))?;
    let tag = viewer.snapshot.tag_of_version(done.version);
    Ok(viewer.with_revision(conditional::one(&HeaderMap::new(), &tag, done.body.into())))
}

/// Reads the idempotency key: 1 to 200 visible characters.
fn idempotency_key(request: &HeaderMap) -> Result<String, ApiError> {
    let Some(key) = headers::text(request, &IDEMPOTENCY_KEY).filter(|key| !key.is_empty()) else {
        let detail = "A change needs an `Idempotency-Key`: any text of its own, such as a UUID.";
        return Err(ApiError::bad_request("idempotency-key-missing", detail));
    };
    let sound = key.len() <= 200 && key.bytes().all(|byte| byte.is_ascii_graphic());
    let detail = "The `Idempotency-Key` has at most 200 visible characters.";
    sound.then_some(key).ok_or_else(|| ApiError::bad_request("idempotency-key-invalid", detail))
}

/// Reads `If-Match`, the tag of the location that the client has read; empty for an invalid one.
fn tag(request: &HeaderMap) -> Result<String, ApiError> {
    let Some(tag) = headers::text(request, &header::IF_MATCH).filter(|tag| tag.trim() != "*") else {
        let detail = "A change needs `If-Match` with the `ETag` of the location that it starts from.";
        return Err(ApiError::new(StatusCode::PRECONDITION_REQUIRED, "precondition-required", detail));
    };
    Ok(headers::opaque_tag(&tag).unwrap_or_default().to_owned())
}

fn contact(submission: ProfileSubmission) -> Result<Contact, ApiError> {
    let ContactPerson { name, email } = submission.contact;
    if name.trim().is_empty() || name.chars().count() > 200 || name.contains(char::is_control) {
        return Err(ApiError::invalid_field(
            "/contact/name",
            "expected a name of 1 to 200 characters, without control characters",
        ));
    }
    let parts = email.split_once('@');
    let plausible = parts.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'));
    if !plausible || email.chars().count() > 254 || email.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Err(ApiError::invalid_field("/contact/email", "expected an address such as name@example.com"));
    }
    Ok(Contact { name, email })
}

fn refusal_error(refusal: Refusal, snapshot: &Snapshot) -> ApiError {
    match refusal {
        Refusal::NoLocation => ApiError::not_found(),
        Refusal::Stale(current) => {
            let detail = "The location has changed since you read it. `current` is how it is now.";
            let mut error = ApiError::new(StatusCode::PRECONDITION_FAILED, "stale", detail);
            error.current = RawValue::from_string(current.body).ok();
            let tag = format!("\"{}\"", snapshot.tag_of_version(current.version)).parse();
            tag.map_or(error.clone(), |tag| error.with_header(header::ETAG, tag))
        }
        Refusal::InvalidTransition(reason) => {
            let detail = format!("The profile cannot be submitted: {reason}.");
            ApiError::new(StatusCode::CONFLICT, "profile-not-open", detail)
        }
        Refusal::KeyReused => {
            let detail = "This `Idempotency-Key` was used for another request.";
            ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused", detail)
        }
        Refusal::Database(error) => error.into(),
    }
}
