//! Who may do what: role × endpoint.

use serde_json::{Value, json};

use crate::support::{Client, Database, Reply, Server, Test, demo_json, operated, tests, wait_for};

pub const ON_EACH_DATABASE: &[Test] = tests![
    r12_7_the_server_enforces_roles_on_every_endpoint,
    hides_other_locations,
    applies_changed_roles_to_open_sessions,
    rejects_cross_origin_writes,
];

/// Where everybody but `none` and `some` has a role, and where `some` has one as well.
struct Places {
    /// One of the three that `some` is an admin of.
    own: String,
    /// One that `some` does not see.
    other: String,
    /// A customer and a claim of the other.
    claim: String,
}

fn places() -> Places {
    let file = demo_json();
    let locations: Vec<_> =
        file["locations"].as_array().unwrap().iter().map(|location| location["id"].as_str().unwrap()).collect();
    let claims = file["claims"].as_array().unwrap();
    let claim = claims.iter().find(|claim| locations[3..].contains(&claim["location"].as_str().unwrap())).unwrap();
    Places {
        own: locations[0].to_owned(),
        other: claim["location"].as_str().unwrap().to_owned(),
        claim: claim["id"].as_str().unwrap().to_owned(),
    }
}

/// 12.7 The server enforces all of it; the page only explains it.
fn r12_7_the_server_enforces_roles_on_every_endpoint(database: &Database) {
    let server = Server::demo(database);
    let Places { own, other, claim } = places();
    let engagement = demo_json()["engagements"][0]["id"].as_str().unwrap().to_owned();
    let whole = ["nobody", "none", "some", "user", "admin"];
    let clients = whole.map(|name| if name == "nobody" { server.client() } else { server.signed_in(name) });
    let get = |path: &str| ("GET", path.to_owned());
    let put = |location: &str| ("PUT", format!("/locations/{location}/payee/bank"));
    // Without a precondition nobody gets further than to be asked for one.
    let asked = 400;
    for ((method, path), expected) in [
        (get("/sign-in"), [200; 5]),
        (get("/session"), [401, 200, 200, 200, 200]),
        (get("/dataset"), [401, 200, 200, 200, 200]),
        (get("/areas"), [401, 200, 200, 200, 200]),
        (get("/roles"), [401, 200, 200, 200, 200]),
        (get("/markets"), [401, 200, 200, 200, 200]),
        (get("/credentials"), [401, 200, 200, 200, 200]),
        (get("/criteria"), [401, 200, 200, 200, 200]),
        (get("/engagements"), [401, 200, 200, 200, 200]),
        (get(&format!("/engagements/{engagement}")), [401, 404, 200, 200, 200]),
        (get("/locations"), [401, 200, 200, 200, 200]),
        (get(&format!("/locations/{own}")), [401, 404, 200, 200, 200]),
        (get(&format!("/locations/{other}")), [401, 404, 404, 200, 200]),
        (get("/customers"), [401, 200, 200, 200, 200]),
        (get("/customer-verdicts"), [401, 200, 200, 200, 200]),
        (get("/claims"), [401, 200, 200, 200, 200]),
        (get(&format!("/claims/{claim}")), [401, 404, 404, 200, 200]),
        (put(&own), [401, 404, asked, 403, asked]),
        (put(&other), [401, 404, 404, 403, asked]),
        (put("nowhere"), [401, 404, 404, 404, 404]),
        (("DELETE", "/sessions".to_owned()), [401, 204, 204, 204, 204]),
    ] {
        let statuses = clients.each_ref().map(|client| client.send(method, &path, &[], b"").status);
        assert_eq!(statuses, expected, "{method} {path} for {whole:?}");
    }
}

/// Every place where an answer names a location.
fn named(client: &Client) -> String {
    ["/session", "/dataset", "/locations", "/customers", "/claims", "/customer-verdicts"]
        .map(|path| client.get(path).text())
        .concat()
}

fn hides_other_locations(database: &Database) {
    let server = Server::demo(database);
    let file = demo_json();
    let (some, none, admin) = (server.signed_in("some"), server.signed_in("none"), server.signed_in("admin"));
    let locations = file["locations"].as_array().unwrap();
    let (own, other) = locations.split_at(3);
    let (all, few, nothing) = (named(&admin), named(&some), named(&none));
    for location in own.iter().chain(other) {
        let id = location["id"].to_string();
        assert!(all.contains(&id));
        assert_eq!(few.contains(&id), own.contains(location), "{id}");
        assert!(!nothing.contains(&id));
    }
    // A customer shows with a claim that shows.
    let claims = some.read("/claims");
    let customers = some.read("/customers");
    let seen = |field: &'static str| {
        move |list: &Value| list.as_array().unwrap().iter().map(|item| item[field].clone()).collect::<Vec<_>>()
    };
    let mut of_claims = seen("customer")(&claims);
    of_claims.sort_by_key(Value::to_string);
    of_claims.dedup();
    let mut of_list = seen("id")(&customers);
    of_list.sort_by_key(Value::to_string);
    assert_eq!(of_list, of_claims);
    let hidden = seen("id")(&file["customers"]).into_iter().find(|id| !of_list.contains(id)).unwrap();
    let path = format!("/customers/{}", hidden.as_str().unwrap());
    assert_eq!((some.get(&path).code().as_str(), admin.get(&path).status), ("not-found", 200));
    assert_eq!(none.read("/customers"), json!([]));
    // A verdict shows with its customer, in the list and in the whole.
    let (of_admin, of_some) = (admin.read("/customer-verdicts"), some.read("/customer-verdicts"));
    let all = of_admin.as_array().unwrap().iter();
    let visible: Vec<_> = all.filter(|verdict| of_list.contains(&verdict["customer"])).cloned().collect();
    assert!(!visible.is_empty() && visible.len() < of_admin.as_array().unwrap().len());
    assert_eq!(of_some, json!(visible));
    assert_eq!(some.read("/dataset")["customerVerdicts"], of_some);
    assert_eq!(none.read("/customer-verdicts"), json!([]));
    // Hidden resources look as if they did not exist.
    let problem = |reply: Reply| {
        let mut problem = reply.json();
        problem["requestId"].take();
        problem
    };
    let other = other[0]["id"].as_str().unwrap();
    for path in ["", "/payee/bank"] {
        let method = if path.is_empty() { "GET" } else { "PUT" };
        let ask = |id: &str| problem(some.send(method, &format!("/locations/{id}{path}"), &[], b"{}"));
        assert_eq!(ask(other), ask("nowhere"));
    }
    // A change at a hidden location changes nothing visible, not even a tag.
    let tags = |client: &Client| {
        ["/dataset", "/locations", "/claims", "/customer-verdicts"].map(|path| client.get(path).etag())
    };
    let before = (tags(&some), tags(&admin));
    let open = |location: &&Value| {
        ["missing", "actionRequired"].contains(&location["payee"]["bank"]["status"].as_str().unwrap())
    };
    let changed = locations[3..].iter().find(open).expect("a profile to submit")["id"].as_str().unwrap();
    let tag = admin.get(&format!("/locations/{changed}")).etag();
    assert_eq!(admin.submit(changed, &tag, "k").status, 200);
    assert_eq!(tags(&some), before.0);
    assert_ne!(tags(&admin), before.1);
}

fn applies_changed_roles_to_open_sessions(database: &Database) {
    let server = Server::demo(database);
    let Places { other, .. } = places();
    let none = server.signed_in("none");
    let path = format!("/locations/{other}");
    assert_eq!(none.get(&path).status, 404);
    operated(database, &["account", "grant", "none", "--location", &other, "--role", "user"], "");
    wait_for("the role", || (none.get(&path).status == 200).then_some(()));
    assert_eq!(none.submit(&other, "\"1\"", "k").code(), "forbidden");
    operated(database, &["account", "revoke", "none", "--location", &other], "");
    wait_for("its end", || (none.get(&path).status == 404).then_some(()));
    operated(database, &["account", "password", "none"], "another password\n");
    wait_for("the end of the session", || (none.get("/session").status == 401).then_some(()));
}

fn rejects_cross_origin_writes(database: &Database) {
    let server = Server::demo(database);
    let user = server.signed_in("user");
    let origin = format!("http://{}", server.address);
    for (headers, status) in [
        (vec![], 403),
        (vec![("Sec-Fetch-Site", "cross-site"), ("Origin", origin.as_str())], 403),
        (vec![("Origin", "http://evil.example")], 403),
        (vec![("Origin", origin.as_str())], 204),
    ] {
        let reply = user.ask("DELETE", "/api/v1/session", &headers, b"");
        assert_eq!(reply.status, status, "{headers:?}");
        if status == 403 {
            assert_eq!(reply.code(), "cross-origin");
        }
    }
    let json = [("Content-Type", "application/json")];
    let body = br#"{"username":"user","password":"demo-user"}"#;
    assert_eq!(server.client().ask("POST", "/api/v1/session", &json, body).code(), "cross-origin");
}
