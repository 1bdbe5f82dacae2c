//! The built app: what `cargo xtask build` wrote, with `config.json` that points to the API.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, ensure};
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use static_files::{is_as_new, is_hashed, media_type, safe_name};

use crate::error::ApiError;
use crate::http::headers;

const CONFIG: &str = r#"{"api":"/api/v1"}"#;

/// A built app.
#[derive(Clone)]
pub struct Site {
    dist: PathBuf,
    page: Arc<Page>,
}

/// The page of every route.
struct Page {
    html: String,
    policy: HeaderValue,
    tag: String,
}

impl Site {
    /// Serves a directory.
    ///
    /// # Errors
    /// Where there is no app in it.
    pub fn new(dist: &Path) -> Result<Self> {
        let name = dist.display();
        let html = std::fs::read_to_string(dist.join("index.html"));
        let html = html.with_context(|| format!("{name} holds no index.html: run `cargo xtask build`"))?;
        let own = r#"http-equiv="Content-Security-Policy" content=""#;
        let policy = html.split_once(own).and_then(|(_, rest)| rest.split_once('"')).map(|(policy, _)| policy);
        ensure!(policy.is_some(), "{name}/index.html has no Content-Security-Policy: run `cargo xtask build`");
        let policy = format!("{}; frame-ancestors 'none'", policy.unwrap_or_default());
        let tag = etag(&dist.join("index.html"), "page")?;
        let page = Page { policy: policy.parse()?, html: without_dataset(&html), tag };
        Ok(Self { dist: dist.to_owned(), page: Arc::new(page) })
    }

    /// Answers one request.
    pub fn answer(&self, request: &Parts) -> Response<Body> {
        if request.method != Method::GET && request.method != Method::HEAD {
            let allow = HeaderValue::from_static("GET, HEAD");
            return ApiError::from_status(StatusCode::METHOD_NOT_ALLOWED)
                .with_header(header::ALLOW, allow)
                .into_response();
        }
        let Some(name) = request.uri.path().strip_prefix('/').and_then(safe_name) else {
            return ApiError::not_found().into_response();
        };
        let is_page = name.is_empty() || name == "index.html";
        if name == "config.json" {
            return file("application/json", "no-cache", &tag_of_config(), &request.headers, || Ok(CONFIG.into()));
        }
        if !is_page && self.dist.join(&name).is_file() {
            return self
                .asset(&name, &request.headers)
                .unwrap_or_else(|error| ApiError::internal(error).into_response());
        }
        if is_page || Path::new(&name).extension().is_none() {
            return self.page(&request.headers);
        }
        ApiError::not_found().into_response()
    }

    fn asset(&self, name: &str, request: &HeaderMap) -> Result<Response<Body>> {
        let (path, encoding) = self.best_copy(name, request);
        let tag = etag(&path, encoding)?;
        let cache = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut response = file(media_type(name), cache, &tag, request, || Ok(std::fs::read(path)?));
        if !encoding.is_empty() && response.status() == StatusCode::OK {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        Ok(response)
    }

    fn page(&self, request: &HeaderMap) -> Response<Body> {
        let Page { html, policy, tag } = &*self.page;
        let mut response = file(media_type("index.html"), "no-cache", tag, request, || Ok(html.clone().into_bytes()));
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        response
    }

    /// The compressed copy that the browser takes, else the file itself.
    fn best_copy(&self, name: &str, request: &HeaderMap) -> (PathBuf, &'static str) {
        let plain = self.dist.join(name);
        let extension = match headers::encoding(request) {
            crate::snapshot::Encoding::Brotli => Some((".br", "br")),
            crate::snapshot::Encoding::Gzip => Some((".gz", "gzip")),
            crate::snapshot::Encoding::Identity => None,
        };
        let copy = extension.map(|(extension, encoding)| (self.dist.join(format!("{name}{extension}")), encoding));
        copy.filter(|(copy, _)| is_as_new(copy, &plain)).unwrap_or((plain, ""))
    }
}

/// The static build loads its dataset early; here it would be of no use.
fn without_dataset(html: &str) -> String {
    let early = |line: &&str| {
        line.contains("rel=\"preload\"") && line.contains("as=\"fetch\"") && !line.contains("config.json")
    };
    html.split_inclusive('\n').filter(|line| !early(line)).collect()
}

fn etag(file: &Path, variant: &str) -> Result<String> {
    let data = file.metadata()?;
    let modified = data.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    Ok(format!("\"{modified:x}-{:x}-{variant}\"", data.len()))
}

fn tag_of_config() -> String {
    format!("\"api-{}\"", CONFIG.len())
}

fn file(
    media_type: &'static str,
    cache: &'static str,
    tag: &str,
    request: &HeaderMap,
    body: impl FnOnce() -> Result<Vec<u8>>,
) -> Response<Body> {
    let known = headers::has_tag(request, |known| known == tag);
    let mut response = match if known { Ok(Vec::new()) } else { body() } {
        Ok(body) => Response::new(Body::from(body)),
        Err(error) => return ApiError::internal(error).into_response(),
    };
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
