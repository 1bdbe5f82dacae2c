//! The operator's commands.

use serde_json::json;

use crate::payee::open_locations;
use crate::support::{Database, Server, Test, operate, operated, refused, tests, wait_for};

pub const ON_EACH_DATABASE: &[Test] = tests![approves_and_rejects_profiles, manages_accounts,];

pub const ON_SQLITE: &[Test] = tests![
    health_check_succeeds_only_while_the_server_runs,
    restores_a_backup,
    help_lists_flags_and_variables,
    log_lines_name_their_request,
];

fn approves_and_rejects_profiles(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    let location = open_locations().remove(0);
    let path = format!("/locations/{location}");
    let status = || admin.read(&path)["payee"]["bank"]["status"].clone();
    let of = ["--location", location.as_str(), "--profile", "bank"];
    let decide = |word: &'static str| [&["payee", word], &of[..]].concat();
    assert_eq!(admin.submit(&location, &admin.get(&path).etag(), "k").status, 200);
    assert!(operated(database, &decide("approve"), "").contains("is approved"));
    wait_for("the approval", || (status() == json!("approved")).then_some(()));
    assert!(refused(database, &decide("approve"), "").contains("approved already"));
    operated(database, &decide("reject"), "");
    wait_for("the rejection", || (status() == json!("actionRequired")).then_some(()));
    let nowhere = ["payee", "approve", "--location", "nowhere", "--profile", "tax"];
    assert!(refused(database, &nowhere, "").contains("no location nowhere"));
    assert!(
        refused(database, &["payee", "approve", "--location", &location, "--profile", "x"], "").contains("bank or tax")
    );
}

fn manages_accounts(database: &Database) {
    operated(database, &["account", "add", "Ada", "--name", "Ada Lovelace"], "a good password\n");
    assert!(refused(database, &["account", "add", "ada", "--name", "Other"], "a good password\n").contains("already"));
    assert!(refused(database, &["account", "add", "bob", "--name", "Bob"], "short\n").contains("10 to 200"));
    assert!(
        refused(database, &["account", "grant", "bob", "--location", "*", "--role", "user"], "")
            .contains("no account bob")
    );
    operated(database, &["account", "grant", "ada", "--location", "*", "--role", "user"], "");
    operated(database, &["account", "grant", "ada", "--location", "1", "--role", "admin"], "");
    assert_eq!(operated(database, &["account", "list"], ""), "ada\tAda Lovelace\tuser of *, admin of 1\n");
    operated(database, &["account", "revoke", "ada", "--location", "1"], "");
    assert!(refused(database, &["account", "revoke", "ada", "--location", "1"], "").contains("no role"));
    operated(database, &["account", "password", "ada"], "a better password\n");
    let server = Server::start(database, &[]);
    assert_eq!(server.client().sign_in("ada", "a good password").status, 401);
    assert_eq!(server.client().sign_in("ADA", "a better password").status, 200);
}

fn health_check_succeeds_only_while_the_server_runs(database: &Database) {
    let server = Server::start(database, &[]);
    let check = ["--listen", &server.address.clone(), "healthcheck"];
    assert!(operated(database, &check, "").contains("is healthy"));
    assert!(server.stop());
    assert!(refused(database, &check, "").contains("No server responds"));
}

fn restores_a_backup(database: &Database) {
    let server = Server::demo(database);
    let admin = server.signed_in("admin");
    let location = open_locations().remove(0);
    let tag = admin.get(&format!("/locations/{location}")).etag();
    assert_eq!(admin.submit(&location, &tag, "k").status, 200);
    let copy = Database::sqlite();
    let data = copy.directory.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let file = data.join("mci-engagements.db");
    let file = file.to_str().unwrap();
    operated(database, &["backup", file], "");
    assert!(refused(database, &["backup", file], "").contains("exists already"));
    let restored = Server::demo(&copy);
    assert_eq!(restored.signed_in("admin").get("/dataset").body, admin.get("/dataset").body);
    let nowhere = Database::sqlite();
    let missing = refused(&nowhere, &["payee", "approve", "--location", "l", "--profile", "tax"], "");
    assert!(missing.contains("--data"), "a mistyped directory is not made: {missing}");
}

fn help_lists_flags_and_variables(database: &Database) {
    let output = operate(database, &["--help"], "");
    let help = String::from_utf8(output.stdout).unwrap();
    for name in [
        "--data",
        "MCI_DATA",
        "--listen",
        "--import",
        "--dist",
        "--demo",
        "--public-url",
        "DATABASE_URL",
        "payee",
        "account",
        "backup",
    ] {
        assert!(help.contains(name), "{name}: {help}");
    }
}

fn log_lines_name_their_request(database: &Database) {
    // No provider listens at this address.
    let provider = ["--oidc-issuer", "http://127.0.0.1:9", "--oidc-client-id", "x"];
    for (level, format, lines) in [("info", "json", 2), ("error", "json", 1), ("info", "text", 2)] {
        let (server, log) =
            Server::start_logging(database, &[&["--log-format", format][..], &provider].concat(), level);
        let id = server.client().get("/oidc/start").header("x-request-id").unwrap().to_owned();
        assert!(server.stop());
        let log = log.join().unwrap();
        let text = format!("request{{id=\"{id}\"}}");
        let names_it = |line: &&str| match serde_json::from_str::<serde_json::Value>(line) {
            Ok(line) => line["span"]["id"] == json!(id),
            Err(_) => line.contains(&text),
        };
        let named: Vec<_> = log.lines().filter(names_it).collect();
        assert!(named.len() == lines && named[0].contains("the identity provider cannot be used"), "{level}: {log}");
    }
}
