//! Validation of ID tokens.
//!
//! The library deserializes all standard claims before it validates anything, so that an unused claim of another type
//! would stop a sign-in. Here the signature is verified over the token as it was received, and the library validates
//! a copy with the claims that it needs.

use anyhow::anyhow;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use openidconnect::SignatureVerificationError;
use openidconnect::core::{CoreIdToken, CoreJsonWebKey};
use openidconnect::{ClientId, ClientSecret, IdTokenVerifier, IssuerUrl, JsonWebKey, JwsSigningAlgorithm, Nonce};
use serde_json::{Map, Value};

use super::metadata::Metadata;

/// The claims of a valid token.
pub type Claims = Map<String, Value>;

/// Why a token is not valid.
#[derive(Debug)]
pub enum IdTokenError {
    /// The keys of the provider do not verify the signature: they may have been replaced.
    Signature(SignatureVerificationError),
    Invalid(anyhow::Error),
}

impl From<anyhow::Error> for IdTokenError {
    fn from(error: anyhow::Error) -> Self {
        Self::Invalid(error)
    }
}

/// The claims that the library validates.
const VALIDATED: [&str; 6] = ["iss", "sub", "aud", "exp", "iat", "nonce"];

/// Who expects the token.
pub struct Audience<'a> {
    pub issuer: &'a IssuerUrl,
    pub client_id: &'a ClientId,
    pub secret: Option<&'a ClientSecret>,
}

impl Audience<'_> {
    /// Verifies the signature, the issuer, the audience, the expiry and the nonce of a token.
    pub fn verify(&self, token: &str, metadata: &Metadata, nonce: &Nonce) -> Result<Claims, IdTokenError> {
        let (signed, signature) = token.rsplit_once('.').ok_or_else(|| anyhow!("a token has three parts"))?;
        let (header, payload) = signed.split_once('.').ok_or_else(|| anyhow!("a token has three parts"))?;
        let decode = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).map_err(anyhow::Error::from);
        let mut claims: Claims = serde_json::from_slice(&decode(payload)?).map_err(anyhow::Error::from)?;
        let copy: Claims = claims
            .iter()
            .filter(|(name, _)| VALIDATED.contains(&name.as_str()))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        let copy = serde_json::to_vec(&copy).map_err(anyhow::Error::from)?;
        let copy = format!("{header}.{}.{signature}", BASE64_URL_SAFE_NO_PAD.encode(copy));
        let copy: CoreIdToken = copy.parse().map_err(anyhow::Error::from)?;
        let (client_id, issuer) = (self.client_id.clone(), self.issuer.clone());
        let verifier = IdTokenVerifier::new_public_client(client_id, issuer, metadata.keys.clone());
        let algorithm = copy.signing_alg().map_err(IdTokenError::Signature)?;
        if !metadata.algorithms.contains(algorithm) {
            return Err(anyhow!("the provider does not announce the algorithm {algorithm:?}").into());
        }
        let shared;
        let key = if algorithm.uses_shared_secret() {
            // Anyone could sign for a client without a secret.
            let secret = self.secret.ok_or_else(|| anyhow!("a shared secret signs tokens of confidential clients"))?;
            shared = CoreJsonWebKey::new_symmetric(secret.secret().clone().into_bytes());
            &shared
        } else {
            copy.signing_key(&verifier).map_err(IdTokenError::Signature)?
        };
        let signed_by_key = key.verify_signature(algorithm, signed.as_bytes(), &decode(signature)?);
        signed_by_key.map_err(IdTokenError::Signature)?;
        // The signature was verified above; it is not that of the copy.
        let validated =
            copy.claims(&verifier.insecure_disable_signature_check(), nonce).map_err(anyhow::Error::from)?;
        claims.insert("sub".to_owned(), Value::String(validated.subject().to_string()));
        Ok(claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::prelude::BASE64_STANDARD;
    use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJwsSigningAlgorithm};
    use openidconnect::{AuthUrl, JsonWebKeyId, JsonWebKeySet, PrivateSigningKey, TokenUrl};
    use serde_json::json;
    use std::time::Instant;

    const ISSUER: &str = "https://provider.example";

    /// Returns the key of a seed (RFC 8410).
    fn key(seed: u8) -> CoreEdDsaPrivateSigningKey {
        let mut der = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20".to_vec();
        der.extend([seed; 32]);
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", BASE64_STANDARD.encode(der));
        CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new("key".to_owned()))).unwrap()
    }

    fn metadata(algorithms: Vec<CoreJwsSigningAlgorithm>) -> Metadata {
        Metadata {
            requested: Instant::now(),
            authorization_endpoint: AuthUrl::new(format!("{ISSUER}/auth")).unwrap(),
            token_endpoint: TokenUrl::new(format!("{ISSUER}/token")).unwrap(),
            algorithms,
            keys: JsonWebKeySet::new(vec![key(1).as_verification_key()]),
        }
    }

    fn claims() -> Value {
        let now = crate::time::now();
        json!({
            "iss": ISSUER, "sub": "s", "aud": "client", "exp": now + 60, "iat": now, "nonce": "nonce",
            "email": ["a", 1], "email_verified": "true", "updated_at": "yesterday",
        })
    }

    fn with(name: &str, value: Value) -> Value {
        let mut claims = claims();
        claims[name] = value;
        claims
    }

    /// Returns a token with a header and claims, signed.
    fn token(header: &Value, claims: &Value, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
        let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let signature = BASE64_URL_SAFE_NO_PAD.encode(sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    fn eddsa(seed: u8) -> impl Fn(&[u8]) -> Vec<u8> {
        move |message| key(seed).sign(&CoreJwsSigningAlgorithm::EdDsa, message).unwrap()
    }

    fn hmac(secret: &str) -> impl Fn(&[u8]) -> Vec<u8> {
        let key = CoreHmacKey::new(secret);
        move |message| key.sign(&CoreJwsSigningAlgorithm::HmacSha256, message).unwrap()
    }

    fn verify(token: &str, secret: Option<&str>) -> Result<Claims, IdTokenError> {
        let issuer = IssuerUrl::new(ISSUER.to_owned()).unwrap();
        let (client_id, secret) =
            (ClientId::new("client".to_owned()), secret.map(|it| ClientSecret::new(it.to_owned())));
        let audience = Audience { issuer: &issuer, client_id: &client_id, secret: secret.as_ref() };
        let algorithms = vec![CoreJwsSigningAlgorithm::EdDsa, CoreJwsSigningAlgorithm::HmacSha256];
        audience.verify(token, &metadata(algorithms), &Nonce::new("nonce".to_owned()))
    }

    #[test]
    fn unused_claims_may_have_any_type() {
        let valid = verify(&token(&json!({"alg": "EdDSA", "kid": "key"}), &claims(), eddsa(1)), None).unwrap();
        assert_eq!((&valid["sub"], &valid["email"]), (&json!("s"), &json!(["a", 1])));
        assert!(verify(&token(&json!({"alg": "EdDSA"}), &claims(), eddsa(1)), None).is_ok(), "there is one key");
        let shared = token(&json!({"alg": "HS256"}), &claims(), hmac("secret"));
        assert!(verify(&shared, Some("secret")).is_ok());
    }

    #[test]
    fn rejects_what_the_provider_did_not_sign() {
        let header = json!({"alg": "EdDSA", "kid": "key"});
        let good = token(&header, &claims(), eddsa(1));
        let parts: Vec<_> = good.split('.').collect();
        let forged = BASE64_URL_SAFE_NO_PAD.encode(with("sub", json!("admin")).to_string());
        for (token, what) in [
            (format!("{}.{forged}.{}", parts[0], parts[2]), "other claims"),
            (format!("{}.{}.", parts[0], parts[1]), "no signature"),
            (token(&header, &claims(), eddsa(2)), "another key"),
            (token(&json!({"alg": "EdDSA", "kid": "other"}), &claims(), eddsa(1)), "an unknown key"),
            (token(&json!({"alg": "none"}), &claims(), |_| Vec::new()), "no algorithm"),
            (token(&json!({"alg": "HS256"}), &claims(), hmac("other")), "another secret"),
        ] {
            let result = verify(&token, Some("secret"));
            assert!(matches!(result, Err(IdTokenError::Signature(_))), "{what}: {result:?}");
        }
        for (token, what) in [
            (token(&json!({"alg": "HS256"}), &claims(), hmac("")), "no secret"),
            (token(&json!({"alg": "RS256", "kid": "key"}), &claims(), eddsa(1)), "not announced"),
            (format!("{good}.{}", parts[2]), "four parts"),
            ("a.b".to_owned(), "two parts"),
            (String::new(), "nothing"),
        ] {
            assert!(verify(&token, None).is_err(), "{what}");
        }
    }

    #[test]
    fn rejects_tokens_for_others() {
        let now = crate::time::now();
        for (name, value) in [
            ("iss", json!("https://other.example")),
            ("aud", json!("other")),
            ("aud", json!(["client", "other"])),
            ("exp", json!(now - 1)),
            ("exp", json!("tomorrow")),
            ("nonce", json!("other")),
            ("nonce", json!(null)),
            ("sub", json!(null)),
        ] {
            let token = token(&json!({"alg": "EdDSA", "kid": "key"}), &with(name, value.clone()), eddsa(1));
            assert!(matches!(verify(&token, None), Err(IdTokenError::Invalid(_))), "{name} {value}");
        }
    }
}
