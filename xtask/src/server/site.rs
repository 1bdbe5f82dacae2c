//! What the server answers: one directory, below one path.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Result, ensure};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap};
use hyper::http::request::Parts;
use hyper::http::response::Builder;
use hyper::{Method, Response, StatusCode};

use static_files::{accepts, is_as_new, is_hashed, media_type, safe_name};

use crate::build::{compress, page};

type Answer = Response<Full<Bytes>>;

/// A built app and the path it is served below.
pub struct Site {
    dist: PathBuf,
    base: String,
}

impl Site {
    /// Serves `dist` below `base`, which has a slash at both ends.
    pub fn new(dist: PathBuf, base: String) -> Result<Self> {
        let dist_name = dist.display();
        ensure!(dist.join("index.html").is_file(), "{dist_name} holds no index.html: run `cargo xtask build`");
        Ok(Self { dist, base })
    }

    /// The path it is served below.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Answers one request.
    pub fn answer(&self, request: &Parts) -> Answer {
        let path = request.uri.path();
        let answer = match (&request.method, path.strip_prefix(&self.base)) {
            (method, _) if method != Method::GET && method != Method::HEAD => method_not_allowed(),
            (_, Some(inner)) => self.file(inner, &request.headers),
            (_, None) if path == "/" || format!("{path}/") == self.base => redirect(&self.base),
            (_, None) => plain(StatusCode::NOT_FOUND, format!("Not found. The app is at {}", self.base)),
        };
        if request.method == Method::HEAD { answer.map(|_| Full::default()) } else { answer }
    }

    fn file(&self, inner: &str, headers: &HeaderMap) -> Answer {
        let Some(name) = safe_name(inner) else {
            return plain(StatusCode::BAD_REQUEST, "This path leads out of the app".to_owned());
        };
        let is_page = name.is_empty() || name == "index.html";
        if !is_page && self.dist.join(&name).is_file() {
            return self.asset(&name, headers).unwrap_or_else(|_| failure());
        }
        if is_page || Path::new(&name).extension().is_none() {
            return self.page(headers).unwrap_or_else(|_| failure());
        }
        plain(StatusCode::NOT_FOUND, format!("There is no {name}"))
    }

    fn asset(&self, name: &str, headers: &HeaderMap) -> Result<Answer> {
        let (file, encoding) = self.best_copy(name, headers);
        let tag = etag(&file, encoding)?;
        let cache = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let answer = ok(media_type(name), cache, &tag);
        let answer = if encoding.is_empty() { answer } else { answer.header(header::CONTENT_ENCODING, encoding) };
        finish(answer, &tag, headers, || Ok(std::fs::read(file)?))
    }

    /// The page at every route: routes are the app's.
    fn page(&self, headers: &HeaderMap) -> Result<Answer> {
        let file = self.dist.join("index.html");
        let tag = etag(&file, &self.base)?;
        finish(ok(media_type("index.html"), "no-cache", &tag), &tag, headers, || {
            let source = std::fs::read_to_string(file)?;
            Ok(page::with_base(&source, &self.base).unwrap_or(source).into_bytes())
        })
    }

    /// The compressed copy that the browser takes, else the file itself.
    fn best_copy(&self, name: &str, headers: &HeaderMap) -> (PathBuf, &'static str) {
        let file = self.dist.join(name);
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
        let copies = [("br", "br"), ("gzip", "gz")].into_iter().filter(|(encoding, _)| accepts(accepted, encoding));
        for (encoding, extension) in copies {
            let copy = compress::beside(&file, extension);
            if is_as_new(&copy, &file) {
                return (copy, encoding);
            }
        }
        (file, "")
    }
}

fn etag(file: &Path, variant: &str) -> Result<String> {
    let data = file.metadata()?;
    let modified = data.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    Ok(format!("\"{modified:x}-{:x}-{}\"", data.len(), variant.replace('/', ".")))
}

fn finish(answer: Builder, tag: &str, headers: &HeaderMap, body: impl FnOnce() -> Result<Vec<u8>>) -> Result<Answer> {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or("");
    if known.split(',').any(|item| item.trim().trim_start_matches("W/") == tag) {
        return Ok(answer.status(StatusCode::NOT_MODIFIED).body(Full::default())?);
    }
    let body = body()?;
    Ok(answer.header(header::CONTENT_LENGTH, body.len()).body(Full::from(body))?)
}

fn ok(media_type: &str, cache: &str, tag: &str) -> Builder {
    with_safety(Response::builder())
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CACHE_CONTROL, cache)
        .header(header::VARY, "Accept-Encoding")
        .header(header::ETAG, tag)
}

/// What a page cannot say in its own <meta>, and what every answer should say.
fn with_safety(answer: Builder) -> Builder {
    answer
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::REFERRER_POLICY, "same-origin")
        .header(header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'")
}

fn plain(status: StatusCode, text: String) -> Answer {
    let answer = with_safety(Response::builder().status(status));
    let answer = answer.header(header::CONTENT_TYPE, media_type("x.txt")).header(header::CONTENT_LENGTH, text.len());
    answer.body(Full::from(text)).unwrap_or_else(|_| failure())
}

fn method_not_allowed() -> Answer {
    let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD".to_owned());
    answer.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
    answer
}

fn redirect(base: &str) -> Answer {
    let answer = with_safety(Response::builder().status(StatusCode::FOUND)).header(header::LOCATION, base);
    answer.header(header::CONTENT_LENGTH, 0).body(Full::default()).unwrap_or_else(|_| failure())
}

/// When a file vanished between two looks at it.
pub fn failure() -> Answer {
    let mut answer = Response::new(Full::from("The server could not read the file"));
    *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    answer
}
