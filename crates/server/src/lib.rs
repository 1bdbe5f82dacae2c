//! The backend: the HTTP API below `/api/v1`, accounts and roles, live changes, and the built app.
//!
//! Modules are layered. A module imports only modules above it in this list, never one below it; `cargo xtask tidy`
//! checks the order.
//!
//! 1. `config`: command line and environment
//! 2. `hex`: hexadecimal encoding
//! 3. `time`: the clock
//! 4. `metrics`: request counters in the Prometheus format
//! 5. `security`: the security log
//! 6. `store`: the database (SQLite or PostgreSQL)
//! 7. `snapshot`: the data in memory, as JSON responses, with the log of recent changes
//! 8. `auth`: passwords, sessions, sign-in rate limit, OpenID Connect
//! 9. `demo`: accounts of a demo instance
//! 10. `error`: API errors as RFC 9457 problem documents
//! 11. `app_site`: the built app
//! 12. `state`: the state shared by all requests
//! 13. `http`: extractors, middleware and conditional responses
//! 14. `routes`: one file for each noun of the API
//! 15. `router`: the table of routes and their middleware
//! 16. `serve`: sockets and graceful shutdown
//! 17. `commands`: the subcommands

pub mod commands;
pub mod config;

mod app_site;
mod auth;
mod demo;
mod error;
mod hex;
mod http;
mod metrics;
mod router;
mod routes;
mod security;
mod serve;
mod snapshot;
mod state;
mod store;
mod time;
