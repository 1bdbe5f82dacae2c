//! What every story needs: a browser, a server with the built app, and the numbers to expect.

mod app;
mod browser;
mod console;
mod find;
pub mod keys;
mod page;
mod seen;
mod site;
mod slot;
mod world;

pub use app::App;
pub use browser::Options;
pub use find::Target;
pub use page::screens;
pub use seen::starts;
pub use site::{DATA, Site, both, demo};
pub use world::{World, availability_word, searching, verdict_word};

/// Returns whether a switch of `cargo xtask story` is on.
fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some()
}
