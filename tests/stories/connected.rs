//! The connected app: signing in, roles, changes by others, and failures.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::json;

use crate::support::{App, Locator, Options, Site, keys, starts_with};

const ADMIN: &str = "Astrid Lindblom";
/// Location without a tax profile, and location without a bank profile whose tax profile is pending validation.
const TAX_MISSING: &str = "5118837";
const BOTH_OPEN: &str = "5419027";

/// Opens a page of the connected app as a person of the demo.
fn signed_in(person: &str, route: &str) -> App {
    sign_in(App::on(Site::connected()), person, route)
}

fn sign_in(app: App, person: &str, route: &str) -> App {
    app.open(route);
    app.expect_heading("Sign in");
    app.button(starts_with(&format!("Sign in as {person}"))).click();
    app.button(&format!("Signed in as {person}")).expect_visible();
    app
}

fn payee(app: &App) -> Locator<'_> {
    app.region("Payee profile")
}

/// Opens the form of a profile and fills it.
fn fill(app: &App, profile: &str) {
    payee(app).button(profile).click();
    let form = app.dialog(profile);
    form.textbox("Name of the contact").type_text("Ada Lovelace");
    form.textbox("Email of the contact").type_text("ada@contoso.example.com");
}

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
    app.open("/actions");
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
fn incentives_user_cannot_change_profiles() {
    let app = signed_in("Jonas Berg", &format!("/locations/{TAX_MISSING}"));
    payee(&app).button("Update tax profile").expect_attribute("aria-disabled", "true");
    payee(&app).expect_contains("Astrid Lindblom");
}

#[test]
fn submitted_profile_follows_approval_and_rejection() {
    let app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    app.press(keys::ENTER);
    app.dialog("Update tax profile")
        .by_role("status")
        .expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
    app.press(keys::ESCAPE);
    app.dialog("Update tax profile").expect_gone();
    payee(&app).expect_contains("Pending validation");
    payee(&app).button("Update tax profile").expect_gone();
    app.site.operate(&["payee", "approve", "--location", TAX_MISSING, "--profile", "tax"]);
    payee(&app).expect_lacks("Pending validation");
    app.site.operate(&["payee", "reject", "--location", TAX_MISSING, "--profile", "tax"]);
    payee(&app).button("Update tax profile").expect_visible();
}

#[test]
fn changes_appear_in_other_browsers() {
    let app = signed_in(ADMIN, &format!("/engagements?location={TAX_MISSING}&eligibility=earning"));
    app.expect_page_text("0 of 57 engagements");
    let other = sign_in(app.second_browser(), ADMIN, &format!("/locations/{TAX_MISSING}"));
    let third = sign_in(app.second_browser(), "Jonas Berg", &format!("/locations/{TAX_MISSING}"));
    fill(&other, "Update tax profile");
    other.press(keys::ENTER);
    payee(&third).expect_contains("Pending validation");
    app.site.operate(&["payee", "approve", "--location", TAX_MISSING, "--profile", "tax"]);
    app.table("Engagements").by_role("row").nth(1).image("Earning").expect_visible();
    payee(&third).expect_lacks("Pending validation");
}

#[test]
fn edit_conflict_keeps_typed_values() {
    let app = signed_in(ADMIN, &format!("/locations/{BOTH_OPEN}"));
    app.allow_console_error("412");
    fill(&app, "Update bank profile");
    // The form has the revision of the location once it has fetched it.
    app.expect_script(
        "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/locations/'))",
        &json!(true),
    );
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    let form = app.dialog("Update bank profile");
    app.press(keys::ENTER);
    form.by_role("alert").expect_contains("Someone has changed this location in the meantime");
    form.textbox("Name of the contact").expect_value("Ada Lovelace");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The bank profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn expired_session_keeps_the_form() {
    let app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    app.allow_console_error("401");
    fill(&app, "Update tax profile");
    app.devtools("Network.clearBrowserCookies", json!({}));
    app.dialog("Update tax profile").button("Submit for validation").click();
    let again = app.dialog("Please sign in again");
    again.textbox("Username").expect_value("admin");
    again.textbox("Password").type_text("demo-admin");
    app.press(keys::ENTER);
    again.expect_gone();
    let form = app.dialog("Update tax profile");
    form.textbox("Email of the contact").expect_value("ada@contoso.example.com");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn reconnects_and_catches_up_after_an_outage() {
    let mut app = signed_in(ADMIN, &format!("/locations/{BOTH_OPEN}"));
    app.allow_console_error("ERR_");
    payee(&app).expect_contains("Pending validation");
    app.site.stop();
    app.expect_page_text("No connection to the server since");
    payee(&app).expect_visible();
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    app.site.restart();
    payee(&app).expect_lacks("Pending validation");
    app.by_role("main").expect_lacks("No connection to the server");
}

#[test]
fn failed_refetch_is_retried() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = sign_in(App::with(Site::connected(), options), ADMIN, &format!("/locations/{BOTH_OPEN}"));
    payee(&app).expect_contains("Pending validation");
    app.run("window.fault = { path: '/api/', status: 500 }");
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    app.expect_page_text("No connection to the server since");
    payee(&app).expect_contains("Pending validation");
    app.run("window.fault = null");
    payee(&app).expect_lacks("Pending validation");
    app.by_role("main").expect_lacks("No connection to the server");
}

/// Replaces the response to requests for a path by the fault in `window.fault`.
const FAULTS: &str = "
    const real = window.fetch;
    window.fetch = async (request, options) => {
      const url = request.url ?? String(request);
      const fault = window.fault;
      if (!fault || !url.includes(fault.path)) return real(request, options);
      if (fault.status === 0) throw new TypeError('Failed to fetch');
      const aborted = (_, reject) => request.signal.addEventListener('abort', () => reject(new Error('aborted')));
      if (fault.slow) return new Promise(aborted);
      const cut = { start: (body) => body.error(new Error('cut')) };
      if (fault.cut) return new Response(new ReadableStream(cut), { status: 200 });
      return new Response(fault.body ?? '{}', { status: fault.status, headers: fault.headers ?? {} });
    };";

#[test]
fn each_failure_has_its_message() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = sign_in(App::with(Site::connected(), options), ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    let form = app.dialog("Update tax profile");
    let problem = |code: &str| json!({"code": code, "detail": "why", "requestId": "r-1"}).to_string();
    for (status, body, words) in [
        (0, String::new(), "There is no connection to the server"),
        (200, "<html>".to_owned(), "does not understand"),
        (200, "{\"id\":".to_owned(), "does not understand"),
        (403, problem("forbidden"), "You may not do this"),
        (404, problem("not-found"), "It does not exist"),
        (409, problem("profile-not-open"), "This cannot be done in its current state"),
        (413, problem("too-large"), "longer than the server accepts"),
        (429, problem("too-many-attempts"), "Try again in 7 seconds"),
        (500, problem("internal"), "finds the reason under r-1"),
        (400, problem("unsupported-version"), "of different versions"),
    ] {
        let fault = json!({"path": "/payee/tax", "status": status, "body": body, "headers": {"retry-after": "7"}});
        app.run(&format!("window.fault = {fault}"));
        form.button("Submit for validation").click();
        form.by_role("alert").expect_contains(words);
    }
    app.run("window.fault = null");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn unusable_backend_replaces_the_page() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = sign_in(App::with(Site::connected(), options), ADMIN, "/engagements");
    app.table("Engagements").expect_visible();
    app.run("window.fault = { path: '/sign-in', status: 500 }");
    app.button(&format!("Signed in as {ADMIN}")).click();
    app.group(ADMIN).button("Sign out").click();
    app.expect_heading("The data cannot be shown");
    app.run("window.fault = null");
    app.button("Try again").click();
    app.expect_heading("Sign in");
    app.run("window.fault = { path: '/dataset', cut: true }");
    app.button(starts_with(&format!("Sign in as {ADMIN}"))).click();
    app.expect_page_text("The server’s response was interrupted. Try again.");
    app.run("window.fault = { path: '/dataset', status: 200, body: '{}' }");
    app.button("Try again").click();
    app.expect_heading("The data cannot be shown");
    app.run("window.fault = null");
    app.button("Try again").click();
    app.table("Engagements").expect_visible();
}

#[test]
fn request_times_out() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = sign_in(App::with(Site::connected(), options), ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    app.run("window.fault = { path: '/payee/tax', slow: true }");
    // The limit of a request passes twenty times as fast.
    app.run("const real = window.setTimeout; window.setTimeout = (f, ms) => real(f, ms >= 5000 ? ms / 20 : ms)");
    let form = app.dialog("Update tax profile");
    form.button("Submit for validation").click();
    form.by_role("alert").expect_contains("The server did not answer in time");
    app.run("window.fault = null");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}
