//! Words with letters and signs that search and sorting must treat well.

use domain::Text;

use super::Draw;

pub const WORDS: [&str; 32] = [
    "Azure",
    "Malmö",
    "ÅTERSTÄLL",
    "copilot",
    "Säkerhet",
    "naïve",
    "Straße",
    "e-mail",
    "AI",
    "ai-driven",
    "Öst",
    "zon",
    "Ärende",
    "İstanbul",
    "שלום",
    "o\u{308}ver",
    "<b>",
    "a",
    "malmo's",
    "移行",
    "C++",
    "R&D",
    "C#",
    "++",
    "🚀",
    "(malmo)",
    "Ｃｏｐｉｌｏｔ",
    "ﬁnance",
    "co–sell",
    "re\u{2011}use",
    "12\u{a0}000",
    "½",
];

pub fn words(draw: &mut Draw, most: usize) -> String {
    let separator = draw.pick(&[" ", "-", ", ", " – ", "\u{a0}"]);
    (0..=draw.below(most)).map(|_| draw.pick(&WORDS)).collect::<Vec<_>>().join(separator)
}

pub fn text(draw: &mut Draw, most: usize) -> Text {
    let en = words(draw, most);
    let sv = if draw.one_in(2) { words(draw, most) } else { String::new() };
    Text { en, sv }
}
