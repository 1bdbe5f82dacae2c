//! PostgreSQL behind `PgBouncer`.

use crate::payee::open_locations;
use crate::support::{Database, PgBouncer, Server, Test, refused, tests};

pub const ON_POSTGRES: &[Test] = tests![works_in_session_mode, says_what_to_do_in_transaction_mode];

fn works_in_session_mode(database: &Database) {
    let pooler = PgBouncer::start(database, "session");
    let database = pooler.database();
    let server = Server::demo(&database);
    let admin = server.signed_in("admin");
    for location in open_locations() {
        let tag = admin.get(&format!("/locations/{location}")).etag();
        assert_eq!(admin.submit(&location, &tag, &location).status, 200);
    }
    assert!(server.stop());
    let again = Server::demo(&database);
    assert_eq!(again.signed_in("admin").get("/dataset").status, 200);
}

fn says_what_to_do_in_transaction_mode(database: &Database) {
    let pooler = PgBouncer::start(database, "transaction");
    let database = pooler.database();
    let start = std::time::Instant::now();
    // The first start may find a connection of its own; a second one cannot.
    for _ in 0..2 {
        let message = refused(&database, &["--demo"], "");
        assert!(message.contains("PgBouncer") && message.contains("pool_mode = session"), "{message}");
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}
