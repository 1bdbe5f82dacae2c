//! The encoding of a file, by its first bytes.

/// How a file begins.
#[derive(Debug, PartialEq, Eq)]
pub enum Start {
    /// As text in UTF-8, which begins at this byte.
    Text(usize),
    /// In another encoding.
    Encoded(&'static str),
}

/// The byte order mark that some programs put in front of a file in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The longest beginning to look at.
const LENGTH: usize = 4;

/// Returns whether more bytes may show another encoding or a byte order mark.
pub fn may_begin_otherwise(bytes: &[u8]) -> bool {
    bytes.len() < LENGTH
        && match bytes {
            [] | [0 | 0xFE | 0xFF, ..] | [b'{'] | [b'{', 0, ..] => true,
            bytes => bytes.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(bytes),
        }
}

/// Returns how a file with these first bytes begins.
pub fn start(bytes: &[u8]) -> Start {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Start::Text(BYTE_ORDER_MARK.len()),
        // A file of a part of the mark is empty.
        [0xEF] | [0xEF, 0xBB] => Start::Text(bytes.len()),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] | [b'{', 0, 0, 0, ..] | [0, 0, 0, b'{', ..] => {
            Start::Encoded("UTF-32")
        }
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'{', 0, _, 0, ..] | [0, b'{', 0, _, ..] => Start::Encoded("UTF-16"),
        _ => Start::Text(0),
    }
}

/// Returns the bytes after a byte order mark, for readers that do not take one.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text in UTF-16 or UTF-32, little-endian or not.
    fn encoded(text: &str, width: usize, little: bool) -> Vec<u8> {
        text.chars()
            .flat_map(|c| {
                let mut unit = vec![0; width];
                unit[if little { 0 } else { width - 1 }] = c as u8;
                unit
            })
            .collect()
    }

    #[test]
    fn recognises_encodings_with_and_without_a_mark() {
        for (width, found) in [(2, "UTF-16"), (4, "UTF-32")] {
            for little in [true, false] {
                let text = encoded("{\n \"", width, little);
                assert_eq!(start(&text), Start::Encoded(found), "{width} {little}");
                let mut mark = vec![0; width];
                let at = if little { 0 } else { width - 2 };
                mark[at..at + 2].copy_from_slice(if little { &[0xFF, 0xFE] } else { &[0xFE, 0xFF] });
                mark.extend(text);
                assert_eq!(start(&mark), Start::Encoded(found), "{width} {little} with a mark");
            }
        }
        assert_eq!(start(b"\xEF\xBB\xBF{"), Start::Text(3));
        for text in [&b"{\"a\":1}"[..], b"", b"{", b"[0]", b"\0", b"{\0a"] {
            assert_eq!(start(text), Start::Text(0), "{text:?}");
        }
        assert_eq!(without_mark(b"\xEF\xBB\xBF{}"), b"{}");
    }
}
