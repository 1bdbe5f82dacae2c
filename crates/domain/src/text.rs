//! Texts in the two languages of the product.

mod fold;
mod texts;
mod typo;

use serde::{Deserialize, Serialize};

use crate::json::decode_struct;

pub use fold::{collation_key, fold, matcher, words};
pub use texts::{Found, Rank, Texts};
pub(crate) use typo::{almost_begins, beginnings, begins_word, forgives};

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

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_text_is_empty_without_words_in_any_language() {
        let text = |en: &str, sv: &str| Text { en: en.to_owned(), sv: sv.to_owned() };
        assert!(text("", "").is_empty());
        assert!(!text("a", "").is_empty() && !text("", "b").is_empty() && !text("a", "b").is_empty());
    }
}
