//! The connected app, by subject.

mod changes;
mod failures;
mod network;
mod no_role;
mod password;
mod payee_form;
mod permissions;
mod session;
mod sign_in;
mod tabs;

use crate::support::{App, Locator, Site, starts_with};

pub const ADMIN: &str = "Astrid Lindblom";
/// Location without a tax profile, and location without a bank profile whose tax profile is pending validation.
const TAX_MISSING: &str = "5118837";
const BOTH_OPEN: &str = "5419027";

/// Opens a page of the connected app as a person of the demo.
pub fn signed_in(person: &str, route: &str) -> App {
    sign_in(App::on(Site::connected()), person, route)
}

/// The same with a proxy before the server that injects faults.
fn signed_in_with_faults(person: &str, route: &str) -> App {
    sign_in(App::on(Site::connected().with_faults()), person, route)
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

/// The form of a profile is filled, and its submission finds that the session has ended.
fn with_expired_session() -> App {
    let app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    app.allow_console_error("401");
    fill(&app, "Update tax profile");
    app.devtools("Network.clearBrowserCookies", serde_json::json!({}));
    app.dialog("Update tax profile").button("Submit for validation").click();
    app
}

/// Opens the form of a profile and fills it.
fn fill(app: &App, profile: &str) {
    payee(app).button(profile).click();
    let form = app.dialog(profile);
    form.textbox("Name of the contact").type_text("Ada Lovelace");
    form.textbox("Email of the contact").type_text("ada@contoso.example.com");
}
