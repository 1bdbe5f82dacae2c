//! The backend: the HTTP API below `/api/v1`, accounts and roles, live changes, and the built app.
//!
//! Modules are layered. A module imports only modules above it in this list, never one below it; `cargo xtask tidy`
//! checks the order.
//!
//! 1. `origin`: scheme, host and port
//! 2. `config`: command line and environment
//! 3. `hex`: hexadecimal encoding
//! 4. `time`: the clock
//! 5. `metrics`: request counters in the Prometheus format
//! 6. `security`: the security log
//! 7. `store`: the database (SQLite or PostgreSQL)
//! 8. `snapshot`: the data in memory, as JSON responses, with the log of recent changes
//! 9. `auth`: passwords, sessions, sign-in rate limit, OpenID Connect
//! 10. `demo`: accounts of a demo instance
//! 11. `error`: API errors as RFC 9457 problem documents
//! 12. `app_site`: the built app
//! 13. `state`: the state shared by all requests
//! 14. `http`: extractors, middleware and conditional responses
//! 15. `routes`: one file for each noun of the API
//! 16. `router`: the table of routes and their middleware
//! 17. `serve`: sockets and graceful shutdown
//! 18. `commands`: the subcommands

pub mod commands;
pub mod config;

mod app_site;
mod auth;
mod demo;
mod error;
mod hex;
mod http;
mod metrics;
mod origin;
mod router;
mod routes;
mod security;
mod serve;
mod snapshot;
mod state;
mod store;
mod time;
