//! What changes, as it changes.

use crate::payee::open_locations;
use crate::support::{Client, Database, Events, Server, Test, demo, operated, tests, wait_for};

pub const ON_EACH_DATABASE: &[Test] = tests![
    streams_changes_and_backlog,
    hides_changes_of_other_locations,
    resumes_after_a_restart,
    resets_on_unknown_event_id,
    closes_with_the_session,
    resets_when_roles_change,
    streams_changes_of_other_processes,
    reads_own_writes_from_every_process,
    names_the_user_and_beats,
    rejects_requests_meant_for_another_user,
];

/// Submits the bank profile; returns the revision with the change.
fn submit(client: &Client, location: &str) -> i64 {
    let tag = client.get(&format!("/locations/{location}")).etag();
    let reply = client.submit(location, &tag, &format!("{location}-{tag}").replace('"', ""));
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.revision()
}

fn revision(client: &Client) -> i64 {
    client.get("/dataset").revision()
}

fn streams_changes_and_backlog(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    let locations = open_locations();
    let before = revision(&admin);
    let events = Events::open(&admin, "", &[]);
    let first = submit(&admin, &locations[0]);
    assert_eq!((events.changed(&locations[0]), first), (before + 1, before + 1));
    let second = submit(&admin, &locations[1]);
    assert_eq!((events.changed(&locations[1]), second), (before + 2, before + 2));
    // Another that saw only the beginning.
    let late = Events::open(&admin, &format!("?after={before}"), &[]);
    assert_eq!((late.changed(&locations[0]), late.changed(&locations[1])), (first, second));
    let later = Events::open(&admin, "?after=0", &[("Last-Event-ID", &first.to_string())]);
    assert_eq!(later.changed(&locations[1]), second, "what the browser says goes before the address");
    assert_eq!(admin.get("/events?after=x").code(), "invalid-query");
    assert_eq!(admin.get("/events?after=-1").code(), "invalid-query");
    assert_eq!(server.client().get("/events").code(), "not-signed-in");
}

fn hides_changes_of_other_locations(database: &Database) {
    let server = Server::demo(database);
    let (admin, some) = (server.signed_in("admin"), server.signed_in("some"));
    let own = some.read("/session")["roles"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let open = open_locations();
    let (seen, unseen): (Vec<_>, Vec<_>) = open.iter().partition(|location| own.contains(location));
    let events = Events::open(&some, "", &[]);
    submit(&admin, unseen[0]);
    // Something that shows, to know that the other was left out.
    let last = if let Some(location) = seen.first() {
        submit(&admin, location);
        (*location).clone()
    } else {
        operated(database, &["payee", "reject", "--location", &own[0], "--profile", "bank"], "");
        own[0].clone()
    };
    events.changed(&last);
}

fn resumes_after_a_restart(database: &Database) {
    let server = Server::demo(database);
    let mut admin = server.signed_in("admin");
    let locations = open_locations();
    let events = Events::open(&admin, "", &[]);
    submit(&admin, &locations[0]);
    let last = events.changed(&locations[0]);
    // Shutdown ends open streams at once.
    assert!(server.stop());
    events.ends();
    // Changes made meanwhile follow after the restart.
    operated(database, &["payee", "approve", "--location", &locations[0], "--profile", "bank"], "");
    let server = Server::demo(database);
    admin.address.clone_from(&server.address);
    submit(&admin, &locations[1]);
    let events = Events::open(&admin, "", &[("Last-Event-ID", &last.to_string())]);
    let second = events.changed(&locations[0]);
    let third = events.changed(&locations[1]);
    assert!(last < second && second < third);
}

fn resets_on_unknown_event_id(database: &Database) {
    // No demo: a server without --demo, as the second one below, removes its accounts.
    operated(database, &["account", "add", "ada", "--name", "Ada"], "a good password\n");
    operated(database, &["account", "grant", "ada", "--location", "*", "--role", "admin"], "");
    let server = Server::start(database, &["--import", crate::support::demo().to_str().unwrap()]);
    let mut admin = server.client();
    assert_eq!(admin.sign_in("ada", "a good password").status, 200);
    let (now, view) = (revision(&admin), 1 << 20);
    // Of an earlier version of the server, of no server, of other views, and newer than any.
    let unknown = ["0", "17", "999999", "nonsense", "9223372036854775807", "-1"].map(str::to_owned);
    let others = [now + view, now - view, now ^ (view << 20), now + 1000].map(|other| other.to_string());
    for unknown in unknown.into_iter().chain(others) {
        let events = Events::open(&admin, "", &[("Last-Event-ID", &unknown)]);
        let revision = events.reset();
        let next = submit(&admin, &open_locations()[0]);
        assert_eq!(events.changed(&open_locations()[0]), next);
        assert_eq!(next, revision + 1);
        assert!(revision >= now, "{unknown}");
        let profile = ["--location", &open_locations()[0], "--profile", "bank"];
        operated(database, &[&["payee", "reject"], &profile[..]].concat(), "");
        wait_for("the rejection", || {
            let location = admin.read(&format!("/locations/{}", open_locations()[0]));
            (location["payee"]["bank"]["status"] == "actionRequired").then_some(())
        });
    }
    // Another dataset while one listens.
    let events = Events::open(&admin, "", &[]);
    let mut other = crate::support::demo_json();
    other["partner"]["name"] = "Fabrikam".into();
    let file = database.file("other.json", other.to_string());
    let second = Server::start(database, &["--import", &file]);
    events.reset();
    assert_eq!(admin.read("/dataset")["partner"]["name"], "Fabrikam");
    drop(second);
}

fn closes_with_the_session(database: &Database) {
    let server = Server::demo(database);
    let [first, second] = [(); 2].map(|()| server.signed_in("user"));
    let streams = [&first, &second].map(|client| Events::open(client, "", &[]));
    assert_eq!(first.send("DELETE", "/session", &[], b"").status, 204);
    streams[0].ends();
    assert_eq!(second.get("/session").status, 200);
    assert_eq!(second.send("DELETE", "/sessions", &[], b"").status, 204);
    streams[1].ends();
    drop(server);
    // And when it runs out: listening is no use.
    let server =
        Server::start(database, &["--demo", "--import", demo().to_str().unwrap(), "--session-idle-hours", "0.0006"]);
    let events = wait_for("a stream", || Events::try_open(&server.signed_in("user"), "", &[]));
    events.ends();
}

fn resets_when_roles_change(database: &Database) {
    let server = Server::demo(database);
    let none = server.signed_in("none");
    let events = Events::open(&none, "", &[]);
    let location = open_locations().remove(0);
    operated(database, &["account", "grant", "none", "--location", &location, "--role", "admin"], "");
    events.reset();
    assert_eq!(none.read("/locations").as_array().unwrap().len(), 1);
    let granted = revision(&none);
    operated(database, &["account", "revoke", "none", "--location", &location], "");
    let without = events.reset();
    // The same for somebody who was away meanwhile.
    assert_eq!(Events::open(&none, &format!("?after={granted}"), &[]).reset(), without);
    // Changes that happened while the location was hidden follow when it is visible again, and nothing else.
    let first = submit(&server.signed_in("admin"), &location);
    operated(database, &["account", "grant", "none", "--location", &location, "--role", "admin"], "");
    assert_eq!(events.reset(), granted + 1);
    let events = Events::open(&none, &format!("?after={granted}"), &[]);
    assert_eq!(events.changed(&location), granted + 1);
    assert_ne!(first, granted + 1, "another account counts for itself");
    // Another role at the same locations is another view as well: the person may do other things.
    operated(database, &["account", "grant", "none", "--location", &location, "--role", "user"], "");
    events.reset();
}

fn streams_changes_of_other_processes(database: &Database) {
    let server = Server::demo(database);
    let other = Server::demo(database);
    let mut elsewhere = server.signed_in("admin");
    let events = Events::open(&elsewhere, "", &[]);
    elsewhere.address.clone_from(&other.address);
    let location = open_locations().remove(0);
    let number = submit(&elsewhere, &location);
    assert_eq!(events.changed(&location), number, "a session and a change of one process are those of all");
    operated(database, &["payee", "approve", "--location", &location, "--profile", "bank"], "");
    assert!(events.changed(&location) > number);
}

fn reads_own_writes_from_every_process(database: &Database) {
    let server = Server::demo(database);
    let other = Server::demo(database);
    let here = server.signed_in("admin");
    let mut there = here.clone();
    there.address.clone_from(&other.address);
    for location in open_locations() {
        let number = submit(&here, &location).to_string();
        let read = there.get_with(&format!("/locations/{location}"), &[("X-Revision", &number)]);
        assert_eq!(read.json()["payee"]["bank"]["status"], "pendingValidation");
        assert_eq!(read.revision().to_string(), number);
    }
    // The view may be what the other process does not know yet.
    let none = [&server, &other].map(|server| server.signed_in("none"));
    for location in open_locations() {
        operated(database, &["account", "grant", "none", "--location", &location, "--role", "user"], "");
        let known = wait_for("the role", || {
            let reply = none[0].get(&format!("/locations/{location}"));
            (reply.status == 200).then(|| reply.revision().to_string())
        });
        let read = none[1].get_with(&format!("/locations/{location}"), &[("X-Revision", &known)]);
        assert_eq!((read.status, read.revision().to_string()), (200, known));
    }
    // What is no number of this server is ignored.
    for revision in ["9223372036854775807", "-1", "nonsense", "7"] {
        assert_eq!(there.get_with("/locations", &[("X-Revision", revision)]).status, 200, "{revision}");
    }
}

fn names_the_user_and_beats(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    let now = revision(&admin);
    let events = Events::open(&admin, "", &[]);
    let hello = events.any();
    assert_eq!((hello.name.as_str(), hello.id), ("hello", -1), "a reconnect does not start after it");
    assert_eq!(hello.data, serde_json::json!({"user": "admin", "revision": now}));
    let beat = events.any();
    assert_eq!((beat.name.as_str(), beat.id), ("heartbeat", -1));
}

fn rejects_requests_meant_for_another_user(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    for path in ["/session", "/dataset", "/locations", "/events"] {
        assert_eq!(admin.get_with(path, &[("X-User", "user")]).code(), "other-user", "{path}");
    }
    let location = open_locations().remove(0);
    let tag = admin.get(&format!("/locations/{location}")).etag();
    let body = serde_json::json!({"contact": {"name": "Ada", "email": "ada@example.com"}}).to_string();
    let path = format!("/locations/{location}/payee/bank");
    let submit = |user: &str| {
        let headers = [("If-Match", tag.as_str()), ("Idempotency-Key", "k"), ("X-User", user)];
        admin.send("PUT", &path, &headers, body.as_bytes())
    };
    assert_eq!((submit("some").status, submit("%61dmin%20").status), (409, 409));
    assert_eq!(admin.send("DELETE", "/session", &[("X-User", "user")], b"").code(), "other-user");
    assert_eq!(admin.get(&format!("/locations/{location}")).etag(), tag, "nothing was stored");
    assert_eq!(submit("%61dmin").status, 200, "the header is percent-encoded");
}
