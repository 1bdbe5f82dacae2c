//! Authentication: passwords, sessions, the sign-in rate limit, and OpenID Connect.

pub mod cookies;
pub mod login_rate_limit;
pub mod oidc;
pub mod password;
pub mod password_rules;
pub mod sessions;
