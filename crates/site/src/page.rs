//! The page of the app, with its Content-Security-Policy.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;

use crate::Options;
use crate::files::Files;
use crate::policy;

/// The page as it is served.
pub struct Page {
    /// The page of the build, before it is adapted.
    pub source: String,
    pub html: Bytes,
    pub policy: HeaderValue,
}

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
        let policy = policy::of_page(&html).ok_or_else(|| PageError::NoPolicy(files.place()))?;
        Ok(Self { html: (options.adapt_page)(&html, &options.base).into(), source: html, policy })
    }
}
