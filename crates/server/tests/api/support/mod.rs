//! Starts servers and talks to them.

mod client;
mod database;
mod events;
mod postgres;
mod server;

pub use client::{Client, Reply};
pub use database::Database;
pub use events::Events;
pub use server::{Server, operate, operated, refused};

use std::time::{Duration, Instant};

/// Makes of each story a test on either database.
macro_rules! on_each_database {
    ($($story:ident)*) => {
        mod sqlite {
            $(#[test] fn $story() { super::$story(&$crate::support::Database::sqlite()); })*
        }
        mod postgres {
            $(#[test] fn $story() {
                if let Some(database) = $crate::support::Database::postgres() {
                    super::$story(&database);
                }
            })*
        }
    };
}
pub(crate) use on_each_database;

/// Long enough for a machine that is busy, or asleep for a while.
pub const PATIENCE: Duration = Duration::from_mins(3);

/// Waits for what will come true.
pub fn wait_for<T>(what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The demo dataset.
pub fn demo() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/contoso.json")
}

/// The demo dataset as JSON.
pub fn demo_json() -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(demo()).unwrap()).unwrap()
}
