//! Rules for new passwords, after NIST SP 800-63B: a length, and no password that is easy to guess.

use std::fmt;

/// The allowed number of characters. Passwords set before a rule still sign in.
pub const LENGTH: std::ops::RangeInclusive<usize> = 12..=200;

/// Words of this product, and the Swedish for password: the lists of zxcvbn are English.
const WORDS: [&str; 8] =
    ["mci", "engagements", "mci engagements", "mci-engagements", "incentives", "microsoft", "lösenord", "losenord"];

/// Why a new password is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    TooShort,
    TooLong,
    /// A common password, a name or another word with little around it, a repetition, a sequence, or only spaces.
    Guessable,
}

impl Weakness {
    /// Returns the code of the problem; never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "password-too-short",
            Self::TooLong => "password-too-long",
            Self::Guessable => "password-guessable",
        }
    }
}

impl fmt::Display for Weakness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort => write!(formatter, "A password has at least {} characters", LENGTH.start()),
            Self::TooLong => write!(formatter, "A password has at most {} characters", LENGTH.end()),
            Self::Guessable => formatter.write_str(
                "This password is easy to guess: it is a common one, a name, a repetition or a sequence. Take several \
                 words that have nothing to do with each other",
            ),
        }
    }
}

impl std::error::Error for Weakness {}

/// Checks a new password of an account with these names: username, name and email address.
pub fn check_new(password: &str, names: &[&str]) -> Result<(), Weakness> {
    let length = password.chars().count();
    if length < *LENGTH.start() {
        return Err(Weakness::TooShort);
    }
    if length > *LENGTH.end() {
        return Err(Weakness::TooLong);
    }
    let parts = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).filter(|part| part.len() > 2);
    let inputs: Vec<&str> = names.iter().copied().chain(parts).chain(WORDS).collect();
    // Score 3: more than 10^8 guesses.
    let is_strong = zxcvbn::zxcvbn(password, &inputs).score() >= zxcvbn::Score::Three;
    let is_blank = password.chars().all(char::is_whitespace);
    if is_strong && !is_blank { Ok(()) } else { Err(Weakness::Guessable) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_short_and_guessable_passwords() {
        let names = ["alovelace", "Ada Lovelace", "ada.lovelace@example.com"];
        let check = |password: &str| check_new(password, &names);
        assert_eq!(check("eleven char"), Err(Weakness::TooShort));
        assert_eq!(check(&"ab1!".repeat(51)), Err(Weakness::TooLong));
        for guessable in [
            "aaaaaaaaaaaa",
            "            ",
            "\u{2003}\u{2003}\u{2003} \u{a0}\u{a0}\u{a0}\u{a0}    ",
            "abcabcabcabc",
            "123456789012",
            "qwertyuiop12",
            "password1234",
            "Password123!",
            "P@ssw0rd1234",
            "mciengagements",
            "MCI Engagements 1",
            "lösenord1234",
            "alovelacealovelace",
            "Ada Lovelace",
            "lovelace1234",
        ] {
            assert_eq!(check(guessable), Err(Weakness::Guessable), "{guessable}");
        }
        for good in [
            "correct horse battery",
            "kaffe regn tak 87",
            "en snäll giraff",
            "Tr0ub4dor&3xyz",
            "ö€ß漢字かな交じり文字列",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }
}
