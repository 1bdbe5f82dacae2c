//! Limits: what one client does must not stop, lock out or slow down the others.
//!
//! Each test is bounded in count and time, and uses only loopback addresses.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{Client, Database, Events, Reply, Server, Test, tests, wait_for};

pub const ON_SQLITE: &[Test] = tests![
    slow_bodies_stop_nobody,
    waiting_sign_ins_stop_nobody,
    people_behind_one_address_sign_in_at_once,
    a_stranger_cannot_lock_an_owner_out,
    long_usernames_are_not_kept,
    hashing_memory_is_returned,
    clients_that_do_not_read_take_little_memory,
    the_oldest_stream_of_a_session_ends,
    one_address_cannot_take_all_connections,
    counts_and_logs_connections_that_cannot_be_accepted,
    warns_about_a_low_limit_of_files,
    forwarded_addresses_are_distinguished,
];

/// The resident memory of a server in MB.
fn memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

fn is_alive(server: &Server) {
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(server.client().ask("GET", path, &[], b"").status, 200, "{path}");
    }
}

/// The value of a metric.
fn metric(client: &Client, name: &str) -> u64 {
    let metrics = client.ask("GET", "/metrics", &[], b"").text();
    let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("{metrics}")).parse().unwrap()
}

/// Signs in with a forwarded address.
fn sign_in(client: &Client, from: &str, username: &str, password: &str) -> Reply {
    let body = format!(r#"{{"username":"{username}","password":"{password}"}}"#);
    client.send("POST", "/session", &[("X-Forwarded-For", from)], body.as_bytes())
}

/// Signs in many times at once; returns the replies in the order of the attempts.
fn sign_in_at_once(client: &Client, attempts: Vec<[String; 3]>) -> Vec<Reply> {
    let attempt = |[from, username, password]: [String; 3]| {
        let client = client.clone();
        std::thread::spawn(move || sign_in(&client, &from, &username, &password))
    };
    let threads: Vec<_> = attempts.into_iter().map(attempt).collect();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}

fn behind_proxy(database: &Database) -> Server {
    Server::start(database, &["--demo", "--trust-proxy", "--import", crate::support::demo().to_str().unwrap()])
}

fn slow_bodies_stop_nobody(database: &Database) {
    let server = Server::demo(database);
    let head = format!(
        "POST /api/v1/session HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{{",
        server.address
    );
    let start = Instant::now();
    let open = || {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream
    };
    let mut slow: Vec<_> = (0..1100).map(|_| open()).collect();
    is_alive(&server);
    assert_eq!(server.client().get("/sign-in").status, 200, "reading goes on");
    // Those beyond the share of the address are rejected at once, the others in time.
    let mut last = String::new();
    slow.pop().unwrap().read_to_string(&mut last).unwrap();
    assert!(last.starts_with("HTTP/1.1 503") && last.contains("retry-after: 1"), "{last}");
    let mut first = String::new();
    slow[0].read_to_string(&mut first).unwrap();
    assert!(first.starts_with("HTTP/1.1 408"), "{first}");
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
    drop(slow);
    wait_for("the end of all", || (metric(&server.client(), "mci_requests_receiving") == 0).then_some(()));
    assert_eq!(server.client().sign_in("user", "demo-user").status, 200);
}

fn waiting_sign_ins_stop_nobody(database: &Database) {
    let server = behind_proxy(database);
    let client = server.client();
    let attempts = (0..400).map(|at| ["192.0.2.1".to_owned(), format!("nobody{at}"), "wrong".to_owned()]);
    let crowd = {
        let client = client.clone();
        std::thread::spawn(move || sign_in_at_once(&client, attempts.collect()))
    };
    wait_for("a queue", || (metric(&client, "mci_hashing_queue") >= 100).then_some(()));
    is_alive(&server);
    assert_eq!(client.get("/sign-in").status, 200, "reading goes on");
    assert_eq!(metric(&client, "mci_requests_running"), 0, "waiting does not count as running");
    let start = Instant::now();
    assert_eq!(sign_in(&client, "192.0.2.2", "user", "demo-user").status, 200, "another address has its turn");
    let (own, queue) = (start.elapsed(), metric(&client, "mci_hashing_queue"));
    assert!(queue > 20, "the others still wait: {queue} after {own:?}");
    let replies = crowd.join().unwrap();
    let rejected: Vec<_> = replies.iter().filter(|reply| reply.status == 503).collect();
    assert!(replies.iter().all(|reply| [401, 429, 503].contains(&reply.status)));
    assert!(!rejected.is_empty(), "more than the share of an address");
    for reply in rejected {
        assert_eq!(reply.code(), "overloaded");
        assert!((1..=60).contains(&reply.header("retry-after").unwrap().parse::<u64>().unwrap()));
    }
}

fn people_behind_one_address_sign_in_at_once(database: &Database) {
    let server = Server::demo(database);
    let names = ["admin", "user", "some", "none"];
    let person = |at: usize| [String::new(), names[at % 4].to_owned(), format!("demo-{}", names[at % 4])];
    let replies = sign_in_at_once(&server.client(), (0..150).map(person).collect());
    for reply in replies {
        assert_eq!(reply.status, 200, "{reply:?}");
    }
}

fn a_stranger_cannot_lock_an_owner_out(database: &Database) {
    let server = behind_proxy(database);
    let client = server.client();
    // Strangers at many addresses, more often than any limit.
    for stranger in 0..12 {
        let from = format!("198.51.100.{stranger}");
        let attempts = vec![[from.clone(), "user".to_owned(), "wrong".to_owned()]; 10];
        let replies = sign_in_at_once(&client, attempts);
        assert!(replies.iter().all(|reply| [401, 429].contains(&reply.status)), "{replies:?}");
    }
    assert_eq!(sign_in(&client, "192.0.2.1", "user", "demo-user").status, 200);
    // A stranger at the address of the owner can slow the owner down.
    for _ in 0..10 {
        assert_eq!(sign_in(&client, "192.0.2.3", "some", "wrong").status, 401);
    }
    let start = Instant::now();
    assert_eq!(sign_in(&client, "192.0.2.3", "some", "demo-some").status, 200);
    let slowed = start.elapsed();
    assert!(slowed >= Duration::from_millis(500), "{slowed:?}");
    assert_eq!(sign_in(&client, "192.0.2.3", "admin", "demo-admin").status, 200, "others are not held up");
}

fn long_usernames_are_not_kept(database: &Database) {
    let server = Server::demo(database);
    let client = server.client();
    let before = memory(&server);
    let post = |username: &str| {
        client.send("POST", "/session", &[], format!(r#"{{"username":"{username}","password":"wrong"}}"#).as_bytes())
    };
    for at in 0..9 {
        assert_eq!(post(&format!("{at}{}", "x".repeat(1_000_000))).code(), "invalid-credentials");
    }
    let after = memory(&server);
    assert!(after <= before + 8, "{before} MB, then {after} MB");
    // The same answer in the same time as for wrong credentials.
    let timed = |username: &str| {
        let start = Instant::now();
        let reply = client.clone().sign_in(username, "wrong");
        (reply.code(), start.elapsed())
    };
    let long = timed(&"y".repeat(2000));
    assert!(long.0 == "invalid-credentials" && long.1 >= Duration::from_millis(3), "{long:?}");
}

fn hashing_memory_is_returned(database: &Database) {
    let server = behind_proxy(database);
    let client = server.client();
    let before = memory(&server);
    let attempt = |at: usize| [format!("192.0.2.{}", at % 4), format!("nobody{at}"), "wrong".to_owned()];
    for round in 0..6 {
        let replies = sign_in_at_once(&client, (round * 10..round * 10 + 10).map(attempt).collect());
        assert!(replies.iter().all(|reply| reply.status == 401));
    }
    let after = memory(&server);
    println!("{before} MB before, {after} MB after 60 wrong sign-ins");
    assert!(after <= before + 12, "{before} MB before, {after} MB after 60 wrong sign-ins");
}

fn clients_that_do_not_read_take_little_memory(database: &Database) {
    let dist = database.directory.path().join("dist");
    std::fs::create_dir_all(&dist).unwrap();
    let page = "<html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"></head></html>";
    std::fs::write(dist.join("index.html"), page).unwrap();
    std::fs::write(dist.join("large.wasm"), vec![7; 8 << 20]).unwrap();
    let server = Server::start(database, &["--dist", dist.to_str().unwrap()]);
    let client = server.client();
    assert_eq!(client.ask("GET", "/large.wasm", &[], b"").body.len(), 8 << 20);
    let before = memory(&server);
    let clients: Vec<_> = (0..300).map(|_| client.open("GET", "/large.wasm", &[], b"").unwrap()).collect();
    // Every response has begun.
    for stream in &clients {
        stream.peek(&mut [0]).unwrap();
    }
    let during = memory(&server);
    println!("{before} MB before, {during} MB with 300 clients that do not read");
    assert!(during <= before + 8 + 20, "{before} MB before, {during} MB with 300 clients that do not read");
}

fn the_oldest_stream_of_a_session_ends(database: &Database) {
    let server = Server::demo(database);
    let (none, admin) = (server.signed_in("none"), server.signed_in("admin"));
    let mut streams: Vec<_> = (0..64).map(|_| Events::open(&none, "", &[])).collect();
    assert_eq!(metric(&admin, "mci_listeners"), 64);
    streams.push(Events::open(&none, "", &[]));
    streams.remove(0).ends();
    assert_eq!(metric(&admin, "mci_listeners"), 64);
    let _other = Events::open(&admin, "", &[]);
    drop(streams);
}

fn one_address_cannot_take_all_connections(database: &Database) {
    // 1024 files: 896 connections, of which an address has a quarter.
    let server = Server::start_with_open_files(database, 1024);
    let mut open: Vec<_> = (0..300).map(|_| TcpStream::connect(&server.address).unwrap()).collect();
    let mut rest = Vec::new();
    let rejected = open.pop().unwrap().read_to_end(&mut rest);
    assert!(rest.is_empty() && rejected.is_ok_and(|length| length == 0), "closed at once");
    // 127.0.0.2 is another address.
    let port = server.address.rsplit_once(':').unwrap().1;
    let mut other = server.client();
    other.address = format!("127.0.0.1:{port}");
    let reply = other.ask_from([127, 0, 0, 2], "GET", "/healthz");
    assert_eq!(reply.status, 200);
    drop(open);
    wait_for("a place", || server.client().try_ask("GET", "/healthz", &[], b"").ok());
    assert!(metric(&server.client(), "mci_connections_rejected_total") >= 70);
}

fn counts_and_logs_connections_that_cannot_be_accepted(database: &Database) {
    let (server, log) = Server::start_logging(database, &[], "warn");
    let client = server.client();
    let limit_files = |soft: &str| {
        let mut limit = Command::new("prlimit");
        let limited = limit.args(["--pid", &server.id().to_string(), &format!("--nofile={soft}:")]).status().unwrap();
        assert!(limited.success());
    };
    let free = || (0..10_000).find(|file| !Path::new(&format!("/proc/{}/fd/{file}", server.id())).exists()).unwrap();
    let lost = wait_for("a connection that cannot be accepted", || {
        limit_files(&free().to_string());
        let _waiting = TcpStream::connect(&server.address).unwrap();
        limit_files("1000");
        let lost = metric(&client, "mci_accept_errors_total");
        (lost > 0).then_some(lost)
    });
    assert_eq!(server.client().ask("GET", "/healthz", &[], b"").status, 200, "{lost} failures have passed");
    server.kill();
    let log = log.join().unwrap();
    let lines = log.lines().filter(|line| line.contains("connections cannot be accepted"));
    assert!((1..10).contains(&lines.count()), "{log}");
}

fn warns_about_a_low_limit_of_files(database: &Database) {
    let (server, log) = Server::start_logging_with_open_files(database, "warn", 1024);
    server.kill();
    let log = log.join().unwrap();
    assert!(log.contains("the limit of open files is low"), "{log}");
}

fn forwarded_addresses_are_distinguished(database: &Database) {
    let server = behind_proxy(database);
    let client = server.client();
    let timed = |from: &str, password: &str| {
        let start = Instant::now();
        (sign_in(&client, from, "user", password).status, start.elapsed())
    };
    for port in 4000..4010 {
        assert_eq!(timed(&format!("192.0.2.1:{port}"), "wrong").0, 401);
    }
    let other = timed("192.0.2.2:4000", "demo-user");
    let same = timed("\"192.0.2.1:5000\"", "demo-user");
    assert_eq!((other.0, same.0), (200, 200));
    assert!(other.1 < Duration::from_millis(900) && same.1 > Duration::from_millis(200), "{other:?} {same:?}");
}
