//! An attempt with a password: in turn, and slowed down after failures.

use axum::http::StatusCode;

use super::pools::RETRY_AFTER;
use crate::auth::password::HashingTurn;
use crate::client::Client;
use crate::error::ApiError;
use crate::limits::Share;
use crate::security::SecurityEvent;
use crate::state::SharedState;

/// An attempt whose turn it is.
pub struct PasswordAttempt<'a> {
    app: &'a SharedState,
    username: &'a str,
    client: Client,
    turn: HashingTurn<'a>,
    _permit: Share,
}

impl<'a> PasswordAttempt<'a> {
    /// Waits for the turn of an attempt: the delay of the rate limit, then the queue for hashing.
    pub async fn begin(app: &'a SharedState, username: &'a str, client: Client) -> Result<Self, ApiError> {
        let permit =
            app.capacity.sign_ins.enter(Some(client)).ok_or_else(|| app.overloaded("sign-ins", client, RETRY_AFTER))?;
        loop {
            let admission = app.login_rate_limit.admit(username, client).map_err(|wait| {
                app.security().refused(SecurityEvent::RateLimited("sign-in"), Some(username), client.ip);
                let detail = "Too many attempts: wait before you try again.";
                ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too-many-attempts", detail).with_retry_after(wait)
            })?;
            tokio::time::sleep(admission.delay).await;
            let turn =
                app.hashing.turn(client).await.map_err(|full| app.overloaded("hashing", client, full.retry_after))?;
            // Attempts that came together with many others that have failed since wait like later ones.
            if !app.login_rate_limit.is_outdated(admission, username, client) {
                return Ok(Self { app, username, client, turn, _permit: permit });
            }
        }
    }

    /// Returns whether a password matches a hash, and records the result. `failure` names it in the security log.
    pub async fn verify(self, password: String, hash: Option<String>, failure: &'static str) -> bool {
        let Self { app, username, client, turn, _permit } = self;
        let matches = turn.verify(password, hash).await;
        if matches {
            app.login_rate_limit.record_success(username, client);
        } else {
            app.login_rate_limit.record_failure(username, client);
            app.security().refused(SecurityEvent::SignInFailed(failure), Some(username), client.ip);
        }
        matches
    }
}
