//! Errors of requests to the backend.

use domain::session::ApiProblem;
use gloo_net::http::Response;

use super::{Tagged, tag};
use crate::api::request::{RequestError, text};
use crate::api::retry::Transient;

/// Why a request failed.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// No response.
    Network,
    /// No response in time.
    TimedOut,
    /// The connection broke during the response.
    Interrupted,
    /// The response is not what this app expects; what it is.
    NotUnderstood(String),
    /// App and backend are of incompatible versions.
    OtherVersion,
    /// No session, or it has ended.
    NotSignedIn,
    /// The session is that of another person, who has signed in in this browser.
    OtherUser,
    /// Wrong username or password.
    WrongCredentials,
    /// The person lacks the permission.
    Forbidden,
    /// The backend refuses for a reason that has its own words.
    Refused(Refusal),
    /// There is no such resource, or the person may not see it.
    NotFound,
    /// The state of the resource does not allow the change; why, in English.
    Conflict(String),
    /// The resource has changed since it was read; its present state with its tag.
    Stale(Option<Box<Tagged>>),
    /// The request is too large.
    TooLarge,
    /// Too many requests; the seconds to wait.
    TooMany(u32),
    /// A field is not as expected; which, in English.
    Invalid(String),
    /// The backend failed; the id of the request in its log.
    Failed(String),
}

/// A reason of the backend to refuse, named by a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The backend does not recognise the page as its own.
    CrossOrigin,
    /// The backend is at another host.
    OtherHost,
    /// People sign in through the identity provider only.
    LocalSignInOff,
    AccountDisabled,
    /// The password of a demo account cannot be changed.
    DemoAccount,
    /// The person signs in through the identity provider.
    NoPassword,
    /// The current password is wrong.
    WrongPassword,
    PasswordTooShort,
    PasswordTooLong,
    PasswordGuessable,
    PasswordUnchanged,
    /// The backend has no data yet.
    NoData,
    /// The disk of the backend is full.
    StorageFull,
    /// The sign-in succeeded, and the browser has not kept its cookie; whether the page was opened by HTTPS.
    CookieNotKept {
        https: bool,
    },
}

impl Refusal {
    fn of_code(code: &str) -> Option<Self> {
        Some(match code {
            "cross-origin" => Self::CrossOrigin,
            "other-host" => Self::OtherHost,
            "local-sign-in-off" => Self::LocalSignInOff,
            "account-disabled" => Self::AccountDisabled,
            "demo-account" => Self::DemoAccount,
            "no-password" => Self::NoPassword,
            "wrong-password" => Self::WrongPassword,
            "password-too-short" => Self::PasswordTooShort,
            "password-too-long" => Self::PasswordTooLong,
            "password-guessable" => Self::PasswordGuessable,
            "password-unchanged" => Self::PasswordUnchanged,
            "no-data" => Self::NoData,
            "storage-full" => Self::StorageFull,
            _ => return None,
        })
    }
}

impl ApiError {
    /// Reads the error of a response.
    pub(super) async fn of(response: Response) -> Self {
        let wait = response.headers().get("retry-after").and_then(|wait| wait.parse().ok());
        let tag = tag(&response);
        let text = text(&response).await.unwrap_or_default();
        let problem = serde_json::from_str(&text).unwrap_or_default();
        Self::new(response.status(), problem, wait, tag)
    }

    fn new(status: u16, problem: ApiProblem, wait: Option<u32>, tag: String) -> Self {
        let ApiProblem { code, detail, request_id, current } = problem;
        if let Some(refusal) = Refusal::of_code(&code) {
            return Self::Refused(refusal);
        }
        match (status, code.as_str()) {
            (_, "unsupported-version") => Self::OtherVersion,
            (409, "other-user") => Self::OtherUser,
            (401, "invalid-credentials") => Self::WrongCredentials,
            (401, _) => Self::NotSignedIn,
            (403, _) => Self::Forbidden,
            (404, _) => Self::NotFound,
            (408 | 504, _) => Self::TimedOut,
            (409, _) => Self::Conflict(detail),
            (412, _) => Self::Stale(current.map(|location| Box::new(Tagged { location, tag }))),
            (413, _) => Self::TooLarge,
            (429, _) => Self::TooMany(wait.unwrap_or(60)),
            (400..500, _) => Self::Invalid(detail),
            _ => Self::Failed(request_id),
        }
    }

    /// Returns whether the same request may succeed in a moment.
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Network | Self::TimedOut | Self::Interrupted | Self::Failed(_))
    }
}

impl Transient for ApiError {
    fn is_transient(&self) -> bool {
        self.is_transient()
    }

    fn is_timeout(&self) -> bool {
        *self == Self::TimedOut
    }
}

impl From<RequestError> for ApiError {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Network => Self::Network,
            RequestError::TimedOut => Self::TimedOut,
            RequestError::Interrupted => Self::Interrupted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, code: &str) -> ApiError {
        let problem = ApiProblem { code: code.to_owned(), detail: "why".to_owned(), ..ApiProblem::default() };
        ApiError::new(status, problem, Some(7), "\"1\"".to_owned())
    }

    #[test]
    fn maps_status_and_code() {
        assert_eq!(of(401, "invalid-credentials"), ApiError::WrongCredentials);
        assert_eq!(of(401, "not-signed-in"), ApiError::NotSignedIn);
        assert_eq!(of(409, "other-user"), ApiError::OtherUser);
        assert_eq!(of(400, "unsupported-version"), ApiError::OtherVersion);
        assert_eq!(of(403, "forbidden"), ApiError::Forbidden);
        assert_eq!(of(403, "cross-origin"), ApiError::Refused(Refusal::CrossOrigin));
        assert_eq!(of(421, "other-host"), ApiError::Refused(Refusal::OtherHost));
        assert_eq!(of(422, "wrong-password"), ApiError::Refused(Refusal::WrongPassword));
        assert_eq!(of(503, "no-data"), ApiError::Refused(Refusal::NoData));
        assert_eq!(of(400, "invalid"), ApiError::Invalid("why".to_owned()));
        assert_eq!(of(409, "profile-not-open"), ApiError::Conflict("why".to_owned()));
        assert_eq!(of(412, "stale"), ApiError::Stale(None));
        assert_eq!(of(429, ""), ApiError::TooMany(7));
        assert_eq!(of(502, ""), ApiError::Failed(String::new()));
        assert!(of(503, "").is_transient() && !of(403, "").is_transient());
    }
}
