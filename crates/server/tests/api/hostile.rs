//! Requests that no page of ours sends.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::support::{Database, Server, Test, tests};

pub const ON_SQLITE: &[Test] = tests![rejects_large_bodies, reports_invalid_json, survives_malformed_requests,];

fn rejects_large_bodies(database: &Database) {
    let server = Server::demo(database);
    let client = server.client();
    let large = vec![b' '; (1 << 20) + 1];
    let reply = client.send("POST", "/session", &[], &large);
    assert_eq!((reply.status, reply.code().as_str()), (413, "too-large"));
    // Chunked: no header states the total length.
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let head = "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\
                Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let piece = format!("{:x}\r\n{}\r\n", 1 << 16, " ".repeat(1 << 16));
    for _ in 0..20 {
        if stream.write_all(piece.as_bytes()).is_err() {
            break;
        }
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    // A client that goes on sending may not live to see the answer.
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413"), "{answer}");
}

fn reports_invalid_json(database: &Database) {
    let server = Server::demo(database);
    let client = server.client();
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    for (body, status, code) in [
        (&b""[..], 400, "invalid-json"),
        (b"{\"username\":", 400, "invalid-json"),
        (b"{\"username\":\"\xff\",\"password\":\"x\"}", 400, "invalid-utf8"),
        (b"{\"username\":1e999,\"password\":\"x\"}", 400, "invalid-json"),
        (b"{\"username\":123456789012345678901234567890,\"password\":\"x\"}", 422, "invalid-field"),
        (b"{\"username\":null,\"password\":\"x\"}", 422, "invalid-field"),
        (b"{\"username\":\"a\",\"username\":\"b\",\"password\":\"x\"}", 422, "invalid-field"),
        (b"{\"username\":\"\\ud800\",\"password\":\"x\"}", 400, "invalid-json"),
        (b"{\"username\":\"a\",\"password\":\"x\",\"more\":1}", 422, "invalid-field"),
        (deep.as_bytes(), 422, "invalid-field"),
        (b"\xef\xbb\xbf{}", 400, "invalid-json"),
    ] {
        let reply = client.send("POST", "/session", &[], body);
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (status, code),
            "{:?}",
            String::from_utf8_lossy(&body[..body.len().min(80)])
        );
    }
}

fn survives_malformed_requests(database: &Database) {
    let server = Server::demo(database);
    let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(200_000));
    let many = "X: y\r\n".repeat(2000);
    let many = format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n");
    for nonsense in [
        &b"\x00\x01\x02"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n\r\n\r\n",
        long.as_bytes(),
        many.as_bytes(),
    ] {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        let _ = stream.write_all(nonsense);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    let client = server.client();
    assert_eq!(client.ask("GET", "/healthz", &[], b"").text(), "ok\n");
    let metrics = client.ask("GET", "/metrics", &[], b"").text();
    assert!(
        metrics.contains("mci_request_seconds_count{method=\"GET\",route=\"/healthz\",status=\"200\"} 1"),
        "{metrics}"
    );
}
