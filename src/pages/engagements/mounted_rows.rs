//! The rows on the page. One effect writes all of them: an effect for each row or text takes longer than the query.
//!
//! Before the paint only rows in the viewport are mounted and written. The others follow when the list has not changed
//! for a while, or with the first scrolling: keys that follow each other do not write what nobody sees.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::explain::Explained;
use super::row::template;
use super::row_model::{RowContext, RowModel};
use crate::browser::row_pool::RowPool;
use crate::browser::row_window::RowWindow;
use crate::routes::EngagementPage;
use crate::state::State;

/// How long the list must not change or scroll before the rows outside of the viewport are written. Longer than the
/// pause after which typing is written to the address, which is a task of its own.
const PAUSE: Duration = Duration::from_millis(250);

/// The mounted rows.
#[derive(Clone, Copy)]
pub struct MountedRows {
    rows: StoredValue<Option<Rows>, LocalStorage>,
    body: NodeRef<html::Tbody>,
    window: RowWindow,
}

/// The rows in the document, and what they are to show.
struct Rows {
    state: State,
    pool: RowPool<Written>,
    context: RowContext,
    /// Counts changes of the context.
    change: u32,
    /// Counts mounts: the write that an earlier one scheduled does nothing.
    mounts: u32,
}

/// The content that was last written to a row, its position, and of which change it is.
struct Written {
    position: usize,
    change: u32,
    row: RowModel,
}

impl MountedRows {
    /// Creates the effects that keep the rows in `body` up to date.
    pub fn new(state: State, explained: Explained, body: NodeRef<html::Tbody>, window: RowWindow) -> Self {
        let links = Memo::new(move |_| Arc::new(state.views.engagement_links(EngagementPage::Summary)));
        let mounted = Self { rows: StoredValue::new_local(None), body, window };
        Effect::new(move |_| {
            let context = RowContext::read(state, links, explained);
            mounted.set_context(state, context);
            mounted.mount_visible();
        });
        Effect::new(move |before: Option<Range<usize>>| {
            window.rows.track();
            let visible = window.visible.get();
            // A scroll may go on: what it shows next must be there before.
            if before.is_some_and(|before| before != visible) {
                mounted.mount_all();
            } else {
                mounted.mount_visible();
            }
            visible
        });
        mounted
    }

    fn set_context(self, state: State, context: RowContext) {
        let Some(body) = self.body.get_untracked() else { return };
        self.rows.update_value(|rows| {
            if let Some(rows) = rows {
                rows.context = context;
                rows.change = rows.change.wrapping_add(1);
            } else {
                let pool = RowPool::new(&body, template());
                *rows = pool.map(|pool| Rows { state, pool, context, change: 0, mounts: 0 });
            }
        });
    }

    /// Mounts and writes the rows in the viewport now, and the others after a pause.
    fn mount_visible(self) {
        let (all, visible) = (self.window.rows.get_untracked(), self.window.visible.get_untracked());
        let visible = visible.start.min(all.end)..visible.end.min(all.end);
        self.mount(|rows| {
            // Rows that are there already stay.
            let kept = rows.pool.range();
            let kept = kept.start.max(all.start)..kept.end.min(all.end);
            let both = kept.start.min(visible.start)..kept.end.max(visible.end);
            rows.mount(if kept.is_empty() { visible.clone() } else { both });
            rows.write(visible);
        });
    }

    /// Mounts and writes all rows now.
    fn mount_all(self) {
        let all = self.window.rows.get_untracked();
        self.mount(|rows| {
            rows.mount(all.clone());
            rows.write(all);
        });
    }

    fn mount(self, mount: impl FnOnce(&mut Rows)) {
        let number = self.rows.try_update_value(|rows| {
            let rows = rows.as_mut()?;
            mount(rows);
            rows.mounts = rows.mounts.wrapping_add(1);
            Some(rows.mounts)
        });
        if let Some(number) = number.flatten() {
            set_timeout(move || self.settle(number), PAUSE);
        }
    }

    /// Mounts and writes all rows, in order, if nothing was mounted after the mount with a number.
    fn settle(self, number: u32) {
        // The table may be unmounted by then.
        let Some(all) = self.window.rows.try_get_untracked() else { return };
        self.rows.try_update_value(|rows| {
            if let Some(rows) = rows.as_mut().filter(|rows| rows.mounts == number) {
                rows.mount(all.clone());
                rows.write(all);
                rows.pool.restore_order();
            }
        });
    }
}

impl Rows {
    fn mount(&mut self, positions: Range<usize>) {
        // A closed popover gives the focus back to its row.
        self.pool.mount(positions, !self.context.has_popover());
    }

    /// Writes rows that show something else.
    fn write(&mut self, positions: Range<usize>) {
        let Self { state, pool, context, change, .. } = self;
        state.dataset.with_rows_untracked(|catalogue| {
            for (position, mounted) in pool.rows_mut(positions) {
                let written = mounted.content.as_ref();
                if written.is_some_and(|written| (written.position, written.change) == (position, *change)) {
                    continue;
                }
                if let Some(row) = context.row(catalogue, position) {
                    row.write(written.map(|written| &written.row), &mounted.parts);
                    mounted.content = Some(Written { position, change: *change, row });
                }
            }
        });
    }
}
