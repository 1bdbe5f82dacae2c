//! The OpenAPI document, generated from the code, and a page that displays it.

use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, Response, header};
use domain::model::Criterion;
use domain::payee::ProfileKind;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use utoipa::OpenApi;

use super::{claims, customers, dataset, engagements, events, locations, password, payee, programme, session, sign_in};
use crate::error::{ApiError, ProblemDocument};
use crate::hex;
use crate::http::conditional;
use crate::snapshot::EncodedBody;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "MCI Engagements",
        version = "1",
        description = "What a partner can earn on, where, why not elsewhere, and what must be done by \
            when.\n\nReads carry an `ETag`: with `If-None-Match` an unchanged body is not sent again. Writes need \
            `If-Match`, an `Idempotency-Key`, and a proof that they come from a page of the server: \
            `Sec-Fetch-Site: same-origin`, as browsers send it, or an `Origin` that is the host. Errors are \
            problem documents (RFC 9457) with a `code` that never changes. Each response carries `X-Request-Id` \
            and `X-Api-Version`.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/api/v1")),
    tags(
        (name = "session", description = "Sign-in and sign-out"),
        (name = "programme", description = "The same for every session"),
        (name = "partner", description = "Data of the visible locations: those at which the account has a role"),
        (name = "events", description = "Changes as they happen"),
    ),
    paths(
        sign_in::get,
        session::get,
        session::post,
        session::delete,
        session::delete_all,
        password::put,
        dataset::get,
        programme::areas,
        programme::roles,
        programme::markets,
        programme::credentials,
        programme::criteria,
        engagements::list,
        engagements::one,
        locations::list,
        locations::one,
        payee::submit,
        customers::list,
        customers::one,
        customers::verdicts,
        claims::list,
        claims::one,
        events::get,
    ),
    components(schemas(ProblemDocument, Criterion, ProfileKind)),
)]
struct Document;

/// Returns the document as in `docs/openapi.json`.
pub fn document() -> String {
    let mut document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    let problem = json!({"$ref": "#/components/schemas/Problem"});
    document["components"]["responses"]["Problem"] =
        json!({"description": "A problem", "content": {"application/problem+json": {"schema": problem}}});
    document["components"]["securitySchemes"]["session"] = json!({
        "type": "apiKey", "in": "cookie", "name": "mci_session",
        "description": "Set by signing in; `__Host-mci_session` over HTTPS. At another port than the default one the \
                        name ends with it, such as `mci_session_8080`"
    });
    document["components"]["headers"]["ETag"] =
        json!({"description": "Identifies this state of the resource", "schema": {"type": "string"}});
    if let Some(paths) = document["paths"].as_object_mut() {
        for (path, methods) in paths {
            for (method, operation) in methods.as_object_mut().into_iter().flatten() {
                add_common_parts(path, method, operation);
            }
        }
    }
    for (path, method, status, example) in examples() {
        let content = &mut document["paths"][path][method]["responses"][status]["content"]["application/json"];
        content["example"] = example;
    }
    // Another package of the workspace can switch on the feature of serde_json that keeps the order of insertion.
    document.sort_all_objects();
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// Adds the headers, responses and security that operations share.
fn add_common_parts(path: &str, method: &str, operation: &mut Value) {
    let public = path == "/sign-in" || (path, method) == ("/session", "post");
    let tagged = method == "get" && !["/session", "/sign-in", "/events"].contains(&path);
    let mut parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let mut header = |name: &str, description: &str, schema: Value| {
        parameters.push(json!({"name": name, "in": "header", "description": description, "schema": schema}));
    };
    header("X-Api-Version", "The version that the client speaks", json!({"type": "string", "enum": ["1"]}));
    if tagged {
        header("If-None-Match", "Tags that the client has", json!({"type": "string"}));
        operation["responses"]["304"] = json!({"description": "Nothing has changed"});
        operation["responses"]["200"]["headers"]["ETag"] = json!({"$ref": "#/components/headers/ETag"});
    }
    for parameter in &mut parameters {
        match parameter["name"].as_str() {
            Some("If-Match") => parameter["schema"]["pattern"] = "^\"[0-9]{1,18}\"$".into(),
            Some("Idempotency-Key") => parameter["schema"]["pattern"] = "^[!-~]{1,200}$".into(),
            _ => {}
        }
    }
    operation["parameters"] = parameters.into();
    operation["operationId"] = operation_id(path, method).into();
    operation["security"] = if public { json!([]) } else { json!([{"session": []}]) };
    let mut statuses = vec!["400", "500", "503"];
    if !public || method == "post" {
        statuses.push("401");
    }
    if path.contains('{') {
        statuses.push("404");
    }
    if method != "get" {
        statuses.push("403");
    }
    if operation["requestBody"].is_object() {
        statuses.extend(["413", "415", "422"]);
    }
    match path {
        "/session" if method == "post" => statuses.push("429"),
        "/password" => statuses.push("429"),
        "/locations/{id}/payee/{profile}" => statuses.extend(["409", "412", "428"]),
        _ => {}
    }
    for status in statuses {
        operation["responses"][status] = json!({"$ref": "#/components/responses/Problem"});
    }
}

/// Returns an id such as `getLocationsById`.
fn operation_id(path: &str, method: &str) -> String {
    path.split('/').skip(1).fold(method.to_owned(), |id, part| {
        let (by, word) = part.strip_prefix('{').map_or(("", part), |name| ("By", name.trim_end_matches('}')));
        let words = word.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
        id + by + &words.collect::<String>()
    })
}

/// Returns example responses.
fn examples() -> [(&'static str, &'static str, &'static str, Value); 5] {
    let session = json!({
        "user": {"name": "Ada Lovelace", "username": "ada"},
        "roles": {"4870215": "admin", "4870228": "user"},
        "canChangePassword": true, "apiVersion": 1
    });
    let location = |status: &str| {
        json!({
            "id": "4870215", "name": "Contoso Stockholm", "country": "SE", "market": "a",
            "enrolment": {"first": "2023-01-02"},
            "attainments": [{"id": "a1", "credential": "des-data-ai", "first": "2025-12-01", "last": "2026-11-30"}],
            "stated": [{"id": "references", "met": true, "since": "2026-02-01"}],
            "payee": {"bank": {"status": status}, "tax": {"status": "approved"}}
        })
    };
    [
        ("/session", "get", "200", session.clone()),
        ("/session", "post", "200", session),
        ("/areas", "get", "200", json!([{"id": "security", "name": {"en": "Security", "sv": "Säkerhet"}}])),
        ("/locations/{id}", "get", "200", location("missing")),
        ("/locations/{id}/payee/{profile}", "put", "200", location("pendingValidation")),
    ]
}

/// The document with its tag.
static DOCUMENT: LazyLock<(String, EncodedBody)> = LazyLock::new(|| {
    let document = document();
    (hex::encode(&Sha256::digest(&document)[..8]), EncodedBody::new(document.into()))
});

/// Returns the document.
pub async fn get(headers: HeaderMap) -> Response<Body> {
    let mut response = conditional::list(&headers, &DOCUMENT.0, &DOCUMENT.1).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// The policy of the page: its own files, and images embedded in its stylesheet. Inline styles are blocked; Swagger UI
/// sets styles through the DOM, which the policy allows.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

const PAGE: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>MCI Engagements: API</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
"#;

const START: &str =
    "SwaggerUIBundle({ url: \"openapi.json\", dom_id: \"#swagger-ui\", deepLinking: true, validatorUrl: null });\n";

/// Returns the page that displays the document.
pub async fn page() -> Response<Body> {
    asset("text/html; charset=utf-8", PAGE.into())
}

/// Returns a file of the page.
pub async fn file(Path(name): Path<String>) -> Result<Response<Body>, ApiError> {
    if name == "start.js" {
        return Ok(asset("text/javascript; charset=utf-8", START.into()));
    }
    let media_type = match name.as_str() {
        "swagger-ui.css" => "text/css; charset=utf-8",
        "swagger-ui-bundle.js" => "text/javascript; charset=utf-8",
        _ => return Err(ApiError::not_found()),
    };
    let config = std::sync::Arc::new(utoipa_swagger_ui::Config::from("openapi.json"));
    let found = utoipa_swagger_ui::serve(&name, config).ok().flatten().ok_or_else(ApiError::not_found)?;
    Ok(asset(media_type, found.bytes.into_owned()))
}

fn asset(media_type: &'static str, body: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn docs_match_the_code() {
        let committed = include_str!("../../../../docs/openapi.json");
        let advice = "update it: cargo run -p mci-engagements-server -- openapi > docs/openapi.json";
        assert!(committed == document(), "docs/openapi.json does not match the code: {advice}");
    }

    #[test]
    fn references_resolve_and_operation_ids_are_unique() {
        let document: Value = serde_json::from_str(&document()).unwrap();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let mut references = BTreeSet::new();
        collect(&document, &mut references);
        for reference in references {
            assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference} does not resolve");
        }
        let operations =
            document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
        let ids: Vec<_> = operations.map(|operation| operation["operationId"].as_str().unwrap()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
        assert!(ids.contains(&"putLocationsByIdPayeeByProfile") && ids.contains(&"getSignIn"));
    }

    fn collect(value: &Value, references: &mut BTreeSet<String>) {
        match value {
            Value::Array(list) => list.iter().for_each(|element| collect(element, references)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    if let (true, Some(reference)) = (name == "$ref", value.as_str()) {
                        references.insert(reference.to_owned());
                    }
                    collect(value, references);
                }
            }
            _ => {}
        }
    }
}
