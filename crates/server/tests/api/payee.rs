//! Submitting a bank or tax profile.

use serde_json::{Value, json};

use crate::support::{Client, Database, Server, Test, demo_json, operated, tests};

pub const ON_EACH_DATABASE: &[Test] = tests![
    submits_a_profile,
    rejects_the_second_of_two_concurrent_writes,
    refreshes_after_a_refusal,
    repeats_the_first_answer,
    requires_key_and_precondition,
    rejects_pending_profile,
    validates_each_field,
    accepts_tags_changed_by_a_proxy,
];

/// Locations with a bank profile to submit.
pub fn open_locations() -> Vec<String> {
    let file = demo_json();
    let open = |location: &&Value| {
        ["missing", "actionRequired"].contains(&location["payee"]["bank"]["status"].as_str().unwrap())
    };
    let open = file["locations"].as_array().unwrap().iter().filter(open);
    open.map(|location| location["id"].as_str().unwrap().to_owned()).collect()
}

fn start(database: &Database) -> (Server, Client, String, String) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    let location = open_locations().remove(0);
    let tag = admin.get(&format!("/locations/{location}")).etag();
    (server, admin, location, tag)
}

fn bank(location: &Value) -> &str {
    location["payee"]["bank"]["status"].as_str().unwrap()
}

fn submits_a_profile(database: &Database) {
    let (_server, admin, location, tag) = start(database);
    let path = format!("/locations/{location}");
    let before = admin.read(&path);
    let reply = admin.submit(&location, &tag, "key");
    assert_eq!((reply.status, bank(&reply.json())), (200, "pendingValidation"));
    assert_ne!(reply.etag(), tag);
    let after = admin.get(&path);
    assert_eq!((after.json(), after.etag()), (reply.json(), reply.etag()), "what was written is read at once");
    let mut expected = before;
    expected["payee"]["bank"]["status"] = json!("pendingValidation");
    assert_eq!(after.json(), expected, "nothing else has changed, and no contact shows");
    let whole = admin.get("/dataset");
    assert_eq!(whole.revision(), reply.revision());
    assert!(whole.text().contains(&reply.text()) && !whole.text().contains("ada@example.com"));
}

fn rejects_the_second_of_two_concurrent_writes(database: &Database) {
    let (server, admin, location, tag) = start(database);
    let other = server.signed_in("admin");
    let replies = std::thread::scope(|scope| {
        let first = scope.spawn(|| admin.submit_profile(&location, "bank", &tag, "one"));
        let second = scope.spawn(|| other.submit_profile(&location, "bank", &tag, "two"));
        [first.join().unwrap(), second.join().unwrap()]
    });
    let mut statuses = replies.each_ref().map(|reply| reply.status);
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    let [winner, loser] = if replies[0].status == 200 {
        replies
    } else {
        let [a, b] = replies;
        [b, a]
    };
    assert_eq!(loser.code(), "stale");
    assert_eq!(loser.json()["current"], winner.json(), "the version of the winner");
    assert_eq!(loser.etag(), winner.etag(), "and what to name it by");
}

fn refreshes_after_a_refusal(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    // Its bank profile is missing, its tax profile is being validated.
    let location = "5419027";
    let path = format!("/locations/{location}");
    let tag = admin.get(&path).etag();
    operated(database, &["payee", "approve", "--location", location, "--profile", "tax"], "");
    let reply = admin.submit(location, &tag, "key");
    let read = admin.get(&path);
    assert_eq!((reply.status, read.etag(), read.json()), (412, reply.etag(), reply.json()["current"].clone()));
}

fn repeats_the_first_answer(database: &Database) {
    let (server, mut admin, location, tag) = start(database);
    let first = admin.submit(&location, &tag, "key");
    let again = admin.submit(&location, &tag, "key");
    assert_eq!((again.status, again.etag(), again.body), (200, first.etag(), first.body.clone()));
    let other = admin.submit_profile(&location, "tax", &first.etag(), "key");
    assert_eq!((other.status, other.code().as_str()), (422, "idempotency-key-reused"));
    // Keys are each person's own.
    let some = server.signed_in("some");
    assert_ne!(some.submit(&location, "\"0\"", "key").status, 422);
    server.kill();
    let server = Server::demo(database);
    admin.address.clone_from(&server.address);
    let again = admin.submit(&location, &tag, "key");
    assert_eq!(
        (again.status, again.etag(), again.body),
        (200, first.etag(), first.body.clone()),
        "also after a restart"
    );
    // What was refused may be tried again with the same key.
    assert_eq!(admin.submit(&location, "\"0\"", "new").status, 412);
    assert_eq!(admin.submit(&location, &first.etag(), "new").code(), "profile-not-open");
}

fn requires_key_and_precondition(database: &Database) {
    let (_server, admin, location, tag) = start(database);
    let path = format!("/locations/{location}/payee/bank");
    let body = br#"{"contact":{"name":"Ada","email":"ada@example.com"}}"#;
    let long = "k".repeat(201);
    for (headers, status, code) in [
        (vec![("If-Match", tag.as_str())], 400, "idempotency-key-missing"),
        (vec![("If-Match", tag.as_str()), ("Idempotency-Key", "")], 400, "idempotency-key-missing"),
        (vec![("If-Match", tag.as_str()), ("Idempotency-Key", &long)], 400, "idempotency-key-invalid"),
        (vec![("If-Match", tag.as_str()), ("Idempotency-Key", "a b")], 400, "idempotency-key-invalid"),
        (vec![("Idempotency-Key", "k")], 428, "precondition-required"),
        (vec![("If-Match", "*"), ("Idempotency-Key", "k")], 428, "precondition-required"),
        (vec![("If-Match", "\"0\""), ("Idempotency-Key", "k")], 412, "stale"),
        (vec![("If-Match", "nonsense"), ("Idempotency-Key", "k")], 412, "stale"),
    ] {
        let reply = admin.send("PUT", &path, &headers, body);
        assert_eq!((reply.status, reply.code().as_str()), (status, code), "{headers:?}");
    }
    let other = admin.send("PUT", &format!("/locations/{location}/payee/other"), &[], body);
    assert_eq!(other.code(), "not-found");
    let headers = [
        ("Sec-Fetch-Site", "same-origin"),
        ("If-Match", tag.as_str()),
        ("Idempotency-Key", "k"),
        ("Content-Type", "text/plain"),
    ];
    assert_eq!(admin.ask("PUT", &format!("/api/v1{path}"), &headers, body).code(), "unsupported-media-type");
}

fn accepts_tags_changed_by_a_proxy(database: &Database) {
    let (_server, admin, ..) = start(database);
    let open = open_locations();
    for (location, suffix) in open.iter().zip(["", "-gzip", ";br"]) {
        let path = format!("/locations/{location}");
        let tag = format!("W/\"{}{suffix}\"", admin.get(&path).etag().trim_matches('"'));
        assert_eq!(admin.get_with(&path, &[("If-None-Match", &tag)]).status, 304, "{tag}");
        let reply = admin.submit(location, &tag, location);
        assert_eq!(reply.status, 200, "{tag}: {reply:?}");
        assert_eq!(admin.get_with(&path, &[("If-None-Match", &tag)]).status, 200, "another revision");
    }
    let list = admin.get_with("/areas", &[("Accept-Encoding", "br")]).etag();
    for tag in [format!("W/{list}"), list.replace("-br\"", "-br-gzip\""), list.replace("-br\"", "\"")] {
        assert_eq!(admin.get_with("/areas", &[("If-None-Match", &tag)]).status, 304, "{tag}");
    }
}

fn rejects_pending_profile(database: &Database) {
    let (_server, admin, location, tag) = start(database);
    let first = admin.submit(&location, &tag, "one");
    let reply = admin.submit(&location, &first.etag(), "two");
    assert_eq!((reply.status, reply.code().as_str()), (409, "profile-not-open"));
    assert_eq!(admin.get(&format!("/locations/{location}")).etag(), first.etag());
}

fn validates_each_field(database: &Database) {
    let (_server, admin, location, tag) = start(database);
    let headers = [("If-Match", tag.as_str()), ("Idempotency-Key", "k")];
    let path = format!("/locations/{location}/payee/bank");
    let contact = |name: &str, email: &str| json!({"contact": {"name": name, "email": email}});
    let long = "x".repeat(201);
    for (body, pointer) in [
        (json!({}), ""),
        (json!([]), ""),
        (json!({"contact": 5}), "/contact"),
        (json!({"contact": {"name": "Ada"}}), "/contact"),
        (json!({"contact": {"name": "Ada", "email": ["x"]}}), "/contact/email"),
        (json!({"contact": {"name": "Ada", "email": "a@b", "iban": "SE00"}}), "/contact/iban"),
        (json!({"contact": {"name": "Ada", "email": "a@b"}, "account": 1}), "/account"),
        (contact("", "a@b"), "/contact/name"),
        (contact(&long, "a@b"), "/contact/name"),
        (contact("A\u{0}", "a@b"), "/contact/name"),
        (contact("Ada", "nobody"), "/contact/email"),
        (contact("Ada", "a b@c"), "/contact/email"),
    ] {
        let reply = admin.send("PUT", &path, &headers, body.to_string().as_bytes());
        assert_eq!((reply.status, reply.code().as_str()), (422, "invalid-field"), "{body}");
        assert_eq!(reply.json()["pointer"], pointer, "{body}");
    }
    // Whatever a text holds is text.
    let name = "Robert'); DROP TABLE resources;-- <script>alert(1)</script> \u{1F600}";
    let reply = admin.send("PUT", &path, &headers, contact(name, "o'b@example.com").to_string().as_bytes());
    assert_eq!(reply.status, 200, "{reply:?}");
    assert_eq!(admin.get("/locations").status, 200);
}
