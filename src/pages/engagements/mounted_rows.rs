//! The rows on the page. One effect writes all of them: an effect for each row or text takes longer than the query.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use domain::id::EngagementId;
use leptos::prelude::*;

use super::explain::Explained;
use super::row_model::{RowContext, RowModel};
use crate::browser::dom::after_paint;
use crate::browser::template_parts::TemplateParts;
use crate::routes::{EngagementLinks, EngagementPage};
use crate::state::State;

/// The mounted rows by position, each with the content that was last written to it.
#[derive(Clone, Copy)]
pub struct MountedRows {
    rows: StoredValue<BTreeMap<usize, (TemplateParts, Option<RowModel>)>, LocalStorage>,
    state: State,
    links: Memo<Arc<EngagementLinks>>,
    explained: RwSignal<Option<Explained>>,
    /// The rows in the viewport.
    visible: Memo<Range<usize>>,
    /// How many changes there were: the write that an earlier one scheduled does nothing.
    changes: StoredValue<usize>,
}

impl MountedRows {
    /// Creates the effect that keeps the rows up to date: those in the viewport at once, the others after the paint.
    pub fn new(state: State, explained: RwSignal<Option<Explained>>, visible: Memo<Range<usize>>) -> Self {
        let links = Memo::new(move |_| Arc::new(state.views.engagement_links(EngagementPage::Summary)));
        let rows = StoredValue::new_local(BTreeMap::new());
        let mounted = Self { rows, state, links, explained, visible, changes: StoredValue::new(0) };
        Effect::new(move |_| mounted.write_all());
        mounted
    }

    fn write_all(self) {
        let context = self.context();
        let Range { start, end } = self.visible.get_untracked();
        self.write(&context, start..end);
        let change = self.changes.get_value().wrapping_add(1);
        self.changes.set_value(change);
        after_paint(move || {
            // The table may be unmounted by then.
            if self.changes.try_get_value() == Some(change) {
                self.write(&context, 0..start);
                self.write(&context, end..usize::MAX);
            }
        });
    }

    /// Adds a row that was mounted, and writes its content.
    pub fn add(self, position: usize, parts: TemplateParts) {
        self.rows.try_update_value(|rows| rows.insert(position, (parts, None)));
        untrack(|| self.write(&self.context(), position..position + 1));
    }

    /// Removes a row that was unmounted.
    pub fn remove(self, position: usize) {
        self.rows.try_update_value(|rows| rows.remove(&position));
    }

    /// Opens the explanation of a row's engagement, below a button.
    pub fn explain(self, position: usize, (left, bottom): (f64, f64)) {
        let engagement = self.state.list.with_untracked(|list| list.answer.order.get(position).copied());
        let id = self
            .state
            .dataset
            .with_rows_untracked(|catalogue| Some(EngagementId::from(catalogue.engagement(engagement?)?.id())));
        if let Some(engagement) = id.flatten() {
            self.explained.set(Some(Explained { engagement, left, bottom }));
        }
    }

    fn context(self) -> RowContext {
        RowContext::read(self.state, self.links, self.explained)
    }

    fn write(self, context: &RowContext, positions: Range<usize>) {
        self.state.dataset.with_rows_untracked(|catalogue| {
            self.rows.try_update_value(|rows| {
                for (&position, (parts, written)) in rows.range_mut(positions) {
                    if let Some(row) = context.row(catalogue, position) {
                        row.write(written.as_ref(), parts);
                        *written = Some(row);
                    }
                }
            });
        });
    }
}
