//! Rule 6: search.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use domain::model::{Dataset, Engagement};
use domain::{Lang, Text};

/// 6.15 and 6.16: without case, diacritics and compatibility forms; hyphens, dashes and no-break spaces are spaces.
pub fn folded(text: &str) -> String {
    let is_dash = |letter: char| {
        matches!(letter, '-' | '\u{58a}' | '\u{5be}' | '\u{2010}'..='\u{2015}' | '\u{301c}' | '\u{3030}')
    };
    plain(text).chars().map(|letter| if is_dash(letter) { ' ' } else { letter }).collect()
}

/// Without case, diacritics and compatibility forms.
fn plain(text: &str) -> String {
    // Twice: some letters get a mark of their own when they become small.
    let mut plain = String::new();
    for letter in without_marks(&without_marks(text).to_lowercase()).chars() {
        match letter {
            // Letters whose stroke or ligature has no decomposition.
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' => plain.push('d'),
            'ı' => plain.push('i'),
            _ => plain.push(letter),
        }
    }
    plain
}

fn without_marks(text: &str) -> String {
    text.nfkd().filter(|letter| !is_combining_mark(*letter)).collect()
}

/// What the product shows in a language.
pub fn shown(text: &Text, lang: Lang) -> &str {
    if lang == Lang::Sv && !text.sv.is_empty() { &text.sv } else { &text.en }
}

/// How well an engagement matches a query: 0 where every word begins a word of the name, 1 where it occurs in the
/// name, 2 in name, area or role, 3 anywhere; none where a word does not occur (6.13, 6.14). A word of the name begins
/// after a space, or with a letter or digit after a sign.
pub fn match_of(dataset: &Dataset, engagement: &Engagement, query: &str, lang: Lang) -> Option<usize> {
    let area = dataset.areas.iter().find(|area| area.id == engagement.area).unwrap();
    let role = dataset.roles.iter().find(|role| role.id == engagement.role).unwrap();
    let fold = |text: &Text| folded(shown(text, lang));
    let (name, description) = (fold(&engagement.name), fold(&engagement.description));
    let (area, role) = (fold(&area.name), fold(&role.name));
    let query = folded(query);
    let mut worst = 0;
    for word in query.split_whitespace() {
        let tier = if begins_a_word(&name, word) {
            0
        } else if name.contains(word) {
            1
        } else if area.contains(word) || role.contains(word) {
            2
        } else if description.contains(word) {
            3
        } else {
            return None;
        };
        worst = worst.max(tier);
    }
    Some(worst)
}

fn begins_a_word(name: &str, word: &str) -> bool {
    let padded = format!(" {name}");
    padded.match_indices(word.chars().next().unwrap()).any(|(at, _)| {
        let before = padded[..at].chars().next_back();
        let after_sign = before.is_some_and(|before| !before.is_alphanumeric());
        padded[at..].starts_with(word) && (before == Some(' ') || after_sign && word.starts_with(char::is_alphanumeric))
    })
}

/// How a reader of a language expects names to be sorted: without case and diacritics, but å, ä and ö after z in
/// Swedish.
pub fn sorting_key(name: &str, lang: Lang) -> String {
    let mut key = String::new();
    for letter in name.nfc().collect::<String>().to_lowercase().nfc() {
        match letter {
            'å' if lang == Lang::Sv => key.push('{'),
            'ä' | 'æ' if lang == Lang::Sv => key.push('|'),
            'ö' | 'ø' if lang == Lang::Sv => key.push('}'),
            _ => key.push_str(&plain(&letter.to_string())),
        }
    }
    key
}
