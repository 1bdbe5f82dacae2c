//! The app with its backend: signing in, what each role sees and does, changes made elsewhere, and what goes wrong.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::json;

use crate::support::{App, Options, Site, Target, keys, starts};

const ADMIN: &str = "Astrid Lindblom";
/// A location whose tax profile is missing, and one whose bank profile is missing and tax profile is being validated.
const TAX_MISSING: &str = "5118837";
const BOTH_OPEN: &str = "5419027";

/// Opens a page of the connected app as somebody of the demo.
fn signed_in(person: &str, route: &str) -> App {
    as_person(App::on(Site::connected), person, route)
}

fn as_person(app: App, person: &str, route: &str) -> App {
    app.open(route);
    app.sees_heading("Sign in");
    app.button(starts(&format!("Sign in as {person}"))).click();
    app.button(&format!("Signed in as {person}")).is_there();
    app
}

fn payee(app: &App) -> Target<'_> {
    app.region("Payee profile")
}

/// Opens the form for a profile and fills it.
fn fill(app: &App, profile: &str) {
    payee(app).button(profile).click();
    let form = app.dialog(profile);
    form.textbox("Name of the contact").write("Ada Lovelace");
    form.textbox("Email of the contact").write("ada@contoso.example.com");
}

#[test]
fn each_role_signs_in_and_sees_what_it_may() {
    let app = signed_in(ADMIN, "/engagements");
    app.every("table").is_there();
    app.button(&format!("Signed in as {ADMIN}")).click();
    app.group(ADMIN).has("Incentives admin at 14 locations");
    app.group(ADMIN).button("Sign out").click();
    app.sees_heading("Sign in");
    app.button(starts("Sign in as Daniel Okafor")).click();
    app.button(starts("Location")).click();
    app.group("Location").every("checkbox").counts(3);
    app.press(keys::ESCAPE);
    app.button("Signed in as Daniel Okafor").click();
    app.group("Daniel Okafor").has("Incentives admin at 3 locations");
    app.group("Daniel Okafor").button("Sign out everywhere").click();
    app.sees_heading("Sign in");
    app.button(starts("Sign in as Mira Sand")).click();
    app.button("Signed in as Mira Sand").click();
    app.group("Mira Sand").has("You have no role at any location");
}

#[test]
fn username_and_password_by_keyboard() {
    let app = App::on(Site::connected);
    app.expects_complaint("401");
    app.open("/actions");
    app.textbox("Username").write("admin");
    app.textbox("Password").write("wrong");
    app.press(keys::ENTER);
    app.every("alert").first().says("The username or the password is not right.");
    app.textbox("Password").act(async |box_| box_.clear().await);
    app.textbox("Password").write("demo-admin");
    app.press(keys::ENTER);
    app.sees_heading("Incentives | Actions required");
    // The session is kept by the browser.
    app.reload();
    app.sees_heading("Incentives | Actions required");
}

/// An identity provider that runs; ends when dropped.
struct Provider {
    process: Child,
    issuer: String,
    /// Open as long as it runs: it may have more to say.
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
fn signing_in_through_a_provider_comes_back_to_the_page() {
    let provider = Provider::start();
    let client = ["--oidc-issuer", &provider.issuer, "--oidc-client-id", "public", "--oidc-name", "Example"];
    let arguments = [&client[..], &["--oidc-role", "mci-admins=admin@*"]].concat();
    let app = App::on(|| Site::connected_with(&arguments));
    // The provider's own pages ask for fonts and an icon.
    app.expects_complaint("Failed to load resource");
    app.expects_complaint("font");
    app.open("/?signInError=oidc");
    app.shows("Signing in with Example did not succeed");
    app.open("/actions");
    app.link("Sign in with Example").click();
    let press = "const [login, button] = [document.querySelector('[name=login]'), document.querySelector('[type=submit]')]; \
                 if (login) { login.value = 'ada'; document.querySelector('[name=password]').value = 'x'; } \
                 if (button && location.pathname.startsWith('/interaction')) button.click(); \
                 return location.pathname === '/actions'";
    app.waits_for(press, &json!(true));
    app.sees_heading("Incentives | Actions required");
    app.button("Signed in as Ada Lovelace").is_there();
}

#[test]
fn an_incentives_user_sees_why_a_profile_is_not_theirs_to_change() {
    let app = signed_in("Jonas Berg", &format!("/locations/{TAX_MISSING}"));
    payee(&app).button("Update tax profile").is("aria-disabled", "true");
    payee(&app).has("Astrid Lindblom");
}

#[test]
fn a_profile_is_handed_in_and_turns_green_when_it_is_approved_elsewhere() {
    let app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    app.press(keys::ENTER);
    app.dialog("Update tax profile")
        .every("status")
        .says("The tax profile is submitted. Validation takes up to 48 hours.");
    app.press(keys::ESCAPE);
    app.dialog("Update tax profile").is_gone();
    payee(&app).has("Pending validation");
    payee(&app).button("Update tax profile").is_gone();
    app.site.operate(&["payee", "approve", "--location", TAX_MISSING, "--profile", "tax"]);
    payee(&app).lacks("Pending validation");
    app.site.operate(&["payee", "reject", "--location", TAX_MISSING, "--profile", "tax"]);
    payee(&app).button("Update tax profile").is_there();
}

#[test]
fn what_happens_in_one_browser_shows_in_another() {
    let app = signed_in(ADMIN, &format!("/engagements?location={TAX_MISSING}&eligibility=earning"));
    app.shows("0 of 57 engagements");
    let other = as_person(app.beside(), ADMIN, &format!("/locations/{TAX_MISSING}"));
    let third = as_person(app.beside(), "Jonas Berg", &format!("/locations/{TAX_MISSING}"));
    fill(&other, "Update tax profile");
    other.press(keys::ENTER);
    payee(&third).has("Pending validation");
    app.site.operate(&["payee", "approve", "--location", TAX_MISSING, "--profile", "tax"]);
    app.table("Engagements").every("row").nth(1).image("Earning").is_there();
    payee(&third).lacks("Pending validation");
}

#[test]
fn who_was_faster_is_told_and_nothing_typed_is_lost() {
    let app = signed_in(ADMIN, &format!("/locations/{BOTH_OPEN}"));
    app.expects_complaint("412");
    fill(&app, "Update bank profile");
    // The form knows which version of the location it is about, once it has asked.
    app.waits_for(
        "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/locations/'))",
        &json!(true),
    );
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    let form = app.dialog("Update bank profile");
    app.press(keys::ENTER);
    form.every("alert").has("Somebody has changed this location meanwhile");
    form.textbox("Name of the contact").one(|seen| match seen.value.as_str() {
        "Ada Lovelace" => Ok(()),
        other => Err(format!("it should still be there, not {other:?}")),
    });
    form.button("Submit for validation").click();
    form.every("status").says("The bank profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn a_session_that_ends_asks_to_sign_in_and_keeps_the_page() {
    let app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    app.expects_complaint("401");
    fill(&app, "Update tax profile");
    app.debugger("Network.clearBrowserCookies", json!({}));
    app.dialog("Update tax profile").button("Submit for validation").click();
    let again = app.dialog("Please sign in again");
    again.textbox("Username").one(|seen| if seen.value == "admin" { Ok(()) } else { Err("it is known".to_owned()) });
    again.textbox("Password").write("demo-admin");
    app.press(keys::ENTER);
    again.is_gone();
    let form = app.dialog("Update tax profile");
    form.textbox("Email of the contact").one(|seen| match seen.value.as_str() {
        "ada@contoso.example.com" => Ok(()),
        other => Err(format!("it should still be there, not {other:?}")),
    });
    form.button("Submit for validation").click();
    form.every("status").says("The tax profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn a_server_that_is_away_is_told_and_what_changed_meanwhile_is_caught_up() {
    let mut app = signed_in(ADMIN, &format!("/locations/{BOTH_OPEN}"));
    app.expects_complaint("ERR_");
    payee(&app).has("Pending validation");
    app.site.stop();
    app.shows("No connection to the server since");
    payee(&app).is_there();
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    app.site.restart();
    payee(&app).lacks("Pending validation");
    app.every("main").lacks("No connection to the server");
}

#[test]
fn a_change_that_cannot_be_read_is_read_later() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = as_person(App::with(Site::connected, options), ADMIN, &format!("/locations/{BOTH_OPEN}"));
    payee(&app).has("Pending validation");
    app.run("window.fault = { path: '/api/', status: 500 }");
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    app.shows("No connection to the server since");
    payee(&app).has("Pending validation");
    app.run("window.fault = null");
    payee(&app).lacks("Pending validation");
    app.every("main").lacks("No connection to the server");
}

/// Lets the network answer a request for a path with what `window.fault` says.
const FAULTS: &str = "
    const real = window.fetch;
    window.fetch = async (request, options) => {
      const url = request.url ?? String(request);
      const fault = window.fault;
      if (!fault || !url.includes(fault.path)) return real(request, options);
      if (fault.status === 0) throw new TypeError('Failed to fetch');
      if (fault.slow) return new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(new Error('aborted'))));
      if (fault.cut) return new Response(new ReadableStream({ start: (body) => body.error(new Error('cut')) }), { status: 200 });
      return new Response(fault.body ?? '{}', { status: fault.status, headers: fault.headers ?? {} });
    };";

#[test]
fn every_failure_says_what_happened_and_what_to_do() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = as_person(App::with(Site::connected, options), ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    let form = app.dialog("Update tax profile");
    let problem = |code: &str| json!({"code": code, "detail": "why", "requestId": "r-1"}).to_string();
    for (status, body, words) in [
        (0, String::new(), "There is no connection to the server"),
        (200, "<html>".to_owned(), "does not understand"),
        (200, "{\"id\":".to_owned(), "does not understand"),
        (403, problem("forbidden"), "You may not do this"),
        (404, problem("not-found"), "It is not there"),
        (409, problem("profile-not-open"), "In its present state this cannot be done"),
        (413, problem("too-large"), "more than the server takes"),
        (429, problem("too-many-attempts"), "Try again in 7 seconds"),
        (500, problem("internal"), "finds the reason under r-1"),
        (400, problem("unsupported-version"), "of different versions"),
    ] {
        let fault = json!({"path": "/payee/tax", "status": status, "body": body, "headers": {"retry-after": "7"}});
        app.run(&format!("window.fault = {fault}"));
        form.button("Submit for validation").click();
        form.every("alert").has(words);
    }
    app.run("window.fault = null");
    form.button("Submit for validation").click();
    form.every("status").says("The tax profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn a_backend_that_cannot_be_used_is_told_in_place_of_the_page() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = as_person(App::with(Site::connected, options), ADMIN, "/engagements");
    app.table("Engagements").is_there();
    app.run("window.fault = { path: '/sign-in', status: 500 }");
    app.button(&format!("Signed in as {ADMIN}")).click();
    app.group(ADMIN).button("Sign out").click();
    app.sees_heading("The data cannot be shown");
    app.run("window.fault = null");
    app.button("Try again").click();
    app.sees_heading("Sign in");
    app.run("window.fault = { path: '/dataset', cut: true }");
    app.button(starts(&format!("Sign in as {ADMIN}"))).click();
    app.shows("The answer of the server broke off. Try again.");
    app.run("window.fault = { path: '/dataset', status: 200, body: '{}' }");
    app.button("Try again").click();
    app.sees_heading("The data cannot be shown");
    app.run("window.fault = null");
    app.button("Try again").click();
    app.table("Engagements").is_there();
}

#[test]
fn an_answer_that_does_not_come_is_given_up() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = as_person(App::with(Site::connected, options), ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    app.run("window.fault = { path: '/payee/tax', slow: true }");
    let form = app.dialog("Update tax profile");
    form.button("Submit for validation").click();
    form.every("alert").has("The server did not answer in time");
    app.run("window.fault = null");
    form.button("Submit for validation").click();
    form.every("status").says("The tax profile is submitted. Validation takes up to 48 hours.");
}
