//! Plain HTTP over plain sockets: what is sent is what stands here.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

use serde_json::{Value, json};

use super::TIMEOUT;

/// Somebody who uses the API.
#[derive(Clone)]
pub struct Client {
    pub address: String,
    pub cookie: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub fn etag(&self) -> String {
        self.header("etag").expect("an ETag").to_owned()
    }

    /// The revision of what the session sees.
    pub fn revision(&self) -> i64 {
        self.header("x-revision").expect("X-Revision").parse().unwrap()
    }

    /// How often the location of the answer had changed, by its tag.
    pub fn changes(&self) -> i64 {
        self.etag().trim_matches('"').split('.').next().unwrap().parse().unwrap()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The code of a problem document, which must be one.
    pub fn code(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert_eq!(problem["requestId"].as_str(), self.header("x-request-id"));
        assert!(problem["type"].is_string() && problem["title"].is_string() && problem["detail"].is_string());
        problem["code"].as_str().unwrap().to_owned()
    }
}

const OWN: (&str, &str) = ("Sec-Fetch-Site", "same-origin");
const JSON: (&str, &str) = ("Content-Type", "application/json");

impl Client {
    pub fn new(address: &str) -> Self {
        Self { address: address.to_owned(), cookie: None }
    }

    pub fn sign_in(&mut self, username: &str, password: &str) -> Reply {
        let body = json!({"username": username, "password": password});
        let reply = self.ask("POST", "/api/v1/session", &[OWN, JSON], body.to_string().as_bytes());
        if let Some(cookie) = reply.header("set-cookie") {
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        reply
    }

    /// Reads below `/api/v1`.
    pub fn get(&self, path: &str) -> Reply {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.ask("GET", &format!("/api/v1{path}"), headers, b"")
    }

    /// The JSON that a read answers with.
    pub fn read(&self, path: &str) -> Value {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {reply:?}");
        reply.json()
    }

    /// Writes below `/api/v1` as a page of the server does.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let headers: Vec<_> = [OWN, JSON].into_iter().chain(headers.iter().copied()).collect();
        self.ask(method, &format!("/api/v1{path}"), &headers, body)
    }

    /// Submits the bank profile of a location.
    pub fn submit(&self, location: &str, tag: &str, key: &str) -> Reply {
        self.submit_profile(location, "bank", tag, key)
    }

    pub fn submit_profile(&self, location: &str, profile: &str, tag: &str, key: &str) -> Reply {
        let body = json!({"contact": {"name": "Ada", "email": "ada@example.com"}}).to_string();
        let headers = [("If-Match", tag), ("Idempotency-Key", key)];
        self.send("PUT", &format!("/locations/{location}/payee/{profile}"), &headers, body.as_bytes())
    }

    /// Any request.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        self.try_ask(method, path, headers, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// The same where the server may be gone.
    pub fn try_ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<Reply> {
        let stream = self.open(method, path, headers, body)?;
        let mut reader = BufReader::new(stream);
        let (status, headers) = head(&mut reader)?;
        let mut reply = Reply { status, headers, body: Vec::new() };
        if method != "HEAD" {
            reader.read_to_end(&mut reply.body)?;
        }
        let length = reply.header("content-length").and_then(|value| value.parse().ok());
        if method != "HEAD" && length.is_some_and(|length: usize| length != reply.body.len()) {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(reply)
    }

    /// The cookie that signing in has set. Its name has the port: a client that goes on at another server of the same
    /// database, as after a restart, takes the session along.
    fn cookie_here(&self) -> Option<String> {
        let cookie = self.cookie.as_ref()?;
        let (name, value) = cookie.split_once('=').unwrap_or_default();
        let is_session = name.starts_with("mci_session_") && !value.contains(';');
        Some(if is_session { format!("{}={value}", cookie_name("mci_session", &self.address)) } else { cookie.clone() })
    }

    /// A request from another loopback address.
    pub fn ask_from(&self, from: [u8; 4], method: &str, path: &str) -> Reply {
        let target: SocketAddr = self.address.parse().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let stream = runtime.block_on(async {
            let socket = tokio::net::TcpSocket::new_v4().unwrap();
            socket.bind((from, 0).into()).unwrap();
            socket.connect(target).await.unwrap().into_std().unwrap()
        });
        stream.set_nonblocking(false).unwrap();
        stream.set_read_timeout(Some(TIMEOUT)).unwrap();
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        (&stream).write_all(head.as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let (status, headers) = self::head(&mut reader).unwrap();
        let mut reply = Reply { status, headers, body: Vec::new() };
        reader.read_to_end(&mut reply.body).unwrap();
        reply
    }

    /// Sends a request.
    pub fn open(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            let _ = write!(head, "Host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if let Some(cookie) = self.cookie_here() {
            let _ = write!(head, "Cookie: {cookie}\r\n");
        }
        if !body.is_empty() {
            let _ = write!(head, "Content-Length: {}\r\n", body.len());
        }
        stream.write_all(head.as_bytes())?;
        stream.write_all(b"\r\n")?;
        // The server may have answered and closed before a large body is through.
        let _ = stream.write_all(body);
        Ok(stream)
    }
}

/// The name of a cookie of a server at an address, by its port.
pub fn cookie_name(name: &str, address: &str) -> String {
    let port = address.rsplit(':').next().unwrap();
    format!("{name}_{port}")
}

/// The status and the headers.
pub fn head(reader: &mut impl BufRead) -> std::io::Result<(u16, Vec<(String, String)>)> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { return Ok((status, headers)) };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
}
