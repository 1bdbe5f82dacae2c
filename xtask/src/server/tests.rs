//! Through real sockets, as a browser would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{Site, accept, listen};

const PAGE: &str = r#"<html><base href="/"><p>app</p></html>"#;
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

/// A directory of a built app, served below `base` on a free port.
fn start(name: &str, base: &str) -> Result<TcpStream> {
    let dist: PathBuf = std::env::temp_dir().join(format!("mci-xtask-{name}-{}", std::process::id()));
    std::fs::create_dir_all(dist.join("demo"))?;
    for (file, content) in [
        ("index.html", PAGE),
        (WASM, "wasm"),
        ("config.json", "{}"),
        ("config.json.br", "brotli"),
        ("config.json.gz", "gzip"),
        ("demo/data.json", "[]"),
    ] {
        std::fs::write(dist.join(file), content)?;
    }
    std::fs::write(dist.with_extension("secret"), "secret")?;
    let site = Site::new(dist, base.to_owned())?;
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || -> Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = listen(0).await?;
            sender.send(listener.local_addr()?)?;
            accept(listener, site).await
        })
    });
    Ok(TcpStream::connect(receiver.recv()?)?)
}

/// One request on a connection that stays open.
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

fn get(stream: &TcpStream, path: &str) -> Result<Reply> {
    ask(stream, "GET", path, "")
}

#[test]
fn files_have_their_type_and_caching() -> Result<()> {
    let server = start("types", "/")?;
    let wasm = get(&server, &format!("/{WASM}"))?;
    assert_eq!((wasm.status, wasm.header("content-type")), (200, Some("application/wasm")));
    assert_eq!(wasm.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(wasm.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(wasm.header("content-security-policy"), Some("frame-ancestors 'none'"));
    let config = get(&server, "/config.json")?;
    assert_eq!((config.header("cache-control"), config.body.as_slice()), (Some("no-cache"), &b"{}"[..]));
    Ok(())
}

#[test]
fn the_best_encoding_is_chosen() -> Result<()> {
    let server = start("encodings", "/")?;
    for (accepted, encoding, body) in
        [("gzip, deflate, br", Some("br"), "brotli"), ("gzip, br;q=0", Some("gzip"), "gzip"), ("identity", None, "{}")]
    {
        let reply = ask(&server, "GET", "/config.json", &format!("Accept-Encoding: {accepted}\r\n"))?;
        assert_eq!((reply.header("content-encoding"), reply.body.as_slice()), (encoding, body.as_bytes()));
        assert_eq!(reply.header("vary"), Some("Accept-Encoding"));
        assert_eq!(reply.header("content-type"), Some("application/json"));
    }
    Ok(())
}

#[test]
fn an_unchanged_file_is_not_sent_again() -> Result<()> {
    let server = start("etags", "/")?;
    for path in ["/config.json", "/"] {
        let first = get(&server, path)?;
        let tag = first.header("etag").context("no tag")?;
        let second = ask(&server, "GET", path, &format!("If-None-Match: {tag}\r\n"))?;
        assert_eq!((second.status, second.body.len()), (304, 0));
    }
    Ok(())
}

#[test]
fn head_says_the_length_and_sends_nothing() -> Result<()> {
    let server = start("head", "/")?;
    let head = ask(&server, "HEAD", "/config.json", "")?;
    assert_eq!((head.status, head.header("content-length")), (200, Some("2")));
    // The same connection answers on: nothing was left in it.
    assert_eq!(get(&server, "/demo/data.json")?.body, b"[]");
    let post = ask(&server, "POST", "/config.json", "Content-Length: 0\r\n")?;
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
    Ok(())
}

#[test]
fn routes_give_the_page_and_missing_files_do_not() -> Result<()> {
    let server = start("routes", "/demo/")?;
    for path in ["/demo/", "/demo/index.html", "/demo/engagements/a/summary?q=x", "/demo/engagements/%C3%A5"] {
        let reply = get(&server, path)?;
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(String::from_utf8(reply.body)?, PAGE.replace("\"/\"", "\"/demo/\""), "{path}");
    }
    assert_eq!(get(&server, "/demo/gone.js")?.status, 404);
    assert_eq!(get(&server, "/other")?.status, 404);
    for path in ["/", "/demo"] {
        let reply = get(&server, path)?;
        assert_eq!((reply.status, reply.header("location")), (302, Some("/demo/")));
    }
    Ok(())
}

#[test]
fn no_path_leads_out() -> Result<()> {
    let server = start("escape", "/")?;
    for path in ["/../x.secret", "/%2e%2e/x", "/demo/..%2f..%2fx", "//etc/passwd", "/%00", "/a%5c..%5cb", "/%zz"] {
        let reply = get(&server, path)?;
        assert_eq!(reply.status, 400, "{path}");
    }
    Ok(())
}
