//! What can go wrong between the app and its backend.

use domain::session::ApiProblem;
use gloo_net::http::Response;

use super::{Tagged, tag};

/// Why a request did not do what it was for.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// There was no answer.
    Network,
    /// There was no answer in time.
    TimedOut,
    /// The answer broke off.
    BrokeOff,
    /// The answer is not what this app understands; what it is.
    NotUnderstood(String),
    /// App and backend are of versions that do not understand each other.
    OtherVersion,
    /// Nobody is signed in, or no longer.
    NotSignedIn,
    /// Username or password is not right.
    WrongCredentials,
    /// The person may not do that.
    Forbidden,
    /// It is not there, or the person may not see it.
    NotFound,
    /// It is in a state that does not allow that; why, in English.
    Conflict(String),
    /// It has changed since it was read; how it is now, with its tag.
    Stale(Option<Box<Tagged>>),
    /// The request is larger than the backend takes.
    TooLarge,
    /// Too many requests; the seconds to wait.
    TooMany(u32),
    /// A field is not as expected; which, in English.
    Invalid(String),
    /// The backend failed; the id of the request, to find it in the log.
    Failed(String),
}

impl ApiError {
    /// Reads an answer that is an error.
    pub(super) async fn of(response: Response) -> Self {
        let wait = response.headers().get("retry-after").and_then(|wait| wait.parse().ok());
        let tag = tag(&response);
        let text = response.text().await.unwrap_or_default();
        let problem = serde_json::from_str(&text).unwrap_or_default();
        Self::new(response.status(), problem, wait, tag)
    }

    fn new(status: u16, problem: ApiProblem, wait: Option<u32>, tag: String) -> Self {
        let ApiProblem { code, detail, request_id, current } = problem;
        match (status, code.as_str()) {
            (_, "unsupported-version") => Self::OtherVersion,
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

    /// Whether the same request may succeed in a moment.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Network | Self::TimedOut | Self::BrokeOff | Self::Failed(_))
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
    fn every_status_says_what_it_means() {
        assert_eq!(of(401, "invalid-credentials"), ApiError::WrongCredentials);
        assert_eq!(of(401, "not-signed-in"), ApiError::NotSignedIn);
        assert_eq!(of(400, "unsupported-version"), ApiError::OtherVersion);
        assert_eq!(of(400, "invalid"), ApiError::Invalid("why".to_owned()));
        assert_eq!(of(409, "profile-not-open"), ApiError::Conflict("why".to_owned()));
        assert_eq!(of(412, "stale"), ApiError::Stale(None));
        assert_eq!(of(429, ""), ApiError::TooMany(7));
        assert_eq!(of(502, ""), ApiError::Failed(String::new()));
        assert!(of(503, "").may_pass() && !of(403, "").may_pass());
    }
}
