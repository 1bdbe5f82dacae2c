//! Answers for screens and server as plain data: what a screen shows, and why. Screens and server decide nothing.

mod payee_control;

pub use payee_control::{DisabledReason, PayeeControl, payee_control};
