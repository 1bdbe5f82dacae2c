//! A blocking HTTP/1.1 client on one connection, for the load generator: it measures the server, not itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// A response that takes longer is an error.
const TIMEOUT: Duration = Duration::from_mins(1);

/// A client with a connection of its own.
pub struct Client {
    reader: BufReader<TcpStream>,
    host: String,
    /// Sent with each request: a cookie, an encoding, the address that a proxy would name.
    pub headers: String,
    buffer: Vec<u8>,
}

/// A response; its body is in [`Client::body`].
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub etag: Option<String>,
    pub set_cookie: Option<String>,
}

impl Client {
    pub fn connect(host: &str) -> Result<Self> {
        let stream = TcpStream::connect(host).context("The server does not accept connections")?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        let reader = BufReader::with_capacity(64 << 10, stream);
        Ok(Self { reader, host: host.to_owned(), headers: String::new(), buffer: Vec::new() })
    }

    /// Signs in; the cookie goes with all further requests.
    pub fn sign_in(&mut self, username: &str, password: &str) -> Result<Response> {
        let body = format!("{{\"username\":\"{username}\",\"password\":\"{password}\"}}");
        let response = self.send("POST", "/api/v1/session", "", body.as_bytes())?;
        if let Some(cookie) = response.set_cookie.as_ref().and_then(|cookie| cookie.split(';').next()) {
            self.headers.push_str(&format_header("Cookie", cookie));
        }
        Ok(response)
    }

    pub fn get(&mut self, path: &str) -> Result<Response> {
        self.send("GET", path, "", b"")
    }

    /// Sends a request with further headers, as lines, and reads the response whole.
    pub fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Result<Response> {
        let (response, length) = self.begin(method, path, headers, body)?;
        let length = length.context("a response without Content-Length")?;
        self.buffer.resize(length, 0);
        self.reader.read_exact(&mut self.buffer).context("the body of a response")?;
        Ok(response)
    }

    /// The body of the last response.
    pub fn body(&self) -> &[u8] {
        &self.buffer
    }

    /// Opens a stream of events and returns it after the head of the response.
    pub fn events(mut self) -> Result<BufReader<TcpStream>> {
        let (response, _) = self.begin("GET", "/api/v1/events", "", b"")?;
        match response.status {
            200 => Ok(self.reader),
            status => bail!("status {status} for a stream of events"),
        }
    }

    /// Sends a request and reads the head of the response; returns it with the length of its body.
    fn begin(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Result<(Response, Option<usize>)> {
        let (host, own) = (&self.host, &self.headers);
        let content = match body.len() {
            0 => String::new(),
            length => format!("Content-Type: application/json\r\nContent-Length: {length}\r\n"),
        };
        let origin = "Sec-Fetch-Site: same-origin\r\n";
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{origin}{own}{headers}{content}\r\n").into_bytes();
        request.extend_from_slice(body);
        self.reader.get_mut().write_all(&request)?;
        let mut line = String::new();
        self.reader.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no response")?;
        let mut response = Response { status, etag: None, set_cookie: None };
        let mut length = (status == 304 || status == 204).then_some(0);
        loop {
            line.clear();
            self.reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { return Ok((response, length)) };
            match name.to_ascii_lowercase().as_str() {
                "content-length" if length.is_none() => length = value.parse().ok(),
                "etag" => response.etag = Some(value.to_owned()),
                "set-cookie" => response.set_cookie = Some(value.to_owned()),
                _ => {}
            }
        }
    }
}

/// A header as a line of a request.
pub fn format_header(name: &str, value: &str) -> String {
    format!("{name}: {value}\r\n")
}
