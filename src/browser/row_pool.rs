//! Row recycling: the mounted rows of a virtualised table. While it scrolls, elements of rows that leave are used again
//! for those that come, in place: a new element costs several times as much style and layout as new texts.

use std::collections::VecDeque;
use std::ops::Range;

use leptos::prelude::*;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::template_parts::TemplateParts;

/// Matches what has the focus or is pressed, and what contains it.
const HELD: &str = ":focus-within, :active";

/// The mounted rows: those of consecutive positions of the list, each with the content that the caller keeps for it.
#[derive(Debug)]
pub struct RowPool<T> {
    body: Element,
    template: HtmlElement,
    /// The position of the first row.
    start: usize,
    rows: VecDeque<Row<T>>,
    /// Rows that are not in the document.
    spare: Vec<Row<T>>,
    /// The place that the next appended row gets.
    next_place: i64,
}

/// A row.
#[derive(Debug)]
pub struct Row<T> {
    element: HtmlElement,
    pub parts: TemplateParts,
    /// What was last written to it, if anything.
    pub content: Option<T>,
    /// Its place among the children of the body: higher ones come later.
    place: i64,
}

impl<T> RowPool<T> {
    /// Returns a pool without rows; `template` is a row without content. `None` if the view is not an element.
    pub fn new(body: &HtmlElement, template: AnyView) -> Option<Self> {
        let template = detached(template)?;
        let (rows, spare) = (VecDeque::new(), Vec::new());
        Some(Self { body: body.clone().into(), template, start: 0, rows, spare, next_place: 0 })
    }

    /// Returns the positions of the mounted rows.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.rows.len()
    }

    /// Returns the mounted rows of some positions, each with its position.
    pub fn rows_mut(&mut self, positions: Range<usize>) -> impl Iterator<Item = (usize, &mut Row<T>)> {
        let start = self.start;
        let rows = (start..).zip(self.rows.iter_mut());
        rows.filter(move |(position, _)| positions.contains(position))
    }

    /// Mounts the rows of these positions and unmounts all others. With `reuse` the elements of rows that leave become
    /// those of rows that come, and are out of order until [`Self::restore_order`]; not while something in a row has
    /// the focus or is pressed, because it must not become part of another row.
    pub fn mount(&mut self, positions: Range<usize>, reuse: bool) {
        if self.range() == positions {
            return;
        }
        let reuse = reuse && !self.is_held();
        let mut free = Vec::new();
        if positions.is_empty() || positions.start >= self.range().end || positions.end <= self.start {
            free.extend(self.rows.drain(..));
            self.start = positions.start;
        }
        while self.start < positions.start {
            free.extend(self.rows.pop_front());
            self.start += 1;
        }
        while self.range().end > positions.end {
            free.extend(self.rows.pop_back());
        }
        if !reuse {
            for row in free.drain(..) {
                row.element.remove();
            }
            self.spare.clear();
        }
        while self.start > positions.start {
            self.start -= 1;
            let row = self.take(&mut free, self.start);
            self.rows.push_front(row);
        }
        while self.range().end < positions.end {
            let row = self.take(&mut free, self.range().end);
            self.rows.push_back(row);
        }
        for row in &free {
            row.element.remove();
        }
        self.spare.append(&mut free);
        if !reuse {
            self.restore_order();
        }
    }

    /// Returns a row for a position: a free one where it is, a spare one, or a new one.
    fn take(&mut self, free: &mut Vec<Row<T>>, position: usize) -> Row<T> {
        let row = free.pop().unwrap_or_else(|| {
            let mut row = self.spare.pop().unwrap_or_else(|| self.create());
            row.place = self.append(&row.element);
            row
        });
        // Fails only for an invalid name.
        let _ = row.element.set_attribute("aria-rowindex", &(position + 2).to_string());
        let _ = row.element.style().set_property("top", &format!("calc({position} * var(--row-height))"));
        row
    }

    fn create(&self) -> Row<T> {
        let copy = self.template.clone_node_with_deep(true).ok().and_then(|node| node.dyn_into().ok());
        // A copy of an element is an element.
        let element: HtmlElement = copy.unwrap_or_else(|| self.template.clone());
        Row { parts: TemplateParts::of(&element), element, content: None, place: 0 }
    }

    fn append(&mut self, element: &HtmlElement) -> i64 {
        // Fails only for a parent inside its child.
        let _ = self.body.append_child(element);
        self.next_place += 1;
        self.next_place
    }

    /// Returns the first row that comes after the next one.
    fn first_out_of_order(&self) -> Option<usize> {
        let with_next = self.rows.iter().zip(self.rows.iter().skip(1));
        with_next.map(|(row, next)| row.place > next.place).position(|is_after| is_after)
    }

    /// Puts the elements in the order of their positions, which Tab and screen readers follow. What has the focus or is
    /// pressed stays where it is, because moving it would end both.
    pub fn restore_order(&mut self) {
        let held = self.held_row();
        while let Some(at) = self.first_out_of_order() {
            let (before, after) = (at + 1, self.rows.len() - at - 1);
            if held.map_or(after <= before, |held| held <= at) {
                for at in before..self.rows.len() {
                    let place = self.append(&self.rows[at].element.clone());
                    self.rows[at].place = place;
                }
            } else {
                let mut place = self.rows.iter().map(|row| row.place).min().unwrap_or_default();
                for row in self.rows.iter_mut().take(before).rev() {
                    // Fails only for a parent inside its child.
                    let _ = self.body.insert_before(&row.element, self.body.first_child().as_ref());
                    place -= 1;
                    row.place = place;
                }
            }
        }
    }

    /// Returns whether something in a row has the focus or is pressed.
    fn is_held(&self) -> bool {
        self.body.matches(HELD).unwrap_or_default()
    }

    /// Returns the row in which something has the focus or is pressed.
    fn held_row(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.element.matches(HELD).unwrap_or_default())
    }
}

/// Returns the position of the row that contains an element.
pub fn position_of(element: &Element) -> Option<usize> {
    let row = element.closest("tr[aria-rowindex]").ok()??;
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
}

/// Renders a view outside of the document.
fn detached(view: AnyView) -> Option<HtmlElement> {
    let parent = document().create_element("tbody").ok()?;
    view.build().mount(&parent, None);
    parent.first_element_child()?.dyn_into().ok()
}
