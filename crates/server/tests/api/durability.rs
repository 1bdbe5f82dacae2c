//! What was answered stays, whatever happens to the process.

use crate::support::{Client, Database, Server, Test, operated, tests};

pub const ON_EACH_DATABASE: &[Test] = tests![kill_loses_no_answered_write,];

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
                Ok(reply) if reply.status == 200 => answered.push(reply.etag().trim_matches('"').parse().unwrap()),
                Ok(_) => {}
                Err(_) => return answered,
            }
        }
    }
    answered
}

fn kill_loses_no_answered_write(database: &Database) {
    let mut dataset = crate::support::demo_json();
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
    let newest = |admin: &Client| admin.get("/dataset").header("x-revision").unwrap().parse::<i64>().unwrap();
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
        let now = admin.read("/locations");
        let mut seen = Vec::new();
        for location in now.as_array().unwrap() {
            let id = location["id"].as_str().unwrap();
            seen.push(admin.get(&format!("/locations/{id}")).etag().trim_matches('"').parse::<i64>().unwrap());
        }
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
