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

/// How well each engagement matches a query: 0 where every word begins a word of the name, 1 where it occurs in the
/// name, 2 in name, area or role, 3 anywhere; none where a word does not occur (6.13, 6.14). A word of the name begins
/// after a space, or with a letter or digit after a sign. A word that occurs in no engagement counts where it would
/// begin a word of the text without one typing error (6.23).
pub fn matches_of(dataset: &Dataset, query: &str, lang: Lang) -> Vec<Option<usize>> {
    let texts: Vec<[String; 4]> =
        dataset.engagements.iter().map(|engagement| texts_of(dataset, engagement, lang)).collect();
    let query = folded(query);
    let mut worst: Vec<Option<usize>> = vec![Some(0); texts.len()];
    for word in query.split_whitespace() {
        let occurs = texts.iter().any(|texts| texts.iter().any(|text| text.contains(word)));
        for (worst, texts) in worst.iter_mut().zip(&texts) {
            let has = |text: &String| {
                if occurs { text.contains(word) } else { forgiven(word) && has_almost(text, word) }
            };
            let begins = if occurs { begins_a_word(&texts[0], word) } else { has(&texts[0]) };
            let tier =
                if begins { Some(0) } else { [1, 2, 2, 3].into_iter().zip(texts).find(|it| has(it.1)).map(|it| it.0) };
            *worst = worst.zip(tier).map(|(worst, tier)| worst.max(tier));
        }
    }
    worst
}

/// Name, area, role and description, folded.
fn texts_of(dataset: &Dataset, engagement: &Engagement, lang: Lang) -> [String; 4] {
    let area = dataset.areas.iter().find(|area| area.id == engagement.area).unwrap();
    let role = dataset.roles.iter().find(|role| role.id == engagement.role).unwrap();
    [&engagement.name, &area.name, &role.name, &engagement.description].map(|text| folded(shown(text, lang)))
}

/// 6.23: five letters and more, and no digit.
pub fn forgiven(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() >= 5 && !word.contains(char::is_numeric)
}

/// Whether a word of a text begins as another one does that differs by one typing error (6.23).
pub fn has_almost(text: &str, word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    text.split_whitespace().any(|of_text| {
        let letters: Vec<char> = of_text.chars().collect();
        let begins = |at: &usize| *at == 0 || !letters[at - 1].is_alphanumeric() && letters[*at].is_alphanumeric();
        let starts: Vec<usize> = (0..letters.len()).filter(begins).collect();
        starts.into_iter().any(|from| (from..=letters.len()).any(|to| differ_by_one(&letters[from..to], &word)))
    })
}

/// Whether one letter is missing, too many or another, or two neighbours changed places: every such change is tried.
fn differ_by_one(one: &[char], other: &[char]) -> bool {
    let without = |word: &[char], at: usize| [&word[..at], &word[at + 1..]].concat();
    let swapped = |at: usize| {
        let mut word = one.to_vec();
        word.swap(at, at + 1);
        word
    };
    (0..one.len()).any(|at| without(one, at) == other)
        || (0..other.len()).any(|at| without(other, at) == one)
        || one.len() == other.len() && (0..one.len()).any(|at| without(one, at) == without(other, at))
        || (1..one.len()).any(|at| swapped(at - 1) == other)
}

/// How well an item with some fields matches a query among all items of its list (6.26): 0 where the query is the whole
/// of a field, 1 where every word begins a word, 2 where every word occurs, 3 with a typing error.
pub fn ranks_of(items: &[Vec<String>], query: &str) -> Vec<Option<usize>> {
    let query = folded(query);
    let items: Vec<Vec<String>> =
        items.iter().map(|fields| fields.iter().map(|field| folded(field)).collect()).collect();
    let words: Vec<&str> = query.split_whitespace().collect();
    let whole = words.join(" ");
    let rank = |fields: &Vec<String>| {
        let mut worst = 0;
        for word in &words {
            let occurs = items.iter().flatten().any(|field| field.contains(word));
            let of_word = if fields.iter().any(|field| begins_a_word(field, word)) {
                1
            } else if fields.iter().any(|field| field.contains(word)) {
                2
            } else if !occurs && forgiven(word) && fields.iter().any(|field| has_almost(field, word)) {
                3
            } else {
                return None;
            };
            worst = worst.max(of_word);
        }
        let is_whole = fields.iter().any(|field| field.split_whitespace().collect::<Vec<_>>().join(" ") == whole);
        Some(if is_whole { 0 } else { worst })
    };
    items.iter().map(rank).collect()
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
