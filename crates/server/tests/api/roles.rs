//! Rule 12: whom to ask, who has no role, and role words that are unknown.

use serde_json::{Value, json};

use crate::support::{
    Client, Database, Events, LISTS, Server, Test, demo, demo_json, list_path, operate, operated, tests, wait_for,
};

pub const ON_EACH_DATABASE: &[Test] = tests![
    names_the_admins_of_visible_locations,
    names_no_admin_beyond_visible_locations,
    names_accounts_and_not_the_imported_admins,
    announces_other_admins,
    shows_nothing_without_a_role,
    shows_the_data_as_soon_as_a_role_is_granted,
    gives_no_access_for_an_unknown_role_word,
];

const ASTRID: &str = "Astrid Lindblom";
const DANIEL: &str = "Daniel Okafor";

/// The ids of the locations of the demo. `some` (Daniel Okafor) is an admin of the first three.
fn locations() -> Vec<String> {
    let file = demo_json();
    let locations = file["locations"].as_array().unwrap();
    locations.iter().map(|location| location["id"].as_str().unwrap().to_owned()).collect()
}

/// The admins that a dataset names: name and locations, `null` for all.
fn admins(client: &Client) -> Value {
    let dataset = client.read("/dataset");
    let admins = dataset["partner"]["admins"].as_array().unwrap().iter();
    admins.map(|admin| json!([admin["name"], admin["locations"]])).collect()
}

fn grant(database: &Database, account: &str, location: &str, role: &str) {
    operated(database, &["account", "grant", account, "--location", location, "--role", role, "--force"], "");
}

fn revoke(database: &Database, account: &str, location: &str) {
    operated(database, &["account", "revoke", account, "--location", location], "");
}

fn names_the_admins_of_visible_locations(database: &Database) {
    let server = Server::demo(database);
    let at = locations();
    let astrid = json!([ASTRID, null]);
    assert_eq!(admins(&server.signed_in("admin")), json!([astrid, [DANIEL, at[..3]]]));
    assert_eq!(admins(&server.signed_in("user")), json!([astrid, [DANIEL, at[..3]]]));
    let some = server.signed_in("some");
    assert_eq!(admins(&some), json!([astrid, [DANIEL, null]]), "all that this session sees");
    let dataset = some.read("/dataset");
    assert_eq!(dataset["partner"]["admins"][1]["email"], "daniel.okafor@contoso.example.com");
    // The reader of the app takes it, and finds nothing wrong.
    let reply = server.signed_in("user").get("/dataset");
    let loaded = domain::dataset::Reader::read(&reply.body, dataset["asOf"].as_str().unwrap().parse().unwrap());
    assert_eq!(loaded.problems, []);
}

fn names_no_admin_beyond_visible_locations(database: &Database) {
    let server = Server::demo(database);
    let at = locations();
    let none = server.signed_in("none");
    grant(database, "none", &at[5], "user");
    wait_for("the role", || (admins(&none) == json!([[ASTRID, null]])).then_some(()));
    assert!(!none.get("/dataset").text().contains(DANIEL), "no admin of a visible location");
    grant(database, "none", &at[1], "user");
    wait_for("the other role", || (none.read("/locations").as_array().unwrap().len() == 2).then_some(()));
    assert_eq!(admins(&none), json!([[ASTRID, null], [DANIEL, [at[1]]]]));
    let text = none.get("/dataset").text();
    assert!(!text.contains(&at[0]) && !text.contains(&at[2]), "no other location of the admin");
    // Who is an admin of two locations, one of them visible, is an admin of all that is visible.
    revoke(database, "none", &at[5]);
    wait_for("the end of a role", || (admins(&none) == json!([[ASTRID, null], [DANIEL, null]])).then_some(()));
}

fn names_accounts_and_not_the_imported_admins(database: &Database) {
    drop(Server::demo(database));
    // Without --demo the accounts of the demo cannot sign in: nobody is to ask them.
    let server = Server::start(database, &["--import", demo().to_str().unwrap()]);
    operated(database, &["account", "add", "ada", "--name", "Ada"], "a good password\n");
    let mut ada = server.client();
    assert_eq!(ada.sign_in("ada", "a good password").status, 200);
    assert_eq!(admins(&ada), json!([]), "neither those of the demo nor those of the file");
    grant(database, "ada", "*", "admin");
    wait_for("the admin", || (admins(&ada) == json!([["Ada", null]])).then_some(()));
    assert_eq!(ada.read("/dataset")["partner"]["admins"], json!([{"name": "Ada"}]), "no address is known");
    assert!(operate(database, &["account", "email", "ada", "nonsense"], "").status.code() != Some(0));
    operated(database, &["account", "email", "ada", "ada@contoso.example.com"], "");
    assert!(operated(database, &["account", "list"], "").contains("ada\tAda <ada@contoso.example.com>\tadmin of *"));
    let email = || ada.read("/dataset")["partner"]["admins"][0]["email"] == "ada@contoso.example.com";
    wait_for("the address", || email().then_some(()));
}

fn announces_other_admins(database: &Database) {
    let server = Server::demo(database);
    let at = locations();
    let [admin, some] = ["admin", "some"].map(|name| server.signed_in(name));
    grant(database, "none", &at[0], "user");
    let none = server.signed_in("none");
    wait_for("the role", || (none.read("/locations").as_array().unwrap().len() == 1).then_some(()));
    let before = none.get("/dataset");
    let revision = before.revision();
    let [of_admin, of_none] = [&admin, &none].map(|client| Events::open(client, "", &[]));
    let tag = some.get("/dataset").etag();
    // Daniel is no longer an admin of the last of three locations: seen where that location is.
    revoke(database, "some", &at[2]);
    of_admin.reset();
    assert_eq!(admins(&admin), json!([[ASTRID, null], [DANIEL, at[..2]]]));
    assert_eq!(none.get("/dataset").etag(), before.etag(), "nothing has changed for one who sees another location");
    assert_ne!(some.get("/dataset").etag(), tag);
    revoke(database, "some", &at[0]);
    of_admin.reset();
    of_none.reset();
    assert_eq!(admins(&none), json!([[ASTRID, null]]));
    assert_ne!(none.get("/dataset").etag(), before.etag());
    // The same for someone who was away meanwhile.
    Events::open(&none, &format!("?after={revision}"), &[]).reset();
}

fn shows_nothing_without_a_role(database: &Database) {
    let server = Server::demo(database);
    let none = server.signed_in("none");
    let file = demo_json();
    assert_eq!(none.read("/session")["roles"], json!({}));
    let dataset = none.read("/dataset");
    assert_eq!(dataset["partner"]["name"], file["partner"]["name"]);
    assert_eq!(admins(&none), json!([[ASTRID, null]]), "those of every location");
    for list in LISTS {
        assert_eq!((&dataset[list], none.read(&list_path(list))), (&json!([]), json!([])), "{list}");
    }
    for list in ["locations", "engagements", "customers", "claims"] {
        let path = format!("/{list}/{}", file[list][0]["id"].as_str().unwrap());
        assert_eq!(none.get(&path).code(), "not-found", "{path}");
    }
    // No tag is that of a session with a role: a cache must not mix them up.
    let user = server.signed_in("user");
    for list in LISTS.iter().chain(&["dataset"]) {
        let path = list_path(list);
        let tag = none.get(&path).etag();
        assert_ne!(tag, user.get(&path).etag(), "{list}");
        assert_eq!(user.get_with(&path, &[("If-None-Match", &tag)]).status, 200, "{list}");
    }
    let loaded = domain::dataset::Reader::read(&none.get("/dataset").body, domain::Day::MAX);
    assert_eq!(loaded.problems, [], "the app reads it");
    // A role at a location that is not there is none.
    grant(database, "none", "nowhere", "admin");
    server.catches_up(database);
    assert_eq!((none.read("/session")["roles"].clone(), none.read("/engagements")), (json!({}), json!([])));
}

fn shows_the_data_as_soon_as_a_role_is_granted(database: &Database) {
    let server = Server::demo(database);
    let none = server.signed_in("none");
    let before = none.get("/dataset");
    let events = Events::open(&none, &format!("?after={}", before.revision()), &[]);
    let location = locations().remove(4);
    grant(database, "none", &location, "user");
    events.reset();
    let dataset = none.read("/dataset");
    assert_eq!(dataset["locations"].as_array().unwrap().len(), 1);
    assert_eq!(dataset["engagements"].as_array().map(Vec::len), demo_json()["engagements"].as_array().map(Vec::len));
    assert_eq!(none.read("/session")["roles"], json!({location.as_str(): "user"}));
    revoke(database, "none", &location);
    events.reset();
    assert_eq!(none.read("/dataset")["engagements"], json!([]));
}

fn gives_no_access_for_an_unknown_role_word(database: &Database) {
    let server = Server::demo(database);
    let (user, some) = (server.signed_in("user"), server.signed_in("some"));
    let at = locations();
    database.execute("UPDATE grants SET role = 'owner' WHERE location = '*' AND role = 'user'");
    let update = format!("UPDATE grants SET role = 'Admin' WHERE location = '{}'", at[0]);
    database.execute(&update);
    wait_for("the end of the role", || (user.read("/session")["roles"] == json!({})).then_some(()));
    assert_eq!(user.read("/locations"), json!([]));
    assert_eq!(user.get(&format!("/locations/{}", at[0])).code(), "not-found");
    assert_eq!(user.read("/dataset")["engagements"], json!([]));
    // One unknown word does not touch the other locations of the account.
    let two = json!({at[1].as_str(): "admin", at[2].as_str(): "admin"});
    wait_for("the end of one role", || (some.read("/session")["roles"] == two).then_some(()));
    // Nobody is asked who is no admin.
    drop(server);
    let server = Server::demo(database);
    assert_eq!(admins(&server.signed_in("admin")), json!([[ASTRID, null], [DANIEL, at[1..3]]]));
    let listed = operate(database, &["account", "list"], "");
    let (roles, log) = (String::from_utf8(listed.stdout).unwrap(), String::from_utf8(listed.stderr).unwrap());
    assert!(roles.contains("user\tJonas Berg <jonas.berg@contoso.example.com>\tno role"), "{roles}");
    assert!(log.contains("an unknown role gives no access") && log.contains("owner"), "{log}");
    assert!(log.contains("account=") && !log.contains("Jonas"), "the account by its number: {log}");
}
