//! The HTTP client of the backend: typed requests and typed errors.

mod error;
mod revision;

pub use error::{ApiError, Refusal};

use domain::Day;
use domain::dataset::{Data, DatasetProblem};
use domain::id::LocationId;
use domain::model::Location;
use domain::payee::ProfileKind;
use domain::session::{Session, SignIn};
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::read::read;
use super::request::{self, text};
use super::retry::with_retries;
use crate::browser::timer::sleep;
pub use revision::RevisionFloor;

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
        json(&self.read("/sign-in").await?.1)
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`ApiError::WrongCredentials`] where username or password is wrong; others see [`ApiError`].
    pub async fn sign_in(&self, username: &str, password: &str) -> Result<Session, ApiError> {
        let body = serde_json::json!({ "username": username, "password": password });
        let response = self.send(self.request(Method::POST, "/session"), Some(body)).await?;
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
        self.send(self.request(Method::PUT, "/password"), Some(body)).await.map(drop)
    }

    /// Loads the data that the session may see; returns them with the problems in them and their revision.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn dataset(&self, today: Day) -> Result<(Option<Data>, Vec<DatasetProblem>, String), ApiError> {
        let attempt = async || {
            let response = self.send(self.request(Method::GET, "/dataset"), None).await?;
            let revision = response.headers().get("x-revision").unwrap_or_default();
            let loaded = read(&response, today).await?;
            Ok::<_, ApiError>((loaded, revision))
        };
        let (loaded, revision) = with_retries(attempt, sleep).await?;
        self.revisions.raise(revision.parse().unwrap_or_default());
        Ok((loaded.data, loaded.problems, revision))
    }

    /// Loads one location.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn location(&self, id: &LocationId) -> Result<Tagged, ApiError> {
        let (response, text) = self.read(&format!("/locations/{}", crate::routes::segment(id.as_str()))).await?;
        tagged(&response, &text)
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
        let response = self.send(request, Some(body)).await?;
        tagged(&response, &text(&response).await?)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let version = domain::session::API_VERSION.to_string();
        let floor = self.revisions.current().to_string();
        let request = RequestBuilder::new(&format!("{}{path}", self.base)).method(method);
        request.header("x-api-version", &version).header("x-revision", &floor)
    }

    /// Reads a text, with retries: reading changes nothing.
    async fn read(&self, path: &str) -> Result<(Response, String), ApiError> {
        let attempt = async || {
            let response = self.send(self.request(Method::GET, path), None).await?;
            let text = text(&response).await?;
            Ok((response, text))
        };
        with_retries(attempt, sleep).await
    }

    async fn send(&self, request: RequestBuilder, body: Option<serde_json::Value>) -> Result<Response, ApiError> {
        let response = request::send(request, body).await?;
        if response.ok() { Ok(response) } else { Err(ApiError::of(response).await) }
    }
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|error| ApiError::NotUnderstood(error.to_string()))
}

fn tagged(response: &Response, text: &str) -> Result<Tagged, ApiError> {
    Ok(Tagged { location: json(text)?, tag: tag(response) })
}

fn tag(response: &Response) -> String {
    response.headers().get("etag").unwrap_or_default()
}
