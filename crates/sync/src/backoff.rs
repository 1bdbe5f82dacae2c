//! Exponential backoff.

use crate::Millis;

const FIRST_PAUSE: Millis = 2_000.0;
const MAX_PAUSE: Millis = 60_000.0;

/// The pauses between attempts: each twice the one before, up to a maximum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backoff(Millis);

impl Default for Backoff {
    fn default() -> Self {
        Self(FIRST_PAUSE)
    }
}

impl Backoff {
    /// Returns the pause before the next attempt.
    pub fn next_pause(&mut self) -> Millis {
        let pause = self.0;
        self.0 = (pause * 2.0).min(MAX_PAUSE);
        pause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_minute() {
        let mut backoff = Backoff::default();
        let pauses = [(); 7].map(|()| backoff.next_pause() / 1000.0);
        assert_eq!(format!("{pauses:?}"), "[2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]");
    }
}
