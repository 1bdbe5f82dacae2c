//! Serves the built app, from a directory or embedded in the program: for the backend and for `xtask serve --static`.
//!
//! `ServeDir` of tower-http serves every file: validators, ranges, precompressed copies, streaming. This crate adds the
//! features of an app: the page at every route, its policy as a header, and caching by hashed names.
//!
//! Page and files belong to one build: [`builds`] serves the page of the newest complete build on disk, with the policy
//! of the same bytes, and keeps the files of the build before it for pages that are open.

mod builds;
mod files;
mod page;
mod policy;
mod shared;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty, Full};
use percent_encoding::percent_decode_str;
use tower_http::services::ServeDir;
use tower_service::Service;

use builds::Builds;
pub use files::EmbeddedFile;
use files::Files;
pub use page::PageError;
use shared::Opened;

/// The body of a response.
pub type Body = UnsyncBoxBody<Bytes, io::Error>;

/// Settings of a site.
#[derive(Clone, Debug)]
pub struct Options {
    /// The base path of the app, with a slash at both ends.
    pub base: String,
    /// Replaces the `config.json` of the build.
    pub config: Option<&'static str>,
    /// Adapts the page of the build; receives its text and `base`.
    pub adapt_page: fn(&str, &str) -> String,
}

/// A built app.
#[derive(Clone, Debug)]
pub struct Site {
    files: Files,
    options: Arc<Options>,
    builds: Arc<Builds>,
}

impl Site {
    /// Serves a directory.
    ///
    /// # Errors
    /// If it contains no app.
    pub fn directory(dist: PathBuf, options: Options) -> Result<Self, PageError> {
        Self::new(Files::Directory(dist.into()), options)
    }

    /// Serves files that `find` returns by their path below the app.
    ///
    /// # Errors
    /// If they contain no app.
    pub fn embedded(find: fn(&str) -> Option<EmbeddedFile>, options: Options) -> Result<Self, PageError> {
        Self::new(Files::Embedded(find), options)
    }

    fn new(files: Files, options: Options) -> Result<Self, PageError> {
        let builds = Arc::new(Builds::read(&files, &options)?);
        Ok(Self { files, options: Arc::new(options), builds })
    }

    /// Returns the base path of the app.
    pub fn base(&self) -> &str {
        &self.options.base
    }

    /// Responds to a request for a file or a route of the app.
    pub async fn respond(&self, request: &Parts) -> Response<Body> {
        let path = request.uri.path();
        let base = self.base();
        let mut response = match (&request.method, path.strip_prefix(base)) {
            (method, _) if method != Method::GET && method != Method::HEAD => method_not_allowed(),
            (_, Some(inner)) => self.file(inner, request).await,
            (_, None) if path == "/" || format!("{path}/") == base => redirect(base),
            (_, None) => plain(StatusCode::NOT_FOUND, format!("Not found. The app is at {base}")),
        };
        let headers = response.headers_mut();
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        let name = path.strip_prefix(base).unwrap_or_default();
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| policy::of(name));
        response
    }

    async fn file(&self, inner: &str, request: &Parts) -> Response<Body> {
        let Some(name) = safe_name(inner) else {
            return plain(StatusCode::NOT_FOUND, "This path leads out of the app".to_owned());
        };
        if name.is_empty() || name == "index.html" {
            return self.page(request).await;
        }
        if let Some(config) = self.options.config.filter(|_| name == "config.json") {
            return serve(Files::memory(Bytes::from_static(config.as_bytes())), inner, request).await;
        }
        // The content in memory is complete, also while the file on disk is being replaced.
        if let Some(build) = self.builds.with_file(&name) {
            return serve(Files::Build(build), inner, request).await;
        }
        let response = serve(self.files.clone(), inner, request).await;
        if response.status() != StatusCode::NOT_FOUND {
            return response;
        }
        // A path without an extension is a route of the app; any other path is a missing file.
        if Path::new(&name).extension().is_none() {
            return self.page(request).await;
        }
        plain(StatusCode::NOT_FOUND, format!("There is no {name}"))
    }

    async fn page(&self, request: &Parts) -> Response<Body> {
        let Self { files, options, builds } = self.clone();
        match tokio::task::spawn_blocking(move || builds.newest(&files, &options)).await {
            Ok(build) => {
                let mut response = serve(Files::memory(build.page.html.clone()), "index.html", request).await;
                response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, build.page.policy.clone());
                response
            }
            Err(error) => plain(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
        }
    }
}

/// Serves one file with caching by its name.
async fn serve(files: Files, path: &str, request: &Parts) -> Response<Body> {
    let mut inner = Request::new(Empty::<Bytes>::new());
    *inner.method_mut() = request.method.clone();
    *inner.headers_mut() = request.headers.clone();
    match format!("/{path}").parse() {
        Ok(uri) => *inner.uri_mut() = uri,
        Err(_) => return plain(StatusCode::NOT_FOUND, "This is not a path".to_owned()),
    }
    // Entity tags are precise, modification times are not: a copied build may have the times of another build.
    inner.headers_mut().remove(header::IF_MODIFIED_SINCE);
    inner.headers_mut().remove(header::IF_UNMODIFIED_SINCE);
    // ServeDir does not check it: the whole file is always a valid response.
    if inner.headers_mut().remove(header::IF_RANGE).is_some() {
        inner.headers_mut().remove(header::RANGE);
    }
    let opened = Opened::new(files.clone());
    let directory = ServeDir::with_backend(files.root(), opened.clone()).append_index_html_on_directories(false);
    let mut directory = directory.precompressed_br().precompressed_gzip().ignore_multi_range_requests(true);
    let response = directory.call(inner).await.unwrap_or_else(|never| match never {});
    let content = opened.take().and_then(|content| requested(content, response.status(), response.headers()));
    let mut response = match content {
        Some(content) => response.map(|_| full(content)),
        None => response.map(BodyExt::boxed_unsync),
    };
    let headers = response.headers_mut();
    headers.remove(header::LAST_MODIFIED);
    let cache = if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    // The media types of ServeDir have no charset.
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if let Some(text) = media_type.filter(|value| value.starts_with("text/") && !value.contains(';'))
        && let Ok(text) = HeaderValue::from_str(&format!("{text}; charset=utf-8"))
    {
        headers.insert(header::CONTENT_TYPE, text);
    }
    response
}

/// Returns the part of the content that a response announces; none if it has no content.
fn requested(content: Bytes, status: StatusCode, headers: &HeaderMap) -> Option<Bytes> {
    if status != StatusCode::PARTIAL_CONTENT {
        return (status == StatusCode::OK).then_some(content);
    }
    let range = headers.get(header::CONTENT_RANGE)?.to_str().ok()?.strip_prefix("bytes ")?;
    let (start, end) = range.split_once('/')?.0.split_once('-')?;
    let (start, end): (usize, usize) = (start.parse().ok()?, end.parse().ok()?);
    (start <= end && end < content.len()).then(|| content.slice(start..=end))
}

fn full(content: Bytes) -> Body {
    Full::from(content).map_err(|never| match never {}).boxed_unsync()
}

fn plain(status: StatusCode, text: String) -> Response<Body> {
    let mut response = Response::new(full(text.into()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

fn method_not_allowed() -> Response<Body> {
    let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD".to_owned());
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

fn redirect(base: &str) -> Response<Body> {
    let mut response = plain(StatusCode::FOUND, String::new());
    if let Ok(base) = base.parse() {
        response.headers_mut().insert(header::LOCATION, base);
    }
    response
}

/// Decodes a path without a leading slash; returns `None` if it leads out of the app.
fn safe_name(path: &str) -> Option<String> {
    let malformed = path.split('%').skip(1).any(|rest| !rest.get(..2).is_some_and(is_hexadecimal));
    let name = percent_decode_str(path).decode_utf8().ok()?;
    let plain = name.split('/').all(|part| part != ".." && part != "." && !part.contains(['\\', '\0']));
    (plain && !malformed && !name.starts_with('/')).then(|| name.into_owned())
}

/// Returns whether a name contains a hash of sixteen hexadecimal digits: such a file never changes.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '_', '.', '/']).any(|part| part.len() == 16 && is_hexadecimal(part))
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
