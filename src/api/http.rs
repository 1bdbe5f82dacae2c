//! The HTTP client of the backend: typed requests and typed errors.

mod error;
mod revision;
mod shown;

pub use error::{ApiError, Refusal};

use domain::Day;
use domain::dataset::read::LoadedDataset;
use domain::dataset::{DatasetProblem, ProblemKind};
use domain::id::LocationId;
use domain::model::Location;
use domain::payee::ProfileKind;
use domain::session::{Session, SignIn};
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::Progress;
use super::read::read;
use super::request::{self, text};
use super::retry::with_retries;
use crate::browser::http_cache::RequestCache;
use crate::browser::timer::sleep;
pub use revision::RevisionFloor;
pub use shown::Shown;

/// The status of an answer to `If-None-Match`.
const NOT_MODIFIED: u16 = 304;

/// A backend.
#[derive(Debug)]
pub struct Api {
    base: String,
    pub revisions: RevisionFloor,
    pub shown: Shown,
}

/// The answer to a request for all data.
pub struct Dataset {
    /// The data with the problems in them; `None` where they are those that are shown.
    pub content: Option<LoadedDataset>,
    /// The revision of the data.
    pub revision: i64,
    /// The entity tag of the data.
    pub tag: String,
}

/// A location with its `ETag`, which names the state that a change starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    pub location: Location,
    pub tag: String,
}

/// A profile to submit for validation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub location: LocationId,
    pub profile: ProfileKind,
    /// The name of the contact.
    pub name: String,
    /// The email address of the contact.
    pub email: String,
    /// The idempotency key: sent again, the request is carried out once.
    pub key: String,
    /// The username of the person who typed it.
    pub user: Option<String>,
}

impl Api {
    /// Returns the backend with a base URL such as `/api/v1`.
    pub fn new(base: &str) -> Self {
        Self {
            base: base.trim_end_matches('/').to_owned(),
            revisions: RevisionFloor::default(),
            shown: Shown::default(),
        }
    }

    /// Returns the URL of the event stream after a revision.
    pub fn events(&self, after: i64) -> String {
        format!("{}/events?after={after}", self.base)
    }

    /// Returns the ways to sign in, and the session if there is one.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn sign_in_options(&self) -> Result<SignIn, ApiError> {
        let attempt = async || {
            let response = self.send(self.request_of(Method::GET, "/sign-in", None), None).await?;
            json(&text(&response).await?)
        };
        with_retries(attempt, sleep).await
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`ApiError::WrongCredentials`] where username or password is wrong; others see [`ApiError`].
    pub async fn sign_in(&self, username: &str, password: &str) -> Result<Session, ApiError> {
        let body = serde_json::json!({ "username": username, "password": password });
        let response = self.send(self.request_of(Method::POST, "/session", None), Some(body.to_string())).await?;
        json(&text(&response).await?)
    }

    /// Signs out, here or everywhere.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn sign_out(&self, everywhere: bool) -> Result<(), ApiError> {
        let path = if everywhere { "/sessions" } else { "/session" };
        self.send(self.request(Method::DELETE, path), None).await.map(drop)
    }

    /// Changes the password of the person; every other session ends.
    ///
    /// # Errors
    /// [`ApiError::Refused`] where the backend does not accept one of them; others see [`ApiError`].
    pub async fn change_password(&self, current: &str, new: &str) -> Result<(), ApiError> {
        let body = serde_json::json!({ "current": current, "new": new });
        self.send(self.request(Method::PUT, "/password"), Some(body.to_string())).await.map(drop)
    }

    /// Loads the data that the session of a person may see, where they are others than those that are shown.
    ///
    /// # Errors
    /// [`ApiError::Interrupted`] where they are incomplete; others see [`ApiError`].
    pub async fn dataset(&self, today: Day, user: &str, progress: Option<&Progress>) -> Result<Dataset, ApiError> {
        with_retries(async || self.read_dataset(today, user, progress).await, sleep).await
    }

    async fn read_dataset(&self, today: Day, user: &str, progress: Option<&Progress>) -> Result<Dataset, ApiError> {
        let mut request = self.request_of(Method::GET, "/dataset", Some(user));
        if let Some(tag) = self.shown.tag_for(user) {
            request = request.header("if-none-match", &tag);
        }
        let response = self.send(request, None).await?;
        let revision = response.headers().get("x-revision").and_then(|revision| revision.parse().ok());
        let (revision, tag) = (revision.unwrap_or_else(|| self.revisions.current()), tag(&response));
        if response.status() == NOT_MODIFIED {
            return Ok(Dataset { content: None, revision, tag });
        }
        let loaded = read(&response, today, progress, Progress::show_first_rows).await?;
        match loaded.problems.iter().find_map(broken) {
            Some(error) => Err(error),
            None => Ok(Dataset { content: Some(loaded), revision, tag }),
        }
    }

    /// Loads one location.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn location(&self, id: &LocationId) -> Result<Tagged, ApiError> {
        let path = format!("/locations/{}", crate::routes::segment(id.as_str()));
        let user = self.shown.user();
        let attempt = async || {
            let response = self.send(self.request_of(Method::GET, &path, user.as_deref()), None).await?;
            tagged(&response, &text(&response).await?)
        };
        with_retries(attempt, sleep).await
    }

    /// Submits a profile for validation, if the location still has this tag; returns the location after it.
    ///
    /// # Errors
    /// [`ApiError::Stale`] where it has changed; others see [`ApiError`].
    pub async fn submit_profile(&self, submission: &Submission, tag: &str) -> Result<Tagged, ApiError> {
        let Submission { location, profile, name, email, key, user } = submission;
        let profile = match profile {
            ProfileKind::Bank => "bank",
            ProfileKind::Tax => "tax",
        };
        let path = format!("/locations/{}/payee/{profile}", crate::routes::segment(location.as_str()));
        let request = self.request_of(Method::PUT, &path, user.as_deref());
        let request = request.header("if-match", tag).header("idempotency-key", key);
        let body = serde_json::json!({ "contact": { "name": name, "email": email } });
        let response = self.send(request, Some(body.to_string())).await?;
        tagged(&response, &text(&response).await?)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.request_of(method, path, self.shown.user().as_deref())
    }

    /// Begins a request for a person; in the session of another one the backend refuses it.
    fn request_of(&self, method: Method, path: &str, user: Option<&str>) -> RequestBuilder {
        let version = domain::session::API_VERSION.to_string();
        let floor = self.revisions.current().to_string();
        let request = RequestBuilder::new(&format!("{}{path}", self.base)).method(method);
        // In the HTTP cache a request would wait for another tab's request of the same URL, which may have stalled.
        let request = request.cache(RequestCache::NoStore);
        let request = request.header("x-api-version", &version).header("x-revision", &floor);
        match user {
            // Headers cannot hold every letter.
            Some(user) => request.header("x-user", &crate::routes::segment(user)),
            None => request,
        }
    }

    async fn send(&self, request: RequestBuilder, body: Option<String>) -> Result<Response, ApiError> {
        let response = request::send(request, body).await?;
        let is_answer = response.ok() || response.status() == NOT_MODIFIED;
        if is_answer { Ok(response) } else { Err(ApiError::of(response).await) }
    }
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Eof => ApiError::Interrupted,
        _ => ApiError::NotUnderstood(error.to_string()),
    })
}

/// Returns the error of a dataset that is not complete: a backend sends all of it, unlike a file that someone edits.
fn broken(problem: &DatasetProblem) -> Option<ApiError> {
    match problem.kind {
        ProblemKind::Empty | ProblemKind::Truncated { .. } => Some(ApiError::Interrupted),
        ProblemKind::NotJson { byte } => Some(ApiError::NotUnderstood(format!("JSON, byte {byte}"))),
        _ => None,
    }
}

fn tagged(response: &Response, text: &str) -> Result<Tagged, ApiError> {
    Ok(Tagged { location: json(text)?, tag: tag(response) })
}

fn tag(response: &Response) -> String {
    response.headers().get("etag").unwrap_or_default()
}
