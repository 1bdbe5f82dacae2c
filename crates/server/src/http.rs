//! Extractors, middleware and conditional responses.

pub mod api_version;
pub mod conditional;
pub mod csrf;
pub mod headers;
pub mod host;
pub mod json_body;
pub mod password_attempt;
pub mod pools;
pub mod query;

pub mod receive_body;
pub mod request_context;
mod security_headers;
mod viewer;

pub use viewer::Viewer;
