//! One connection through a real socket; the `site` crate tests the responses.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use anyhow::{Context, Result};
use tempfile::TempDir;

use super::{accept, listen, open};

const PAGE: &str =
    r#"<html><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><base href="/"></html>"#;
const WASM: &str = "app-0123456789abcdef_bg.wasm";

struct Reply {
    status: u16,
    headers: String,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.headers.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Serves a build below `/demo/` on a free port.
fn start() -> Result<(TempDir, TcpStream)> {
    let dist = TempDir::new()?;
    for (file, content) in [("index.html", PAGE), (WASM, "wasm"), ("config.json", "{}")] {
        std::fs::write(dist.path().join(file), content)?;
    }
    let site = open(dist.path().to_owned(), "/demo/".to_owned())?;
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || -> Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = listen(0).await?;
            sender.send(listener.local_addr()?)?;
            accept(listener, site).await
        })
    });
    let stream = TcpStream::connect(receiver.recv()?)?;
    Ok((dist, stream))
}

/// Sends a request on a connection that stays open.
fn ask(stream: &TcpStream, method: &str, path: &str, headers: &str) -> Result<Reply> {
    let mut writer = stream;
    write!(writer, "{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\n")?;
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        anyhow::ensure!(reader.read_line(&mut head)? > 0, "closed after {head:?}");
    }
    let status = head.split(' ').nth(1).context("no status")?.parse()?;
    let mut reply = Reply { status, headers: head, body: Vec::new() };
    let length = reply.header("content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
    if method != "HEAD" && status != 304 {
        reply.body.resize(length, 0);
        reader.read_exact(&mut reply.body)?;
    }
    Ok(reply)
}

#[test]
fn one_connection_serves_many_requests() -> Result<()> {
    let (_dist, server) = start()?;
    let wasm = ask(&server, "GET", &format!("/demo/{WASM}"), "")?;
    assert_eq!(
        (wasm.status, wasm.header("content-type"), &wasm.body[..]),
        (200, Some("application/wasm"), &b"wasm"[..])
    );
    assert_eq!(wasm.header("content-security-policy"), Some("frame-ancestors 'none'"));
    // Leaves nothing in the connection.
    let head = ask(&server, "HEAD", "/demo/config.json", "")?;
    assert_eq!((head.status, head.header("content-length")), (200, Some("2")));
    let page = ask(&server, "GET", "/demo/engagements", "")?;
    assert_eq!(String::from_utf8(page.body)?, PAGE.replace("\"/\"", "\"/demo/\""));
    let known = page.headers.lines().find_map(|line| line.strip_prefix("etag: ")).context("no tag")?;
    let known = ask(&server, "GET", "/demo/", &format!("If-None-Match: {known}\r\n"))?;
    assert_eq!((known.status, known.body.len()), (304, 0));
    let post = ask(&server, "POST", "/demo/config.json", "Content-Length: 0\r\n")?;
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
    let missing = ask(&server, "GET", "/demo/gone.js", "")?;
    assert_eq!((missing.status, missing.header("content-type")), (404, Some("text/plain; charset=utf-8")));
    let redirect = ask(&server, "GET", "/", "")?;
    assert_eq!((redirect.status, redirect.header("location")), (302, Some("/demo/")));
    assert_eq!(ask(&server, "GET", "/demo/config.json", "")?.body, b"{}");
    Ok(())
}
