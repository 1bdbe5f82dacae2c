//! The connected app, by subject.

mod changes;
mod failures;
mod no_role;
mod payee_form;
mod permissions;
mod sign_in;

use crate::support::{App, Locator, Site, starts_with};

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
