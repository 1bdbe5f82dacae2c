//! The operator's commands.

use serde_json::json;

use crate::payee::open_locations;
use crate::support::{Database, Server, Test, operate, operated, refused, tests, wait_for};

pub const ON_EACH_DATABASE: &[Test] =
    tests![approves_and_rejects_profiles, manages_accounts, disables_and_removes_accounts, lists_and_ends_sessions,];

pub const ON_SQLITE: &[Test] = tests![
    health_check_succeeds_only_while_the_server_runs,
    files_are_private,
    warns_about_plain_http,
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
    assert!(refused(database, &["account", "add", "bob", "--name", "Bob"], "eleven char\n").contains("12 char"));
    for guessable in ["aaaaaaaaaaaa", "            ", "bobbobbobbob", "mciengagements", "password1234"] {
        let add = ["account", "add", "bob", "--name", "Bob"];
        assert!(refused(database, &add, &format!("{guessable}\n")).contains("easy to guess"), "{guessable}");
    }
    assert!(
        refused(database, &["account", "grant", "bob", "--location", "*", "--role", "user"], "")
            .contains("no account bob")
    );
    operated(database, &["account", "grant", "ada", "--location", "*", "--role", "user"], "");
    let nowhere = ["account", "grant", "ada", "--location", "1", "--role", "admin"];
    assert!(refused(database, &nowhere, "").contains("no location 1"));
    operated(database, &[&nowhere[..], &["--force"]].concat(), "");
    assert_eq!(operated(database, &["account", "list"], ""), "ada\tAda Lovelace\tuser of *, admin of 1\n");
    operated(database, &["account", "revoke", "ada", "--location", "1"], "");
    assert!(refused(database, &["account", "revoke", "ada", "--location", "1"], "").contains("no role"));
    operated(database, &["account", "password", "ada"], "a better password\n");
    let server = Server::start(database, &[]);
    assert_eq!(server.client().sign_in("ada", "a good password").status, 401);
    assert_eq!(server.client().sign_in("ADA", "a better password").status, 200);
}

fn disables_and_removes_accounts(database: &Database) {
    let demo = crate::support::demo();
    operated(database, &["account", "add", "ada", "--name", "Ada Lovelace"], "a good password\n");
    operated(database, &["account", "grant", "ada", "--location", "*", "--role", "admin"], "");
    operated(database, &["account", "add", "bob", "--name", "Bob"], "a good password\n");
    let server = Server::start(database, &["--import", demo.to_str().unwrap()]);
    let [mut ada, mut bob] = [server.client(), server.client()];
    assert_eq!(ada.sign_in("ada", "a good password").status, 200);
    assert_eq!(bob.sign_in("bob", "a good password").status, 200);
    let admins = || bob.read("/dataset")["partner"]["admins"].as_array().unwrap().len();
    assert_eq!(admins(), 1);
    operated(database, &["account", "disable", "ada"], "");
    wait_for("the end of the session", || (ada.get("/session").status == 401).then_some(()));
    wait_for("nobody to ask", || (admins() == 0).then_some(()));
    let reply = server.client().sign_in("ada", "a good password");
    assert_eq!((reply.status, reply.code().as_str(), reply.header("set-cookie")), (403, "account-disabled", None));
    assert_eq!(server.client().sign_in("ada", "another password").code(), "invalid-credentials");
    assert!(operated(database, &["account", "list"], "").contains("admin of *\tdisabled"));
    assert!(refused(database, &["account", "disable", "ada"], "").contains("already"));
    operated(database, &["account", "enable", "ada"], "");
    assert_eq!(ada.sign_in("ada", "a good password").status, 200);
    operated(database, &["account", "remove", "ada"], "");
    wait_for("the end of the session", || (ada.get("/session").status == 401).then_some(()));
    assert_eq!(server.client().sign_in("ada", "a good password").code(), "invalid-credentials");
    assert_eq!(operated(database, &["account", "list"], "").lines().count(), 1);
    assert!(refused(database, &["account", "remove", "ada"], "").contains("no account ada"));
    let audit = operated(database, &["audit"], "");
    for action in ["account-disabled", "account-enabled", "account-removed"] {
        assert!(audit.lines().any(|line| line.contains(action) && line.contains("\tada")), "{action}: {audit}");
    }
}

fn lists_and_ends_sessions(database: &Database) {
    let server = Server::demo(database);
    let (user, admin) = (server.signed_in("user"), server.signed_in("admin"));
    let list = operated(database, &["account", "sessions", "list"], "");
    assert!(list.lines().count() == 2 && list.contains("user\tsince 20") && list.contains("admin\t"), "{list}");
    assert_eq!(operated(database, &["account", "sessions", "list", "user"], "").lines().count(), 1);
    operated(database, &["account", "sessions", "end", "user"], "");
    wait_for("the end of the session", || (user.get("/session").status == 401).then_some(()));
    assert_eq!(admin.get("/session").status, 200);
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
    for (level, format, lines) in [("info", "json", 3), ("error", "json", 1), ("info", "text", 3)] {
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

#[cfg(unix)]
fn files_are_private(database: &Database) {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    // A directory that existed before, as with a mounted volume, and files as an earlier version has left them.
    let data = database.directory.path().join("data");
    std::fs::create_dir(&data).unwrap();
    set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
    drop(Server::demo(database));
    let file = data.join("mci-engagements.db");
    set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
    let (server, log) = Server::start_logging(database, &["--demo"], "warn");
    let user = server.signed_in("user");
    assert_eq!(user.get("/session").status, 200);
    let backup = database.directory.path().join("backup.db");
    operated(database, &["backup", backup.to_str().unwrap()], "");
    let mode = |file: &std::path::Path| metadata(file).unwrap().permissions().mode() & 0o777;
    for name in ["mci-engagements.db", "mci-engagements.db-wal", "mci-engagements.db-shm"] {
        assert_eq!(mode(&data.join(name)), 0o600, "{name}");
    }
    assert_eq!(mode(&backup), 0o600);
    assert!(server.stop());
    let log = log.join().unwrap();
    assert!(log.contains("(mode 755)") && log.contains("set its mode to 0700"), "{log}");
    assert!(log.contains("mci-engagements.db could be read by other users"), "{log}");
}

#[cfg(not(unix))]
fn files_are_private(_database: &Database) {}

fn warns_about_plain_http(database: &Database) {
    let public = |origin: &'static str| vec!["--public-url", origin];
    for (args, warns) in [
        (vec![], false),
        (public("https://engagements.example.com"), false),
        (public("http://localhost:8080"), false),
        (public("http://engagements.example.com"), true),
    ] {
        let (server, log) = Server::start_logging(database, &args, "warn");
        assert!(server.stop());
        let log = log.join().unwrap();
        assert_eq!(log.contains("may travel without TLS"), warns, "{args:?}: {log}");
    }
    let plain = ["--oidc-issuer", "http://login.example.com", "--oidc-client-id", "x"];
    assert!(refused(database, &plain, "").contains("expected https://"));
}
