//! Folding: what texts have in common when they are searched and sorted.
//!
//! The same as the decomposition NFKD of Unicode without its marks, for Latin, Greek, Cyrillic, Arabic and Hebrew
//! letters, kana, punctuation, letterlike signs, number forms, circled letters, ligatures, and full and half width.
//! Other scripts are compared as they are written. The whole of NFKD (`unicode-normalization`) would be several times
//! the size of these tables, before the first paint.

mod tables;
#[cfg(test)]
mod tests;

use crate::Lang;

use tables::{LATIN, SEVERAL, SINGLE};

/// Adds a text as search compares it (rule 6): without case, diacritics, compatibility forms and invisible signs.
/// Hyphens, dashes and all white space become spaces; every other sign stays.
pub fn fold(text: &str, folded: &mut String) {
    // Most of a text is ASCII, which is much faster as a whole.
    let is_plain = |byte: u8| byte.is_ascii() && byte != b'-' && !byte.is_ascii_control();
    each_letter(
        text,
        folded,
        is_plain,
        |letter, folded| {
            if is_dash(letter) { folded.push(' ') } else { push_plain(letter, folded) }
        },
    );
}

/// Returns the words of a folded text.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty())
}

/// Returns a test whether every word of a query occurs in a text: how short lists are searched (rule 6).
pub fn matcher(query: &str) -> impl Fn(&str) -> bool + use<> {
    let mut searched = String::new();
    fold(query, &mut searched);
    move |text| {
        let mut folded = String::new();
        fold(text, &mut folded);
        words(&searched).all(|word| folded.contains(word))
    }
}

/// Adds a key by which texts sort as a reader of the language expects: without case and diacritics,
/// but `å`, `ä` and `ö` after `z` in Swedish.
pub fn collation_key(text: &str, lang: Lang, key: &mut String) {
    let is_plain = |byte: u8| byte.is_ascii();
    each_letter(text, key, is_plain, |letter, key| match (lang, letter) {
        // The three characters that follow `z` in ASCII.
        (Lang::Sv, 'å' | 'Å') => key.push('{'),
        (Lang::Sv, 'ä' | 'æ' | 'Ä' | 'Æ') => key.push('|'),
        (Lang::Sv, 'ö' | 'ø' | 'Ö' | 'Ø') => key.push('}'),
        // The same letters written with a combining ring or diaeresis.
        (Lang::Sv, '\u{30a}' | '\u{308}') => {
            let after_z = match (key.chars().next_back(), letter) {
                (Some('a'), '\u{30a}') => '{',
                (Some('a'), _) => '|',
                (Some('o'), '\u{308}') => '}',
                _ => return,
            };
            key.pop();
            key.push(after_z);
        }
        _ => push_plain(letter, key),
    });
}

/// Adds a text: ASCII that is plain in lower case, every other letter as `other` has it.
fn each_letter(mut text: &str, out: &mut String, is_plain: impl Fn(u8) -> bool, other: impl Fn(char, &mut String)) {
    loop {
        let plain = text.bytes().position(|byte| !is_plain(byte)).unwrap_or(text.len());
        let (plain, rest) = text.split_at(plain);
        let start = out.len();
        out.push_str(plain);
        out[start..].make_ascii_lowercase();
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else { return };
        other(letter, out);
        text = letters.as_str();
    }
}

/// Adds a letter in lower case without its diacritics; marks and invisible signs add nothing.
fn push_plain(letter: char, plain: &mut String) {
    match latin(letter) {
        Some(letter) => plain.push(letter),
        None if letter.is_whitespace() => plain.push(' '),
        None if is_invisible(letter) => {}
        None => letter.to_lowercase().for_each(|letter| push_lower(letter, plain)),
    }
}

/// Adds a letter that is in lower case where there is one.
fn push_lower(letter: char, plain: &mut String) {
    let code = u32::from(letter);
    let single = |letters: &str, at| letters.chars().nth(at).filter(|&letter| letter != ' ');
    let single_run = || run_of(SINGLE, code).and_then(|(letters, at)| single(letters, at));
    let several = || run_of(SEVERAL, code).and_then(|(letters, at)| letters.split(',').nth(at));
    if let Some(letter) = latin(letter).or_else(|| mathematical(code)).or_else(single_run) {
        plain.push(letter);
    } else if let Some(letters) = several().filter(|letters| !letters.is_empty()) {
        plain.push_str(letters);
    } else {
        plain.push(letter);
    }
}

/// Returns the plain form of a frequent letter.
fn latin(letter: char) -> Option<char> {
    let at = u32::from(letter).checked_sub(0xc0)?;
    LATIN.get(at as usize).filter(|&&plain| plain != b'.').map(|&plain| char::from(plain))
}

/// Returns the letter or digit of a mathematical alphabet, such as the bold one: they stand one after the other.
fn mathematical(code: u32) -> Option<char> {
    match code {
        0x1d400..=0x1d6a3 => char::from_digit((code - 0x1d400) % 26 + 10, 36),
        0x1d7ce..=0x1d7ff => char::from_digit((code - 0x1d7ce) % 10, 10),
        _ => None,
    }
}

/// Returns the run in which a letter may be, and its place there.
fn run_of(runs: &[(char, &'static str)], code: u32) -> Option<(&'static str, usize)> {
    let run = runs.partition_point(|&(first, _)| u32::from(first) <= code).checked_sub(1)?;
    let (first, letters) = runs[run];
    Some((letters, (code - u32::from(first)) as usize))
}

/// Returns whether a sign is a hyphen, a dash or a minus (general category Pd, and what resembles it).
const fn is_dash(sign: char) -> bool {
    matches!(
        sign,
        '-' | '\u{58a}'
            | '\u{5be}'
            | '\u{1400}'
            | '\u{1806}'
            | '\u{2010}'..='\u{2015}'
            | '\u{207b}'
            | '\u{208b}'
            | '\u{2212}'
            | '\u{2e17}'
            | '\u{2e1a}'
            | '\u{2e3a}'..='\u{2e3b}'
            | '\u{2e40}'
            | '\u{2e5d}'
            | '\u{301c}'
            | '\u{3030}'
            | '\u{30a0}'
            | '\u{fe31}'..='\u{fe32}'
            | '\u{fe58}'
            | '\u{fe63}'
            | '\u{ff0d}'
            | '\u{10ead}'
    )
}

/// Returns whether a sign shows nothing of its own: controls, marks over or within a letter, soft hyphens, signs of
/// zero width, direction marks and variation selectors.
fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(
            sign,
            '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0001}'..='\u{e01ef}'
        )
        || matches!(
            sign,
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
                | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
                | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
                | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
                | '\u{3099}'..='\u{309a}' | '\u{fe20}'..='\u{fe2f}' | '\u{ff9e}'..='\u{ff9f}'
        )
}
