//! Taking in a dataset: all of it or nothing.

use serde_json::{Value, json};

use crate::support::{Database, Server, Test, demo_json, operated, refused, tests};

pub const ON_EACH_DATABASE: &[Test] =
    tests![rejects_invalid_dataset_as_a_whole, imports_a_file_once, replaces_the_dataset, reports_missing_dataset,];

fn with_account(database: &Database) {
    operated(database, &["account", "add", "ada", "--name", "Ada"], "a good password\n");
    operated(database, &["account", "grant", "ada", "--location", "*", "--role", "admin"], "");
}

fn start(database: &Database, args: &[&str]) -> (Server, crate::support::Client) {
    let server = Server::start(database, args);
    let mut client = server.client();
    assert_eq!(client.sign_in("ada", "a good password").status, 200);
    (server, client)
}

fn rejects_invalid_dataset_as_a_whole(database: &Database) {
    with_account(database);
    let good = database.file("good.json", demo_json().to_string());
    drop(start(database, &["--import", &good]));
    let mut broken = demo_json();
    broken["engagements"][2]["term"]["last"] = json!("2026-02-30");
    broken["claims"][0]["location"] = json!("nowhere");
    broken["engagements"][3]["details"]["rates"] = json!(7);
    let broken = database.file("broken.json", broken.to_string());
    let message = refused(database, &["--import", &broken], "");
    for part in
        ["$.engagements[2].term.last", "$.claims[0].location", "nothing of it was imported", "$.engagements[3].details"]
    {
        assert!(message.contains(part), "{part}: {message}");
    }
    for (name, content) in [("empty.json", ""), ("text.json", "hello"), ("cut.json", &demo_json().to_string()[..5000])]
    {
        let file = database.file(name, content);
        assert!(refused(database, &["--import", &file], "").contains("nothing of it was imported"));
    }
    assert!(refused(database, &["--import", "no such file"], "").contains("no such file"));
    let (_server, client) = start(database, &[]);
    assert_eq!(client.read("/locations").as_array().unwrap().len(), demo_json()["locations"].as_array().unwrap().len());
    assert_eq!(
        client.get("/dataset").header("x-revision").map(str::to_owned),
        client.get("/areas").etag().trim_matches('"').to_owned().into()
    );
}

fn imports_a_file_once(database: &Database) {
    with_account(database);
    let file = database.file("data.json", demo_json().to_string());
    let (server, client) = start(database, &["--import", &file]);
    let tag = client.get("/areas").etag();
    assert!(server.stop());
    // The same file at the next start: what was changed since stays.
    let (_server, client) = start(database, &["--import", &file]);
    assert_eq!(client.get("/areas").etag(), tag);
}

fn replaces_the_dataset(database: &Database) {
    with_account(database);
    let file = database.file("data.json", demo_json().to_string());
    let (server, client) = start(database, &["--import", &file]);
    let tag = client.get("/areas").etag();
    drop(server);
    let mut other = demo_json();
    other["partner"]["name"] = json!("Fabrikam");
    other["shiftDates"] = json!(false);
    other["claims"] = json!([]);
    let file = database.file("data.json", other.to_string());
    let (_server, client) = start(database, &["--import", &file]);
    assert_ne!(client.get("/areas").etag(), tag);
    let whole = client.read("/dataset");
    assert_eq!((&whole["partner"]["name"], &whole["claims"]), (&json!("Fabrikam"), &json!([])));
    assert_eq!(whole["engagements"][0]["term"], other["engagements"][0]["term"], "dates stay as they are");
    let today = whole["asOf"].as_str().unwrap();
    assert_ne!(Value::from(today), other["asOf"], "a live server describes today");
}

fn reports_missing_dataset(database: &Database) {
    with_account(database);
    let (_server, client) = start(database, &[]);
    assert_eq!(client.get("/dataset").code(), "no-data");
    assert_eq!(client.read("/locations"), json!([]));
}
