//! The same requests against a directory and against embedded files.

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::{EmbeddedFile, Options, PageError, Site};

const PAGE: &str = "<html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\
                    <base href=\"/\"></head><p>app</p></html>";
const WASM: &str = "app-0123456789abcdef_bg.wasm";
const FILES: [(&str, &str); 8] = [
    ("index.html", PAGE),
    (WASM, "wasm"),
    ("sw.js", "worker"),
    ("config.json", "{}"),
    ("config.json.br", "brotli"),
    ("config.json.gz", "gzip"),
    ("icons/icon.svg", "<svg/>"),
    ("demo/data.json", "[]"),
];

fn find(name: &str) -> Option<EmbeddedFile> {
    let (_, content) = FILES.into_iter().find(|(own, _)| *own == name)?;
    Some(EmbeddedFile { content: Cow::Borrowed(content.as_bytes()), hash: Sha256::digest(content).into() })
}

fn options(base: &str) -> Options {
    let adapt_page = |page: &str, base: &str| page.replace("\"/\"", &format!("\"{base}\""));
    Options { base: base.to_owned(), config: None, adapt_page }
}

fn build() -> TempDir {
    let root = TempDir::new().unwrap();
    for (name, content) in FILES {
        let file = root.path().join("dist").join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }
    std::fs::write(root.path().join("secret"), "secret").unwrap();
    root
}

/// Returns both kinds of site, with the directory of the first.
fn sites(base: &str) -> (TempDir, [Site; 2]) {
    let root = build();
    let directory = Site::directory(root.path().join("dist"), options(base)).unwrap();
    (root, [directory, Site::embedded(find, options(base)).unwrap()])
}

struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Reply {
    fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

async fn ask(site: &Site, method: Method, path: &str, headers: &[(header::HeaderName, &str)]) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    let (head, ()) = request.body(()).unwrap().into_parts();
    let (head, body) = site.respond(&head).await.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Reply { status: head.status, headers: head.headers, body: String::from_utf8(body.to_vec()).unwrap() }
}

async fn get(site: &Site, path: &str) -> Reply {
    ask(site, Method::GET, path, &[]).await
}

#[tokio::test]
async fn files_have_media_type_and_caching() {
    let (_root, sites) = sites("/");
    for site in sites {
        for (path, media_type, immutable) in [
            (WASM, "application/wasm", true),
            ("sw.js", "text/javascript; charset=utf-8", false),
            ("icons/icon.svg", "image/svg+xml", false),
            ("config.json", "application/json", false),
            ("", "text/html; charset=utf-8", false),
        ] {
            let reply = get(&site, &format!("/{path}")).await;
            assert_eq!(
                (reply.status, reply.header(header::CONTENT_TYPE)),
                (StatusCode::OK, Some(media_type)),
                "{path}"
            );
            let cache = if immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
            assert_eq!(reply.header(header::CACHE_CONTROL), Some(cache), "{path}");
            assert_eq!(reply.header(header::X_CONTENT_TYPE_OPTIONS), Some("nosniff"));
            assert_eq!(reply.header(header::LAST_MODIFIED), None);
        }
    }
}

#[tokio::test]
async fn each_kind_of_response_has_its_policy() {
    let (_root, sites) = sites("/");
    for site in sites {
        for (path, policy) in [
            ("/", "default-src 'none'; frame-ancestors 'none'"),
            ("/route", "default-src 'none'; frame-ancestors 'none'"),
            // A service worker may fetch: it caches the app.
            ("/sw.js", "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"),
            // The web worker imports a script and compiles wasm.
            (
                "/workbook-worker-1111111111111111.js",
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'",
            ),
            ("/icons/icon.svg", "default-src 'none'; frame-ancestors 'none'"),
            ("/config.json", "default-src 'none'; frame-ancestors 'none'"),
            ("/gone.js", "default-src 'none'; frame-ancestors 'none'"),
        ] {
            let reply = get(&site, path).await;
            assert_eq!(reply.header(header::CONTENT_SECURITY_POLICY), Some(policy), "{path}");
        }
    }
}

#[tokio::test]
async fn chooses_the_best_encoding() {
    let (_root, sites) = sites("/");
    for site in sites {
        for (accepted, encoding, body) in [
            ("gzip, deflate, br", Some("br"), "brotli"),
            ("gzip, br;q=0", Some("gzip"), "gzip"),
            ("identity", None, "{}"),
            ("", None, "{}"),
        ] {
            let reply = ask(&site, Method::GET, "/config.json", &[(header::ACCEPT_ENCODING, accepted)]).await;
            assert_eq!((reply.header(header::CONTENT_ENCODING), reply.body.as_str()), (encoding, body), "{accepted}");
            assert_eq!(reply.header(header::VARY), Some("Accept-Encoding"));
            assert_eq!(reply.header(header::CONTENT_TYPE), Some("application/json"));
        }
    }
}

/// The page is written for each request, so that no compressed copy of it lies beside it.
#[tokio::test]
async fn the_page_is_compressed_where_the_browser_accepts_it() {
    let root = build();
    let page = PAGE.replace("app", &"app ".repeat(1000));
    std::fs::write(root.path().join("dist/index.html"), &page).unwrap();
    let site = Site::directory(root.path().join("dist"), options("/")).unwrap();
    let plain = get(&site, "/").await;
    assert_eq!((plain.header(header::CONTENT_ENCODING), &plain.body), (None, &page));
    for (path, accepted) in [("/", "gzip, deflate, br, zstd"), ("/actions", "gzip")] {
        let request = Request::get(path).header(header::ACCEPT_ENCODING, accepted).body(()).unwrap();
        let (head, body) = site.respond(&request.into_parts().0).await.into_parts();
        let compressed = body.collect().await.unwrap().to_bytes();
        assert_eq!(head.headers[header::CONTENT_ENCODING], "gzip", "{path}");
        assert_eq!(head.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
        assert_ne!(Some(head.headers[header::ETAG].to_str().unwrap()), plain.header(header::ETAG));
        let mut text = String::new();
        flate2::read::GzDecoder::new(&compressed[..]).read_to_string(&mut text).unwrap();
        assert_eq!((text, compressed.len() < 1000), (page.clone(), true));
    }
}

#[tokio::test]
async fn unchanged_files_are_not_sent_again() {
    let (root, sites) = sites("/");
    for site in &sites {
        for (path, encoding) in [("/config.json", "br"), ("/config.json", "identity"), ("/", "br"), ("/route", "gzip")]
        {
            let encoding = (header::ACCEPT_ENCODING, encoding);
            let first = ask(site, Method::GET, path, std::slice::from_ref(&encoding)).await;
            let tag = first.header(header::ETAG).unwrap().to_owned();
            for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
                let headers = [encoding.clone(), (header::IF_NONE_MATCH, known.as_str())];
                let second = ask(site, Method::GET, path, &headers).await;
                assert_eq!((second.status, second.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path} {known}");
                assert_eq!(second.header(header::ETAG), Some(tag.as_str()));
                assert_eq!(second.header(header::CACHE_CONTROL), Some("no-cache"));
            }
            let since = (header::IF_MODIFIED_SINCE, "Fri, 31 Dec 2100 23:59:59 GMT");
            assert_eq!(ask(site, Method::GET, path, &[encoding, since]).await.status, StatusCode::OK);
        }
    }
    // The entity tag of the page identifies its content, even at equal length and time.
    let tag = async || get(&sites[0], "/").await.header(header::ETAG).unwrap().to_owned();
    let before = tag().await;
    let index = root.path().join("dist/index.html");
    let modified = index.metadata().unwrap().modified().unwrap();
    std::fs::write(&index, PAGE.replace("app", "new")).unwrap();
    std::fs::File::options().write(true).open(&index).unwrap().set_modified(modified).unwrap();
    assert_ne!(tag().await, before);
}

#[tokio::test]
async fn ranges_and_head() {
    let (_root, sites) = sites("/");
    for site in sites {
        let range = (header::RANGE, "bytes=1-2");
        let part = ask(&site, Method::GET, "/sw.js", std::slice::from_ref(&range)).await;
        assert_eq!((part.status, part.body.as_str()), (StatusCode::PARTIAL_CONTENT, "or"));
        assert_eq!(part.header(header::CONTENT_RANGE), Some("bytes 1-2/6"));
        let other = ask(&site, Method::GET, "/sw.js", &[range, (header::IF_RANGE, "\"other\"")]).await;
        assert_eq!((other.status, other.body.as_str()), (StatusCode::OK, "worker"));
        let beyond = ask(&site, Method::GET, "/sw.js", &[(header::RANGE, "bytes=9-")]).await;
        assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
        for (path, length) in [("/sw.js".to_owned(), 6), ("/".to_owned(), PAGE.len()), (format!("/{WASM}"), 4)] {
            let head = ask(&site, Method::HEAD, &path, &[]).await;
            let length = length.to_string();
            assert_eq!((head.status, head.header(header::CONTENT_LENGTH)), (StatusCode::OK, Some(length.as_str())));
            assert_eq!(head.body, "", "{path}");
        }
        let post = ask(&site, Method::POST, "/sw.js", &[]).await;
        assert_eq!((post.status, post.header(header::ALLOW)), (StatusCode::METHOD_NOT_ALLOWED, Some("GET, HEAD")));
    }
}

#[tokio::test]
async fn routes_return_the_page_and_missing_files_do_not() {
    let (_root, sites) = sites("/demo/");
    for site in sites {
        let long = format!("engagements/{}/summary", "a".repeat(300));
        for path in
            ["", "index.html", "engagements/a/summary?q=x", "engagements/%C3%A5", "icons", "icons/", "a:b", &long]
        {
            let reply = get(&site, &format!("/demo/{path}")).await;
            assert_eq!((reply.status, reply.body), (StatusCode::OK, PAGE.replace("\"/\"", "\"/demo/\"")), "{path}");
        }
        assert_eq!(get(&site, "/demo/gone.js").await.status, StatusCode::NOT_FOUND);
        assert_eq!(get(&site, "/other").await.status, StatusCode::NOT_FOUND);
        for path in ["/", "/demo"] {
            let reply = get(&site, path).await;
            assert_eq!((reply.status, reply.header(header::LOCATION)), (StatusCode::FOUND, Some("/demo/")));
        }
    }
}

#[tokio::test]
async fn no_path_leads_out() {
    let (_root, sites) = sites("/");
    for site in sites {
        for path in
            ["/../secret", "/%2e%2e/secret", "/demo/..%2f..%2fsecret", "//etc/passwd", "/%00", "/a%5c..%5cb", "/%zz"]
        {
            let reply = get(&site, path).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!reply.body.contains("app</p>") && reply.body != "secret", "{path}: {}", reply.body);
        }
    }
}

#[tokio::test]
async fn replaces_the_configuration() {
    let root = build();
    let options = Options { config: Some("{\"api\":\"/api\"}"), ..options("/") };
    let site = Site::directory(root.path().join("dist"), options).unwrap();
    let reply = ask(&site, Method::GET, "/config.json", &[(header::ACCEPT_ENCODING, "br")]).await;
    assert_eq!((reply.body.as_str(), reply.header(header::CONTENT_ENCODING)), ("{\"api\":\"/api\"}", None));
}

#[tokio::test]
async fn a_new_build_on_disk_is_served_as_a_whole() {
    let (root, [site, _]) = sites("/");
    let dist = root.path().join("dist");
    // The page of the new build has the policy of the new build.
    std::fs::write(dist.join("index.html"), PAGE.replace("'none'", "'self'").replace("app", "new")).unwrap();
    let page = get(&site, "/").await;
    assert!(page.body.contains("new</p>"));
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert_eq!(policy, Some("default-src 'self'; frame-ancestors 'none'"));
    // A compressed copy that is older than its file belongs to the previous build.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    std::fs::write(dist.join("config.json"), "{\"new\":1}").unwrap();
    std::fs::File::options().write(true).open(dist.join("config.json")).unwrap().set_modified(later).unwrap();
    let config = ask(&site, Method::GET, "/config.json", &[(header::ACCEPT_ENCODING, "br, gzip")]).await;
    assert_eq!((config.body.as_str(), config.header(header::CONTENT_ENCODING)), ("{\"new\":1}", None));
    // During a build.
    std::fs::remove_file(dist.join("index.html")).unwrap();
    assert!(get(&site, "/").await.body.contains("new</p>"));
}

/// Returns page and worker of a build with one script.
fn with_script(name: &str, content: &str) -> (String, String) {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let page = PAGE.replace("<p>", &format!("<script src=\"{name}\"></script><p>"));
    let hash = BASE64_STANDARD.encode(Sha256::digest(content));
    let list = format!("{{\"version\":\"1\",\"entry\":\"{name}\",\"files\":{{\"{name}\":\"sha256-{hash}\"}}}}");
    (page, format!("// Worker\nconst BUILD = {list};\n"))
}

#[tokio::test]
async fn a_half_copied_build_is_not_served() {
    let root = build();
    let dist = root.path().join("dist");
    let write = |name: &str, content: &str| std::fs::write(dist.join(name), content).unwrap();
    let (old, new) = ("app-1111111111111111.js", "app-2222222222222222.js");
    let (page, worker) = with_script(old, "old();");
    write("index.html", &page);
    write("sw.js", &worker);
    write(old, "old();");
    let site = Site::directory(dist.clone(), options("/")).unwrap();
    let expect_page = async |name: &str, step: &str| {
        assert!(get(&site, "/").await.body.contains(name), "{step}");
        assert_eq!(get(&site, &format!("/{name}")).await.status, StatusCode::OK, "{step}");
    };
    expect_page(old, "at first").await;
    // The files of another build arrive one after the other; the old ones are removed first.
    let (page, worker) = with_script(new, "new();");
    std::fs::remove_file(dist.join(old)).unwrap();
    write("index.html", &page);
    expect_page(old, "without its script").await;
    write(new, "new");
    expect_page(old, "with half a script and the old worker").await;
    write("sw.js", &worker);
    expect_page(old, "with half a script").await;
    write(new, "new();");
    expect_page(new, "complete").await;
    // Pages that are open still get their files.
    let kept = get(&site, &format!("/{old}")).await;
    assert_eq!((kept.status, kept.body.as_str()), (StatusCode::OK, "old();"));
}

#[test]
fn rejects_a_directory_without_an_app() {
    let empty = TempDir::new().unwrap();
    let error = Site::directory(empty.path().to_owned(), options("/")).unwrap_err();
    assert!(matches!(error, PageError::Unreadable(..)) && error.to_string().contains("cargo xtask build"), "{error}");
    let root = build();
    let dist = root.path().join("dist");
    std::fs::write(Path::new(&dist).join("index.html"), "<p>").unwrap();
    assert!(matches!(Site::directory(dist, options("/")).unwrap_err(), PageError::NoPolicy(_)));
}
