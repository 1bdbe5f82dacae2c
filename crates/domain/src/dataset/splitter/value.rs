//! Where a value ends: only brackets and texts are looked at.

/// A value that may not have arrived completely.
#[derive(Clone, Copy)]
pub struct Value {
    /// Where it starts.
    pub start: usize,
    /// How many brackets are open at the position of the scan.
    depth: u32,
    in_text: bool,
}

impl Value {
    pub const fn at(start: usize) -> Self {
        Self { start, depth: 0, in_text: false }
    }

    /// Scans the bytes from a position on and moves it. Returns the end of the value; `None` where the bytes run out
    /// before.
    pub fn end(&mut self, bytes: &[u8], at: &mut usize) -> Option<usize> {
        let mut position = *at;
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
                if self.depth == 0 {
                    break Some(position);
                }
                continue;
            }
            let Some(&byte) = bytes.get(position) else { break None };
            match byte {
                b'"' => self.in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' | b',' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 => break Some(position),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        break Some(position + 1);
                    }
                }
                _ => {}
            }
            position += 1;
        };
        *at = end.unwrap_or(position);
        end
    }
}
