//! The faults.

use std::time::Duration;

/// What happens to a request or its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request reaches the server later.
    Latency(Duration),
    /// The connection is lost after this many bytes of the body: the client sees a broken response.
    CutAfter(usize),
    /// The response ends after this many bytes of the body as if it were complete.
    EndAfter(usize),
    /// No byte arrives after this many bytes of the body, and the connection stays open.
    StallAfter(usize),
    /// The connection is closed before the request reaches the server.
    NoConnection,
    /// The connection stays open and silent; the request does not reach the server.
    Unresponsive,
    /// The server executes the request, and the connection is lost before the head of the response.
    NoAnswer,
    /// Nothing of the response arrives before the server has completed it: an event stream stays empty.
    Buffered,
    /// The proxy answers itself; the request does not reach the server.
    Answer(Answer),
}

impl Fault {
    /// The page of a captive portal: HTML with status 200, whatever was requested.
    #[must_use]
    pub fn captive_portal() -> Self {
        let page = "<!doctype html><html><head><title>Hotel network</title></head><body>Accept the terms</body></html>";
        Self::Answer(Answer::new(200, "text/html; charset=utf-8", page))
    }

    /// The page of a proxy whose server is away: HTML with status 502.
    #[must_use]
    pub fn bad_gateway() -> Self {
        let page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
        Self::Answer(Answer::new(502, "text/html", page))
    }

    /// Whether it counts bytes of the body, which must then be uncompressed.
    pub(crate) fn counts_bytes(&self) -> bool {
        matches!(self, Self::CutAfter(_) | Self::EndAfter(_) | Self::StallAfter(_))
    }
}

/// A response of the proxy itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// A response with a status, a media type and a body.
    #[must_use]
    pub fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("Content-Type".to_owned(), media_type.to_owned())], body: body.into() }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The message as it goes over the connection.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Fault\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.extend(["Content-Length: ", &self.body.len().to_string(), "\r\n\r\n"]);
        [head.as_bytes(), &self.body].concat()
    }
}
