//! Drives Chromium through chromedriver and serves the built app to it: shared by the browser stories and the browser
//! benchmark.

mod browser;
mod chromedriver;
mod dist;
mod process;

pub use browser::{Browser, Options};
pub use chromedriver::Chromedriver;
pub use dist::{DistCopy, serve_static};
pub use process::Process;
pub use thirtyfour;
