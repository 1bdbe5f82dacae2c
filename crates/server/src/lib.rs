//! The backend: the HTTP API below `/api/v1`, accounts and roles, live changes, and the built app.
//!
//! Modules are layered. A module imports only modules above it in this list, never one below it; `cargo xtask tidy`
//! checks the order.
//!
//! 1. `origin`: scheme, host and port
//! 2. `config`: command line and environment
//! 3. `hex`: hexadecimal encoding
//! 4. `time`: the clock
//! 5. `client`: the client of a request, as limits count it
//! 6. `limits`: limits that are shared fairly between clients, and maps of bounded size
//! 7. `metrics`: request counters in the Prometheus format
//! 8. `security`: the security log
//! 9. `store`: the database (SQLite or PostgreSQL)
//! 10. `snapshot`: the data in memory, as JSON responses, with the log of recent changes
//! 11. `auth`: passwords, sessions, sign-in rate limit, OpenID Connect
//! 12. `demo`: accounts of a demo instance
//! 13. `error`: API errors as RFC 9457 problem documents
//! 14. `app_site`: the built app
//! 15. `state`: the state shared by all requests
//! 16. `http`: extractors, middleware and conditional responses
//! 17. `routes`: one file for each noun of the API
//! 18. `router`: the table of routes and their middleware
//! 19. `serve`: sockets and graceful shutdown
//! 20. `commands`: the subcommands

pub mod commands;
pub mod config;

mod app_site;
mod auth;
mod client;
mod demo;
mod error;
mod hex;
mod http;
mod limits;
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
