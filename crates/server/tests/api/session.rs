//! Signing in and out.

use serde_json::json;

use crate::support::{Client, Database, Server, Test, cookie_name, operated, refused, tests, wait_for};

pub const ON_EACH_DATABASE: &[Test] = tests![
    signs_in_with_each_demo_account,
    wrong_credentials_look_the_same,
    limits_failed_attempts,
    signs_out_one_or_all_sessions,
    sessions_expire,
    sessions_survive_a_restart,
    rejects_invalid_session_cookies,
    two_servers_on_one_host_keep_their_sessions,
    sign_out_clears_what_a_browser_has_kept,
    changes_the_password_and_ends_other_sessions,
    limits_guesses_of_the_current_password,
    keeps_passwords_of_demo_accounts,
    rejects_demo_accounts_outside_demos,
    refuses_a_demo_of_real_data,
    signs_in_through_the_provider_only,
];

fn signs_in_with_each_demo_account(database: &Database) {
    let server = Server::demo(database);
    let mut client = server.client();
    assert_eq!(client.get("/session").code(), "not-signed-in");
    let ways = client.read("/sign-in");
    assert_eq!((&ways["apiVersion"], &ways["local"], &ways["oidc"]), (&json!(1), &json!(true), &json!(null)));
    assert_eq!(ways["demoAccounts"].as_array().unwrap().len(), 4);
    for account in ways["demoAccounts"].as_array().unwrap() {
        let [username, password] = ["username", "password"].map(|field| account[field].as_str().unwrap());
        let reply = client.sign_in(&username.to_uppercase(), password);
        assert_eq!(reply.status, 200, "{reply:?}");
        let cookie = reply.header("set-cookie").unwrap();
        assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/;"));
        assert!(!cookie.contains("Secure"), "plain HTTP");
        assert_eq!(reply.json(), client.read("/session"));
        assert_eq!(reply.json()["user"], json!({"name": account["name"], "username": username}));
    }
    let roles = |client: &Client| client.read("/session")["roles"].as_object().unwrap().clone();
    let all = server.signed_in("admin").read("/locations").as_array().unwrap().len();
    assert_eq!(roles(&server.signed_in("admin")).len(), all);
    assert!(roles(&server.signed_in("user")).values().all(|role| role == "user"));
    assert_eq!(roles(&server.signed_in("some")).len(), 3);
    assert_eq!(roles(&server.signed_in("none")).len(), 0);
}

fn wrong_credentials_look_the_same(database: &Database) {
    let server = Server::demo(database);
    let mut answers = Vec::new();
    for (username, password) in
        [("admin", "wrong"), ("nobody", "wrong"), ("", ""), ("a\0b", "x"), ("admin", "demo-user")]
    {
        let reply = server.client().sign_in(username, password);
        assert_eq!((reply.status, reply.code().as_str()), (401, "invalid-credentials"));
        assert_eq!(reply.header("set-cookie"), None);
        let mut problem = reply.json();
        problem["requestId"].take();
        answers.push(problem);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    let long = "x".repeat(100_000);
    assert_eq!(server.client().sign_in(&long, &long).code(), "invalid-credentials");
}

fn limits_failed_attempts(database: &Database) {
    let server = Server::demo(database);
    for _ in 0..10 {
        assert_eq!(server.client().sign_in("user", "wrong").status, 401);
    }
    // As many wait as the longest delay allows.
    let threads = (0..12).map(|_| {
        let mut client = server.client();
        std::thread::spawn(move || client.sign_in("user", "wrong"))
    });
    let replies: Vec<_> = threads.collect::<Vec<_>>().into_iter().map(|thread| thread.join().unwrap()).collect();
    let rejected = replies.iter().find(|reply| reply.status == 429).unwrap();
    assert_eq!(rejected.code(), "too-many-attempts");
    let seconds: u64 = rejected.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=10).contains(&seconds), "{seconds}");
    assert_eq!(server.client().sign_in("admin", "demo-admin").status, 200, "others are not held up");
}

fn signs_out_one_or_all_sessions(database: &Database) {
    let server = Server::demo(database);
    let [first, second, third] = [(); 3].map(|()| server.signed_in("user"));
    let other = server.signed_in("admin");
    let reply = first.send("DELETE", "/session", &[], b"");
    assert_eq!((reply.status, reply.header("set-cookie").unwrap().contains("Max-Age=0")), (204, true));
    assert_eq!([&first, &second, &third].map(|client| client.get("/session").status), [401, 200, 200]);
    assert_eq!(second.send("DELETE", "/sessions", &[], b"").status, 204);
    assert_eq!([&first, &second, &third, &other].map(|client| client.get("/session").status), [401, 401, 401, 200]);
    assert_eq!(second.send("DELETE", "/session", &[], b"").code(), "not-signed-in");
}

fn sessions_expire(database: &Database) {
    // A second without use.
    let demo = crate::support::demo();
    let idle = ["--demo", "--import", demo.to_str().unwrap(), "--session-idle-hours", "0.0003"];
    let server = Server::start(database, &idle);
    let client = server.signed_in("user");
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert_eq!(client.get("/session").code(), "not-signed-in");
    drop(server);
    // Three seconds in all, however much it is used.
    let absolute = ["--demo", "--session-hours", "0.0008"];
    let server = Server::start(database, &absolute);
    let client = server.signed_in("user");
    wait_for("the end of the session", || (client.get("/session").status == 401).then_some(()));
}

fn sessions_survive_a_restart(database: &Database) {
    let server = Server::demo(database);
    let mut client = server.signed_in("user");
    assert!(server.stop());
    let server = Server::demo(database);
    client.address.clone_from(&server.address);
    assert_eq!(client.get("/session").status, 200);
}

fn rejects_invalid_session_cookies(database: &Database) {
    let server = Server::demo(database);
    let mut client = server.client();
    let name = cookie_name("mci_session", &server.address);
    for cookie in [
        format!("{name}="),
        format!("{name}=x"),
        format!("{name}=\u{e4}"),
        format!("other=1; {name}"),
        format!("a=b; {name}=AAAA"),
    ] {
        client.cookie = Some(cookie.clone());
        assert_eq!(client.get("/session").code(), "not-signed-in", "{cookie}");
    }
    // Other cookies do not matter, whatever they contain.
    let good = server.signed_in("user").cookie.unwrap();
    for cookie in [format!("a=b; {good}; c=d"), format!("a=\u{e4}; {good}"), format!("{good};")] {
        client.cookie = Some(cookie.clone());
        assert_eq!(client.get("/session").status, 200, "{cookie}");
    }
    let encoded = good.replacen('_', "%5F", 1);
    for twice in [
        format!("{good}; {good}"),
        format!("{name}=x; {good}"),
        format!("{good}; {name}"),
        format!("a=b,{good}"),
        format!("theme=x,{good}"),
        encoded,
    ] {
        client.cookie = Some(twice.clone());
        assert_eq!(client.get("/session").code(), "not-signed-in", "{twice}");
    }
    // In two lines of the header.
    client.cookie = Some(good);
    for line in [format!("{name}=x"), format!("{name}=\u{e4}"), format!("a=b; {name}=x")] {
        assert_eq!(client.get_with("/session", &[("Cookie", &line)]).code(), "not-signed-in", "{line}");
    }
    assert_eq!(client.get_with("/session", &[("Cookie", "a=b")]).status, 200);
}

/// Cookies do not depend on the port: the servers of one host share them.
fn two_servers_on_one_host_keep_their_sessions(database: &Database) {
    let (first, second) = (Server::demo(database), Server::demo(database));
    let one = first.signed_in("user").cookie.unwrap();
    let mut browser = second.client();
    browser.cookie = Some(format!("a=b; {one}"));
    let other = browser.sign_in("admin", "demo-admin");
    let other = other.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let name = |cookie: &str| cookie.split('=').next().unwrap().to_owned();
    assert_ne!(name(&one), name(&other));
    let mut usernames = Vec::new();
    for server in [&first, &second] {
        let mut browser = server.client();
        browser.cookie = Some(format!("{one}; {other}"));
        usernames.push(browser.read("/session")["user"]["username"].clone());
    }
    assert_eq!(usernames, ["user", "admin"]);
}

fn sign_out_clears_what_a_browser_has_kept(database: &Database) {
    let server = Server::demo(database);
    for path in ["/session", "/sessions"] {
        let reply = server.signed_in("user").send("DELETE", path, &[], b"");
        assert_eq!((reply.status, reply.header("clear-site-data")), (204, Some("\"cache\"")), "{path}");
    }
    assert_eq!(server.signed_in("user").get("/session").header("clear-site-data"), None);
}

fn changes_the_password_and_ends_other_sessions(database: &Database) {
    operated(database, &["account", "add", "ada", "--name", "Ada Lovelace"], "a good password\n");
    let server = Server::start(database, &[]);
    let [mut here, mut elsewhere] = [server.client(), server.client()];
    for client in [&mut here, &mut elsewhere] {
        let reply = client.sign_in("ada", "a good password");
        assert_eq!((reply.status, &reply.json()["canChangePassword"]), (200, &json!(true)));
    }
    let change = |client: &Client, current: &str, new: &str| {
        client.send("PUT", "/password", &[], json!({"current": current, "new": new}).to_string().as_bytes())
    };
    for (current, new, code, pointer) in [
        ("another password", "correct horse battery", "wrong-password", "/current"),
        ("a good password", "eleven char", "password-too-short", "/new"),
        ("a good password", &"ab1!".repeat(51), "password-too-long", "/new"),
        ("a good password", "            ", "password-guessable", "/new"),
        ("a good password", "ada lovelace", "password-guessable", "/new"),
        ("a good password", "mci engagements", "password-guessable", "/new"),
        ("a good password", "a good password", "password-unchanged", "/new"),
    ] {
        let reply = change(&here, current, new);
        assert_eq!((reply.status, reply.code().as_str()), (422, code), "{new}");
        assert_eq!(reply.json()["pointer"], pointer, "{new}");
    }
    assert_eq!(change(&server.client(), "a good password", "correct horse battery").code(), "not-signed-in");
    let body = br#"{"current":"a good password","new":"correct horse battery"}"#;
    let cross = [("Content-Type", "application/json"), ("Origin", "http://evil.example")];
    assert_eq!(here.ask("PUT", "/api/v1/password", &cross, body).code(), "cross-origin");
    assert_eq!(elsewhere.get("/session").status, 200, "nothing has changed");
    assert_eq!(change(&here, "a good password", "correct horse battery").status, 204);
    assert_eq!([&here, &elsewhere].map(|client| client.get("/session").status), [200, 401]);
    assert_eq!(server.client().sign_in("ada", "a good password").status, 401);
    assert_eq!(server.client().sign_in("ada", "correct horse battery").status, 200);
}

fn limits_guesses_of_the_current_password(database: &Database) {
    operated(database, &["account", "add", "ada", "--name", "Ada"], "a good password\n");
    let server = Server::start(database, &[]);
    let mut ada = server.client();
    ada.sign_in("ada", "a good password");
    let guess = br#"{"current":"a wrong password","new":"correct horse battery"}"#;
    for _ in 0..10 {
        assert_eq!(ada.send("PUT", "/password", &[], guess).code(), "wrong-password");
    }
    // Further guesses wait one after the other; as soon as some wait for ten seconds, others are refused.
    let guesses: Vec<_> = (0..12)
        .map(|_| {
            let ada = ada.clone();
            std::thread::spawn(move || ada.send("PUT", "/password", &[], guess).code())
        })
        .collect();
    let codes: Vec<_> = guesses.into_iter().map(|guess| guess.join().unwrap()).collect();
    assert!(codes.iter().any(|code| code == "too-many-attempts"), "{codes:?}");
}

fn keeps_passwords_of_demo_accounts(database: &Database) {
    let server = Server::demo(database);
    let user = server.signed_in("user");
    assert_eq!(user.read("/session")["canChangePassword"], json!(false));
    let body = br#"{"current":"demo-user","new":"correct horse battery"}"#;
    let reply = user.send("PUT", "/password", &[], body);
    assert_eq!((reply.status, reply.code().as_str()), (403, "demo-account"));
    // It has 9 characters: the rules of new passwords lock nobody out.
    assert_eq!(server.client().sign_in("user", "demo-user").status, 200);
}

fn rejects_demo_accounts_outside_demos(database: &Database) {
    let demo = Server::demo(database);
    let open = demo.signed_in("admin");
    drop(demo);
    operated(database, &["account", "add", "Real", "--name", "Real Person"], "a good password\n");
    let server = Server::start(database, &[]);
    assert_eq!(server.client().read("/sign-in")["demoAccounts"], json!([]));
    assert_eq!(server.client().sign_in("admin", "demo-admin").code(), "invalid-credentials");
    assert_eq!(server.client().sign_in("real", "a good password").status, 200);
    let mut open = open;
    open.address.clone_from(&server.address);
    assert_eq!(open.get("/session").code(), "not-signed-in");
    // They are removed, not only refused: an operator cannot make one usable by mistake.
    assert_eq!(operated(database, &["account", "list"], "").lines().count(), 1);
    assert!(refused(database, &["--demo"], "").contains("(real)"));
}

fn refuses_a_demo_of_real_data(database: &Database) {
    let mut data = crate::support::demo_json();
    data["illustrative"] = json!(false);
    let file = database.file("real.json", data.to_string());
    let why = refused(database, &["--demo", "--import", &file], "");
    assert!(why.contains("illustrative") && why.contains("real.json"), "{why}");
    drop(Server::start(database, &["--import", &file]));
    for args in [&["--demo"][..], &["--demo", "--import", crate::support::demo().to_str().unwrap()]] {
        let why = refused(database, args, "");
        assert!(why.contains("--demo") && why.contains("illustrative") && why.contains("database"), "{why}");
    }
    let server = Server::start(database, &[]);
    assert_eq!(server.client().sign_in("admin", "demo-admin").code(), "invalid-credentials");
}

fn signs_in_through_the_provider_only(database: &Database) {
    operated(database, &["account", "add", "ada", "--name", "Ada"], "a good password\n");
    let server = Server::start(database, &[]);
    let mut ada = server.client();
    assert_eq!(ada.sign_in("ada", "a good password").status, 200);
    let provider = ["--no-local", "--oidc-issuer", "http://127.0.0.1:9", "--oidc-client-id", "x"];
    let server = Server::start(database, &provider);
    let ways = server.client().read("/sign-in");
    assert_eq!((&ways["local"], &ways["oidc"]["url"]), (&json!(false), &json!("/api/v1/oidc/start")));
    let reply = server.client().sign_in("ada", "a good password");
    assert_eq!((reply.status, reply.code().as_str()), (403, "local-sign-in-off"));
    ada.address.clone_from(&server.address);
    assert_eq!(ada.get("/session").code(), "not-signed-in", "nor do open sessions go on");
    assert!(refused(database, &["--no-local"], "").contains("--oidc-issuer"));
    assert!(refused(database, &[&provider[..], &["--demo"]].concat(), "").contains("--demo"));
}
