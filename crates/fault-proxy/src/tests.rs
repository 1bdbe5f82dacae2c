//! Each fault between plain sockets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Answer, Fault, FaultProxy};

const TIMEOUT: Duration = Duration::from_secs(20);

/// A server whose responses have the body "0123456789"; `/events` sends the same piece again for each message of the
/// test and never ends. Returns its address, the heads it received, and the sender of messages.
fn server() -> (String, Receiver<String>, std::sync::mpsc::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let ((heads, received), (go_on, messages)) = (channel(), channel());
    thread::spawn(move || {
        for client in listener.incoming() {
            let mut client = client.unwrap();
            let mut reader = BufReader::new(client.try_clone().unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
            let length = head.split("Content-Length: ").nth(1).map_or(0, |rest| rest[..1].parse().unwrap());
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            heads.send(head.clone() + &String::from_utf8(body).unwrap()).unwrap();
            let ended = if head.starts_with("GET /none") { "204 No Content" } else { "200 OK" };
            client.write_all(format!("HTTP/1.0 {ended}\r\nX-Own: 1\r\n\r\n").as_bytes()).unwrap();
            if head.starts_with("GET /events") {
                while messages.recv().is_ok() && client.write_all(b"0123456789").is_ok() {}
            } else if !head.starts_with("GET /none") {
                client.write_all(b"0123456789").unwrap();
            }
        }
    });
    (address, received, go_on)
}

fn ask(proxy: &FaultProxy, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(proxy.address()).unwrap();
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: here\r\nAccept-Encoding: br\r\n\r\n").unwrap();
    stream
}

/// Everything that arrives until the connection closes.
fn all(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset ends it as well.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

/// Waits until a text has arrived, and nothing after it.
fn expect(stream: &mut TcpStream, text: &str) {
    let mut bytes = vec![0; text.len()];
    stream.read_exact(&mut bytes).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), text);
}

fn expect_silence(stream: &mut TcpStream) {
    stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    let kind = stream.read(&mut [0]).unwrap_err().kind();
    assert!(matches!(kind, std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut), "{kind}");
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
}

const HEAD: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\nX-Own: 1\r\nTransfer-Encoding: chunked\r\n\r\n";
const WHOLE: &str = "a\r\n0123456789\r\n0\r\n\r\n";

#[test]
fn passes_requests_and_responses_on() {
    let (server, received, _messages) = server();
    let proxy = FaultProxy::start(server).unwrap();
    assert_eq!(all(ask(&proxy, "/a?b=1")), format!("{HEAD}{WHOLE}"));
    let head = "GET /a?b=1 HTTP/1.0\r\nConnection: close\r\nHost: here\r\nAccept-Encoding: br\r\n\r\n";
    assert_eq!(received.recv().unwrap(), head);
    assert_eq!(all(ask(&proxy, "/none")), "HTTP/1.1 204 No Content\r\nConnection: close\r\nX-Own: 1\r\n\r\n");
    assert_eq!((proxy.requests("/a"), proxy.requests("")), (1, 2));
    let mut stream = TcpStream::connect(proxy.address()).unwrap();
    stream.write_all(b"PUT /a HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody").unwrap();
    assert!(all(stream).ends_with(WHOLE));
    assert!(received.iter().nth(1).unwrap().ends_with("\r\n\r\nbody"));
}

#[test]
fn cuts_ends_and_stalls_after_a_number_of_bytes() {
    let (server, received, _messages) = server();
    let proxy = FaultProxy::start(server).unwrap();
    proxy.set("/a", Fault::CutAfter(4));
    assert_eq!(all(ask(&proxy, "/a")), format!("{HEAD}4\r\n0123\r\n"));
    assert!(!received.recv().unwrap().contains("Accept-Encoding"));
    proxy.set("/a", Fault::EndAfter(4));
    assert_eq!(all(ask(&proxy, "/a")), format!("{HEAD}4\r\n0123\r\n0\r\n\r\n"));
    assert_eq!(all(ask(&proxy, "/b")), format!("{HEAD}{WHOLE}"), "another path has no fault");
    proxy.set("/a", Fault::StallAfter(4));
    let mut stalled = ask(&proxy, "/a");
    expect(&mut stalled, &format!("{HEAD}4\r\n0123\r\n"));
    expect_silence(&mut stalled);
    proxy.clear("/a");
    expect_silence(&mut stalled);
    assert_eq!(proxy.open_requests("/a"), 1);
    assert_eq!(all(ask(&proxy, "/a")), format!("{HEAD}{WHOLE}"), "a new request goes through");
    proxy.set("/a", Fault::StallAfter(10));
    assert_eq!(all(ask(&proxy, "/a")), format!("{HEAD}{WHOLE}"), "a body that is no longer is whole");
}

#[test]
fn open_stream_goes_silent_and_is_disconnected() {
    let (server, _received, messages) = server();
    let proxy = FaultProxy::start(server).unwrap();
    let mut stream = ask(&proxy, "/events");
    messages.send(()).unwrap();
    expect(&mut stream, &format!("{HEAD}a\r\n0123456789\r\n"));
    proxy.set("/events", Fault::StallAfter(0));
    messages.send(()).unwrap();
    expect_silence(&mut stream);
    proxy.disconnect("/events");
    assert_eq!(all(stream), "");
}

#[test]
fn buffered_stream_arrives_when_the_fault_ends() {
    let (server, _received, messages) = server();
    let proxy = FaultProxy::start(server).unwrap();
    proxy.set("/events", Fault::Buffered);
    let mut stream = ask(&proxy, "/events");
    messages.send(()).unwrap();
    expect_silence(&mut stream);
    proxy.clear_all();
    messages.send(()).unwrap();
    expect(&mut stream, &format!("{HEAD}a\r\n0123456789\r\na\r\n0123456789\r\n"));
}

#[test]
fn answers_itself_or_loses_the_answer() {
    let (server, received, _messages) = server();
    let proxy = FaultProxy::start(server).unwrap();
    proxy.set("", Fault::captive_portal());
    let portal = all(ask(&proxy, "/a"));
    assert!(portal.starts_with("HTTP/1.1 200 Fault\r\n") && portal.contains("<!doctype html>"), "{portal}");
    proxy.set("/a", Fault::Answer(Answer::new(503, "text/plain", "later").header("Retry-After", "7")));
    let answer = all(ask(&proxy, "/a"));
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("Retry-After: 7\r\n") && answer.ends_with("later"));
    proxy.set("/a", Fault::NoConnection);
    assert_eq!(all(ask(&proxy, "/a")), "");
    proxy.set("/a", Fault::Unresponsive);
    expect_silence(&mut ask(&proxy, "/a"));
    assert!(received.try_recv().is_err(), "nothing has reached the server");
    proxy.set("/a", Fault::NoAnswer);
    assert_eq!(all(ask(&proxy, "/a")), "");
    assert!(received.recv_timeout(TIMEOUT).unwrap().starts_with("GET /a"));
}

#[test]
fn latency_delays_the_request() {
    let (server, _received, _messages) = server();
    let proxy = FaultProxy::start(server).unwrap();
    proxy.set("", Fault::Latency(Duration::from_millis(60)));
    let start = Instant::now();
    assert_eq!(all(ask(&proxy, "/a")), format!("{HEAD}{WHOLE}"));
    assert!(start.elapsed() >= Duration::from_millis(60));
}

#[test]
fn closes_the_connection_when_the_server_is_away() {
    let away = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let proxy = FaultProxy::start(away.to_string()).unwrap();
    assert_eq!(all(ask(&proxy, "/a")), "");
}
