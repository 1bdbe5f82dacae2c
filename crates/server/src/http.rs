//! What every request and every answer have in common.

pub mod answer;
pub mod body;
pub mod context;
pub mod headers;
pub mod query;
