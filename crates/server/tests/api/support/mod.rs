//! Starts servers and sends requests to them.

mod client;
mod database;
mod events;
pub mod nginx;
pub mod pgbouncer;
mod postgres;
mod server;
mod suite;

pub use client::{Client, Reply, cookie_name, head};
pub use database::Database;
pub use events::Events;
pub use nginx::Nginx;
pub use pgbouncer::PgBouncer;
pub use server::{Server, operate, operated, refused};
pub(crate) use suite::tests;
pub use suite::{Suite, Test};

use std::time::{Duration, Instant};

/// Long enough for a busy machine.
pub const TIMEOUT: Duration = Duration::from_mins(3);

/// Waits until a condition returns a value.
pub fn wait_for<T>(what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(start.elapsed() < TIMEOUT, "timed out waiting for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Returns the path of the demo dataset.
pub fn demo() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/contoso.json")
}

/// Returns the demo dataset as JSON.
pub fn demo_json() -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(demo()).unwrap()).unwrap()
}

/// The lists of a dataset.
pub const LISTS: [&str; 10] = [
    "areas",
    "roles",
    "markets",
    "credentials",
    "criteria",
    "locations",
    "engagements",
    "customers",
    "claims",
    "customerVerdicts",
];

/// Returns the path of a list in the API.
pub fn list_path(list: &str) -> String {
    if list == "customerVerdicts" { "/customer-verdicts".to_owned() } else { format!("/{list}") }
}
