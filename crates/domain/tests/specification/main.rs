//! The rules by example: one hand-typed example for each point of `docs/rules.md`.
//!
//! A test is named after its point: `fn r2_11_…` belongs to point 2.11. It has data, a day, and the expected words and
//! numbers, without loops and without code that computes what to expect. `cargo xtask tidy` compares the points and the
//! tests. All examples start from `contoso.json`; `example.rs` has what changes the data and asks the product.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod example;

mod rule_01_availability;
mod rule_02_eligibility;
mod rule_03_payee_profile;
mod rule_04_earning;
mod rule_05_cell;
mod rule_06_filters;
mod rule_06_find;
mod rule_06_locations;
mod rule_06_search;
mod rule_07_active_customers;
mod rule_07_customer_list;
mod rule_07_customers;
mod rule_08_deadlines;
mod rule_09_claims;
mod rule_10_evidence;
mod rule_11_actions;
mod rule_12_permissions;
mod rule_13_money_and_days;
mod rule_14_today;
