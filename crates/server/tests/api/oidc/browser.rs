//! A real identity provider, and a browser that signs in there.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::ROOT;
use crate::support::{Client, Reply, Server, cookie_name};

/// A running provider; ends with the test, or with the process.
pub struct Provider {
    child: Child,
    pub issuer: String,
    /// Kept open: the provider would fail to write to a closed pipe.
    _output: BufReader<std::process::ChildStdout>,
}

impl Provider {
    pub fn start() -> Self {
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

impl Provider {
    /// Runs one of its commands for tests; returns how often each of its paths was requested.
    pub fn command(&self, command: &str) -> Value {
        let client = Client::new(self.issuer.strip_prefix("http://").unwrap());
        client.ask("GET", &format!("/test/{command}"), &[], b"").json()
    }

    pub fn requests(&self, path: &str) -> u64 {
        self.command("counts")[path].as_u64().unwrap_or_default()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser with cookies for each address that follows redirects and fills in the forms of the provider.
#[derive(Clone, Default)]
pub struct Browser {
    pub cookies: BTreeMap<String, BTreeMap<String, String>>,
}

impl Browser {
    pub fn ask(&mut self, method: &str, url: &str, body: &str) -> Reply {
        let rest = url.strip_prefix("http://").unwrap();
        let (address, path) = rest.split_once('/').unwrap();
        let jar = self.cookies.entry(address.to_owned()).or_default();
        let cookies: Vec<_> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let client = Client { address: address.to_owned(), cookie: Some(cookies.join("; ")) };
        let form = [("Content-Type", "application/x-www-form-urlencoded")];
        let reply = client.ask(method, &format!("/{path}"), &form, body.as_bytes());
        for (_, cookie) in reply.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        reply
    }

    /// Begins an attempt; returns the URL of the provider.
    pub fn begin(&mut self, app: &str) -> String {
        self.ask("GET", &format!("{app}/api/v1/oidc/start"), "").header("location").unwrap().to_owned()
    }

    /// Follows redirects and signs in on the way; returns the final URL before requesting it from the app.
    pub fn go(&mut self, url: &str, login: &str, app: &str) -> String {
        self.go_until(url, login, |url| url.starts_with(app) && !url.contains("/api/"))
    }

    /// The same to the first URL that is the end.
    pub fn go_until(&mut self, url: &str, login: &str, is_end: impl Fn(&str) -> bool) -> String {
        let mut url = url.to_owned();
        let mut reply = self.ask("GET", &url, "");
        for _ in 0..20 {
            let origin = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
            if let Some(to) = reply.header("location") {
                url = if to.starts_with('/') { origin + to } else { to.to_owned() };
                if is_end(&url) {
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

    pub fn session(&self, server: &Server) -> Client {
        let name = cookie_name("mci_session", &server.address);
        let cookie = self.cookies.get(&server.address).and_then(|jar| jar.get(&name));
        Client { address: server.address.clone(), cookie: cookie.map(|value| format!("{name}={value}")) }
    }

    /// The cookies of the attempts of the app.
    pub fn attempts(&self, server: &Server) -> Vec<(String, String)> {
        let base = cookie_name("mci_oidc", &server.address) + "-";
        let jar = self.cookies[&server.address].clone().into_iter();
        jar.filter(|(name, _)| name.starts_with(&base)).collect()
    }

    pub fn set(&mut self, server: &Server, name: &str, value: &str) {
        let jar = self.cookies.entry(server.address.clone()).or_default();
        jar.insert(name.to_owned(), value.to_owned());
    }
}
