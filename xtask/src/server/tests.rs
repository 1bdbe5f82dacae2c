//! One connection through a real socket; the `site` crate tests the responses.

use std::io::{Read, Write};
use std::net::TcpStream;

use anyhow::Result;
use tempfile::TempDir;

use super::{accept, listen, open};

const PAGE: &str =
    r#"<html><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><base href="/"></html>"#;

#[test]
fn one_connection_serves_many_requests() -> Result<()> {
    let dist = TempDir::new()?;
    std::fs::write(dist.path().join("index.html"), PAGE)?;
    std::fs::write(dist.path().join("config.json"), "{}")?;
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
    let mut stream = TcpStream::connect(receiver.recv()?)?;
    // The body of a POST and of a response to HEAD must leave nothing in the connection.
    write!(stream, "HEAD /demo/config.json HTTP/1.1\r\nHost: x\r\n\r\n")?;
    write!(stream, "POST /demo/config.json HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody")?;
    write!(stream, "GET /demo/engagements HTTP/1.1\r\nHost: x\r\n\r\n")?;
    write!(stream, "GET /demo/config.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
    let mut replies = String::new();
    stream.read_to_string(&mut replies)?;
    let replies: Vec<_> = replies.split("HTTP/1.1 ").skip(1).filter_map(|reply| reply.split_once("\r\n\r\n")).collect();
    let statuses: Vec<_> = replies.iter().filter_map(|(head, _)| head.split(' ').next()).collect();
    assert_eq!(statuses, ["200", "405", "200", "200"]);
    let page = PAGE.replace("\"/\"", "\"/demo/\"");
    let bodies: Vec<_> = replies.iter().map(|(_, body)| *body).collect();
    assert_eq!(bodies, ["", "Only GET and HEAD", page.as_str(), "{}"]);
    assert!(replies.iter().all(|(head, _)| head.contains("content-security-policy: ")));
    Ok(())
}
