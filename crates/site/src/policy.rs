//! The Content-Security-Policy by kind of response. The policy of a page comes from the page itself.

use http::HeaderValue;

/// A script that browsers run as a service worker is governed by its own policy: it fetches what it caches.
const WORKER: HeaderValue = HeaderValue::from_static("default-src 'none'; connect-src 'self'; frame-ancestors 'none'");
/// A web worker has the policy of its script: it imports another script and compiles wasm.
const MODULE_WORKER: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'",
);
/// Other files load nothing when they are opened by themselves.
const FILE: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// Returns the policy of a file.
pub fn of(name: &str) -> HeaderValue {
    match name {
        "sw.js" => WORKER,
        _ if name.starts_with("workbook-worker-") => MODULE_WORKER,
        _ => FILE,
    }
}

/// Returns the policy of a page: that of its `<meta>` element, with the directives that only a header can have.
pub fn of_page(html: &str) -> Option<HeaderValue> {
    let own = r#"http-equiv="Content-Security-Policy" content=""#;
    let (policy, _) = html.split_once(own)?.1.split_once('"')?;
    format!("{policy}; frame-ancestors 'none'").parse().ok()
}
