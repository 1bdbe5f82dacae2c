//! What was answered stays, whatever happens to the process.

use std::collections::BTreeMap;

use crate::support::{Client, Database, Server, Test, demo_json, operated, tests, wait_for};

pub const ON_EACH_DATABASE: &[Test] = tests![
    kill_loses_no_answered_write,
    ended_transactions_lose_no_answered_write,
    terminated_connections_lose_no_answered_write,
    blocked_writers_leave_reads_untouched,
    records_a_failed_write_in_metrics,
];

/// Starts with a demo in which every profile can be submitted. Returns the ids of the locations.
pub fn start_open(database: &Database) -> (Server, Client, Vec<String>) {
    let file = open_dataset(database);
    let server = Server::start(database, &["--demo", "--import", &file]);
    let admin = server.signed_in("admin");
    (server, admin, locations())
}

/// The ids of the locations of the demo.
pub fn locations() -> Vec<String> {
    let dataset = demo_json();
    let locations = dataset["locations"].as_array().unwrap().iter();
    locations.map(|location| location["id"].as_str().unwrap().to_owned()).collect()
}

/// Writes a demo in which every profile can be submitted. Returns the path.
pub fn open_dataset(database: &Database) -> String {
    let mut dataset = demo_json();
    for location in dataset["locations"].as_array_mut().unwrap() {
        for profile in ["bank", "tax"] {
            location["payee"][profile]["status"] = "missing".into();
        }
    }
    database.file("open.json", dataset.to_string())
}

/// Submits a profile of the current revision of a location.
pub fn submit_now(client: &Client, location: &str, profile: &str, key: &str) -> crate::support::Reply {
    let tag = client.get(&format!("/locations/{location}")).etag();
    client.submit_profile(location, profile, &tag, key)
}

/// Every answered write is in the database, for another process and after the server was killed.
fn assert_stored(database: &Database, server: Server, mut admin: Client, answered: &BTreeMap<String, i64>) {
    let stored = database.location_changes();
    for (location, changes) in answered {
        assert_eq!(stored.get(location), Some(changes), "answered, and not stored: {location}");
    }
    server.kill();
    let server = Server::start(database, &["--demo"]);
    admin.address.clone_from(&server.address);
    for (location, changes) in answered {
        assert_eq!(admin.get(&format!("/locations/{location}")).changes(), *changes, "after a restart");
    }
}

/// Submits both profiles of every location; each must succeed. Returns how often each had changed then.
pub fn submit_all(admin: &Client, locations: &[String], round: &str) -> BTreeMap<String, i64> {
    let mut answered = BTreeMap::new();
    for location in locations {
        for profile in ["bank", "tax"] {
            let reply = submit_now(admin, location, profile, &format!("{location}-{profile}-{round}"));
            assert_eq!(reply.status, 200, "{reply:?}");
            answered.insert(location.clone(), reply.changes());
        }
    }
    answered
}

fn ended_transactions_lose_no_answered_write(database: &Database) {
    let (server, admin, locations) = start_open(database);
    for round in 0..8 {
        database.break_submissions();
        let reply = submit_now(&admin, &locations[0], "bank", &format!("broken-{round}"));
        assert_eq!((reply.status, reply.code().as_str()), (500, "internal"));
        // A refused change ends its transaction as well.
        let stale = admin.submit_profile(&locations[0], "bank", "\"0\"", &format!("stale-{round}"));
        assert_eq!(stale.status, 412, "{stale:?}");
        database.mend_submissions();
    }
    let answered = submit_all(&admin, &locations, "");
    assert_stored(database, server, admin, &answered);
}

fn terminated_connections_lose_no_answered_write(database: &Database) {
    let (server, admin, locations) = start_open(database);
    if database.url.is_some() {
        database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
             AND pid <> pg_backend_pid()",
        );
    }
    // The connections of a pool may be dead: a write can fail, and succeeds when it is sent again.
    let answered = locations.iter().map(|location| {
        let reply = wait_for("a write", || {
            let reply = admin.get(&format!("/locations/{location}"));
            let tag = reply.header("etag")?;
            Some(admin.submit(location, tag, location)).filter(|reply| reply.status == 200)
        });
        (location.clone(), reply.changes())
    });
    let answered = answered.collect();
    assert_stored(database, server, admin, &answered);
}

fn blocked_writers_leave_reads_untouched(database: &Database) {
    let (_server, admin, locations) = start_open(database);
    let tags: Vec<_> = locations.iter().map(|location| admin.get(&format!("/locations/{location}")).etag()).collect();
    let lock = database.block_writers();
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..20)
            .map(|number| {
                let (location, tag) = (&locations[number % locations.len()], &tags[number % locations.len()]);
                let admin = &admin;
                scope.spawn(move || admin.submit(location, tag, &format!("blocked-{number}")))
            })
            .collect();
        for number in 0..40 {
            let location = &locations[number % locations.len()];
            for path in [format!("/locations/{location}"), "/session".to_owned(), "/dataset".to_owned()] {
                assert_eq!(admin.get(&path).status, 200, "{path}");
            }
        }
        for writer in writers {
            let reply = writer.join().unwrap();
            assert_eq!((reply.status, reply.code().as_str()), (503, "busy"));
            assert!(reply.header("retry-after").is_some());
        }
    });
    drop(lock);
    let reply = admin.submit(&locations[0], &tags[0], "free");
    assert_eq!(reply.status, 200, "{reply:?}");
}

fn records_a_failed_write_in_metrics(database: &Database) {
    let (server, admin, locations) = start_open(database);
    let metric = || server.client().ask("GET", "/metrics", &[], b"").text();
    assert!(metric().contains("mci_writable 1\n"), "{}", metric());
    database.break_submissions();
    assert_eq!(submit_now(&admin, &locations[0], "bank", "k").status, 500);
    assert!(metric().contains("mci_failed_writes{reason=\"other\"} 1\n"), "{}", metric());
    assert_eq!(server.client().ask("GET", "/readyz", &[], b"").status, 200, "a wrong statement is no full disk");
}

/// Writers that never stop: each submits what the operator's side rejects, noting what was answered.
fn write(client: &Client, location: &str, round: u32) -> Vec<i64> {
    let mut answered = Vec::new();
    for number in 0.. {
        let path = format!("/api/v1/locations/{location}");
        let Ok(now) = client.try_ask("GET", &path, &[], b"") else { return answered };
        for profile in ["bank", "tax"] {
            let key = format!("{location}-{round}-{number}-{profile}");
            let headers = [
                ("Sec-Fetch-Site", "same-origin"),
                ("Content-Type", "application/json"),
                ("If-Match", now.header("etag").unwrap_or_default()),
                ("Idempotency-Key", key.as_str()),
            ];
            let body = br#"{"contact":{"name":"Ada","email":"ada@example.com"}}"#;
            match client.try_ask("PUT", &format!("{path}/payee/{profile}"), &headers, body) {
                Ok(reply) if reply.status == 200 => answered.push(reply.revision()),
                Ok(_) => {}
                Err(_) => return answered,
            }
        }
    }
    answered
}

fn kill_loses_no_answered_write(database: &Database) {
    let mut dataset = demo_json();
    for location in dataset["locations"].as_array_mut().unwrap() {
        for profile in ["bank", "tax"] {
            location["payee"][profile]["status"] = "missing".into();
        }
    }
    let file = database.file("data.json", dataset.to_string());
    let locations: Vec<String> = dataset["locations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|location| location["id"].as_str().unwrap().to_owned())
        .collect();
    let mut server = Server::start(database, &["--demo", "--import", &file]);
    let mut admin = server.signed_in("admin");
    let mut answered: Vec<i64> = Vec::new();
    let newest = |admin: &Client| admin.get("/dataset").revision();
    let begin = newest(&admin);
    for round in 0..3 {
        let count = locations.len() / 3;
        let own = &locations[count * usize::try_from(round).unwrap()..][..count];
        let before = newest(&admin);
        std::thread::scope(|scope| {
            let writers: Vec<_> = own.iter().map(|location| scope.spawn(|| write(&admin, location, round))).collect();
            // As soon as some were answered, in the middle of others.
            crate::support::wait_for("a write", || (newest(&admin) > before + 2).then_some(()));
            server.kill();
            for writer in writers {
                answered.extend(writer.join().unwrap());
            }
        });
        answered.sort_unstable();
        server = Server::start(database, &["--demo"]);
        admin.address.clone_from(&server.address);
        let newest = newest(&admin);
        assert!(answered.last().is_none_or(|last| *last <= newest), "{answered:?} but only {newest}");
        let events = crate::support::Events::open(&admin, &format!("?after={begin}"), &[]);
        let mut received = Vec::new();
        while received.last().is_none_or(|last| *last < newest) {
            let event = events.next();
            assert_eq!(event.name, "change", "every change after the first few was one of a location");
            received.push(event.id);
        }
        assert!(
            received.is_sorted()
                && answered.iter().filter(|number| **number > begin).all(|number| received.contains(number))
        );
        assert!(!answered.is_empty());
    }
    if database.url.is_none() {
        let copy = database.directory.path().join("copy.db");
        operated(database, &["backup", copy.to_str().unwrap()], "");
    }
}
