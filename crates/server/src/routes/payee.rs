//! Handing in a bank or tax profile.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::Response;
use domain::dataset::wire::Contact;
use domain::payee::ProfileKind;
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::app::Shared;
use crate::auth::Viewer;
use crate::error::Problem;
use crate::http::{answer, body, headers};
use crate::store::hex;
use crate::store::payee::{Refusal, Submission, profile_word};

/// A profile that is handed in: whom to ask about it. No account numbers.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProfileSubmission)]
pub struct Profile {
    /// Whom to ask.
    contact: Person,
}

/// A person to ask.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContactPerson)]
pub struct Person {
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

const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Submits a profile for validation.
#[utoipa::path(
    put,
    path = "/locations/{id}/payee/{profile}",
    tag = "partner",
    params(
        ("id" = String, Path, description = "The Partner location ID"),
        ("profile" = ProfileKind, Path, description = "Which half of the payee profile"),
        ("If-Match" = String, Header, description = "The `ETag` of the location that the change starts from"),
        ("Idempotency-Key" = String, Header, description = "Names the request: repeated, it gets the first answer again")
    ),
    request_body = Profile,
    responses((status = 200, description = "The location, pending validation", body = domain::dataset::wire::Location))
)]
pub async fn submit(
    State(app): State<Shared>,
    Path((id, profile)): Path<(String, String)>,
    viewer: Viewer,
    request: HeaderMap,
    json: Result<body::Json<Profile>, Problem>,
) -> Result<Response, Problem> {
    let profile = match profile.as_str() {
        "bank" => ProfileKind::Bank,
        "tax" => ProfileKind::Tax,
        _ => return Err(Problem::not_found()),
    };
    viewer.location(&id)?;
    let access = viewer.known.grants.at(&id);
    if !access.is_some_and(domain::permissions::Access::may_change_payee) {
        let detail = "Only an incentives admin of this location may change its payee profiles.";
        return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", detail));
    }
    let key = key(&request)?;
    let revision = revision(&request)?;
    let contact = contact(json?.value)?;
    let digest = [id.as_str(), profile_word(profile), &contact.name, &contact.email].join("\0");
    let submission = Submission {
        account: viewer.known.session.account,
        key: &key,
        request: &hex(&Sha256::digest(digest)),
        location: &id,
        profile,
        revision,
        contact: &contact,
    };
    let done = app.store.submit_profile(&submission).await;
    // Also where it was refused: who is told that there is something newer reads it next.
    app.catch_up().await?;
    let done = done.map_err(refused)?;
    Ok(answer::one(&HeaderMap::new(), done.revision, done.body.into()))
}

/// Names the request: visible characters, not more than 200.
fn key(request: &HeaderMap) -> Result<String, Problem> {
    let Some(key) = headers::text(request, &KEY).filter(|key| !key.is_empty()) else {
        let detail = "A change needs an `Idempotency-Key`: any text of its own, such as a UUID.";
        return Err(Problem::bad_request("idempotency-key-missing", detail));
    };
    let sound = key.len() <= 200 && key.bytes().all(|byte| byte.is_ascii_graphic());
    let detail = "The `Idempotency-Key` has at most 200 visible characters.";
    sound.then_some(key).ok_or_else(|| Problem::bad_request("idempotency-key-invalid", detail))
}

/// The revision that the client has seen; `None` for one that never was.
fn revision(request: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(tag) = headers::text(request, &header::IF_MATCH).filter(|tag| tag.trim() != "*") else {
        let detail = "A change needs `If-Match` with the `ETag` of the location that it starts from.";
        return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "precondition-required", detail));
    };
    Ok(tag.trim().strip_prefix('"').and_then(|tag| tag.strip_suffix('"')).and_then(|tag| tag.parse().ok()))
}

fn contact(profile: Profile) -> Result<Contact, Problem> {
    let Person { name, email } = profile.contact;
    if name.trim().is_empty() || name.chars().count() > 200 || name.contains(char::is_control) {
        return Err(Problem::field(
            "/contact/name",
            "expected a name of 1 to 200 characters, without control characters",
        ));
    }
    let parts = email.split_once('@');
    let plausible = parts.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'));
    if !plausible || email.chars().count() > 254 || email.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Err(Problem::field("/contact/email", "expected an address such as name@example.com"));
    }
    Ok(Contact { name, email })
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::NoLocation => Problem::not_found(),
        Refusal::Stale(now) => {
            let detail = "The location has changed since you read it. `current` is how it is now.";
            let mut problem = Problem::new(StatusCode::PRECONDITION_FAILED, "stale", detail);
            problem.current = RawValue::from_string(now.body).ok();
            let tag = format!("\"{}\"", now.revision).parse();
            tag.map_or(problem.clone(), |tag| problem.with_header(header::ETAG, tag))
        }
        Refusal::NotOpen(reason) => {
            let detail = format!("The profile cannot be submitted: {reason}.");
            Problem::new(StatusCode::CONFLICT, "profile-not-open", detail)
        }
        Refusal::KeyReused => {
            let detail = "This `Idempotency-Key` was used for another request.";
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused", detail)
        }
        Refusal::Database(error) => error.into(),
    }
}
