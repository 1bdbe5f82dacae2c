//! The built app beside the API; the `site` crate tests its responses in detail.

use crate::support::{Client, Database, Server, Test, refused, tests};

pub const ON_SQLITE: &[Test] = tests![
    serves_files_compressed,
    serves_the_page_at_every_route,
    rejects_other_paths,
    rejects_directory_without_app,
];

const PAGE: &str = "<html><head><meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"\
    default-src 'none'; script-src 'self'\">\n\
    <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"app_bg.wasm\">\n\
    <link rel=\"preload\" as=\"fetch\" crossorigin href=\"config.json\">\n\
    <link rel=\"preload\" as=\"fetch\" crossorigin href=\"demo/data.json\">\n\
    </head></html>\n";

fn start(database: &Database) -> (Server, Client) {
    let dist = database.directory.path().join("dist");
    std::fs::create_dir_all(dist.join("demo")).unwrap();
    for (name, content) in [
        ("index.html", PAGE),
        ("app-0123456789abcdef.wasm", "wasm"),
        ("app-0123456789abcdef.wasm.br", "brotli"),
        ("config.json", "{\"dataset\":\"demo/data.json\"}"),
        ("config.json.br", "compressed"),
    ] {
        std::fs::write(dist.join(name), content).unwrap();
    }
    database.file("secret", "secret");
    let server = Server::start(database, &["--dist", dist.to_str().unwrap()]);
    let client = server.client();
    (server, client)
}

fn serves_files_compressed(database: &Database) {
    let (_server, client) = start(database);
    let wasm = "/app-0123456789abcdef.wasm";
    let reply = client.ask("GET", wasm, &[("Accept-Encoding", "gzip, br")], b"");
    assert_eq!((reply.text().as_str(), reply.header("content-encoding")), ("brotli", Some("br")));
    assert_eq!(reply.header("content-type"), Some("application/wasm"));
    assert_eq!(reply.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let again = client.ask("GET", wasm, &[("Accept-Encoding", "br"), ("If-None-Match", &reply.etag())], b"");
    assert_eq!((again.status, again.body.len()), (304, 0));
}

fn serves_the_page_at_every_route(database: &Database) {
    let (_server, client) = start(database);
    for path in ["/", "/index.html", "/engagements", "/locations/4870215", "/engagements?q=%00"] {
        let reply = client.ask("GET", path, &[], b"");
        assert_eq!((reply.status, reply.header("cache-control")), (200, Some("no-cache")), "{path}");
        let preloads = |file: &str| reply.text().contains(file);
        assert!(preloads("config.json") && preloads("app_bg.wasm"), "the app needs them at once");
        assert!(!preloads("demo/data.json"), "the data come from the API");
        let policy = reply.header("content-security-policy").unwrap();
        assert_eq!(policy, "default-src 'none'; script-src 'self'; frame-ancestors 'none'");
    }
    let config = client.ask("GET", "/config.json", &[("Accept-Encoding", "br")], b"");
    assert_eq!((config.text().as_str(), config.header("content-encoding")), ("{\"api\":\"/api/v1\"}", None));
}

fn rejects_other_paths(database: &Database) {
    let (_server, client) = start(database);
    for path in [
        "/nothing.js",
        "/../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/%00",
        "/a%5c..%5csecret",
        "//etc/passwd",
        "/api/v1/nothing",
        "/api/other",
    ] {
        assert_eq!(client.ask("GET", path, &[], b"").code(), "not-found", "{path}");
    }
    let posted = client.ask("POST", "/", &[], b"x");
    assert_eq!((posted.code().as_str(), posted.header("allow")), ("method-not-allowed", Some("GET, HEAD")));
}

fn rejects_directory_without_app(database: &Database) {
    let path = database.directory.path().to_str().unwrap().to_owned();
    assert!(refused(database, &["--dist", &path], "").contains("cargo xtask build"));
}
