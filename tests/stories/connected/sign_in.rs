//! Signing in and out.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::json;

use super::{ADMIN, signed_in};
use crate::support::{App, Site, keys, starts_with};

#[test]
fn each_role_sees_its_locations() {
    let app = signed_in(ADMIN, "/engagements");
    app.by_role("table").expect_visible();
    app.button(&format!("Signed in as {ADMIN}")).click();
    app.group(ADMIN).expect_contains("Incentives admin at 14 locations");
    app.group(ADMIN).button("Sign out").click();
    app.expect_heading("Sign in");
    app.button(starts_with("Sign in as Daniel Okafor")).click();
    app.button(starts_with("Location")).click();
    app.group("Location").by_role("checkbox").expect_count(3);
    app.press(keys::ESCAPE);
    app.button("Signed in as Daniel Okafor").click();
    app.group("Daniel Okafor").expect_contains("Incentives admin at 3 locations");
    app.group("Daniel Okafor").button("Sign out everywhere").click();
    app.expect_heading("Sign in");
    app.button(starts_with("Sign in as Mira Sand")).click();
    app.button("Signed in as Mira Sand").click();
    app.group("Mira Sand").expect_contains("You have no role at any location");
}

#[test]
fn signs_in_by_keyboard() {
    let app = App::on(Site::connected());
    app.allow_console_error("401");
    app.open("/actions");
    app.textbox("Username").type_text("admin");
    app.textbox("Password").type_text("wrong");
    app.press(keys::ENTER);
    app.by_role("alert").first().expect_text("The username or the password is not right.");
    app.textbox("Password").perform(async |box_| box_.clear().await);
    app.textbox("Password").type_text("demo-admin");
    app.press(keys::ENTER);
    app.expect_heading("Incentives | Actions required");
    // The session survives a reload.
    app.reload();
    app.expect_heading("Incentives | Actions required");
}

/// A running OpenID Connect provider, killed when dropped.
struct Provider {
    process: Child,
    issuer: String,
    /// Kept open: a process that writes into a closed pipe is killed.
    _output: BufReader<ChildStdout>,
}

impl Provider {
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/server/tests/api/provider.mjs");
        let mut command = Command::new("node");
        let mut process = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Node.js");
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut issuer = String::new();
        output.read_line(&mut issuer).unwrap();
        Self { process, issuer: issuer.trim().to_owned(), _output: output }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn oidc_sign_in_returns_to_the_page() {
    let provider = Provider::start();
    let client = ["--oidc-issuer", &provider.issuer, "--oidc-client-id", "public", "--oidc-name", "Example"];
    let arguments = [&client[..], &["--oidc-role", "mci-admins=admin@*"]].concat();
    let app = App::on(Site::connected_with(&arguments));
    // The provider's own pages request fonts and an icon that are missing.
    app.allow_console_error("Failed to load resource");
    app.allow_console_error("font");
    app.open("/?signInError=oidc");
    app.expect_page_text("Signing in with Example did not succeed");
    // The way on leads to the page that was to be opened.
    app.open("/actions?signInError=oidc-denied");
    app.expect_page_text("Example did not let you sign in, or you cancelled.");
    app.expect_address("/actions");
    app.link("Sign in with Example").click();
    let press = "const [login, button] = ['[name=login]', '[type=submit]'].map((it) => document.querySelector(it)); \
                 if (login) { login.value = 'ada'; document.querySelector('[name=password]').value = 'x'; } \
                 if (button && location.pathname.startsWith('/interaction')) button.click(); \
                 return location.pathname === '/actions'";
    app.expect_script(press, &json!(true));
    app.expect_heading("Incentives | Actions required");
    app.button("Signed in as Ada Lovelace").expect_visible();
}

#[test]
fn link_to_a_provider_that_is_not_set_up_is_answered_in_words() {
    let app = App::on(Site::connected());
    app.open("/api/v1/oidc/start?to=%2Factions");
    app.expect_page_text("Signing in with the identity provider did not succeed.");
    app.expect_heading("Sign in");
}
