//! The backend: the HTTP API below `/api/v1`, people and their roles, live changes, and the built app beside it.
//!
//! [`store`] keeps everything in a database; [`live`] keeps what is read in memory, as it is answered, and notices
//! changes made by other processes; [`routes`] is the table of what can be asked. The rules are those of `domain`.

pub mod commands;
pub mod config;

pub mod app;
mod routes;

mod auth;
mod error;
mod http;
mod live;
mod metrics;
mod serve;
mod site;
mod store;

pub use app::{App, app};
