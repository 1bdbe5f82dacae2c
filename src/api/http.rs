//! The backend over HTTP: typed requests, and typed errors for whatever can come back.

mod error;

pub use error::ApiError;

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use domain::Day;
use domain::dataset::{Data, DatasetProblem};
use domain::id::LocationId;
use domain::model::Location;
use domain::payee::ProfileKind;
use domain::session::{Session, SignIn};
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::de::DeserializeOwned;

use crate::browser::abort::Abort;
use crate::browser::timer::{Timeout, sleep, with_timeout};

/// How long an answer may take to begin.
const PATIENCE: Duration = Duration::from_secs(15);
/// The pauses before a read is tried again.
const PAUSES: [Duration; 2] = [Duration::from_millis(400), Duration::from_millis(1500)];

/// A backend.
#[derive(Debug)]
pub struct Api {
    base: String,
    /// The newest change that was heard of: no answer may be of before it, whichever process of the backend gives it.
    heard: AtomicI64,
}

/// A location and the tag of what was read: a change says which it starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// The location.
    pub location: Location,
    /// Its tag.
    pub tag: String,
}

/// A profile that is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Whose profile.
    pub location: LocationId,
    /// Which half.
    pub profile: ProfileKind,
    /// The name of whom to ask.
    pub name: String,
    /// The address of whom to ask.
    pub email: String,
    /// Names the request: sent again, it is carried out once.
    pub key: String,
}

impl Api {
    /// The backend at an address, such as `/api/v1`.
    pub fn new(base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned(), heard: AtomicI64::new(0) }
    }

    /// There is a change of this number.
    pub fn hears(&self, revision: i64) {
        self.heard.fetch_max(revision, Ordering::Relaxed);
    }

    /// Everything may be different, and this is the number of the newest change: the backend may have been put back to
    /// an earlier state.
    pub fn begins_anew(&self, revision: i64) {
        self.heard.store(revision, Ordering::Relaxed);
    }

    /// Whether nothing newer was heard of.
    pub fn is_newest(&self, revision: &str) -> bool {
        revision.parse().is_ok_and(|revision: i64| revision >= self.heard.load(Ordering::Relaxed))
    }

    /// Where changes are told; after a revision.
    pub fn events(&self, after: &str) -> String {
        format!("{}/events?after={after}", self.base)
    }

    /// How one can sign in, and who has.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn sign_in_options(&self) -> Result<SignIn, ApiError> {
        json(self.read("/sign-in").await?).await
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`ApiError::WrongCredentials`] where username or password is not right; see there for others.
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

    /// Everything that the session may see, what of it cannot be used, and at which revision it was read.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn dataset(&self, today: Day) -> Result<(Option<Data>, Vec<DatasetProblem>, String), ApiError> {
        let response = self.read("/dataset").await?;
        let revision = response.headers().get("x-revision").unwrap_or_default();
        self.hears(revision.parse().unwrap_or_default());
        let loaded = super::read(&response, today).await.map_err(|_| ApiError::BrokeOff)?;
        Ok((loaded.data, loaded.problems, revision))
    }

    /// One location.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn location(&self, id: &LocationId) -> Result<Tagged, ApiError> {
        tagged(self.read(&format!("/locations/{}", crate::routes::segment(id.as_str()))).await?).await
    }

    /// Hands in a profile to be validated, if the location is still the one with this tag; the location then.
    ///
    /// # Errors
    /// [`ApiError::Stale`] where it is another; see there for others.
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
        let heard = self.heard.load(Ordering::Relaxed).to_string();
        let request = RequestBuilder::new(&format!("{}{path}", self.base)).method(method);
        request.header("x-api-version", &version).header("x-revision", &heard)
    }

    /// Reads, again where that may help: reading changes nothing.
    async fn read(&self, path: &str) -> Result<Response, ApiError> {
        for pause in PAUSES {
            match self.send(self.request(Method::GET, path), None).await {
                Err(error) if error.may_pass() => sleep(pause).await,
                answer => return answer,
            }
        }
        self.send(self.request(Method::GET, path), None).await
    }

    async fn send(&self, request: RequestBuilder, body: Option<serde_json::Value>) -> Result<Response, ApiError> {
        let abort = Abort::default();
        let request = request.abort_signal(abort.signal());
        let request = match body {
            Some(body) => request.header("content-type", "application/json").body(body.to_string()),
            None => request.build(),
        };
        let request = request.map_err(|_| ApiError::Network)?;
        match with_timeout(Box::pin(request.send()), PATIENCE).await {
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
    let text = response.text().await.map_err(|_| ApiError::BrokeOff)?;
    serde_json::from_str(&text).map_err(|error| ApiError::NotUnderstood(error.to_string()))
}

async fn tagged(response: Response) -> Result<Tagged, ApiError> {
    let tag = tag(&response);
    Ok(Tagged { location: json(response).await?, tag })
}

fn tag(response: &Response) -> String {
    response.headers().get("etag").unwrap_or_default()
}
