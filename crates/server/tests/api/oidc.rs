//! Sign-in through a real OpenID Connect provider, from npm.

mod browser;

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{Database, Server, Test, cookie_name, demo_json, operated, refused, tests, wait_for};
use browser::{Browser, Provider};

pub const ON_EACH_DATABASE: &[Test] =
    tests![maps_claims_to_roles, shows_nothing_without_a_role, rejects_unknown_attempts,];

pub const ON_SQLITE: &[Test] = tests![
    unused_claims_of_other_types_do_not_matter,
    attempts_in_two_tabs_are_independent,
    fetches_replaced_keys,
    forged_callbacks_reach_no_provider,
    waits_for_a_provider_that_hangs_only_for_a_while,
    asks_a_failing_provider_once_in_a_while,
    every_failure_returns_to_the_app,
];

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Returns what the machine lacks to run the provider.
pub fn missing_provider() -> Option<&'static str> {
    let installed = Path::new(ROOT).join("../../node_modules/oidc-provider").is_dir();
    (!installed).then_some("the OpenID Connect provider is not installed: run `npm ci`")
}

fn start(database: &Database, provider: &Provider) -> Server {
    let file = database.file("data.json", demo_json().to_string());
    let oidc = ["--oidc-issuer", &provider.issuer, "--oidc-client-id", "public", "--oidc-name", "Example"];
    let args = ["--import", &file, "--oidc-role", "mci-admins=admin@*,others-elsewhere=user@*"];
    Server::start(database, &[&args[..], &oidc].concat())
}

/// The state in the URL of the provider.
fn state(url: &str) -> &str {
    url.split("state=").nth(1).unwrap().split('&').next().unwrap()
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
    // Others see whom to ask, at the address that the provider gives.
    let session = browser.session(&server);
    wait_for("the admin to ask", || {
        let admin = session.read("/dataset")["partner"]["admins"][0].clone();
        (admin["name"] == "Ada Lovelace" && admin["email"] == "ada@example.com").then_some(())
    });
    assert!(operated(database, &["account", "list"], "").contains("Ada Lovelace <ada@example.com>"));
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
    let failed = |browser: &mut Browser, url: &str, reason: &str| {
        let reply = browser.ask("GET", url, "");
        let expected = format!("/?signInError={reason}");
        assert_eq!((reply.status, reply.header("location")), (303, Some(expected.as_str())), "{url}");
        assert_eq!(browser.session(&server).get("/session").status, 401);
    };
    failed(&mut Browser::default(), &format!("{callback}?code=x&state=y"), "oidc-expired");
    let mut browser = Browser::default();
    let url = browser.begin(&app);
    assert!(url.starts_with(&provider.issuer) && url.contains("code_challenge_method=S256") && url.contains("nonce="));
    failed(&mut browser, &format!("{callback}?code=x&state=another"), "oidc-expired");
    failed(&mut browser, &format!("{callback}?code=made-up&state={}", state(&url)), "oidc");
    failed(&mut browser, &format!("{callback}?code=made-up&state={}", state(&url)), "oidc-expired");
    // An attempt that was changed on the way is no attempt.
    let mut browser = Browser::default();
    let url = browser.begin(&app);
    let (name, mut attempt) = browser.attempts(&server).remove(0);
    assert!(!attempt.contains(state(&url)) && !attempt.contains("verifier"), "encrypted: {attempt}");
    attempt.insert(5, 'A');
    browser.set(&server, &name, &attempt);
    failed(&mut browser, &format!("{callback}?code=made-up&state={}", state(&url)), "oidc-expired");
    // Errors of the provider.
    // A sibling host or a plain connection may have set one of two.
    let mut browser = Browser::default();
    let url = browser.begin(&app);
    let attempts = browser.attempts(&server);
    let (name, value) = attempts[0].clone();
    browser.set(&server, "a", &format!("b; {name}={value}"));
    failed(&mut browser, &format!("{callback}?code=made-up&state={}", state(&url)), "oidc-expired");
    for (error, reason) in [("access_denied", "oidc-denied"), ("server_error", "oidc-unavailable"), ("%0d%0a", "oidc")]
    {
        let mut browser = Browser::default();
        let url = browser.begin(&app);
        failed(&mut browser, &format!("{callback}?error={error}&state={}", state(&url)), reason);
    }
}

fn unused_claims_of_other_types_do_not_matter(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    let app = format!("http://{}", server.address);
    for (login, name) in [("odd", "odd@example.com"), ("bare", "bare")] {
        let mut browser = Browser::default();
        browser.go(&format!("{app}/api/v1/oidc/start"), login, &app);
        assert_eq!(browser.session(&server).read("/session")["user"], json!({"name": name, "username": name}));
    }
    let list = operated(database, &["account", "list"], "");
    assert!(list.contains("odd@example.com\tadmin of *"), "without the address, with the role: {list}");
}

fn attempts_in_two_tabs_are_independent(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    let app = format!("http://{}", server.address);
    let mut browser = Browser::default();
    let tabs = ["actions", "engagements"].map(|page| {
        let start = browser.ask("GET", &format!("{app}/api/v1/oidc/start?to=/{page}"), "");
        (page, start.header("location").unwrap().to_owned())
    });
    for (page, url) in tabs {
        assert_eq!(browser.go(&url, "ada", &app), format!("{app}/{page}"));
        assert_eq!(browser.session(&server).get("/session").status, 200);
    }
    assert!(browser.attempts(&server).is_empty(), "finished");
    // Attempts that nobody finishes do not accumulate.
    for _ in 0..10 {
        browser.begin(&app);
    }
    assert_eq!(browser.attempts(&server).len(), 4);
}

fn fetches_replaced_keys(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    let app = format!("http://{}", server.address);
    let sign_in = || Browser::default().go(&format!("{app}/api/v1/oidc/start"), "ada", &app);
    assert_eq!(sign_in(), format!("{app}/"));
    provider.command("rotate");
    assert_eq!(sign_in(), format!("{app}/"), "the keys are fetched again at once");
    let fetched = provider.requests("/jwks");
    assert_eq!(sign_in(), format!("{app}/"));
    assert_eq!(provider.requests("/jwks"), fetched, "known keys are not");
    // Not more often than once in a few seconds, whatever the tokens say.
    provider.command("rotate");
    assert_eq!(sign_in(), format!("{app}/?signInError=oidc"));
    assert_eq!(provider.requests("/jwks"), fetched);
    wait_for("new keys", || (sign_in() == format!("{app}/")).then_some(()));
}

fn forged_callbacks_reach_no_provider(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    let app = format!("http://{}", server.address);
    let callback = |state: &str| format!("{app}/api/v1/oidc/callback?code=forged&state={state}");
    for number in 0..300 {
        let mut browser = Browser::default();
        browser.set(&server, &cookie_name("mci_oidc", &server.address), &format!("forged{number}"));
        browser.ask("GET", &callback(&format!("state{number}")), "");
    }
    assert_eq!(provider.requests("/token"), 0);
    // An attempt is good for one request, however often it is sent.
    let mut browser = Browser::default();
    let url = browser.begin(&app);
    for _ in 0..50 {
        browser.clone().ask("GET", &callback(state(&url)), "");
    }
    assert_eq!(provider.requests("/token"), 1);
    // So are many attempts of one address.
    let reasons: Vec<_> = (0..60)
        .map(|_| {
            let mut browser = Browser::default();
            let url = browser.begin(&app);
            browser.ask("GET", &callback(state(&url)), "").header("location").unwrap().to_owned()
        })
        .collect();
    assert_eq!(provider.requests("/token"), 20);
    assert_eq!(reasons.last().unwrap(), "/?signInError=oidc-throttled");
    // An embedded image is no attempt.
    let image = [("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image")];
    assert_eq!(server.client().get_with("/oidc/start", &image).header("set-cookie"), None);
}

/// Starts that run at the same time; returns where each leads to.
fn starts(server: &Server, count: usize) -> Vec<String> {
    std::thread::scope(|scope| {
        let start = || server.client().get("/oidc/start?to=/actions").header("location").unwrap().to_owned();
        let running: Vec<_> = (0..count).map(|_| scope.spawn(start)).collect();
        running.into_iter().map(|start| start.join().unwrap()).collect()
    })
}

const UNAVAILABLE: &str = "/actions?signInError=oidc-unavailable";

fn waits_for_a_provider_that_hangs_only_for_a_while(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    provider.command("hang");
    let begin = Instant::now();
    assert_eq!(starts(&server, 12), [UNAVAILABLE; 12]);
    assert!(begin.elapsed() < Duration::from_secs(20), "not one after the other: {:?}", begin.elapsed());
    assert_eq!(provider.requests("/.well-known/openid-configuration"), 1, "one request for all who wait");
    provider.command("work");
    wait_for("the provider", || starts(&server, 1)[0].starts_with(&provider.issuer).then_some(()));
    // The token endpoint hangs.
    let app = format!("http://{}", server.address);
    let mut browser = Browser::default();
    let url = browser.begin(&app);
    let callback = browser.go_until(&url, "ada", |url| url.contains("/oidc/callback"));
    provider.command("hang");
    let reply = browser.ask("GET", &callback, "");
    assert_eq!(reply.header("location"), Some("/?signInError=oidc-unavailable"));
}

fn asks_a_failing_provider_once_in_a_while(database: &Database) {
    let provider = Provider::start();
    let server = start(database, &provider);
    provider.command("fail");
    let begin = Instant::now();
    for _ in 0..20 {
        assert_eq!(starts(&server, 1), [UNAVAILABLE]);
    }
    let asked = provider.requests("/.well-known/openid-configuration");
    assert!(asked <= 1 + begin.elapsed().as_secs() / 5, "{asked} requests in {:?}", begin.elapsed());
    provider.command("work");
    wait_for("the provider", || starts(&server, 1)[0].starts_with(&provider.issuer).then_some(()));
}

fn every_failure_returns_to_the_app(database: &Database) {
    let gone = Server::start(database, &["--oidc-issuer", "http://127.0.0.1:9", "--oidc-client-id", "x"]);
    let plain = Server::start(database, &[]);
    for (server, path, expected) in [
        (&gone, "/oidc/start?to=/actions%3Fkind%3Dclaim", "/actions?kind=claim&signInError=oidc-unavailable"),
        (&gone, "/oidc/callback?code=a&state=b", "/?signInError=oidc-expired"),
        (&gone, "/oidc/callback", "/?signInError=oidc-expired"),
        (&plain, "/oidc/start", "/?signInError=oidc"),
        (&plain, "/oidc/callback?code=a&state=b", "/?signInError=oidc"),
    ] {
        let reply = server.client().get(path);
        assert_eq!((reply.status, reply.header("location")), (303, Some(expected)), "{path}");
    }
}
