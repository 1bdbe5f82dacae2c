//! A minimal Rust lexer: separates code from comments and strings.

/// A Rust file and its parts.
pub struct Source<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The text, byte for byte, with comments and the content of strings and characters blanked. Quotes stay.
    pub code: String,
    /// Every string literal.
    pub strings: Vec<Literal>,
}

/// A string literal: from its opening quote to after the closing one.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    pub start: usize,
    pub end: usize,
}

impl<'a> Source<'a> {
    /// Reads `text`. Code that does not compile gives an approximation.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut code = bytes.to_vec();
        let mut strings = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let (end, keep) = match rest {
                [b'/', b'/', ..] => (at + find(rest, b"\n").unwrap_or(rest.len()), 0),
                [b'/', b'*', ..] => (block_comment_end(bytes, at), 0),
                [b'"', ..] => (string_end(bytes, at), 1),
                [b'r', b'"' | b'#', ..] if !follows_word(bytes, at) => match raw_string_end(bytes, at) {
                    Some(end) => (end, 1),
                    None => (at, 0),
                },
                [b'\'', ..] => (char_end(text, at), 0),
                _ => (at, 0),
            };
            if end == at {
                at += 1;
                continue;
            }
            if keep == 1 {
                strings.push(Literal { start: at, end });
            }
            for byte in &mut code[at + keep..end - keep] {
                if *byte != b'\n' {
                    *byte = b' ';
                }
            }
            if keep == 1 {
                (code[at], code[end - 1]) = (b'"', b'"');
            }
            at = end;
        }
        Self { text, code: String::from_utf8_lossy(&code).into_owned(), strings }
    }

    /// Returns the line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.code.get(..at).map_or(0, |before| before.matches('\n').count()) + 1
    }

    /// Returns the places of `word` in the code, whole words only.
    pub fn words<'s>(&'s self, word: &'s str) -> impl Iterator<Item = usize> + 's {
        self.code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
            let after = self.code.as_bytes().get(at + word.len());
            !follows_word(self.code.as_bytes(), at) && !after.is_some_and(|&byte| is_word(byte))
        })
    }

    /// Returns the byte after the bracket that closes the one at `open`.
    pub fn closing(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (at, byte) in self.code.bytes().enumerate().skip(open) {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.code.len()
    }
}

/// Whether a byte can be part of an identifier.
pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn follows_word(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| is_word(bytes[before]))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn block_comment_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    bytes.len()
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn raw_string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let hashes = bytes[start + 1..].iter().take_while(|&&byte| byte == b'#').count();
    let quote = start + 1 + hashes;
    if bytes.get(quote) != Some(&b'"') {
        return None;
    }
    let closing: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
    let length = find(&bytes[quote + 1..], &closing)?;
    Some(quote + 1 + length + closing.len())
}

/// Returns the byte after a character literal, or `start` for a lifetime.
fn char_end(text: &str, start: usize) -> usize {
    let mut chars = text[start + 1..].char_indices();
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some(_)) => {
            let closing = text[start + 3..].find('\'');
            closing.map_or(text.len(), |length| start + 3 + length + 1)
        }
        (Some(_), Some((offset, '\''))) => start + 1 + offset + 1,
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_comments_and_literals() {
        for (text, code) in [
            ("a // b\nc", "a     \nc"),
            ("a /* /* b */ */ c", "a               c"),
            (r#"f("x\"y") + 1"#, r#"f("    ") + 1"#),
            (r##"r#"a"b"# + br"c""##, r#""      " + br" ""#),
            ("'\"' 'a' '\\'' &'a str", "             &'a str"),
        ] {
            let source = Source::new(text);
            assert_eq!(source.code.len(), text.len(), "{text}");
            assert_eq!(source.code.trim_end(), code.trim_end(), "{text}");
        }
    }

    #[test]
    fn finds_strings_lines_and_words() {
        let source = Source::new("x\n\"é\"; web_sys::a(web_system)");
        assert_eq!(source.strings, [Literal { start: 2, end: 6 }]);
        assert_eq!(source.line(2), 2);
        assert_eq!(source.words("web_sys").count(), 1);
    }
}
