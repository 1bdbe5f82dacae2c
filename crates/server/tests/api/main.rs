//! The server through HTTP, on its real databases: each story runs on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::expect_used)] // What is not there has failed the story.

mod support;

mod access;
mod durability;
mod events;
mod hostile;
mod import;
mod oidc;
mod operator;
mod payee;
mod reads;
mod session;
mod site;
