//! Texts in the two languages of the product.

use serde::{Deserialize, Serialize};

use crate::json::decode_struct;

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Swedish.
    Sv,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Sv];

    /// Returns the BCP 47 tag, as `lang` attributes take it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Sv => "sv",
        }
    }

    /// Returns the language of a BCP 47 tag such as `sv-SE`; `None` for one that the product does not speak.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }
}

decode_struct! {
    /// A text of the data in both languages.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Text {
        /// English.
        pub en: String = required,
        /// Swedish; where the data have none, the English text stands in.
        #[serde(skip_serializing_if = "String::is_empty")]
        pub sv: String = or_default,
    }
}

impl Text {
    /// Returns whether it says nothing in any language.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.sv.is_empty()
    }

    /// Returns the same text in both languages: names of people, companies and places.
    pub fn same(text: &str) -> Self {
        Self { en: text.to_owned(), sv: String::new() }
    }

    /// Returns the text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv if !self.sv.is_empty() => &self.sv,
            _ => &self.en,
        }
    }
}

/// Adds the letters of a text without case and diacritics: what search compares. `Malmö` and `malmo` are the same.
pub fn fold(text: &str, folded: &mut String) {
    lower(text, folded, push_plain);
}

/// Adds the letters of a text in lower case; those that are not ASCII as `other` has them.
fn lower(mut text: &str, lowered: &mut String, other: impl Fn(char, &mut String)) {
    loop {
        // Most of a text is ASCII, which is much faster as a whole.
        let ascii = text.bytes().position(|byte| !byte.is_ascii()).unwrap_or(text.len());
        let (plain, rest) = text.split_at(ascii);
        let start = lowered.len();
        lowered.push_str(plain);
        lowered[start..].make_ascii_lowercase();
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else { return };
        letter.to_lowercase().for_each(|letter| other(letter, lowered));
        text = letters.as_str();
    }
}

/// Adds a key by which texts sort as a reader of the language expects: without case and diacritics,
/// but `å`, `ä` and `ö` after `z` in Swedish.
pub fn collation_key(text: &str, lang: Lang, key: &mut String) {
    lower(text, key, |letter, key| match (lang, letter) {
        // The three characters that follow `z` in ASCII.
        (Lang::Sv, 'å') => key.push('{'),
        (Lang::Sv, 'ä' | 'æ') => key.push('|'),
        (Lang::Sv, 'ö' | 'ø') => key.push('}'),
        _ => push_plain(letter, key),
    });
}

/// Adds a lower-case letter without its diacritics; combining marks add nothing.
fn push_plain(letter: char, plain: &mut String) {
    if letter.is_ascii() {
        plain.push(letter);
        return;
    }
    let letters = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '\u{300}'..='\u{36f}' => "",
        _ => return plain.push(letter),
    };
    plain.push_str(letters);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut folded = String::new();
        fold(text, &mut folded);
        folded
    }

    #[test]
    fn search_ignores_case_and_diacritics() {
        for (text, expected) in [
            ("Malmö", "malmo"),
            ("ÅÄÖ", "aao"),
            ("Café", "cafe"),
            ("o\u{308}", "o"),
            ("Łódź", "lodz"),
            ("İ", "i"),
            ("שלום", "שלום"),
        ] {
            assert_eq!(folded(text), expected);
        }
    }

    #[test]
    fn swedish_letters_sort_after_z_in_swedish_only() {
        let sorted = |lang| {
            let mut names = ["Öst", "Zon", "Ärende", "Al", "Åtgärd", "al b"];
            names.sort_by_key(|name| {
                let mut key = String::new();
                collation_key(name, lang, &mut key);
                key
            });
            names
        };
        assert_eq!(sorted(Lang::Sv), ["Al", "al b", "Zon", "Åtgärd", "Ärende", "Öst"]);
        assert_eq!(sorted(Lang::En), ["Al", "al b", "Ärende", "Åtgärd", "Öst", "Zon"]);
    }

    #[test]
    fn languages_are_known_by_their_tags() {
        assert_eq!(Lang::from_tag("sv-SE"), Some(Lang::Sv));
        assert_eq!(Lang::from_tag("EN"), Some(Lang::En));
        assert_eq!(Lang::from_tag("de"), None);
    }

    #[test]
    fn english_stands_in_for_swedish() {
        assert_eq!(Text::same("Contoso").get(Lang::Sv), "Contoso");
    }
}
