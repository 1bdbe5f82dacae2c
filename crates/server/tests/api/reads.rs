//! What is read: the same as in the dataset file, with tags.

use serde_json::Value;

use crate::support::{Database, LISTS, Reply, Server, Test, demo_json, head, list_path, tests};

pub const ON_EACH_DATABASE: &[Test] = tests![
    lists_match_the_dataset,
    finds_single_resources,
    answers_304_for_known_tags,
    browsers_keep_no_answer_of_a_session,
    negotiates_encodings,
    rejects_other_api_versions,
    serves_its_openapi_document,
];

/// The ids of a list.
fn ids(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|element| element["id"].as_str().unwrap().to_owned()).collect()
}

fn lists_match_the_dataset(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    let file = demo_json();
    let whole = admin.read("/dataset");
    for list in LISTS {
        assert_eq!(ids(&admin.read(&list_path(list))), ids(&file[list]), "{list}");
        assert_eq!(whole[list], admin.read(&list_path(list)), "{list}");
    }
    let header = |data: &Value| [data["format"].clone(), data["id"].clone(), data["partner"]["name"].clone()];
    assert_eq!(header(&whole), header(&file));
    assert_eq!(whole["shiftDates"], false, "the server has moved the dates already");
    // The reader of the app takes it, and finds nothing wrong.
    let reply = admin.get("/dataset");
    let today: domain::Day = whole["asOf"].as_str().unwrap().parse().unwrap();
    let loaded = domain::dataset::Reader::read(&reply.body, today);
    assert_eq!(loaded.problems, []);
    let data = loaded.data.unwrap();
    assert_eq!(data.as_of, today);
    let written: domain::Day = file["asOf"].as_str().unwrap().parse().unwrap();
    let moved = today.since(written);
    let first = |data: &Value| data["engagements"][0]["term"]["last"].as_str().unwrap().parse::<domain::Day>().unwrap();
    assert_eq!(first(&whole).since(first(&file)), moved, "a demo is always current");
}

fn finds_single_resources(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    for list in ["engagements", "locations", "customers", "claims"] {
        let all = admin.read(&format!("/{list}"));
        let first = &all[0];
        assert_eq!(&admin.read(&format!("/{list}/{}", first["id"].as_str().unwrap())), first);
        for unknown in ["nothing", "%00", "%C3%A4", "..%2f..", "*", "' OR 1=1 --"] {
            let path = format!("/{list}/{}", unknown.replace(' ', "%20"));
            assert_eq!(admin.get(&path).code(), "not-found", "{path}");
        }
    }
    assert_eq!(admin.get("/locations/%FF").status, 400);
    assert_eq!(admin.get("/locations/%FF").code(), "bad-request");
    assert_eq!(admin.get("/nothing").code(), "not-found");
    assert_eq!(admin.send("POST", "/locations", &[], b"{}").code(), "method-not-allowed");
}

fn answers_304_for_known_tags(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    let location = crate::payee::open_locations().remove(0);
    let mut paths: Vec<_> = LISTS.iter().map(|list| list_path(list)).collect();
    paths.extend(["/dataset".to_owned(), format!("/locations/{location}")]);
    for path in &paths {
        for encoding in ["identity", "br", "gzip"] {
            let encoding = ("Accept-Encoding", encoding);
            let tag = admin.get_with(path, &[encoding]).etag();
            assert!(tag.starts_with('"'), "a strong tag: {tag}");
            for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
                let reply = admin.get_with(path, &[encoding, ("If-None-Match", &known)]);
                assert_eq!((reply.status, reply.body.len(), reply.etag()), (304, 0, tag.clone()), "{path}");
                assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
            }
            assert_eq!(admin.get_with(path, &[encoding, ("If-None-Match", "\"other\"")]).status, 200);
        }
    }
    let engagements = admin.get("/engagements").etag();
    let locations = admin.get("/locations").etag();
    let tag = admin.get(&format!("/locations/{location}")).etag();
    assert_eq!(admin.submit(&location, &tag, "key").status, 200);
    assert_ne!(admin.get("/locations").etag(), locations);
    assert_eq!(admin.get("/engagements").etag(), engagements, "engagements do not change with a location");
}

fn browsers_keep_no_answer_of_a_session(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    let mut paths: Vec<_> = LISTS.iter().map(|list| list_path(list)).collect();
    for list in ["engagements", "locations", "customers", "claims"] {
        paths.push(format!("/{list}/{}", admin.read(&format!("/{list}"))[0]["id"].as_str().unwrap()));
    }
    paths.extend(["/dataset", "/session", "/sign-in", "/nothing", "/oidc/start"].map(str::to_owned));
    let mut replies: Vec<_> = paths.iter().map(|path| (path.as_str(), admin.get(path))).collect();
    let location = crate::payee::open_locations().remove(0);
    let tag = admin.get(&format!("/locations/{location}")).etag();
    replies.push(("a change", admin.submit(&location, &tag, "key")));
    replies.push(("a sign-in", server.client().sign_in("user", "demo-user")));
    replies.push(("no session", server.client().get("/dataset")));
    let stream = admin.open("GET", "/api/v1/events", &[], b"").unwrap();
    let (_, headers) = head(&mut std::io::BufReader::new(stream)).unwrap();
    replies.push(("events", Reply { status: 200, headers, body: Vec::new() }));
    replies.push(("sign-out", admin.send("DELETE", "/session", &[], b"")));
    for (what, reply) in replies {
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{what}: {reply:?}");
    }
    // The same for everybody.
    assert_eq!(admin.get("/openapi.json").header("cache-control"), Some("no-cache"));
}

fn negotiates_encodings(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    let plain = admin.get("/engagements");
    assert_eq!(plain.header("content-encoding"), None);
    let mut tags = vec![plain.etag()];
    for name in ["br", "gzip"] {
        let reply = admin.get_with("/engagements", &[("Accept-Encoding", name)]);
        assert_eq!(reply.header("content-encoding"), Some(name));
        assert!(reply.body.len() < plain.body.len() / 3, "{name}: {}", reply.body.len());
        let mut decoded = Vec::new();
        let read = match name {
            "br" => std::io::copy(&mut brotli::Decompressor::new(&reply.body[..], 4096), &mut decoded),
            _ => std::io::copy(&mut flate2::read::GzDecoder::new(&reply.body[..]), &mut decoded),
        };
        read.unwrap();
        assert_eq!(decoded, plain.body);
        tags.push(reply.etag());
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "each form has a tag of its own: {tags:?}");
}

fn rejects_other_api_versions(database: &Database) {
    let server = Server::demo(database);
    let nobody = server.client();
    assert_eq!(nobody.get_with("/sign-in", &[("X-Api-Version", "1")]).status, 200);
    let reply = nobody.get_with("/sign-in", &[("X-Api-Version", "2")]);
    assert_eq!((reply.status, reply.code().as_str()), (400, "unsupported-version"));
    for path in ["/healthz", "/readyz", "/nothing", "/api/v1/areas", "/api/v1/sign-in"] {
        let reply = nobody.ask("GET", path, &[], b"");
        assert_eq!(reply.header("x-api-version"), Some("1"), "{path}");
        assert_eq!(reply.header("x-request-id").unwrap().len(), 32);
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert!(reply.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
    }
}

fn serves_its_openapi_document(database: &Database) {
    let server = Server::demo(database);
    let nobody = server.client();
    let document = nobody.read("/openapi.json");
    assert_eq!(document["servers"][0]["url"], "/api/v1");
    // Whatever it names is there: a client without a session gets 401.
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.replace("{id}", "x").replace("{profile}", "bank");
        for method in methods.as_object().unwrap().keys() {
            let reply = nobody.send(&method.to_uppercase(), &path, &[], b"{}");
            assert!([200, 401, 422].contains(&reply.status), "{method} {path}: {reply:?}");
        }
    }
    let page = nobody.get("/docs");
    assert!(!page.header("content-security-policy").unwrap().contains("unsafe"), "no inline script or style");
    for file in page.text().split('"').filter(|word| word.starts_with("docs/")) {
        let reply = nobody.get(&format!("/{file}"));
        assert_eq!(reply.status, 200, "{file}");
        assert!(reply.body.len() > 20);
    }
    assert_eq!(nobody.get("/docs/other.js").code(), "not-found");
}
