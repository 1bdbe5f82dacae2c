//! The audit table, the security log, and how long things are kept.

use serde_json::{Value, json};

use crate::payee::open_locations;
use crate::support::{Database, Server, Test, demo, operated, tests, wait_for};

pub const ON_EACH_DATABASE: &[Test] =
    tests![records_who_did_what, entries_cannot_be_changed, deletes_what_has_expired_while_running,];

pub const ON_SQLITE: &[Test] = tests![logs_refusals_under_pseudonyms, logs_names_where_the_operator_wants_them,];

/// The audit table as the command prints it.
pub fn entries(database: &Database, args: &[&str]) -> Vec<Value> {
    let printed = operated(database, &[&["audit", "--json"], args].concat(), "");
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Action, kind of actor and account of each entry.
fn summary(entries: &[Value]) -> Vec<[&str; 3]> {
    entries
        .iter()
        .map(|entry| ["action", "actor", "accountName"].map(|field| entry[field].as_str().unwrap_or("-")))
        .collect()
}

fn records_who_did_what(database: &Database) {
    let add = ["account", "add", "Ada", "--name", "Ada Lovelace", "--email", "ada@example.com"];
    operated(database, &add, "correct horse battery\n");
    operated(database, &["account", "email", "ada", "ada@example.org"], "");
    let server = Server::start(database, &["--import", demo().to_str().unwrap()]);
    let location = open_locations().remove(0);
    operated(database, &["account", "grant", "ada", "--location", &location, "--role", "admin"], "");
    let mut ada = server.client();
    assert_eq!(ada.sign_in("ada", "wrong").status, 401);
    assert_eq!(ada.sign_in("ada", "correct horse battery").status, 200);
    let path = format!("/locations/{location}");
    let tag = wait_for("the role", || {
        let reply = ada.get(&path);
        (reply.status == 200).then(|| reply.etag())
    });
    assert_eq!(ada.submit(&location, &tag, "k").status, 200);
    assert_eq!(ada.submit(&location, &tag, "k").status, 200, "repeated: no second entry");
    assert_eq!(ada.submit(&location, &tag, "other").status, 412, "refused: no entry");
    operated(database, &["payee", "approve", "--location", &location, "--profile", "bank"], "");
    assert_eq!(ada.send("DELETE", "/session", &[], b"").status, 204);
    ada.sign_in("ada", "correct horse battery");
    assert_eq!(ada.send("DELETE", "/sessions", &[], b"").status, 204);
    operated(database, &["account", "password", "ada"], "a better password\n");
    operated(database, &["account", "revoke", "ada", "--location", &location], "");
    let all = entries(database, &[]);
    assert_eq!(
        summary(&all),
        [
            ["account-added", "operator", "ada"],
            ["email-changed", "operator", "ada"],
            ["dataset-imported", "server", "-"],
            ["role-granted", "operator", "ada"],
            ["signed-in", "account", "ada"],
            ["profile-submitted", "account", "-"],
            ["profile-approved", "operator", "-"],
            ["signed-out", "account", "ada"],
            ["signed-in", "account", "ada"],
            ["sessions-ended", "account", "ada"],
            ["password-changed", "operator", "ada"],
            ["role-revoked", "operator", "ada"],
        ]
    );
    let granted = &all[3];
    assert_eq!((&granted["location"], &granted["detail"]), (&json!(location), &json!({"role": "admin"})));
    assert_eq!(all[5]["actorName"], "ada");
    assert_eq!((&all[5]["location"], &all[5]["detail"]), (&json!(location), &json!({"profile": "bank"})));
    let address = all[4]["detail"]["address"].as_str().unwrap();
    assert!(address.starts_with("address-") && !address.contains("127"), "{address}");
    let text = operated(database, &["audit"], "");
    assert!(!text.contains("example.org") && !text.contains("better"), "no contacts, no secrets: {text}");
    // Filters.
    operated(database, &["account", "add", "bob", "--name", "Bob"], "correct horse battery\n");
    assert_eq!(entries(database, &["--account", "Ada"]).len(), 10, "by or about the account");
    assert_eq!(summary(&entries(database, &["--account", "bob"])), [["account-added", "operator", "bob"]]);
    assert_eq!(entries(database, &["--since", "2100-01-01"]), Vec::<Value>::new());
    assert_eq!(entries(database, &["--since", "2026-01-01"]).len(), 13);
    let mut client = server.client();
    client.sign_in("ada", "a better password");
    assert_eq!(entries(database, &["--account", "ada"]).len(), 11);
}

fn entries_cannot_be_changed(database: &Database) {
    operated(database, &["account", "add", "ada", "--name", "Ada"], "correct horse battery\n");
    for (statement, reason) in
        [("UPDATE audit SET action = 'nothing'", "cannot be changed"), ("DELETE FROM audit", "within 30 days")]
    {
        let error = database.try_execute(statement).unwrap_err();
        assert!(error.contains(reason), "{statement}: {error}");
    }
    let replace = if database.url.is_some() {
        "TRUNCATE audit"
    } else {
        "INSERT OR REPLACE INTO audit (id, at, actor, action, detail) VALUES (1, 1, '', '', '')"
    };
    assert!(database.try_execute(replace).unwrap_err().contains("cannot be changed"));
    assert_eq!(summary(&entries(database, &[])), [["account-added", "operator", "ada"]]);
    database.execute("INSERT INTO audit (at, actor, action, detail) VALUES (1, 'server', 'old', '{}')");
    database.execute("DELETE FROM audit WHERE at = 1");
}

fn deletes_what_has_expired_while_running(database: &Database) {
    let server = Server::start(database, &["--prune-minutes", "0.001", "--import", demo().to_str().unwrap()]);
    operated(database, &["account", "add", "ada", "--name", "Ada"], "correct horse battery\n");
    let kept = database.number("SELECT COUNT(*) FROM audit");
    let mut ada = server.client();
    ada.sign_in("ada", "correct horse battery");
    // More than a batch of each.
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)";
    for insert in [
        "INSERT INTO audit (at, actor, action, detail) SELECT 1, 'server', 'old', '{}' FROM n",
        "INSERT INTO answers (account, idempotency_key, request, changes, body, created) \
         SELECT 1, 'key' || i, '', 1, '{}', 1 FROM n",
        "INSERT INTO sessions (hash, account, created, seen) SELECT 'hash' || i, (SELECT MIN(id) FROM accounts), 1, 1 \
         FROM n",
        "INSERT INTO events (seq, kind, id) SELECT -20000 - i, 'location', 'l' FROM n",
    ] {
        database.execute(&format!("{numbers} {insert}"));
    }
    for (what, count) in [
        ("audit", "SELECT COUNT(*) FROM audit WHERE at = 1"),
        ("answers", "SELECT COUNT(*) FROM answers"),
        ("sessions", "SELECT COUNT(*) FROM sessions WHERE created = 1"),
        ("events", "SELECT COUNT(*) FROM events WHERE seq < 0"),
    ] {
        wait_for(what, || (database.number(count) == 0).then_some(()));
    }
    assert_eq!(ada.get("/session").status, 200, "what has not expired stays");
    assert_eq!(database.number("SELECT COUNT(*) FROM audit"), kept + 1);
}

/// Refusals of each kind; returns the log.
fn refusals(database: &Database, args: &[&str]) -> String {
    let demo = demo();
    let args = [&["--demo", "--import", demo.to_str().unwrap()], args].concat();
    let (server, log) = Server::start_logging(database, &args, "off,security=info");
    // After ten failures attempts wait; as soon as some wait for ten seconds, others are refused.
    for _ in 0..10 {
        server.client().sign_in("ADMIN", "wrong");
    }
    let attempts: Vec<_> = (0..12)
        .map(|_| {
            let mut client = server.client();
            std::thread::spawn(move || client.sign_in("ADMIN", "wrong").status)
        })
        .collect();
    let refused = attempts.into_iter().map(|attempt| attempt.join().unwrap()).filter(|status| *status == 429).count();
    assert!((1..12).contains(&refused), "{refused}");
    server.client().ask("DELETE", "/api/v1/session", &[("Sec-Fetch-Site", "cross-site")], b"");
    server.signed_in("user");
    assert!(server.stop());
    log.join().unwrap()
}

fn logs_refusals_under_pseudonyms(database: &Database) {
    let log = refusals(database, &["--log-format", "json"]);
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |event: &str| lines.iter().filter(|line| line["event"] == event).collect::<Vec<_>>();
    let failed = of("sign-in-failed");
    let limited = of("rate-limited");
    assert_eq!(failed.len() + limited.len(), 22, "{log}");
    assert_eq!((&failed[0]["level"], &failed[0]["reason"]), (&json!("WARN"), &json!("credentials")));
    assert_eq!(failed[0]["target"], "security");
    assert_eq!(limited[0]["user"], failed[0]["user"], "one person, one pseudonym");
    assert_eq!(of("origin-refused").len(), 1);
    assert_eq!(of("origin-refused")[0]["address"], failed[0]["address"]);
    assert_eq!(of("signed-in").len(), 1);
    assert!(!log.contains("127.0.0.1") && !log.to_lowercase().contains("\"admin\"") && !log.contains("wrong"), "{log}");
    // The operator can find a person.
    let pseudonym = operated(database, &["pseudonym", "Admin"], "");
    assert!(pseudonym.contains(failed[0]["user"].as_str().unwrap()), "{pseudonym}");
    let pseudonym = operated(database, &["pseudonym", "127.0.0.1"], "");
    assert!(pseudonym.contains(failed[0]["address"].as_str().unwrap()), "{pseudonym}");
}

fn logs_names_where_the_operator_wants_them(database: &Database) {
    let log = refusals(database, &["--security-log-plain"]);
    let failed = log.lines().find(|line| line.contains("sign-in-failed")).unwrap();
    assert!(failed.contains("user=\"admin\"") && failed.contains("address=\"127.0.0.1\""), "{failed}");
}
