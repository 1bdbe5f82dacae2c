//! Taking in a dataset: all of it or nothing.

use serde_json::{Value, json};

use crate::support::{Database, Server, Test, demo_json, operated, refused, tests};

pub const ON_EACH_DATABASE: &[Test] = tests![
    rejects_invalid_dataset_as_a_whole,
    imports_a_file_once,
    replaces_the_dataset,
    reports_missing_dataset,
    keeps_profiles_that_people_changed,
    payee_forms_do_not_import_again,
    accepts_the_files_that_the_app_reads,
    takes_a_file_of_version_1,
    takes_a_workbook,
    takes_a_directory_of_csv_files,
];

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
    broken["customerVerdicts"][0]["customer"] = json!("nobody");
    let broken = database.file("broken.json", broken.to_string());
    let message = refused(database, &["--import", &broken], "");
    for part in [
        "$.engagements[2].term.last",
        "$.claims[0].location",
        "nothing of it was imported",
        "$.engagements[3].details",
        "$.customerVerdicts[0].customer",
    ] {
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
    assert_eq!(database.number("SELECT COUNT(*) FROM events WHERE kind = 'dataset'"), 1);
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

/// The first location of which the bank profile can be submitted.
fn open_location() -> String {
    crate::payee::open_locations().remove(0)
}

fn bank(client: &crate::support::Client, location: &str) -> Value {
    client.read(&format!("/locations/{location}"))["payee"]["bank"]["status"].clone()
}

fn keeps_profiles_that_people_changed(database: &Database) {
    with_account(database);
    let file = database.file("data.json", demo_json().to_string());
    let (server, client) = start(database, &["--import", &file]);
    let location = open_location();
    let before = client.get(&format!("/locations/{location}"));
    assert_eq!(client.submit(&location, &before.etag(), "key").status, 200);
    operated(database, &["payee", "approve", "--location", &location, "--profile", "bank"], "");
    assert!(server.stop());
    let mut other = demo_json();
    other["partner"]["name"] = json!("Fabrikam");
    other["engagements"].as_array_mut().unwrap().truncate(20);
    other["claims"] = json!([]);
    other["customerVerdicts"] = json!([]);
    let file = database.file("data.json", other.to_string());
    let (server, log) = Server::start_logging(database, &["--import", &file], "warn");
    let mut client = server.client();
    client.sign_in("ada", "a good password");
    assert_eq!(client.read("/dataset")["partner"]["name"], "Fabrikam", "the programme is that of the file");
    assert_eq!(bank(&client, &location), "approved", "what people did is kept");
    // A stored response of another state would report a submitted profile.
    let again = client.submit(&location, &before.etag(), "key");
    assert_eq!((again.status, again.code().as_str()), (412, "stale"));
    assert!(server.stop());
    let log = log.join().unwrap();
    for part in ["engagement: 0 added, 0 changed, 37 no longer present", &format!("bank profile of {location}: kept")] {
        assert!(log.contains(part), "{part}: {log}");
    }
    // A location that is not in a file keeps its profiles until it returns.
    let mut without = other.clone();
    without["locations"].as_array_mut().unwrap().retain(|other| other["id"] != json!(location));
    without["partner"]["admins"] = json!([]);
    let file = database.file("data.json", without.to_string());
    let (server, client) = start(database, &["--import", &file]);
    assert_eq!(client.get(&format!("/locations/{location}")).status, 404);
    assert!(server.stop());
    let file = database.file("data.json", other.to_string());
    let (server, client) = start(database, &["--import", &file]);
    assert_eq!(bank(&client, &location), "approved");
    assert!(server.stop());
    other["partner"]["name"] = json!("Contoso");
    let file = database.file("data.json", other.to_string());
    let (_server, client) = start(database, &["--import", &file, "--replace-payee-profiles"]);
    assert_eq!(client.get(&format!("/locations/{location}")).json()["payee"], before.json()["payee"]);
}

fn payee_forms_do_not_import_again(database: &Database) {
    with_account(database);
    let file = database.file("data.json", demo_json().to_string());
    let (server, client) = start(database, &["--import", &file]);
    let (location, tag) = (open_location(), client.get("/areas").etag());
    assert!(client.get("/locations").text().contains("\"url\""));
    let reply = client.submit(&location, &client.get(&format!("/locations/{location}")).etag(), "key");
    assert_eq!(reply.status, 200);
    assert!(server.stop());
    let (_server, client) = start(database, &["--import", &file, "--payee-forms"]);
    assert_eq!(client.get("/areas").etag(), tag, "not imported again");
    assert!(!client.get("/locations").text().contains("\"url\""), "the links are removed all the same");
    assert_eq!(bank(&client, &location), "pendingValidation");
}

fn accepts_the_files_that_the_app_reads(database: &Database) {
    let inputs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/inputs");
    let input = |name: &str| inputs.join(name).to_str().unwrap().to_owned();
    with_account(database);
    for name in ["bom.json", "integer-as-float.json", "count-as-float.json"] {
        let (_server, client) = start(database, &["--import", &input(name), "--payee-forms"]);
        assert!(!client.read("/engagements").as_array().unwrap().is_empty(), "{name}");
    }
    let message = refused(database, &["--import", &input("utf16.json")], "");
    assert!(message.contains("UTF-16") && message.contains("UTF-8"), "{message}");
}

/// What a database holds of version 1 is served as version 2.
fn takes_a_file_of_version_1(database: &Database) {
    with_account(database);
    let mut old = demo_json();
    old["version"] = json!(1);
    old.as_object_mut().unwrap().remove("customerVerdicts");
    for customer in old["customers"].as_array_mut().unwrap() {
        customer.as_object_mut().unwrap().retain(|field, _| ["id", "name", "country"].contains(&field.as_str()));
    }
    old["claims"] = json!([]);
    let file = database.file("old.json", old.to_string());
    let (_server, client) = start(database, &["--import", &file]);
    let whole = client.read("/dataset");
    assert_eq!((&whole["version"], &whole["customerVerdicts"]), (&json!(2), &json!([])));
    assert_eq!(whole["customers"], old["customers"]);
    let loaded = domain::dataset::Reader::read(&client.get("/dataset").body, domain::Day::MAX);
    assert_eq!(loaded.problems, []);
}

fn workbook(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(name);
    path.to_str().unwrap().to_owned()
}

fn takes_a_workbook(database: &Database) {
    with_account(database);
    let (server, client) = start(database, &["--import", &workbook("example-sv.xlsx")]);
    let tag = client.get("/areas").etag();
    assert_eq!(
        client.read("/engagements").as_array().unwrap().len(),
        demo_json()["engagements"].as_array().unwrap().len()
    );
    assert_eq!(client.read("/dataset")["partner"]["name"], demo_json()["partner"]["name"]);
    assert!(server.stop());
    let (_server, client) = start(database, &["--import", &workbook("example-sv.xlsx")]);
    assert_eq!(client.get("/areas").etag(), tag, "the same file again changes nothing");
    let old = database.file("old.xls", b"\xD0\xCF\x11\xE0");
    assert!(refused(database, &["--import", &old], "").contains("Save it without a password as an Excel workbook"));
}

/// Faults are printed with their place, and nothing is imported.
fn takes_a_directory_of_csv_files(database: &Database) {
    with_account(database);
    let directory = database.file("csv", "");
    std::fs::remove_file(&directory).unwrap();
    std::fs::create_dir(&directory).unwrap();
    let write = |name: &str, text: &str| std::fs::write(std::path::Path::new(&directory).join(name), text).unwrap();
    write("Partner.csv", "Name\r\nFabrikam\r\n");
    write("Områden.csv", "ID;Namn\r\nsec;Säkerhet\r\n");
    write("Roles.csv", "ID,Name\nt,Transact\n");
    write("Markets.csv", "ID,Name,Countries\na,Market A,SE\n");
    write("Credentials.csv", "ID,Kind,Name\nagr,Agreement,Terms\n");
    write("Criteria.csv", "ID,Requirement,Credential\nc,Agreement,agr\n");
    let engagements = "ID;Name;Description;Area;Role;Pay;First day;Last day;Criteria\n\
                       e;Resale;Sell it.;sec;t;Fixed pay;2026-07-01;30.06.2027;c\n";
    write("Engagements.csv", engagements);
    let locations = "ID;Name;Country;Market;Bank profile;Tax profile\n7;Malmö;SE;a;Approved;Approved\n";
    write("Locations.csv", &locations.replace(";a;", ";nowhere;").replace("7;", "7;\n8;"));
    write("notes.txt", "not read");
    let message = refused(database, &["--import", &directory], "");
    for part in [
        "nothing of it was imported",
        "Locations, row 2, column B (Name): empty: expected a text",
        "Locations, row 3, column D (Market): there is no \"nowhere\"",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    write("Locations.csv", locations);
    let (_server, client) = start(database, &["--import", &directory]);
    assert_eq!(client.read("/locations")[0]["name"], "Malmö");
    assert_eq!(client.read("/engagements")[0]["term"]["last"], "2027-06-30");
}

fn reports_missing_dataset(database: &Database) {
    with_account(database);
    let (_server, client) = start(database, &[]);
    assert_eq!(client.get("/dataset").code(), "no-data");
    assert_eq!(client.read("/locations"), json!([]));
}
