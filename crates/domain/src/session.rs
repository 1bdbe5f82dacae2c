//! What an app and its backend say to each other about people: how one signs in, who is signed in, and what went wrong.

use crate::Text;
use crate::id::LocationId;
use crate::json::{DecodeError, FromJson, Json, decode_struct};
use crate::model::Location;
use crate::permissions::AccessRole;

/// The version of the API that this code speaks.
pub const API_VERSION: u32 = 1;

decode_struct! {
    /// How one can sign in.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SignIn {
        /// The version of the API.
        pub api_version as "apiVersion": u32 = required,
        /// Whether with a username and a password.
        pub local: bool = required,
        /// Through which identity provider.
        pub oidc: Option<Provider> = nullable,
        /// Accounts that anybody may use, on a demo instance.
        pub demo_accounts as "demoAccounts": Vec<DemoAccount> = or_default,
        /// Who is signed in already.
        pub session: Option<Session> = nullable,
    }
}

decode_struct! {
    /// An identity provider.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Provider {
        /// Its name.
        pub name: String = required,
        /// Where signing in begins.
        pub url: String = required,
    }
}

decode_struct! {
    /// An account that anybody may use.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DemoAccount {
        /// What one signs in with.
        pub username: String = required,
        /// The password.
        pub password: String = required,
        /// The person's name.
        pub name: String = required,
        /// What the account shows.
        pub note: Text = required,
    }
}

decode_struct! {
    /// Who is signed in.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Session {
        /// The person.
        pub user: User = required,
        /// What the person may do where.
        pub roles: AccessRoles = required,
        /// Whether the person has a password of the backend that can be changed there.
        pub can_change_password as "canChangePassword": bool = or_default,
        /// The version of the API.
        pub api_version as "apiVersion": u32 = required,
    }
}

decode_struct! {
    /// A person.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct User {
        /// The person's name.
        pub name: String = required,
        /// What the person signs in with.
        pub username: String = required,
    }
}

/// What a person may do at each location that the person sees (rule 12).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessRoles(Vec<(LocationId, AccessRole)>);

impl AccessRoles {
    /// Returns what the person may do at a location; `None` where the person has no role.
    pub fn at(&self, location: &LocationId) -> Option<AccessRole> {
        self.0.iter().find(|(id, _)| id == location).map(|(_, access)| *access)
    }

    /// Returns whether the person has no role at any location.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// At how many locations the person has a role.
    pub fn count(&self, access: AccessRole) -> usize {
        self.0.iter().filter(|(_, at)| *at == access).count()
    }
}

decode_struct! {
    /// A change event of the backend.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Change {
        /// The revision that the data have with it.
        pub revision: i64 = required,
        /// The kind of the changed resource; absent where any may have changed.
        pub kind: Option<String> = optional,
        /// Which of them.
        pub id: Option<String> = optional,
    }
}

decode_struct! {
    /// The first event of the stream of changes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Hello {
        /// The username of the session.
        pub user: String = required,
        /// The newest revision.
        pub revision: i64 = required,
    }
}

/// A problem document of the backend (RFC 9457), as far as the app acts on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApiProblem {
    /// Names the kind of problem; never changes.
    pub code: String,
    /// What happened, in English.
    pub detail: String,
    /// Names the request, to find it in the log.
    pub request_id: String,
    /// The location as it is now, where a change was made to an older one.
    pub current: Option<Location>,
}

impl FromJson for AccessRoles {
    /// An unknown word, such as one of a later version, gives no access at its location.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let mut roles = Vec::new();
        for (id, role) in json.entries("an object of roles")? {
            let word = role.text("a role").map_err(|error| error.in_field(&id))?;
            roles.extend(AccessRole::from_word(&word).map(|role| (LocationId::from(id.as_ref()), role)));
        }
        Ok(Self(roles))
    }
}

impl FromJson for ApiProblem {
    // Unknown members are ignored, as RFC 9457 requires.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let mut problem = Self::default();
        for (key, value) in json.entries("a problem document")? {
            match key.as_ref() {
                "code" => problem.code = String::from_json(value)?,
                "detail" => problem.detail = String::from_json(value)?,
                "requestId" => problem.request_id = String::from_json(value)?,
                "current" => problem.current = Location::from_json(value).ok(),
                _ => {}
            }
        }
        Ok(problem)
    }
}

decode_struct!(@deserialize ApiProblem);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    #[test]
    fn a_session_has_a_role_per_location() {
        let json =
            r#"{"user":{"name":"Ada","username":"ada"},"roles":{"1":"admin","2":"user","4":"admin"},"apiVersion":1}"#;
        let session: Session = serde_json::from_str(json).unwrap();
        let at = |id: &str| session.roles.at(&id.into());
        assert_eq!((at("1"), at("2"), at("3")), (Some(AccessRole::Admin), Some(AccessRole::User), None));
        assert_eq!((session.roles.count(AccessRole::Admin), session.roles.count(AccessRole::User)), (2, 1));
        assert!(!session.can_change_password, "a backend of an earlier version does not say");
        let wrong = serde_json::from_str::<Session>(&json.replace("\"admin\"", "1")).unwrap_err().to_string();
        assert!(wrong.contains("roles.1"), "{wrong}");
    }

    #[test]
    fn an_unknown_role_word_gives_no_access_and_keeps_the_session() {
        let json = r#"{"user":{"name":"Ada","username":"ada"},"roles":{"1":"owner","2":"user"},"apiVersion":1}"#;
        let session: Session = serde_json::from_str(json).unwrap();
        assert_eq!((session.roles.at(&"1".into()), session.roles.at(&"2".into())), (None, Some(AccessRole::User)));
        assert!(!session.roles.is_empty());
        let session: Session = serde_json::from_str(&json.replace("user\"}", "auditor\"}")).unwrap();
        assert!(session.roles.is_empty());
    }

    #[test]
    fn there_may_be_no_provider() {
        let none: SignIn =
            serde_json::from_str(r#"{"apiVersion":1,"local":true,"oidc":null,"demoAccounts":[]}"#).unwrap();
        assert_eq!((none.local, none.oidc), (true, None));
        let some = r#"{"apiVersion":1,"local":false,"oidc":{"name":"Entra","url":"/x"}}"#;
        let some: SignIn = serde_json::from_str(some).unwrap();
        assert_eq!(some.oidc.map(|it| it.name).as_deref(), Some("Entra"));
    }

    #[test]
    fn a_demo_account_is_described_in_both_languages() {
        let json = r#"{"apiVersion":1,"local":true,"oidc":null,"demoAccounts":[
            {"username":"u","password":"p","name":"Ada","note":{"en":"No role","sv":"Ingen roll"}}]}"#;
        let ways: SignIn = serde_json::from_str(json).unwrap();
        let notes = ways.demo_accounts.iter().map(|account| [Lang::En, Lang::Sv].map(|lang| account.note.get(lang)));
        assert_eq!(notes.collect::<Vec<_>>(), [["No role", "Ingen roll"]]);
    }

    #[test]
    fn a_problem_is_read_whatever_else_it_says() {
        let problem: ApiProblem =
            serde_json::from_str(r#"{"type":"about:blank","status":412,"code":"stale","detail":"d","new":[1]}"#)
                .unwrap();
        assert_eq!((problem.code.as_str(), problem.detail.as_str(), problem.current), ("stale", "d", None));
    }

    #[test]
    fn a_problem_document_names_the_request_and_has_the_current_location() {
        let json = serde_json::json!({
            "code": "stale", "detail": "changed meanwhile", "requestId": "r7", "status": 412,
            "current": crate::testing::location("l"),
        });
        let problem: ApiProblem = serde_json::from_value(json).unwrap();
        assert_eq!((problem.code.as_str(), problem.detail.as_str()), ("stale", "changed meanwhile"));
        assert_eq!((problem.request_id.as_str(), problem.current), ("r7", Some(crate::testing::location("l"))));
    }
}
