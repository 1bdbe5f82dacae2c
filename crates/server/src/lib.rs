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
//! 9. `dataset_file`: the dataset to import, as JSON or a workbook
//! 10. `store`: the database (SQLite or PostgreSQL)
//! 11. `snapshot`: the data in memory, as JSON responses, with the log of recent changes
//! 12. `auth`: passwords, sessions, sign-in rate limit, OpenID Connect
//! 13. `demo`: accounts of a demo instance
//! 14. `error`: API errors as RFC 9457 problem documents
//! 15. `app_site`: the built app
//! 16. `state`: the state shared by all requests
//! 17. `http`: extractors, middleware and conditional responses
//! 18. `routes`: one file for each noun of the API
//! 19. `router`: the table of routes and their middleware
//! 20. `serve`: sockets and graceful shutdown
//! 21. `commands`: the subcommands

pub mod commands;
pub mod config;

mod app_site;
mod auth;
mod client;
mod dataset_file;
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
