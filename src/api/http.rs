//! The HTTP client of the backend: typed requests and typed errors.

mod error;
mod retry;
mod revision;

pub use error::{ApiError, Refusal};

use std::time::Duration;

use domain::Day;
use domain::dataset::{Data, DatasetProblem};
use domain::id::LocationId;
use domain::model::Location;
use domain::payee::ProfileKind;
use domain::session::{Session, SignIn};
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::read::read;
use crate::browser::abort::Abort;
use crate::browser::timer::{Timeout, sleep, with_timeout};
use retry::with_retries;
pub use revision::RevisionFloor;

/// How long a response may take to begin.
const TIMEOUT: Duration = Duration::from_secs(15);

/// A backend.
#[derive(Debug)]
pub struct Api {
    base: String,
    pub revisions: RevisionFloor,
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
}

impl Api {
    /// Returns the backend with a base URL such as `/api/v1`.
    pub fn new(base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned(), revisions: RevisionFloor::default() }
    }

    /// Returns the URL of the event stream after a revision.
    pub fn events(&self, after: &str) -> String {
        format!("{}/events?after={after}", self.base)
    }

    /// Returns the ways to sign in, and the session if there is one.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn sign_in_options(&self) -> Result<SignIn, ApiError> {
        json(self.read("/sign-in").await?).await
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`ApiError::WrongCredentials`] where username or password is wrong; others see [`ApiError`].
    pub async fn sign_in(&self, username: &str, password: &str) -> Result<Session, ApiError> {
        let body = serde_json::json!({ "username": username, "password": password });
        json(self.send(self.request(Method::POST, "/session"), Some(body)).await?).await
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
        self.send(self.request(Method::PUT, "/password"), Some(body)).await.map(drop)
    }

    /// Loads the data that the session may see; returns them with the problems in them and their revision.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn dataset(&self, today: Day) -> Result<(Option<Data>, Vec<DatasetProblem>, String), ApiError> {
        let response = self.read("/dataset").await?;
        let revision = response.headers().get("x-revision").unwrap_or_default();
        self.revisions.raise(revision.parse().unwrap_or_default());
        let loaded = read(&response, today).await.map_err(|_| ApiError::Interrupted)?;
        Ok((loaded.data, loaded.problems, revision))
    }

    /// Loads one location.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn location(&self, id: &LocationId) -> Result<Tagged, ApiError> {
        tagged(self.read(&format!("/locations/{}", crate::routes::segment(id.as_str()))).await?).await
    }

    /// Submits a profile for validation, if the location still has this tag; returns the location after it.
    ///
    /// # Errors
    /// [`ApiError::Stale`] where it has changed; others see [`ApiError`].
    pub async fn submit_profile(&self, submission: &Submission, tag: &str) -> Result<Tagged, ApiError> {
        let Submission { location, profile, name, email, key } = submission;
        let profile = match profile {
            ProfileKind::Bank => "bank",
            ProfileKind::Tax => "tax",
        };
        let path = format!("/locations/{}/payee/{profile}", crate::routes::segment(location.as_str()));
        let request = self.request(Method::PUT, &path).header("if-match", tag).header("idempotency-key", key);
        let body = serde_json::json!({ "contact": { "name": name, "email": email } });
        tagged(self.send(request, Some(body)).await?).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let version = domain::session::API_VERSION.to_string();
        let floor = self.revisions.current().to_string();
        let request = RequestBuilder::new(&format!("{}{path}", self.base)).method(method);
        request.header("x-api-version", &version).header("x-revision", &floor)
    }

    /// Reads, with retries: reading changes nothing.
    async fn read(&self, path: &str) -> Result<Response, ApiError> {
        with_retries(async || self.send(self.request(Method::GET, path), None).await, sleep).await
    }

    async fn send(&self, request: RequestBuilder, body: Option<serde_json::Value>) -> Result<Response, ApiError> {
        let abort = Abort::default();
        let request = request.abort_signal(abort.signal());
        let request = match body {
            Some(body) => request.header("content-type", "application/json").body(body.to_string()),
            None => request.build(),
        };
        let request = request.map_err(|_| ApiError::Network)?;
        match with_timeout(Box::pin(request.send()), TIMEOUT).await {
            Timeout::Done(Ok(response)) if response.ok() => Ok(response),
            Timeout::Done(Ok(response)) => Err(ApiError::of(response).await),
            Timeout::Done(Err(_)) => Err(ApiError::Network),
            Timeout::Pending(_) => {
                abort.abort();
                Err(ApiError::TimedOut)
            }
        }
    }
}

async fn json<T: DeserializeOwned>(response: Response) -> Result<T, ApiError> {
    let text = response.text().await.map_err(|_| ApiError::Interrupted)?;
    serde_json::from_str(&text).map_err(|error| ApiError::NotUnderstood(error.to_string()))
}

async fn tagged(response: Response) -> Result<Tagged, ApiError> {
    let tag = tag(&response);
    Ok(Tagged { location: json(response).await?, tag })
}

fn tag(response: &Response) -> String {
    response.headers().get("etag").unwrap_or_default()
}
