//! The server through HTTP, on its real databases: most tests run on SQLite and on PostgreSQL.
//!
//! Tests that need what this machine lacks are reported as ignored, with a count and the reason.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a missing value fails the test")]

mod support;

mod access;
mod audit;
mod disk;
mod durability;
mod events;
mod hostile;
mod import;
mod limits;
mod nginx;
mod oidc;
mod operator;
mod origins;
mod payee;
mod pooler;
mod reads;
mod revisions;
mod roles;
mod session;
mod site;

use std::process::ExitCode;

use libtest_mimic::Arguments;
use support::Suite;

fn main() -> ExitCode {
    let mut suite = Suite::default();
    for tests in [
        access::ON_EACH_DATABASE,
        audit::ON_EACH_DATABASE,
        durability::ON_EACH_DATABASE,
        events::ON_EACH_DATABASE,
        import::ON_EACH_DATABASE,
        operator::ON_EACH_DATABASE,
        payee::ON_EACH_DATABASE,
        reads::ON_EACH_DATABASE,
        revisions::ON_EACH_DATABASE,
        roles::ON_EACH_DATABASE,
        session::ON_EACH_DATABASE,
    ] {
        suite.on_each_database(tests, None);
    }
    suite.on_each_database(oidc::ON_EACH_DATABASE, oidc::missing_provider());
    suite.on_sqlite(oidc::ON_SQLITE, oidc::missing_provider());
    suite.on_sqlite(disk::WITH_MOUNT, disk::missing_mount());
    suite.on_sqlite(disk::WITH_LIMITS, disk::missing_limits());
    for tests in [
        audit::ON_SQLITE,
        disk::ON_SQLITE,
        hostile::ON_SQLITE,
        limits::ON_SQLITE,
        operator::ON_SQLITE,
        origins::ON_SQLITE,
        site::ON_SQLITE,
    ] {
        suite.on_sqlite(tests, None);
    }
    suite.on_postgres(pooler::ON_POSTGRES, support::pgbouncer::missing());
    suite.on_sqlite(nginx::ON_SQLITE, support::nginx::missing());
    suite.run(&Arguments::from_args())
}
