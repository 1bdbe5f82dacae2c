//! Who asks, and what they may do.

pub mod cookie;
pub mod oidc;
pub mod origin;
pub mod password;
pub mod sessions;
pub mod throttle;
mod viewer;

pub use viewer::Viewer;
