//! Sign-in through an identity provider: OpenID Connect, authorization code flow with PKCE.

mod attempt;
mod http;
mod id_token;
mod metadata;
mod outage;
mod person;
mod throttle;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use axum_extra::extract::cookie::Key;
use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
};
use oauth2::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet, ExtraTokenFields,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, StandardRevocableToken,
    StandardTokenResponse,
};
use openidconnect::{IssuerUrl, Nonce};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use crate::config::{Oidc, RoleMapping};
use crate::store::Store;
use crate::store::accounts::OidcPerson;
use crate::time::now;

pub use attempt::{Attempt, AttemptCookies, Names};
use http::ProviderHttp;
use id_token::{Audience, IdTokenError};
use metadata::{Metadata, MetadataCache};
use outage::OutageLog;
use throttle::Throttle;

/// The ID token in the response of the token endpoint, not yet deserialized.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct IdTokenField {
    id_token: Option<String>,
}
impl ExtraTokenFields for IdTokenField {}

type OauthClient = oauth2::Client<
    BasicErrorResponse,
    StandardTokenResponse<IdTokenField, BasicTokenType>,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// Why a sign-in has failed.
#[derive(Debug)]
pub enum OidcError {
    /// The provider does not answer, or not in time.
    Unavailable(Unavailable),
    /// The request belongs to no attempt of this browser that is open.
    NoAttempt,
    /// The provider reports an error; its code.
    Provider(String),
    /// The client must wait: too many failures, or too many attempts.
    Throttled,
    /// The provider does not accept the code.
    CodeRefused(anyhow::Error),
    /// The account of the person is disabled.
    AccountDisabled,
    /// Anything else, such as a token that is not valid.
    Invalid(anyhow::Error),
}

/// The provider does not answer; contains the reason for the log.
#[derive(Debug)]
pub struct Unavailable(String);

impl fmt::Display for OidcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(Unavailable(reason)) => write!(f, "the identity provider cannot be used: {reason}"),
            Self::NoAttempt => f.write_str("there is no attempt with this state in the browser"),
            // Anyone can choose it, in the address: quoted.
            Self::Provider(code) => write!(f, "the provider returned the error {code:?}"),
            Self::AccountDisabled => f.write_str("the account is disabled"),
            Self::Throttled => f.write_str("too many attempts"),
            Self::CodeRefused(error) => write!(f, "the code was not exchanged: {error:#}"),
            Self::Invalid(error) => write!(f, "{error:#}"),
        }
    }
}

impl From<Unavailable> for OidcError {
    fn from(error: Unavailable) -> Self {
        Self::Unavailable(error)
    }
}

impl From<anyhow::Error> for OidcError {
    fn from(error: anyhow::Error) -> Self {
        Self::Invalid(error)
    }
}

/// An identity provider.
pub struct Provider {
    issuer: IssuerUrl,
    client_id: ClientId,
    secret: Option<ClientSecret>,
    name: String,
    scopes: Vec<Scope>,
    roles_claim: String,
    roles: Vec<RoleMapping>,
    http: ProviderHttp,
    metadata: MetadataCache,
    throttle: Throttle,
    /// Permits for concurrent requests to the token endpoint.
    exchanges: Semaphore,
    pub outages: OutageLog,
    pub cookies: AttemptCookies,
}

/// Concurrent requests to the token endpoint.
const MAX_EXCHANGES: usize = 16;
/// How long a sign-in waits for its turn.
const MAX_WAIT: Duration = Duration::from_secs(5);

impl Provider {
    /// Creates the configured provider, if there is one.
    pub async fn new(options: &Oidc, store: &Store) -> Result<Option<Self>> {
        let (Some(issuer), Some(client_id)) = (&options.issuer, &options.client_id) else { return Ok(None) };
        let http = ProviderHttp::new()?;
        let key = store.secret("oidc-attempt").await.context("Could not read the key of sign-in attempts")?;
        let key = Key::try_from(key.as_slice()).context("The key of sign-in attempts is damaged")?;
        let issuer = IssuerUrl::new(issuer.clone()).context("--oidc-issuer is not a valid URL")?;
        // An empty secret would verify tokens that anyone can sign.
        let secret = std::env::var("MCI_OIDC_CLIENT_SECRET").ok().filter(|secret| !secret.is_empty());
        Ok(Some(Self {
            metadata: MetadataCache::new(issuer.clone(), http.clone()),
            issuer,
            client_id: ClientId::new(client_id.clone()),
            secret: secret.map(ClientSecret::new),
            name: options.name.clone(),
            scopes: options.scopes.split_whitespace().map(|scope| Scope::new(scope.to_owned())).collect(),
            roles_claim: options.roles_claim.clone(),
            roles: options.roles.clone(),
            http,
            throttle: Throttle::default(),
            exchanges: Semaphore::new(MAX_EXCHANGES),
            outages: OutageLog::default(),
            cookies: AttemptCookies::new(key),
        }))
    }

    /// Returns the name shown on the sign-in page.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Begins an attempt: returns the URL of the provider and the state to keep.
    pub async fn begin(&self, callback: String, to: String, client: IpAddr) -> Result<(String, Attempt), OidcError> {
        if !self.throttle.begin(client) {
            return Err(OidcError::Throttled);
        }
        let metadata = self.metadata.get().await?;
        let oauth = self.oauth(&metadata, callback)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let nonce = Nonce::new_random().secret().clone();
        let request = oauth.authorize_url(CsrfToken::new_random).set_pkce_challenge(challenge);
        let request = request.add_scope(Scope::new("openid".to_owned())).add_scopes(self.scopes.iter().cloned());
        let (url, state) = request.add_extra_param("nonce", nonce.as_str()).url();
        let (state, verifier) = (state.into_secret(), verifier.into_secret());
        Ok((url.to_string(), Attempt { begun: now(), state, nonce, verifier, to }))
    }

    /// Finishes an attempt: exchanges the code and validates the ID token.
    pub async fn finish(
        &self,
        callback: String,
        attempt: &Attempt,
        code: String,
        client: IpAddr,
    ) -> Result<OidcPerson, OidcError> {
        let turn = tokio::time::timeout(MAX_WAIT, self.exchanges.acquire()).await;
        let _turn = turn.map_err(|_| Unavailable("too many sign-ins wait for the provider".to_owned()))?;
        // Checked when it is this sign-in's turn: those before it may have failed.
        if self.throttle.is_blocked(client) {
            return Err(OidcError::Throttled);
        }
        if !self.throttle.use_up(&attempt.state) {
            return Err(OidcError::NoAttempt);
        }
        let done = self.exchange(callback, attempt, code).await;
        match &done {
            Err(OidcError::Unavailable(Unavailable(reason))) => self.metadata.record_failure(reason.clone()),
            Err(OidcError::CodeRefused(_)) => {
                self.outages.record_success();
                self.throttle.record_refusal(client);
            }
            _ => self.outages.record_success(),
        }
        done
    }

    async fn exchange(&self, callback: String, attempt: &Attempt, code: String) -> Result<OidcPerson, OidcError> {
        let metadata = self.metadata.get().await?;
        let oauth = self.oauth(&metadata, callback)?;
        let exchange = oauth.exchange_code(AuthorizationCode::new(code));
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()));
        let tokens = exchange.request_async(&self.http).await;
        let tokens = tokens.map_err(|error| match error {
            error @ RequestTokenError::ServerResponse(_) => OidcError::CodeRefused(error.into()),
            error => OidcError::from(Unavailable(format!("{:#}", anyhow!(error)))),
        })?;
        let token = tokens.extra_fields().id_token.as_deref().context("there is no ID token")?;
        let (client_id, secret) = (&self.client_id, self.secret.as_ref());
        let audience = Audience { issuer: &self.issuer, client_id, secret };
        let nonce = Nonce::new(attempt.nonce.clone());
        let claims = match audience.verify(token, &metadata, &nonce) {
            // The provider may have replaced its keys.
            Err(IdTokenError::Signature(_)) => {
                let metadata = self.metadata.newer_than(metadata).await?;
                audience.verify(token, &metadata, &nonce)
            }
            claims => claims,
        };
        let claims = claims.map_err(|error| match error {
            IdTokenError::Signature(error) => anyhow!(error).context("the signature of the ID token is not valid"),
            IdTokenError::Invalid(error) => error.context("the ID token is not valid"),
        })?;
        let person = person::person(&self.issuer, &claims, &self.roles_claim, &self.roles);
        Ok(person.context("the ID token names no subject")?)
    }

    fn oauth(&self, metadata: &Arc<Metadata>, callback: String) -> Result<OauthClient> {
        let client = oauth2::Client::new(self.client_id.clone());
        let client = match &self.secret {
            Some(secret) => client.set_client_secret(secret.clone()),
            None => client,
        };
        let client = client.set_auth_uri(metadata.authorization_endpoint.clone());
        let client = client.set_token_uri(metadata.token_endpoint.clone());
        Ok(client.set_redirect_uri(RedirectUrl::new(callback)?))
    }
}
