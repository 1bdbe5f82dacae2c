//! The handlers, one file for each noun of the API.

pub mod claims;
pub mod customers;
pub mod dataset;
pub mod engagements;
pub mod events;
pub mod health;
pub mod locations;
pub mod oidc;
pub mod openapi;
pub mod password;
pub mod payee;
pub mod programme;
pub mod session;
pub mod sign_in;
