//! Sign-in through a real OpenID Connect provider, from npm.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::json;

use crate::support::{
    Client, Database, Reply, Server, Test, cookie_name, demo_json, operated, refused, tests, wait_for,
};

pub const ON_EACH_DATABASE: &[Test] = tests![
    maps_claims_to_roles,
    shows_nothing_without_a_role,
    rejects_unknown_attempts,
    rejects_an_attempt_cookie_that_comes_twice,
];

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Returns what the machine lacks to run the provider.
pub fn missing_provider() -> Option<&'static str> {
    let installed = Path::new(ROOT).join("../../node_modules/oidc-provider").is_dir();
    (!installed).then_some("the OpenID Connect provider is not installed: run `npm ci`")
}

/// A running provider; ends with the test, or with the process.
struct Provider {
    child: Child,
    issuer: String,
    /// Kept open: the provider would fail to write to a closed pipe.
    _output: BufReader<std::process::ChildStdout>,
}

impl Provider {
    fn start() -> Self {
        let mut node = Command::new("node");
        node.arg(Path::new(ROOT).join("tests/api/provider.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = node.spawn().unwrap();
        let mut issuer = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut issuer).unwrap();
        Self { child, issuer: issuer.trim().to_owned(), _output: output }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(database: &Database, provider: &Provider) -> Server {
    let file = database.file("data.json", demo_json().to_string());
    let oidc = ["--oidc-issuer", &provider.issuer, "--oidc-client-id", "public", "--oidc-name", "Example"];
    let args = ["--import", &file, "--oidc-role", "mci-admins=admin@*,others-elsewhere=user@*"];
    Server::start(database, &[&args[..], &oidc].concat())
}

/// A browser with cookies for each address that follows redirects and fills in the forms of the provider.
#[derive(Default)]
struct Browser {
    cookies: BTreeMap<String, BTreeMap<String, String>>,
}

impl Browser {
    fn ask(&mut self, method: &str, url: &str, body: &str) -> Reply {
        let rest = url.strip_prefix("http://").unwrap();
        let (address, path) = rest.split_once('/').unwrap();
        let jar = self.cookies.entry(address.to_owned()).or_default();
        let cookies: Vec<_> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let client = Client { address: address.to_owned(), cookie: Some(cookies.join("; ")) };
        let form = [("Content-Type", "application/x-www-form-urlencoded")];
        let reply = client.ask(method, &format!("/{path}"), &form, body.as_bytes());
        for (_, cookie) in reply.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            jar.insert(name.to_owned(), value.to_owned());
        }
        reply
    }

    /// Follows redirects and signs in on the way; returns the final URL before requesting it from the app.
    fn go(&mut self, url: &str, login: &str, app: &str) -> String {
        let mut url = url.to_owned();
        let mut reply = self.ask("GET", &url, "");
        for _ in 0..20 {
            let origin = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
            if let Some(to) = reply.header("location") {
                url = if to.starts_with('/') { origin + to } else { to.to_owned() };
                if url.starts_with(app) && !url.contains("/api/") {
                    return url;
                }
                reply = self.ask("GET", &url, "");
            } else {
                let page = reply.text();
                let action = page.split("action=\"").nth(1).unwrap_or_else(|| panic!("{url}: {page}"));
                let action = action.split('"').next().unwrap();
                let prompt = if page.contains("name=\"login\"") { "login" } else { "consent" };
                url = if action.starts_with('/') { origin + action } else { action.to_owned() };
                reply = self.ask("POST", &url, &format!("prompt={prompt}&login={login}&password=any"));
            }
        }
        panic!("too many redirects, at {url}")
    }

    fn session(&self, server: &Server) -> Client {
        let name = cookie_name("mci_session", &server.address);
        let cookie = self.cookies.get(&server.address).and_then(|jar| jar.get(&name));
        Client { address: server.address.clone(), cookie: cookie.map(|value| format!("{name}={value}")) }
    }
}

fn maps_claims_to_roles(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    let way = server.client().read("/sign-in")["oidc"].clone();
    assert_eq!(way, json!({"name": "Example", "url": "/api/v1/oidc/start"}));
    let app = format!("http://{}", server.address);
    let mut browser = Browser::default();
    let end = browser.go(&format!("{app}/api/v1/oidc/start?to=%2Factions%3Fq%3Dx"), "ada", &app);
    assert_eq!(end, format!("{app}/actions?q=x"));
    let session = browser.session(&server).read("/session");
    assert_eq!(session["user"], json!({"name": "Ada Lovelace", "username": "ada@example.com"}));
    let roles = session["roles"].as_object().unwrap();
    assert_eq!(roles.len(), demo_json()["locations"].as_array().unwrap().len());
    assert!(roles.values().all(|role| role == "admin"));
    // The same person again is the same account, also where the server has a secret.
    let args = ["--oidc-issuer", &provider.issuer, "--oidc-client-id", "secret"];
    let secret = [("MCI_OIDC_CLIENT_SECRET", "kept in the environment"), ("MCI_OIDC_ROLES", "mci-admins=user@*")];
    let other = Server::start_with(database, &args, &secret);
    let app = format!("http://{}", other.address);
    let mut again = Browser::default();
    again.go(&format!("{app}/api/v1/oidc/start"), "ada", &app);
    let roles = again.session(&other).read("/session")["roles"].clone();
    assert!(roles.as_object().unwrap().values().all(|role| role == "user"), "roles are those of the last sign-in");
    let list = operated(database, &["account", "list"], "");
    assert_eq!(list.lines().count(), 1);
    // A password here would be a second way in, which the provider cannot close.
    let username = list.split('\t').next().unwrap();
    assert!(refused(database, &["account", "password", username], "a good password\n").contains("identity provider"));
    let change = br#"{"current":"x","new":"correct horse battery"}"#;
    assert_eq!(again.session(&other).send("PUT", "/password", &[], change).code(), "no-password");
    assert_eq!(again.session(&other).read("/session")["canChangePassword"], json!(false));
    let session = again.session(&other);
    operated(database, &["account", "disable", username], "");
    wait_for("the end of the session", || (session.get("/session").status == 401).then_some(()));
    let end = Browser::default().go(&format!("{app}/api/v1/oidc/start"), "ada", &app);
    assert!(end.ends_with("/?signInError=disabled"), "{end}");
}

fn shows_nothing_without_a_role(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    let app = format!("http://{}", server.address);
    let mut browser = Browser::default();
    browser.go(&format!("{app}/api/v1/oidc/start?to=//evil.example"), "bob", &app);
    let bob = browser.session(&server);
    assert_eq!(bob.read("/session")["roles"], json!({}));
    assert_eq!(bob.read("/locations"), json!([]));
}

fn rejects_unknown_attempts(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    let app = format!("http://{}", server.address);
    let callback = format!("{app}/api/v1/oidc/callback");
    let failed = |browser: &mut Browser, url: &str| {
        let reply = browser.ask("GET", url, "");
        assert_eq!((reply.status, reply.header("location")), (303, Some("/?signInError=oidc")), "{url}");
        assert_eq!(browser.session(&server).get("/session").status, 401);
    };
    failed(&mut Browser::default(), &format!("{callback}?code=x&state=y"));
    let mut browser = Browser::default();
    let start = browser.ask("GET", &format!("{app}/api/v1/oidc/start"), "");
    let url = start.header("location").unwrap().to_owned();
    assert!(url.starts_with(&provider.issuer) && url.contains("code_challenge_method=S256") && url.contains("nonce="));
    failed(&mut browser, &format!("{callback}?code=x&state=another"));
    let mut browser = Browser::default();
    let start = browser.ask("GET", &format!("{app}/api/v1/oidc/start"), "");
    let url = start.header("location").unwrap().to_owned();
    let state = url.split("state=").nth(1).unwrap().split('&').next().unwrap();
    failed(&mut browser, &format!("{callback}?code=made-up&state={state}"));
    // An attempt that was changed on the way is no attempt.
    let mut browser = Browser::default();
    browser.ask("GET", &format!("{app}/api/v1/oidc/start"), "");
    let name = cookie_name("mci_oidc", &server.address);
    let attempt = browser.cookies.get_mut(&server.address).unwrap().get_mut(&name).unwrap();
    assert!(!attempt.contains(state) && !attempt.contains("verifier"), "encrypted: {attempt}");
    attempt.insert(5, 'A');
    failed(&mut browser, &format!("{callback}?code=made-up&state={state}"));
    let mut browser = Browser::default();
    let start = browser.ask("GET", &format!("{app}/api/v1/oidc/start"), "");
    let url = start.header("location").unwrap().to_owned();
    let state = url.split("state=").nth(1).unwrap().split('&').next().unwrap();
    failed(&mut browser, &format!("{callback}?error=access_denied&state={state}"));
    // A provider that is gone.
    drop(provider);
    let server = Server::start(database, &["--oidc-issuer", "http://127.0.0.1:9", "--oidc-client-id", "x"]);
    assert_eq!(server.client().get("/oidc/start").code(), "provider-unavailable");
    let plain = Server::start(database, &[]);
    assert_eq!(plain.client().get("/oidc/start").code(), "not-found");
}

/// A sibling host or a plain connection may have set one of them.
fn rejects_an_attempt_cookie_that_comes_twice(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    let app = format!("http://{}", server.address);
    let name = cookie_name("mci_oidc", &server.address);
    for planted in [format!("b; {name}=x"), "b".to_owned()] {
        let mut browser = Browser::default();
        browser.cookies.entry(server.address.clone()).or_default().insert("a".to_owned(), planted.clone());
        let end = browser.go(&format!("{app}/api/v1/oidc/start"), "ada", &app);
        assert_eq!(end.ends_with("/?signInError=oidc"), planted.contains("mci_oidc"), "{planted}: {end}");
    }
}
