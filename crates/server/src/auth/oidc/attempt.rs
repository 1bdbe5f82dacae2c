//! Sign-in attempts: each in an encrypted and authenticated cookie of its own, so that any process can finish it and
//! attempts in several tabs do not disturb each other.

use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, Key};
use axum_extra::extract::{CookieJar, PrivateCookieJar};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::auth::cookies::{self, CookieName};
use crate::hex;
use crate::origin::Origin;
use crate::time::now;

/// The state of a sign-in attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Start time in seconds since 1970; expired attempts are rejected.
    pub begun: i64,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
    /// The path of the app to return to.
    pub to: String,
}

/// Time limit for signing in at the provider.
pub const ATTEMPT_SECONDS: i64 = 600;
/// Attempts of one browser at the same time. The browser sends them all with each request: more would exceed the size
/// of headers that proxies accept.
const MAX_ATTEMPTS: usize = 4;

/// Encrypts and decrypts attempts.
pub struct AttemptCookies {
    /// Shared through the database, so that any process can finish an attempt.
    key: Key,
}

impl AttemptCookies {
    /// Creates the cookies with their key.
    pub const fn new(key: Key) -> Self {
        Self { key }
    }

    /// Returns the cookie of an attempt, and removals of those cookies of the browser that it replaces: of attempts
    /// that are not valid, and of the oldest above the maximum.
    pub fn add(
        &self,
        attempt: &Attempt,
        request: &HeaderMap,
        names: &Names<'_>,
    ) -> serde_json::Result<(CookieJar, PrivateCookieJar)> {
        let (mut valid, mut invalid) = (Vec::new(), Vec::new());
        for (name, value) in cookies::starting_with(request, &names.base) {
            match self.decrypt(&name, &value) {
                Some(attempt) => valid.push((attempt.begun, name)),
                None => invalid.push(name),
            }
        }
        valid.sort();
        let excess = (valid.len() + 1).saturating_sub(MAX_ATTEMPTS);
        let replaced = invalid.into_iter().chain(valid.into_iter().take(excess).map(|(_, name)| name));
        let removals = replaced.fold(CookieJar::new(), |jar, name| jar.add(names.cookie(name, String::new(), 0)));
        let cookie = names.cookie(names.of(&attempt.state), serde_json::to_string(attempt)?, ATTEMPT_SECONDS);
        Ok((removals, PrivateCookieJar::new(self.key.clone()).add(cookie)))
    }

    /// Returns the attempt of a request with this state.
    pub fn find(&self, request: &HeaderMap, state: &str, names: &Names<'_>) -> Option<Attempt> {
        let name = names.of(state);
        let value = cookies::read(request, &name)?;
        self.decrypt(&name, &value).filter(|attempt| attempt.state == state)
    }

    /// Decrypts an attempt that has not expired.
    fn decrypt(&self, name: &str, value: &str) -> Option<Attempt> {
        let sealed = Cookie::parse_encoded(format!("{name}={value}")).ok()?;
        let cookie = PrivateCookieJar::new(self.key.clone()).decrypt(sealed)?;
        let attempt: Attempt = serde_json::from_str(cookie.value()).ok()?;
        (now() < attempt.begun.saturating_add(ATTEMPT_SECONDS)).then_some(attempt)
    }
}

/// The names of the cookies of attempts: a common beginning, and a hash of the state.
pub struct Names<'a> {
    base: String,
    origin: &'a Origin,
}

impl<'a> Names<'a> {
    /// Creates the names at an origin.
    pub fn new(origin: &'a Origin) -> Self {
        Self { base: format!("{}-", CookieName::OidcAttempt.at(origin)), origin }
    }

    fn of(&self, state: &str) -> String {
        format!("{}{}", self.base, hex::encode(&Sha256::digest(state)[..8]))
    }

    /// Returns a cookie that removes the one of an attempt.
    pub fn removal(&self, state: &str) -> Cookie<'static> {
        self.cookie(self.of(state), String::new(), 0)
    }

    fn cookie(&self, name: String, value: String, seconds: i64) -> Cookie<'static> {
        cookies::cookie(name.into(), value, seconds, self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderValue, header};
    use axum::response::IntoResponse;

    fn attempt(state: &str, begun: i64) -> Attempt {
        let text = |text: &str| text.to_owned();
        Attempt { begun, state: text(state), nonce: text("n"), verifier: text("v"), to: text("/") }
    }

    fn origin() -> Origin {
        Origin::parse("http://localhost:8080").unwrap()
    }

    /// A browser that keeps what is set.
    #[derive(Default)]
    struct Browser(std::collections::BTreeMap<String, String>);

    impl Browser {
        fn begin(&mut self, cookies: &AttemptCookies, attempt: &Attempt) {
            let set = cookies.add(attempt, &self.request(), &Names::new(&origin())).unwrap();
            for line in (set, ()).into_response().headers().get_all(header::SET_COOKIE) {
                let line = line.to_str().unwrap();
                let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
                if line.contains("Max-Age=0") {
                    self.0.remove(name);
                } else {
                    self.0.insert(name.to_owned(), value.to_owned());
                }
            }
        }

        fn request(&self) -> HeaderMap {
            let pairs: Vec<_> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
            [(header::COOKIE, HeaderValue::from_str(&pairs.join("; ")).unwrap())].into_iter().collect()
        }
    }

    #[test]
    fn attempts_of_one_browser_are_bounded_and_independent() {
        let (cookies, origin, now) = (AttemptCookies::new(Key::generate()), origin(), now());
        let names = Names::new(&origin);
        let mut browser = Browser::default();
        browser.0.insert("mci_oidc_8080-0000000000000000".to_owned(), "forged".to_owned());
        browser.0.insert("mci_session".to_owned(), "s".to_owned());
        let attempts: Vec<_> = (0..6).map(|n| attempt(&format!("state {n}"), now - 6 + n)).collect();
        for (begun, attempt) in attempts.iter().enumerate() {
            browser.begin(&cookies, attempt);
            let found = attempts.iter().map(|attempt| cookies.find(&browser.request(), &attempt.state, &names));
            let found: Vec<_> = found.map(|found| found.is_some()).collect();
            let expected: Vec<_> = (0..6).map(|n| n <= begun && n + MAX_ATTEMPTS > begun).collect();
            assert_eq!(found, expected);
        }
        assert_eq!(browser.0.len(), MAX_ATTEMPTS + 1, "and the session");
        assert_eq!(cookies.find(&browser.request(), "state 5", &names), Some(attempts[5].clone()));
        assert!(browser.request()[header::COOKIE].len() < 2000);
    }

    #[test]
    fn rejects_attempts_that_are_not_its_own() {
        let (cookies, origin, now) = (AttemptCookies::new(Key::generate()), origin(), now());
        let names = Names::new(&origin);
        let mut browser = Browser::default();
        browser.begin(&cookies, &attempt("a", now - ATTEMPT_SECONDS));
        browser.begin(&cookies, &attempt("b", now));
        let request = browser.request();
        assert!(cookies.find(&request, "b", &names).is_some());
        let other = Origin::parse("http://localhost:8081").unwrap();
        assert!(cookies.find(&request, "a", &names).is_none(), "expired");
        assert!(cookies.find(&request, "c", &names).is_none(), "another state");
        assert!(AttemptCookies::new(Key::generate()).find(&request, "b", &names).is_none(), "another key");
        assert!(cookies.find(&request, "b", &Names::new(&other)).is_none(), "of another port");
        let line = request[header::COOKIE].to_str().unwrap();
        let with = |line: String| [(header::COOKIE, HeaderValue::from_str(&line).unwrap())].into_iter().collect();
        let twice: HeaderMap = with(format!("{line}; {line}"));
        assert!(cookies.find(&twice, "b", &names).is_none(), "twice");
        let moved: HeaderMap = with(line.replace(&names.of("b"), &names.of("c")));
        assert!(cookies.find(&moved, "c", &names).is_none(), "under the name of another");
    }
}
