//! The origin of the server: hosts, schemes, and what depends on them.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::support::{Client, Database, Reply, Server, Test, tests};

pub const ON_SQLITE: &[Test] = tests![
    https_sets_secure_cookie_and_hsts,
    scheme_is_that_of_the_first_proxy,
    answers_only_for_the_public_host,
    needs_exactly_one_host,
    people_who_sign_in_get_a_page,
    accepts_writes_only_from_its_own_origin,
    sends_security_headers_with_every_answer,
];

const JSON: (&str, &str) = ("Content-Type", "application/json");
const BODY: &[u8] = br#"{"username":"user","password":"demo-user"}"#;

fn start(database: &Database, args: &[&str]) -> (Server, Client) {
    let demo = crate::support::demo();
    let server = Server::start(database, &[&["--demo", "--import", demo.to_str().unwrap()], args].concat());
    let client = server.client();
    (server, client)
}

/// Signs in as a page of an origin does.
fn sign_in(client: &Client, origin: &str, headers: &[(&str, &str)]) -> Reply {
    client.ask("POST", "/api/v1/session", &[&[JSON, ("Origin", origin)], headers].concat(), BODY)
}

fn https_sets_secure_cookie_and_hsts(database: &Database) {
    let (_server, mut client) = start(database, &["--public-url", "https://engagements.example.com"]);
    let host = ("Host", "engagements.example.com");
    let reply = sign_in(&client, "https://engagements.example.com", &[host]);
    let cookie = reply.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-mci_session=") && cookie.contains("; Secure;"), "{cookie}");
    assert_eq!(reply.header("strict-transport-security"), Some("max-age=31536000"));
    client.cookie = cookie.split(';').next().map(str::to_owned);
    assert_eq!(client.get_with("/session", &[host]).status, 200);
    let own = [host, ("Origin", "https://engagements.example.com")];
    assert_eq!(client.ask("DELETE", "/api/v1/session", &own, b"").status, 204);
}

fn scheme_is_that_of_the_first_proxy(database: &Database) {
    let (_server, client) = start(database, &["--trust-proxy"]);
    for (proto, is_https) in
        [("https", true), ("https, https", true), ("HTTPS,http", true), ("http", false), ("http, https", false)]
    {
        let scheme = if is_https { "https" } else { "http" };
        let headers = [("Host", "h"), ("X-Forwarded-Proto", proto)];
        let reply = sign_in(&client, &format!("{scheme}://h"), &headers);
        let cookie = reply.header("set-cookie").unwrap_or_else(|| panic!("{proto}: {reply:?}"));
        assert_eq!(cookie.starts_with("__Host-mci_session="), is_https, "{proto}: {cookie}");
        assert_eq!(cookie.contains("; Secure"), is_https, "{proto}: {cookie}");
        assert_eq!(reply.header("strict-transport-security").is_some(), is_https, "{proto}");
    }
    for unclear in ["https;http", "on", "https,", ""] {
        let reply = client.get_with("/sign-in", &[("Host", "h"), ("X-Forwarded-Proto", unclear)]);
        assert_eq!((reply.status, reply.code().as_str()), (400, "invalid-forwarded-proto"), "{unclear}");
    }
    let (_server, client) = start(database, &[]);
    let reply = client.get_with("/sign-in", &[("X-Forwarded-Proto", "https")]);
    assert_eq!(reply.header("strict-transport-security"), None, "a header of a stranger");
}

fn answers_only_for_the_public_host(database: &Database) {
    let (server, client) = start(database, &["--public-url", "https://engagements.example.com"]);
    for path in ["/api/v1/sign-in", "/api/v1/session", "/", "/nothing"] {
        for host in
            [server.address.as_str(), "evil.example", "engagements.example.com:8443", "engagements.example.com."]
        {
            let reply = client.ask("GET", path, &[("Host", host)], b"");
            assert_eq!((reply.status, reply.code().as_str()), (421, "other-host"), "{host} {path}");
            assert!(reply.text().contains("https://engagements.example.com"), "says where: {reply:?}");
        }
    }
    for host in ["engagements.example.com", "Engagements.Example.com:443"] {
        assert_eq!(client.get_with("/sign-in", &[("Host", host)]).status, 200, "{host}");
    }
    for probe in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(client.ask("GET", probe, &[], b"").status, 200, "{probe}: asked at the address of the process");
    }
}

/// Sends a request head as it stands.
fn raw(server: &Server, head: &str) -> String {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn people_who_sign_in_get_a_page(database: &Database) {
    let (server, client) = start(database, &[]);
    for path in ["start", "callback?state=x&code=y"] {
        for host in ["", "Host: a\r\nHost: b\r\n", "Host: a/b\r\n"] {
            let head = format!("GET /api/v1/oidc/{path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
            let answer = raw(&server, &head).to_lowercase();
            assert!(
                answer.starts_with("http/1.1 303") && answer.contains("location: /?signinerror=oidc\r\n"),
                "{answer}"
            );
        }
        // No provider is configured.
        let reply = client.get(&format!("/oidc/{path}"));
        assert_eq!((reply.status, reply.header("location")), (303, Some("/?signInError=oidc")));
    }
    let (_server, client) = start(database, &["--public-url", "https://engagements.example.com"]);
    let reply = client.get_with("/oidc/start", &[("Host", "evil.example")]);
    let location = Some("https://engagements.example.com/?signInError=oidc");
    assert_eq!(
        (reply.status, reply.header("location"), reply.header("cache-control")),
        (303, location, Some("no-store"))
    );
}

fn needs_exactly_one_host(database: &Database) {
    let (server, _) = start(database, &[]);
    for (line, hosts, status) in [
        ("GET /api/v1/sign-in HTTP/1.1", "", 400),
        ("GET /api/v1/sign-in HTTP/1.0", "", 400),
        ("GET /api/v1/sign-in HTTP/1.1", "Host: h\r\nHost: h\r\n", 400),
        ("GET /api/v1/sign-in HTTP/1.1", "Host: a\r\nHost: b\r\n", 400),
        ("GET /api/v1/sign-in HTTP/1.1", "Host: \r\n", 400),
        ("GET /api/v1/sign-in HTTP/1.1", "Host: a, b\r\n", 400),
        ("GET /api/v1/sign-in HTTP/1.1", "Host: a/b\r\n", 400),
        ("GET /api/v1/sign-in HTTP/1.1", "Host: user@a\r\n", 400),
        ("GET /api/v1/sign-in HTTP/1.1", "Host: a:x\r\n", 400),
        ("GET http://other/api/v1/sign-in HTTP/1.1", "Host: h\r\n", 400),
        ("GET http://h/api/v1/sign-in HTTP/1.1", "Host: h:80\r\n", 200),
        ("GET /api/v1/sign-in HTTP/1.1", "Host: [::1]:8080\r\n", 200),
        ("GET /healthz HTTP/1.1", "", 400),
        ("GET /healthz HTTP/1.0", "", 200),
    ] {
        let answer = raw(&server, &format!("{line}\r\n{hosts}Connection: close\r\n\r\n"));
        let got = answer.split(' ').nth(1).and_then(|status| status.parse::<u16>().ok());
        assert_eq!(got, Some(status), "{line} {hosts:?}: {answer}");
    }
}

fn accepts_writes_only_from_its_own_origin(database: &Database) {
    let (server, client) = start(database, &[]);
    let own = format!("http://{}", server.address);
    assert_eq!(sign_in(&client, &own, &[]).status, 200);
    let port = server.address.rsplit(':').next().unwrap();
    for other in
        [format!("https://{}", server.address), format!("http://localhost:{port}"), "http://127.0.0.1".to_owned()]
    {
        let reply = sign_in(&client, &other, &[]);
        assert_eq!((reply.status, reply.code().as_str()), (403, "cross-origin"), "{other}");
    }
    let (_server, client) = start(database, &["--public-url", "https://engagements.example.com"]);
    let host = ("Host", "engagements.example.com");
    assert_eq!(sign_in(&client, "https://engagements.example.com", &[host]).status, 200);
    for other in ["http://engagements.example.com", "https://engagements.example.com:8443", &own] {
        assert_eq!(sign_in(&client, other, &[host]).code(), "cross-origin", "{other}");
    }
}

fn sends_security_headers_with_every_answer(database: &Database) {
    let (_server, client) = start(database, &[]);
    for path in ["/", "/healthz", "/api/v1/sign-in", "/api/v1/dataset", "/api/v1/docs", "/nothing"] {
        let reply = client.ask("GET", path, &[], b"");
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{path}");
        }
        assert!(reply.header("permissions-policy").unwrap().contains("camera=()"), "{path}");
    }
}
