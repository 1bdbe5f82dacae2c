//! Revisions, tags and events: they count what a session may see, and nothing else.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::durability::{locations, start_open, submit_now};
use crate::support::{Client, Database, Events, Server, Test, demo, operate, operated, tests};

pub const ON_EACH_DATABASE: &[Test] = tests![
    counts_only_what_is_visible,
    moves_with_everything_visible,
    events_lead_to_the_data_of_a_fresh_read,
    resets_where_changes_are_deleted,
    tags_of_an_earlier_import_are_stale,
];

/// The revision and every tag that a session gets.
fn versions(client: &Client) -> (i64, BTreeMap<String, String>) {
    let own = client.read("/locations");
    let own = own.as_array().unwrap().iter().map(|location| format!("/locations/{}", location["id"].as_str().unwrap()));
    let lists = ["dataset", "locations", "customers", "claims", "customer-verdicts", "engagements", "areas"];
    let lists = lists.map(|list| format!("/{list}"));
    let paths = lists.into_iter().chain(own);
    (client.get("/dataset").revision(), paths.map(|path| (path.clone(), client.get(&path).etag())).collect())
}

fn counts_only_what_is_visible(database: &Database) {
    let (server, admin, locations) = start_open(database);
    let some = server.signed_in("some");
    // `some` sees the first three.
    let (own, hidden) = (&locations[0], &locations[5]);
    let before = versions(&some);
    let events = Events::open(&some, "", &[]);
    assert_eq!(events.any().data["revision"], before.0, "hello");
    let operate = |args: &[&str], input: &str| drop(operated(database, args, input));
    let hidden_changes: [(&str, &dyn Fn()); 9] = [
        ("a submission", &|| assert_eq!(submit_now(&admin, hidden, "bank", "hidden").status, 200)),
        ("a decision", &|| operate(&["payee", "approve", "--location", hidden, "--profile", "bank"], "")),
        ("a sign-out", &|| {
            let user = server.signed_in("user");
            assert_eq!(user.send("DELETE", "/session", &[], b"").status, 204);
        }),
        ("another sign-out of the same account", &|| {
            let other = server.signed_in("some");
            assert_eq!(other.send("DELETE", "/session", &[], b"").status, 204);
        }),
        ("an account", &|| operate(&["account", "add", "eve", "--name", "Eve"], "several unrelated words\n")),
        ("an address", &|| operate(&["account", "email", "user", "user@contoso.example.com"], "")),
        ("a password", &|| operate(&["account", "password", "user"], "several unrelated words\n")),
        ("a role elsewhere", &|| operate(&["account", "grant", "eve", "--location", hidden, "--role", "admin"], "")),
        ("a disabled account", &|| operate(&["account", "disable", "eve"], "")),
    ];
    for (what, change) in hidden_changes {
        change();
        server.catches_up(database);
        assert_eq!(versions(&some), before, "{what}");
    }
    assert_eq!(submit_now(&admin, own, "bank", "own").status, 200);
    assert_eq!(events.changed(own), before.0 + 1, "the first event of the stream");
    let resumed = Events::open(&some, &format!("?after={}", before.0), &[]);
    assert_eq!(resumed.changed(own), before.0 + 1, "hidden changes do not make it reload");
    let after = versions(&some);
    let changed: Vec<_> = after.1.iter().filter(|(path, tag)| before.1[*path] != **tag).map(|(path, _)| path).collect();
    assert_eq!(changed, ["/dataset", "/locations", &format!("/locations/{own}")]);
}

fn moves_with_everything_visible(database: &Database) {
    let (server, admin, locations) = start_open(database);
    let some = server.signed_in("some");
    let operate = |args: &[&str]| drop(operated(database, args, ""));
    let changes: [(&str, &dyn Fn()); 6] = [
        ("a submission", &|| assert_eq!(submit_now(&admin, &locations[1], "tax", "own").status, 200)),
        ("a decision", &|| operate(&["payee", "reject", "--location", &locations[1], "--profile", "tax"])),
        ("an address of an admin", &|| operate(&["account", "email", "admin", "a@contoso.example.com"])),
        ("another admin", &|| operate(&["account", "grant", "user", "--location", &locations[2], "--role", "admin"])),
        ("another role", &|| operate(&["account", "grant", "some", "--location", &locations[2], "--role", "user"])),
        ("another location", &|| operate(&["account", "grant", "some", "--location", &locations[4], "--role", "user"])),
    ];
    let events = Events::open(&some, "", &[]);
    let (mut revision, mut tag) = (some.get("/dataset").revision(), some.get("/dataset").etag());
    for (what, change) in changes {
        change();
        server.catches_up(database);
        let event = events.next();
        let now = some.get("/dataset");
        assert_ne!((now.revision(), now.etag()), (revision, tag.clone()), "{what}");
        assert_eq!(event.id, now.revision(), "{what}");
        let resumed = Events::open(&some, &format!("?after={revision}"), &[]).next();
        assert_eq!((resumed.name, resumed.id), (event.name, event.id), "{what}");
        (revision, tag) = (now.revision(), now.etag());
    }
}

/// What a client holds that applies events.
#[derive(Clone, PartialEq)]
struct Copy {
    revision: i64,
    dataset: Value,
}

impl Copy {
    fn load(client: &Client) -> Self {
        let reply = client.get("/dataset");
        Self { revision: reply.revision(), dataset: reply.json() }
    }

    /// Opens a stream and applies its events until the revision is that of a fresh read.
    fn follow(mut self, client: &Client, fresh: &Self) -> Self {
        let events = Events::open(client, &format!("?after={}", self.revision), &[]);
        while self.revision != fresh.revision {
            let event = events.next();
            if event.name == "change" {
                assert_eq!(event.id, self.revision + 1, "one after the other");
                self.revision = event.id;
                let now = client.read(&format!("/locations/{}", event.data["id"].as_str().unwrap()));
                let list = self.dataset["locations"].as_array_mut().unwrap();
                let at = list.iter().position(|location| location["id"] == now["id"]).unwrap();
                list[at] = now;
            } else {
                self = Self { revision: event.id, ..Self::load(client) };
            }
        }
        self
    }
}

/// Pseudo-random numbers, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

/// Something that changes, for everybody or for one.
fn change_something(database: &Database, server: &Server, admin: &Client, numbers: &mut Numbers, step: usize) {
    let all = locations();
    let location = all[numbers.below(6)].as_str();
    let role = ["admin", "user"][numbers.below(2)];
    match numbers.below(8) {
        0..4 => drop(submit_now(admin, location, ["bank", "tax"][numbers.below(2)], &format!("random-{step}"))),
        4 => drop(operate(database, &["payee", "reject", "--location", location, "--profile", "bank"], "")),
        5 => drop(operated(database, &["account", "grant", "some", "--location", location, "--role", role], "")),
        6 => drop(operate(database, &["account", "revoke", "some", "--location", location], "")),
        _ => drop(server.signed_in("user").send("DELETE", "/session", &[], b"")),
    }
}

fn events_lead_to_the_data_of_a_fresh_read(database: &Database) {
    let (mut server, mut admin, _) = start_open(database);
    let mut clients = ["admin", "some"].map(|name| server.signed_in(name));
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut points = clients.each_ref().map(|client| vec![Copy::load(client)]);
    for step in 0..30 {
        change_something(database, &server, &admin, &mut numbers, step);
        if step % 10 == 9 {
            assert!(server.stop());
            server = Server::start(database, &["--demo", "--import", demo().to_str().unwrap()]);
            for client in clients.iter_mut().chain([&mut admin]) {
                client.address.clone_from(&server.address);
            }
        }
        server.catches_up(database);
        for (client, points) in clients.iter().zip(&mut points) {
            let fresh = Copy::load(client);
            let point = points[numbers.below(points.len())].clone();
            let revision = point.revision;
            let copy = point.follow(client, &fresh);
            assert!(copy == fresh, "step {step}: {} from {revision} on", client.cookie.is_some());
            points.push(fresh);
        }
    }
}

fn resets_where_changes_are_deleted(database: &Database) {
    let (server, mut admin, locations) = start_open(database);
    let start = admin.get("/dataset").revision();
    for location in &locations[..3] {
        assert_eq!(submit_now(&admin, location, "bank", location).status, 200);
    }
    assert!(server.stop());
    database.execute("DELETE FROM events WHERE seq < (SELECT MAX(seq) FROM events WHERE kind = 'location')");
    let server = Server::start(database, &["--demo"]);
    admin.address.clone_from(&server.address);
    assert_eq!(admin.get("/dataset").revision(), start + 3, "the count is kept");
    let open = |after: i64| Events::open(&admin, &format!("?after={after}"), &[]);
    assert_eq!(open(start + 2).changed(&locations[2]), start + 3);
    assert_eq!((open(start).reset(), open(start + 1).reset()), (start + 3, start + 3));
}

fn tags_of_an_earlier_import_are_stale(database: &Database) {
    let (server, mut admin, locations) = start_open(database);
    let path = format!("/locations/{}", locations[0]);
    let (tag, start) = (admin.get(&path).etag(), admin.get("/dataset").revision());
    assert!(server.stop());
    let mut other = crate::support::demo_json();
    other["partner"]["name"] = "Fabrikam".into();
    let file = database.file("other.json", other.to_string());
    // Not of the demo: it would not import again.
    operated(database, &["account", "remove", "admin"], "");
    for name in ["user", "some", "none"] {
        operated(database, &["account", "remove", name], "");
    }
    operated(database, &["account", "add", "ada", "--name", "Ada"], "several unrelated words\n");
    operated(database, &["account", "grant", "ada", "--location", "*", "--role", "admin"], "");
    let server = Server::start(database, &["--import", &file]);
    admin = server.client();
    assert_eq!(admin.sign_in("ada", "several unrelated words").status, 200);
    let now = admin.get(&path);
    assert_eq!(now.changes(), 0, "counted from the import on");
    assert_ne!(now.etag(), tag);
    assert_eq!(admin.get_with(&path, &[("If-None-Match", &tag)]).status, 200);
    assert_eq!(admin.submit(&locations[0], &tag, "key").code(), "stale");
    Events::open(&admin, &format!("?after={start}"), &[]).reset();
}
