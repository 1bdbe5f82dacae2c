//! Behind nginx, with the example of the documentation.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::Stdio;

use fault_proxy::FaultProxy;

use crate::payee::open_locations;
use crate::support::{Database, Nginx, Server, Test, tests};

pub const ON_SQLITE: &[Test] = tests![
    signs_in_reads_and_streams_events,
    writes_with_the_tag_of_a_compressed_response,
    holds_slow_requests_back,
    protects_metrics_and_redirects_to_https,
];

const CREDENTIALS: &str = r#"{"username":"admin","password":"demo-admin"}"#;

/// What the example says to start the server with, beside `--trust-proxy`.
const PUBLIC_URL: [&str; 2] = ["--public-url", "https://engagements.example.com"];

/// A server behind nginx, with an admin signed in.
fn start(database: &Database, more: &[&str]) -> (Server, Nginx) {
    let demo = crate::support::demo();
    let arguments = ["--demo", "--import", demo.to_str().unwrap(), "--trust-proxy"];
    let server = Server::start(database, &[&arguments, more].concat());
    let nginx = Nginx::start(database, &server.address);
    let reply = nginx.ask("/api/v1/session", &["--data", CREDENTIALS]);
    assert_eq!(reply.status, 200, "{reply:?}");
    let cookie = reply.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-") && cookie.contains("; Secure"), "{cookie}");
    (server, nginx)
}

fn put(nginx: &Nginx, location: &str, tag: &str, key: &str) -> crate::support::Reply {
    let headers = [format!("If-Match: {tag}"), format!("Idempotency-Key: {key}")];
    let body = r#"{"contact":{"name":"Ada","email":"ada@example.com"}}"#;
    let arguments = ["--request", "PUT", "--header", &headers[0], "--header", &headers[1], "--data", body];
    nginx.ask(&format!("/api/v1/locations/{location}/payee/bank"), &arguments)
}

fn signs_in_reads_and_streams_events(database: &Database) {
    // Without a public URL the name of the cookie depends on `X-Forwarded-Proto` of each request.
    let (server, nginx) = start(database, &[]);
    let list = nginx.ask("/api/v1/locations", &["--compressed"]);
    assert_eq!((list.status, list.json().as_array().unwrap().len()), (200, 14));
    let mut stream = nginx.curl("/api/v1/events", &[]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(stream.stdout.take().unwrap()).lines().map(Result::unwrap);
    let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    assert!(head[0].contains(" 200") && head.iter().any(|line| line.contains("text/event-stream")), "{head:?}");
    // The stream stays open: a buffered event would never arrive.
    let location = &open_locations()[0];
    let direct = server.signed_in("admin");
    let tag = direct.get(&format!("/locations/{location}")).etag();
    assert_eq!(direct.submit(location, &tag, "key").status, 200);
    assert!(lines.any(|line| line.starts_with("data: ") && line.contains(location.as_str())));
    stream.kill().unwrap();
    stream.wait().unwrap();
}

fn writes_with_the_tag_of_a_compressed_response(database: &Database) {
    let (_server, nginx) = start(database, &PUBLIC_URL);
    let location = &open_locations()[0];
    let path = format!("/api/v1/locations/{location}");
    let read = nginx.ask(&path, &["--header", "Accept-Encoding: gzip"]);
    let tag = read.etag();
    assert_eq!((read.header("content-encoding"), tag.starts_with("W/")), (Some("gzip"), true), "{read:?}");
    assert_eq!(nginx.ask(&path, &["--header", &format!("If-None-Match: {tag}")]).status, 304);
    let written = put(&nginx, location, &tag, "key");
    assert_eq!((written.status, &written.json()["payee"]["bank"]["status"]), (200, &"pendingValidation".into()));
    assert_eq!(put(&nginx, location, &tag, "another").status, 412);
}

fn holds_slow_requests_back(database: &Database) {
    let (server, _nginx) = start(database, &PUBLIC_URL);
    let proxy = FaultProxy::start(server.address.clone()).unwrap();
    std::fs::remove_dir_all(database.directory.path().join("nginx")).unwrap();
    let nginx = Nginx::start(database, &proxy.address().to_string());
    let mut slow = nginx.curl("/api/v1/session", &["--verbose", "--request", "POST", "--upload-file", "-"]);
    let mut slow = slow.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut body = slow.stdin.take().unwrap();
    let (first, second) = CREDENTIALS.split_at(10);
    body.write_all(first.as_bytes()).unwrap();
    let mut log = BufReader::new(slow.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(log.any(|line| line.starts_with("> POST ")), "the head of the slow request is sent");
    // Others are served meanwhile.
    assert_eq!(nginx.ask("/healthz", &[]).status, 200);
    assert_eq!((proxy.requests("/healthz"), proxy.requests("/session")), (1, 0));
    body.write_all(second.as_bytes()).unwrap();
    drop(body);
    let output = slow.wait_with_output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains(" 200"));
    assert_eq!(proxy.requests("/session"), 1);
}

fn protects_metrics_and_redirects_to_https(database: &Database) {
    let (_server, nginx) = start(database, &PUBLIC_URL);
    assert_eq!(nginx.ask("/metrics", &[]).status, 403);
    let mut plain = TcpStream::connect(("127.0.0.1", nginx.ports[0])).unwrap();
    plain.write_all(b"GET /actions HTTP/1.0\r\nHost: engagements.example.com\r\n\r\n").unwrap();
    let reply = std::io::read_to_string(plain).unwrap();
    assert!(reply.contains(" 301 ") && reply.contains("Location: https://engagements.example.com/actions\r\n"));
}
