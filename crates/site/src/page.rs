//! The page of the app, with its Content-Security-Policy.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;

use crate::Options;
use crate::files::Files;

/// The page as it is served.
pub struct Page {
    pub html: Bytes,
    /// The policy of the `<meta>` element of the page, with the directives that only a header can have.
    pub policy: HeaderValue,
}

/// Advice for a page that is missing while the server runs.
pub const READ_AGAIN: &str = "If a build is running, wait until it has finished.";

/// Why the page cannot be read.
#[derive(Debug)]
pub enum PageError {
    /// There is no `index.html`, or it cannot be read.
    Unreadable(String, std::io::Error),
    /// The page has no Content-Security-Policy.
    NoPolicy(String),
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(place, error) => {
                write!(f, "{place} contains no readable index.html: run `cargo xtask build` ({error})")
            }
            Self::NoPolicy(place) => {
                write!(f, "index.html of {place} has no Content-Security-Policy: run `cargo xtask build`")
            }
        }
    }
}

impl std::error::Error for PageError {}

impl Page {
    /// Reads the page of the build.
    pub fn read(files: &Files, options: &Options) -> Result<Self, PageError> {
        let html = files.read("index.html").and_then(|html| {
            String::from_utf8(html.into()).map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidData, error))
        });
        let html = html.map_err(|error| PageError::Unreadable(files.place(), error))?;
        let policy = policy(&html).ok_or_else(|| PageError::NoPolicy(files.place()))?;
        Ok(Self { html: (options.adapt_page)(&html, &options.base).into(), policy })
    }
}

fn policy(html: &str) -> Option<HeaderValue> {
    let own = r#"http-equiv="Content-Security-Policy" content=""#;
    let (policy, _) = html.split_once(own)?.1.split_once('"')?;
    format!("{policy}; frame-ancestors 'none'").parse().ok()
}
