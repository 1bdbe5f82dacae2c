//! Heads of HTTP messages.

use std::io::{self, BufRead};

/// The first line and the headers of a message.
#[derive(Debug)]
pub struct Head {
    first: String,
    headers: Vec<(String, String)>,
}

impl Head {
    /// Reads a head. Fails if the connection ends before it is complete.
    pub fn read(reader: &mut impl BufRead) -> io::Result<Self> {
        let first = line(reader)?;
        let mut headers = Vec::new();
        loop {
            let line = line(reader)?;
            if line.is_empty() {
                return Ok(Self { first, headers });
            }
            let (name, value) = line.split_once(':').ok_or(io::ErrorKind::InvalidData)?;
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
    }

    /// The path and query of a request.
    pub fn path(&self) -> &str {
        self.first.split(' ').nth(1).unwrap_or_default()
    }

    /// Whether a response to a request has a body.
    pub fn has_body(&self, request: &Self) -> bool {
        let status = self.first.split(' ').nth(1).unwrap_or_default();
        !(request.first.starts_with("HEAD ") || matches!(status, "204" | "304"))
    }

    /// A request in HTTP/1.0, so that its response ends with the connection; if `plain`, for the uncompressed body.
    pub fn to_server(&self, plain: bool) -> Vec<u8> {
        let first = self.first.replacen(" HTTP/1.1", " HTTP/1.0", 1);
        let without: &[_] = if plain { &["connection", "accept-encoding", "if-none-match"] } else { &["connection"] };
        self.bytes(&first, without, "")
    }

    /// A response in HTTP/1.1, whose body, if it has one, comes in chunks.
    pub fn to_client(&self, has_body: bool) -> Vec<u8> {
        let first = self.first.replacen("HTTP/1.0", "HTTP/1.1", 1);
        if has_body {
            let replaced = &["connection", "transfer-encoding", "content-length"];
            self.bytes(&first, replaced, "Transfer-Encoding: chunked\r\n")
        } else {
            self.bytes(&first, &["connection", "transfer-encoding"], "")
        }
    }

    fn bytes(&self, first: &str, without: &[&str], more: &str) -> Vec<u8> {
        let is_kept = |name: &str| !without.iter().any(|other| name.eq_ignore_ascii_case(other));
        let mut head = format!("{first}\r\nConnection: close\r\n");
        for (name, value) in self.headers.iter().filter(|(name, _)| is_kept(name)) {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.extend([more, "\r\n"]);
        head.into_bytes()
    }
}

/// A line without its end.
fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}
