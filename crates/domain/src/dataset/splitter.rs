//! Splits a dataset, as it arrives, into its parts: values of the outer object, and elements of its lists.
//!
//! So a dataset is never in memory as a whole, one bad element does not spoil the others, and what
//! arrived before a break can be used. Only brackets and texts are looked at here; the parts
//! themselves are read by serde.

use std::borrow::Cow;

use super::problem::{DatasetProblem, ProblemKind};
use crate::json::Json;

/// One part of the outer object.
pub struct Part<'a> {
    /// The key in the outer object.
    pub section: &'a str,
    /// The index where the section is a list.
    pub index: Option<usize>,
    /// The JSON text.
    pub json: &'a [u8],
}

/// The text of the part that says that a list begins; its elements follow as parts of their own.
pub const LIST: &[u8] = b"[";

/// The byte order mark that some programs put in front of a file in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Start,
    KeyOrEnd,
    Key,
    Colon,
    SectionValue,
    ElementOrEnd,
    Element,
    CommaOrEndOfList,
    CommaOrEnd,
    End,
}

/// The state between two pieces of the file.
pub struct Splitter {
    /// Bytes of parts that are not complete.
    pending: Vec<u8>,
    /// How much of `pending` is scanned.
    position: usize,
    /// Bytes of the file before `pending`.
    consumed: u64,
    expect: Expect,
    section: String,
    index: Option<usize>,
    /// Where the value that is being looked at starts, and how deep the look is in it.
    value: Option<(usize, u32)>,
    in_text: bool,
    broken: bool,
}

impl Splitter {
    pub const fn new() -> Self {
        Self {
            pending: Vec::new(),
            position: 0,
            consumed: 0,
            expect: Expect::Start,
            section: String::new(),
            index: None,
            value: None,
            in_text: false,
            broken: false,
        }
    }

    /// Returns a buffer for the next piece of the file.
    pub fn space(&mut self, bytes: usize) -> &mut [u8] {
        if self.broken {
            // The rest of the file is ignored: this space is written over.
            self.pending.clear();
        }
        let end = self.pending.len();
        self.pending.resize(end + bytes, 0);
        &mut self.pending[end..]
    }

    /// Scans the piece that was written into [`Self::space`] and calls `part` for each complete part.
    ///
    /// # Errors
    /// Where the file stops being JSON. Later pieces are ignored.
    pub fn advance(&mut self, mut part: impl FnMut(Part<'_>)) -> Result<(), DatasetProblem> {
        if self.broken {
            return Ok(());
        }
        if self.expect == Expect::Start && self.consumed == 0 && self.position == 0 {
            if self.pending.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(&self.pending) {
                return Ok(());
            }
            if self.pending.starts_with(BYTE_ORDER_MARK) {
                self.position = BYTE_ORDER_MARK.len();
            }
        }
        let result = self.scan(&mut part);
        self.broken = result.is_err();
        let keep = self.value.map_or(self.position, |(start, _)| start);
        self.pending.drain(..keep);
        self.position -= keep;
        self.consumed += keep as u64;
        if let Some((start, _)) = &mut self.value {
            *start = 0;
        }
        result
    }

    /// Reports what is missing at the end of the file.
    ///
    /// # Errors
    /// An empty file, or one that ends too early.
    pub fn finish(&self) -> Result<(), DatasetProblem> {
        let read = self.consumed + self.pending.len() as u64;
        match self.expect {
            _ if self.broken => Ok(()),
            Expect::End => Ok(()),
            Expect::Start => Err(DatasetProblem::new("$", ProblemKind::Empty)),
            _ => Err(DatasetProblem::new(self.path(), ProblemKind::Truncated { byte: read })),
        }
    }

    fn path(&self) -> String {
        match (self.section.as_str(), self.index) {
            ("", _) => "$".to_owned(),
            (section, None) => format!("$.{section}"),
            (section, Some(index)) => format!("$.{section}[{index}]"),
        }
    }

    fn scan(&mut self, part: &mut impl FnMut(Part<'_>)) -> Result<(), DatasetProblem> {
        while self.position < self.pending.len() {
            if let Some((start, depth)) = self.value {
                if !self.pass_value(start, depth, part) {
                    return Ok(());
                }
                continue;
            }
            let byte = self.pending[self.position];
            if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                self.position += 1;
                continue;
            }
            self.expect = match (self.expect, byte) {
                (Expect::Start, b'{') => Expect::KeyOrEnd,
                (Expect::KeyOrEnd | Expect::CommaOrEnd, b'}') => Expect::End,
                (Expect::KeyOrEnd | Expect::Key, b'"') => {
                    self.section.clear();
                    self.index = None;
                    self.value = Some((self.position, 0));
                    Expect::Colon
                }
                (Expect::Colon, b':') => Expect::SectionValue,
                (Expect::SectionValue, b'[') => {
                    part(Part { section: &self.section, index: None, json: LIST });
                    self.index = Some(0);
                    Expect::ElementOrEnd
                }
                (Expect::ElementOrEnd | Expect::CommaOrEndOfList, b']') => Expect::CommaOrEnd,
                (
                    Expect::SectionValue | Expect::Element | Expect::ElementOrEnd,
                    b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n',
                ) => {
                    self.value = Some((self.position, 0));
                    continue;
                }
                (Expect::CommaOrEndOfList, b',') => {
                    self.index = self.index.map(|index| index + 1);
                    Expect::Element
                }
                (Expect::CommaOrEnd, b',') => Expect::Key,
                _ => {
                    let here = self.consumed + self.position as u64;
                    // Nothing of it is JSON then, whatever white space it begins with.
                    let byte = if self.expect == Expect::Start { 0 } else { here };
                    return Err(DatasetProblem::new(self.path(), ProblemKind::NotJson { byte }));
                }
            };
            if self.value.is_none() {
                self.position += 1;
            }
        }
        Ok(())
    }

    /// Moves on within a value; hands it on where it ends. `false` where the bytes run out before.
    fn pass_value(&mut self, start: usize, mut depth: u32, part: &mut impl FnMut(Part<'_>)) -> bool {
        let bytes = self.pending.as_slice();
        let mut position = self.position;
        let end = loop {
            if self.in_text {
                let Some(step) = memchr::memchr2(b'"', b'\\', &bytes[position..]) else {
                    position = bytes.len();
                    break None;
                };
                let at = position + step;
                if bytes[at] == b'\\' {
                    if at + 1 == bytes.len() {
                        // The escaped byte has not arrived: come back to the backslash.
                        position = at;
                        break None;
                    }
                    position = at + 2;
                    continue;
                }
                self.in_text = false;
                position = at + 1;
                if depth == 0 {
                    break Some(position);
                }
                continue;
            }
            let Some(&byte) = bytes.get(position) else { break None };
            match byte {
                b'"' => self.in_text = true,
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => break Some(position),
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        break Some(position + 1);
                    }
                }
                _ => {}
            }
            position += 1;
        };
        self.position = end.unwrap_or(position);
        let Some(end) = end else {
            self.value = Some((start, depth));
            return false;
        };
        self.value = None;
        let json = &self.pending[start..end];
        if self.expect == Expect::Colon {
            let lossy = String::from_utf8_lossy(json);
            self.section = match serde_json::from_str(&lossy) {
                Ok(Json::Text(key)) if matches!(lossy, Cow::Borrowed(_)) => key.into_owned(),
                _ => lossy.into_owned(),
            };
        } else {
            part(Part { section: &self.section, index: self.index, json });
            self.expect = if self.index.is_some() { Expect::CommaOrEndOfList } else { Expect::CommaOrEnd };
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(pieces: &[&[u8]]) -> (Vec<String>, Option<DatasetProblem>) {
        let mut splitter = Splitter::new();
        let mut parts = Vec::new();
        for piece in pieces {
            splitter.space(piece.len()).copy_from_slice(piece);
            let fed = splitter.advance(|part| {
                let index = part.index.map(|index| format!("[{index}]")).unwrap_or_default();
                parts.push(format!("{}{index}={}", part.section, String::from_utf8_lossy(part.json)));
            });
            if let Err(problem) = fed {
                return (parts, Some(problem));
            }
        }
        (parts, splitter.finish().err())
    }

    const FILE: &[u8] =
        "\u{feff}{ \"a\" : [1, {\"x\": \"]}\\\"\"} ,[2,3]],\"b\":{\"c\":[]}, \"e\\u0301\":true, \"d\":[] }\n"
            .as_bytes();

    fn expected() -> Vec<String> {
        ["a=[", "a[0]=1", "a[1]={\"x\": \"]}\\\"\"}", "a[2]=[2,3]", "b={\"c\":[]}", "e\u{301}=true", "d=["]
            .map(str::to_owned)
            .to_vec()
    }

    #[test]
    fn a_file_is_cut_into_its_parts() {
        assert_eq!(split(&[FILE]), (expected(), None));
    }

    #[test]
    fn a_file_that_ends_too_early_says_where_and_keeps_what_came_before() {
        let (parts, problem) = split(&[br#"{"format":"x","engagements":[{"id":1},{"id":"#]);
        assert_eq!(parts, ["format=\"x\"", "engagements=[", "engagements[0]={\"id\":1}"]);
        assert_eq!(problem, Some(DatasetProblem::new("$.engagements[1]", ProblemKind::Truncated { byte: 44 })));
        assert_eq!(split(&[b" \n"]).1, Some(DatasetProblem::new("$", ProblemKind::Empty)));
    }

    #[test]
    fn what_is_not_json_says_where() {
        assert_eq!(split(&[b"<!doctype html>"]).1, Some(DatasetProblem::new("$", ProblemKind::NotJson { byte: 0 })));
        assert_eq!(split(&[b"\n  <html>"]).1, Some(DatasetProblem::new("$", ProblemKind::NotJson { byte: 0 })));
        assert_eq!(split(&[b"\xEF\xBB"]).1, Some(DatasetProblem::new("$", ProblemKind::Empty)));
        assert_eq!(
            split(&[br#"{"a":[1 2]}"#]).1,
            Some(DatasetProblem::new("$.a[0]", ProblemKind::NotJson { byte: 8 }))
        );
        assert_eq!(split(&[br#"{"a":1} x"#]).1, Some(DatasetProblem::new("$.a", ProblemKind::NotJson { byte: 8 })));
        assert_eq!(split(&[br#"{"a":[1,]}"#]).1, Some(DatasetProblem::new("$.a[1]", ProblemKind::NotJson { byte: 8 })));
    }

    proptest! {
        #[test]
        fn where_the_pieces_are_cut_does_not_matter(cuts in proptest::collection::vec(0..FILE.len(), 0..6)) {
            let mut cuts = cuts;
            cuts.sort_unstable();
            let mut pieces = Vec::new();
            let mut from = 0;
            for cut in cuts {
                pieces.push(&FILE[from..cut]);
                from = cut;
            }
            pieces.push(&FILE[from..]);
            prop_assert_eq!(split(&pieces), (expected(), None));
        }

        #[test]
        fn no_bytes_make_it_panic(
            bytes in proptest::collection::vec(proptest::sample::select(b"{}[]\",:\\ 1tx".to_vec()), 0..60)
        ) {
            let _ = split(&[&bytes]);
        }
    }
}
