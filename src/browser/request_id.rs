//! Request identifiers.

use leptos::prelude::window;
use uuid::Builder;

use super::clock;

/// Returns a new idempotency key: a UUID v7, whose time part sorts the requests of a page.
pub fn request_id() -> String {
    let mut random = [0; 10];
    // Fails only for more than 64 KiB.
    let _ = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut random));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the Unix time is a positive integer")]
    let milliseconds = clock::now() as u64;
    Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid().to_string()
}
