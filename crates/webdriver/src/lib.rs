//! Drives Chromium, Firefox and `WebKitGTK` through their drivers, and serves the built app to them: shared by the
//! browser stories and the browser benchmark.

mod browser;
mod capabilities;
mod dist;
mod driver;
mod engine;
mod process;

pub use browser::{Browser, Options};
pub use dist::{DistCopy, serve_static};
use driver::Driver;
pub use engine::Engine;
pub use process::Process;
pub use thirtyfour;
