//! One typing error: a letter that is missing, too many or another, or two letters that changed places (rule 6.23).

/// The fewest letters of a word in which an error is forgiven: shorter words have too many neighbours.
const MIN_LETTERS: usize = 5;

/// Returns whether an error is forgiven in a folded word. Not in numbers and IDs: one digit more is another thing.
pub fn forgives(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= MIN_LETTERS && !word.chars().any(char::is_numeric)
}

/// Returns whether a word begins a text, or would without one typing error.
pub fn almost_begins(word: &str, text: &str) -> bool {
    let same = word.chars().zip(text.chars()).take_while(|(one, other)| one == other);
    let same: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    let (word, text) = (&word[same..], &text[same..]);
    let Some((typed, rest)) = first(word) else { return true };
    let Some((meant, text_rest)) = first(text) else { return rest.is_empty() };
    let is_too_many = text.starts_with(rest);
    let is_missing = text_rest.starts_with(word);
    let is_another = text_rest.starts_with(rest);
    let swapped = || Some((rest.strip_prefix(meant)?, text_rest.strip_prefix(typed)?));
    is_too_many || is_missing || is_another || swapped().is_some_and(|(rest, text)| text.starts_with(rest))
}

fn first(text: &str) -> Option<(char, &str)> {
    let mut letters = text.chars();
    letters.next().map(|letter| (letter, letters.as_str()))
}

/// Returns the ends of a folded word at which a word may begin: the whole word, and what follows a sign, such as
/// "malmo)" of "(malmo)".
pub fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let mut before = None;
    word.char_indices().filter_map(move |(at, letter)| {
        let begins = begins_word(before, letter);
        before = Some(letter);
        begins.then(|| &word[at..])
    })
}

/// Returns whether a word begins with a letter, given what stands before it: at the start or after a sign.
pub fn begins_word(before: Option<char>, letter: char) -> bool {
    before.is_none_or(|before| !before.is_alphanumeric() && letter.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_is_forgiven() {
        for word in ["copilot", "copil", "copiolt", "copilt", "coppilot", "kopilot", "opilot", "copilor", "copilotx"] {
            assert!(almost_begins(word, "copilot"), "{word}");
        }
        for word in ["copi1ott", "copoltt", "ilot", "kopilor", "cpooilt", "copilotxy"] {
            assert!(!almost_begins(word, "copilot"), "{word}");
        }
        assert!(almost_begins("移x", "移行"));
    }

    #[test]
    fn errors_are_forgiven_in_words_of_five_letters_and_not_in_numbers() {
        for (word, expected) in
            [("malmo", true), ("(malmo)", true), ("oslo", false), ("plid4711", false), ("c++", false)]
        {
            assert_eq!(forgives(word), expected, "{word}");
        }
    }

    #[test]
    fn a_word_begins_at_its_start_and_after_a_sign() {
        assert_eq!(beginnings("(malmo)").collect::<Vec<_>>(), ["(malmo)", "malmo)"]);
        assert_eq!(beginnings("r&d").collect::<Vec<_>>(), ["r&d", "d"]);
    }
}
