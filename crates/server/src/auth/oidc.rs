//! Sign-in through an identity provider: OpenID Connect, authorization code flow with PKCE.
//!
//! The state of an attempt is in a short-lived cookie, so that any process can finish it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::http::HeaderMap;
use axum_extra::extract::PrivateCookieJar;
use axum_extra::extract::cookie::{Cookie, Key};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreRevocableToken,
    CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    Scope, StandardErrorResponse, StandardTokenResponse, TokenResponse, reqwest,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use super::cookies::CookieName;
use crate::config::{Oidc, RoleMapping};
use crate::hex;
use crate::origin::Origin;
use crate::store::Store;
use crate::store::accounts::{Grants, OidcPerson};
use crate::time::now;

/// All claims beyond the standard ones.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Claims(Map<String, Value>);
impl AdditionalClaims for Claims {}

type Fields = IdTokenFields<
    Claims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Client = openidconnect::Client<
    Claims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// An identity provider.
pub struct Provider {
    issuer: IssuerUrl,
    client_id: ClientId,
    secret: Option<ClientSecret>,
    name: String,
    scopes: Vec<Scope>,
    roles_claim: String,
    roles: Vec<RoleMapping>,
    http: reqwest::Client,
    /// Encrypts attempts. Shared through the database, so that any process can finish an attempt.
    attempt_key: Key,
    /// The metadata of the provider, keys included, and when they were fetched.
    metadata: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

/// Cache TTL of the metadata.
const METADATA_TTL: Duration = Duration::from_mins(10);

/// Time limit for signing in at the provider.
const ATTEMPT_SECONDS: i64 = 600;

/// The state of a sign-in attempt, kept in an encrypted and authenticated cookie.
#[derive(Serialize, Deserialize)]
pub struct Attempt {
    /// Start time in seconds since 1970; expired attempts are rejected.
    begun: i64,
    state: String,
    nonce: String,
    verifier: String,
    /// The path of the app to return to.
    pub to: String,
}

impl Provider {
    /// Creates the configured provider, if there is one.
    pub async fn new(options: &Oidc, store: &Store) -> Result<Option<Self>> {
        let (Some(issuer), Some(client_id)) = (&options.issuer, &options.client_id) else { return Ok(None) };
        // With redirects a provider could make this server request any address.
        let http = reqwest::ClientBuilder::new().redirect(reqwest::redirect::Policy::none());
        let http = http.timeout(Duration::from_secs(15)).build()?;
        let secret = store.secret("oidc-attempt").await.context("Could not read the key of sign-in attempts")?;
        let attempt_key = Key::try_from(secret.as_slice()).context("The key of sign-in attempts is damaged")?;
        Ok(Some(Self {
            attempt_key,
            issuer: IssuerUrl::new(issuer.clone()).context("--oidc-issuer is not a valid URL")?,
            client_id: ClientId::new(client_id.clone()),
            secret: std::env::var("MCI_OIDC_CLIENT_SECRET").ok().map(ClientSecret::new),
            name: options.name.clone(),
            scopes: options.scopes.split_whitespace().map(|scope| Scope::new(scope.to_owned())).collect(),
            roles_claim: options.roles_claim.clone(),
            roles: options.roles.clone(),
            http,
            metadata: Mutex::new(None),
        }))
    }

    /// Returns the name shown on the sign-in page.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Begins an attempt: returns the URL of the provider and the state to keep.
    pub async fn begin(&self, callback: String, to: String) -> Result<(String, Attempt)> {
        let client = self.client(callback).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let request = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        let (url, state, nonce) = request.add_scopes(self.scopes.iter().cloned()).set_pkce_challenge(challenge).url();
        let (state, nonce) = (state.into_secret(), nonce.secret().clone());
        Ok((url.to_string(), Attempt { begun: now(), state, nonce, verifier: verifier.into_secret(), to }))
    }

    /// Encrypts an attempt into its cookie.
    pub fn seal(&self, attempt: &Attempt, origin: &Origin) -> serde_json::Result<PrivateCookieJar> {
        let cookie = CookieName::OidcAttempt.cookie(serde_json::to_string(attempt)?, ATTEMPT_SECONDS, origin);
        Ok(PrivateCookieJar::new(self.attempt_key.clone()).add(cookie))
    }

    /// Decrypts the attempt of a request.
    pub fn unseal(&self, headers: &HeaderMap, origin: &Origin) -> Result<Attempt> {
        let name = CookieName::OidcAttempt;
        let value = name.read(headers, origin).context("there is no attempt, or more than one")?;
        let sealed = Cookie::parse_encoded(format!("{}={value}", name.at(origin)))?;
        let cookie =
            PrivateCookieJar::new(self.attempt_key.clone()).decrypt(sealed).context("the attempt is damaged")?;
        let attempt: Attempt = serde_json::from_str(cookie.value())?;
        ensure!(now() < attempt.begun.saturating_add(ATTEMPT_SECONDS), "the attempt has expired");
        Ok(attempt)
    }

    /// Finishes an attempt: exchanges the code and validates the ID token.
    pub async fn finish(&self, callback: String, attempt: &Attempt, code: String, state: &str) -> Result<OidcPerson> {
        ensure!(attempt.state == state, "the state does not match");
        let client = self.client(callback).await?;
        let exchange = client.exchange_code(AuthorizationCode::new(code))?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()));
        let tokens = exchange.request_async(&self.http).await.context("the code was not exchanged")?;
        let token = tokens.id_token().context("there is no ID token")?;
        let claims = token.claims(&client.id_token_verifier(), &Nonce::new(attempt.nonce.clone()));
        let claims = claims.context("the ID token is not valid")?;
        let subject = claims.subject().as_str();
        let username = hex::encode(&Sha256::digest(format!("{}\n{subject}", self.issuer.as_str()))[..16]);
        let email = claims.email().map(|email| email.as_str());
        let display = claims.preferred_username().map(|name| name.as_str()).or(email).unwrap_or(subject);
        let name = claims.name().and_then(|names| names.iter().next()).map_or(display, |(_, name)| name.as_str());
        let grants = grants(&self.roles, claims.additional_claims().0.get(&self.roles_claim));
        let username = format!("oidc:{username}");
        let email = email.map(sanitized);
        Ok(OidcPerson { username, display_username: sanitized(display), name: sanitized(name), email, grants })
    }

    async fn client(&self, callback: String) -> Result<Client> {
        let mut cached = self.metadata.lock().await;
        let fresh = cached.as_ref().filter(|(since, _)| since.elapsed() < METADATA_TTL);
        let metadata = if let Some((_, metadata)) = fresh {
            metadata.clone()
        } else {
            let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http).await;
            let found = found.context("the metadata of the identity provider could not be fetched")?;
            *cached = Some((Instant::now(), found.clone()));
            found
        };
        let client =
            openidconnect::Client::from_provider_metadata(metadata, self.client_id.clone(), self.secret.clone());
        Ok(client.set_redirect_uri(RedirectUrl::new(callback)?))
    }
}

/// Maps the values of the claim to the highest role at each location.
fn grants(roles: &[RoleMapping], claim: Option<&Value>) -> Grants {
    let values: Vec<&str> = match claim {
        Some(Value::String(value)) => vec![value],
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let mut grants = Grants::default();
    for mapping in roles.iter().filter(|mapping| values.contains(&mapping.value.as_str())) {
        match grants.0.iter_mut().find(|(location, _)| *location == mapping.location) {
            Some((_, role)) => *role = mapping.role.max(*role),
            None => grants.0.push((mapping.location.clone(), mapping.role)),
        }
    }
    grants
}

/// Removes control characters, which databases reject, and limits the length.
fn sanitized(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::permissions::AccessRole;
    use serde_json::json;

    #[test]
    fn maps_claims_to_roles() {
        let mapping = |value: &str, role, location: &str| RoleMapping {
            value: value.to_owned(),
            role,
            location: location.to_owned(),
        };
        let roles = [
            mapping("a", AccessRole::User, "*"),
            mapping("b", AccessRole::Admin, "1"),
            mapping("c", AccessRole::Admin, "*"),
        ];
        let given = |claim: Value| grants(&roles, Some(&claim)).0;
        assert_eq!(given(json!("a")), [("*".to_owned(), AccessRole::User)]);
        assert_eq!(
            given(json!(["b", "x", "a"])),
            [("*".to_owned(), AccessRole::User), ("1".to_owned(), AccessRole::Admin)]
        );
        assert_eq!(given(json!(["a", "c"])), [("*".to_owned(), AccessRole::Admin)]);
        assert_eq!(given(json!({"a": true})), []);
        assert_eq!(grants(&roles, None).0, []);
    }
}
