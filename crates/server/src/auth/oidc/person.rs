//! The person that the claims of an ID token describe.

use openidconnect::IssuerUrl;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::id_token::Claims;
use crate::config::RoleMapping;
use crate::hex;
use crate::store::accounts::{Grants, OidcPerson};

/// Reads a person. Claims of an unexpected type count as missing; `None` without a subject.
pub fn person(issuer: &IssuerUrl, claims: &Claims, roles_claim: &str, roles: &[RoleMapping]) -> Option<OidcPerson> {
    let subject = claims.get("sub").and_then(Value::as_str).filter(|subject| !subject.is_empty())?;
    let username = hex::encode(&Sha256::digest(format!("{}\n{subject}", issuer.as_str()))[..16]);
    let email = text(claims, "email").filter(|email| is_email(email));
    let display = text(claims, "preferred_username").or_else(|| email.clone());
    let display = display.or_else(|| visible(subject)).unwrap_or_else(|| username.clone());
    let name = text(claims, "name").or_else(|| localized(claims, "name")).unwrap_or_else(|| display.clone());
    let grants = grants(roles, claims.get(roles_claim));
    Some(OidcPerson { username: format!("oidc:{username}"), display_username: display, name, email, grants })
}

/// Returns the text of a claim; `None` if nothing of it is visible.
fn text(claims: &Claims, name: &str) -> Option<String> {
    visible(claims.get(name)?.as_str()?)
}

/// Returns the text of a claim in any language, such as `name#sv`.
fn localized(claims: &Claims, name: &str) -> Option<String> {
    let has_tag = |key: &str| key.strip_prefix(name).is_some_and(|rest| rest.starts_with('#'));
    claims.iter().filter(|(key, _)| has_tag(key)).find_map(|(_, value)| visible(value.as_str()?))
}

/// Removes control characters, which databases reject, and characters that change how others are shown; limits the
/// length. Returns `None` if no letter or digit remains.
fn visible(text: &str) -> Option<String> {
    const HIDDEN: [std::ops::RangeInclusive<char>; 4] =
        ['\u{200b}'..='\u{200b}', '\u{200e}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{206f}'];
    let is_hidden = |c: char| c.is_control() || c == '\u{feff}' || HIDDEN.iter().any(|range| range.contains(&c));
    let text: String = text.chars().filter(|c| !is_hidden(*c)).take(200).collect();
    let text = text.trim();
    text.contains(char::is_alphanumeric).then(|| text.to_owned())
}

/// Returns whether others can write to this address.
fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let has_parts = parts.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'));
    has_parts && !text.contains(char::is_whitespace)
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::permissions::AccessRole;
    use serde_json::json;

    /// Returns the username shown, the name and the address.
    fn described(claims: Value) -> (String, String, Option<String>) {
        let issuer = IssuerUrl::new("https://provider.example".to_owned()).unwrap();
        let Value::Object(mut claims) = claims else { panic!("an object") };
        claims.insert("sub".to_owned(), json!("s-1"));
        let person = person(&issuer, &claims, "roles", &[]).unwrap();
        (person.display_username, person.name, person.email)
    }

    #[test]
    fn a_name_is_never_empty() {
        for (claims, username, name, email) in [
            (json!({"name": "Ada", "preferred_username": "ada", "email": "a@b"}), "ada", "Ada", Some("a@b")),
            (json!({"name": "", "preferred_username": "ada", "email": "a@b"}), "ada", "ada", Some("a@b")),
            (json!({"name": " \u{200b}\u{7}", "preferred_username": "", "email": "a@b"}), "a@b", "a@b", Some("a@b")),
            (json!({"name": null, "preferred_username": ["x"], "email": null}), "s-1", "s-1", None),
            (json!({"name": {"first": "A"}, "email": ["a@b"], "email_verified": "true"}), "s-1", "s-1", None),
            (json!({"name#sv": "Åsa", "email": "not an address"}), "s-1", "Åsa", None),
            (json!({"name": "\u{202e}evil\u{2066}"}), "s-1", "evil", None),
            (json!({}), "s-1", "s-1", None),
        ] {
            let expected = (username.to_owned(), name.to_owned(), email.map(str::to_owned));
            assert_eq!(described(claims.clone()), expected, "{claims}");
        }
        assert_eq!(described(json!({"name": "x".repeat(1000)})).1.len(), 200);
    }

    #[test]
    fn nobody_is_described_without_a_subject() {
        let issuer = IssuerUrl::new("https://provider.example".to_owned()).unwrap();
        for subject in [json!(""), json!(1), json!(null)] {
            let claims = [("sub".to_owned(), subject)].into_iter().collect();
            assert!(person(&issuer, &claims, "roles", &[]).is_none());
        }
    }

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
