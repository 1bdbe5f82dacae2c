//! What every story uses: a browser, a site with the built app, and a reference model of what to expect.

mod app;
mod browser;
mod console;
mod element;
pub mod env;
pub mod keys;
mod locator;
mod model;
mod page;
mod site;

pub use app::App;
pub use browser::Options;
pub use element::{contains, starts_with};
pub use fault_proxy::{Answer, Fault};
pub use locator::Locator;
pub use model::{Model, availability_label, cell_words, text_query, verdict_label};
pub use page::screens;
pub use site::{DATA, Site, both, demo};
