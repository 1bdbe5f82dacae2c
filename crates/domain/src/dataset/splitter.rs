//! Splits a dataset, as it arrives, into its parts: values of the outer object, and elements of its lists.
//!
//! So a dataset is never in memory as a whole, one bad element does not spoil the others, and what
//! arrived before a break can be used. Only brackets and texts are looked at here; the parts
//! themselves are read by serde.

mod encoding;
#[cfg(test)]
mod tests;
mod value;

use super::problem::{DatasetProblem, ProblemKind};
use crate::json::Json;

pub use encoding::without_mark;

use encoding::Start;
use value::Value;

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
    /// The value that is being scanned.
    value: Option<Value>,
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
            if encoding::may_begin_otherwise(&self.pending) {
                return Ok(());
            }
            self.begin()?;
        }
        let result = self.scan(&mut part);
        self.broken = result.is_err();
        let keep = self.value.map_or(self.position, |value| value.start);
        self.pending.drain(..keep);
        self.position -= keep;
        self.consumed += keep as u64;
        if let Some(value) = &mut self.value {
            value.start = 0;
        }
        result
    }

    /// Looks at the encoding of the file.
    fn begin(&mut self) -> Result<(), DatasetProblem> {
        match encoding::start(&self.pending) {
            Start::Text(at) => self.position = at,
            Start::Encoded(found) => {
                self.broken = true;
                return Err(DatasetProblem::new("$", ProblemKind::OtherEncoding { found }));
            }
        }
        Ok(())
    }

    /// Returns whether the outer object has ended.
    pub fn is_complete(&self) -> bool {
        self.expect == Expect::End
    }

    /// Reports what is missing at the end of the file.
    ///
    /// # Errors
    /// An empty file, or one that ends too early.
    pub fn finish(&mut self) -> Result<(), DatasetProblem> {
        if !self.broken && self.expect == Expect::Start && self.consumed == 0 && self.position == 0 {
            // A file of a few bytes, none of which was scanned yet. It has no part.
            self.begin()?;
            self.scan(&mut |_| {})?;
        }
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
            if let Some(value) = self.value {
                if !self.pass_value(value, part) {
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
                    self.value = Some(Value::at(self.position));
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
                    self.value = Some(Value::at(self.position));
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
    fn pass_value(&mut self, mut value: Value, part: &mut impl FnMut(Part<'_>)) -> bool {
        let end = value.end(&self.pending, &mut self.position);
        let Some(end) = end else {
            self.value = Some(value);
            return false;
        };
        self.value = None;
        let json = &self.pending[value.start..end];
        if self.expect == Expect::Colon {
            let lossy = String::from_utf8_lossy(json);
            self.section = match serde_json::from_str(&lossy) {
                Ok(Json::Text(key)) => key.into_owned(),
                _ => lossy.into_owned(),
            };
        } else {
            part(Part { section: &self.section, index: self.index, json });
            self.expect = if self.index.is_some() { Expect::CommaOrEndOfList } else { Expect::CommaOrEnd };
        }
        true
    }
}
