//! Signing in through an identity provider: OpenID Connect, authorization code with PKCE.
//!
//! What one attempt needs to know again is in a cookie of a few minutes: any process can finish what another began.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
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

use crate::config::{Oidc, RoleMapping};
use crate::store::accounts::Grants;
use crate::store::hex;

/// Every claim beyond the standard ones.
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
    /// What the provider says of itself, keys included, and when it did.
    known: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

/// What the provider says is believed for this long.
const BELIEVED: Duration = Duration::from_mins(10);

/// What one attempt needs to know again.
#[derive(Serialize, Deserialize)]
pub struct Attempt {
    state: String,
    nonce: String,
    verifier: String,
    /// Where to go afterwards: a path of the app.
    pub to: String,
}

/// Somebody whom the provider knows.
pub struct Person {
    /// Made of the issuer and the subject: the only thing that stays.
    pub username: String,
    /// What the provider calls them.
    pub shown: String,
    /// The person's name.
    pub name: String,
    /// What their claims give.
    pub grants: Grants,
}

impl Provider {
    /// The provider that is configured.
    ///
    /// # Errors
    /// Where what is configured makes no sense.
    pub fn new(options: &Oidc) -> Result<Option<Self>> {
        let (Some(issuer), Some(client_id)) = (&options.issuer, &options.client_id) else { return Ok(None) };
        // Following redirects would let a provider send this server anywhere.
        let http = reqwest::ClientBuilder::new().redirect(reqwest::redirect::Policy::none());
        let http = http.timeout(Duration::from_secs(15)).build()?;
        Ok(Some(Self {
            issuer: IssuerUrl::new(issuer.clone()).context("--oidc-issuer is not an address")?,
            client_id: ClientId::new(client_id.clone()),
            secret: std::env::var("MCI_OIDC_CLIENT_SECRET").ok().map(ClientSecret::new),
            name: options.name.clone(),
            scopes: options.scopes.split_whitespace().map(|scope| Scope::new(scope.to_owned())).collect(),
            roles_claim: options.roles_claim.clone(),
            roles: options.roles.clone(),
            http,
            known: Mutex::new(None),
        }))
    }

    /// What people know it as.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where to send the browser, and what to remember.
    ///
    /// # Errors
    /// Where the provider does not answer as it should.
    pub async fn begin(&self, callback: String, to: String) -> Result<(String, Attempt)> {
        let client = self.client(callback).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let request = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        let (url, state, nonce) = request.add_scopes(self.scopes.iter().cloned()).set_pkce_challenge(challenge).url();
        let (state, nonce) = (state.into_secret(), nonce.secret().clone());
        Ok((url.to_string(), Attempt { state, nonce, verifier: verifier.into_secret(), to }))
    }

    /// Who came back.
    ///
    /// # Errors
    /// Where anything is not as it was when they left, or the provider does not vouch for them.
    pub async fn finish(&self, callback: String, attempt: &Attempt, code: String, state: &str) -> Result<Person> {
        ensure!(attempt.state == state, "the state is another");
        let client = self.client(callback).await?;
        let exchange = client.exchange_code(AuthorizationCode::new(code))?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()));
        let tokens = exchange.request_async(&self.http).await.context("the code was not exchanged")?;
        let token = tokens.id_token().context("there is no ID token")?;
        let claims = token.claims(&client.id_token_verifier(), &Nonce::new(attempt.nonce.clone()));
        let claims = claims.context("the ID token is not valid")?;
        let subject = claims.subject().as_str();
        let username = hex(&Sha256::digest(format!("{}\n{subject}", self.issuer.as_str()))[..16]);
        let email = claims.email().map(|email| email.as_str());
        let shown = claims.preferred_username().map(|name| name.as_str()).or(email).unwrap_or(subject);
        let name = claims.name().and_then(|names| names.iter().next()).map_or(shown, |(_, name)| name.as_str());
        let grants = grants(&self.roles, claims.additional_claims().0.get(&self.roles_claim));
        Ok(Person { username: format!("oidc:{username}"), shown: plain(shown), name: plain(name), grants })
    }

    async fn client(&self, callback: String) -> Result<Client> {
        let mut known = self.known.lock().await;
        let believed = known.as_ref().filter(|(since, _)| since.elapsed() < BELIEVED);
        let metadata = if let Some((_, metadata)) = believed {
            metadata.clone()
        } else {
            let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http).await;
            let found = found.context("the identity provider does not answer as it should")?;
            *known = Some((Instant::now(), found.clone()));
            found
        };
        let client =
            openidconnect::Client::from_provider_metadata(metadata, self.client_id.clone(), self.secret.clone());
        Ok(client.set_redirect_uri(RedirectUrl::new(callback)?))
    }
}

/// The greatest role that the values give at each location.
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

/// Not longer than what fits, and without what a database does not take.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::permissions::Access;
    use serde_json::json;

    #[test]
    fn claims_give_roles() {
        let mapping = |value: &str, role, location: &str| RoleMapping {
            value: value.to_owned(),
            role,
            location: location.to_owned(),
        };
        let roles =
            [mapping("a", Access::User, "*"), mapping("b", Access::Admin, "1"), mapping("c", Access::Admin, "*")];
        let given = |claim: Value| grants(&roles, Some(&claim)).0;
        assert_eq!(given(json!("a")), [("*".to_owned(), Access::User)]);
        assert_eq!(given(json!(["b", "x", "a"])), [("*".to_owned(), Access::User), ("1".to_owned(), Access::Admin)]);
        assert_eq!(given(json!(["a", "c"])), [("*".to_owned(), Access::Admin)]);
        assert_eq!(given(json!({"a": true})), []);
        assert_eq!(grants(&roles, None).0, []);
    }
}
