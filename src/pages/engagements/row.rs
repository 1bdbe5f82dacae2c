//! One row of the table.

use leptos::html;
use leptos::prelude::*;

use super::mounted_rows::MountedRows;
use crate::browser::template_parts::{TemplateParts, closest_target, title_truncated_text};
use crate::browser::viewport;

/// The row at a position of the list. It stays mounted while its content changes; [`MountedRows`] writes the content.
#[component]
pub fn Row(position: usize, mounted: MountedRows) -> impl IntoView {
    let node = NodeRef::<html::Tr>::new();
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            mounted.add(position, TemplateParts::of(&element));
        }
    });
    on_cleanup(move || mounted.remove(position));
    let explain = move |event: leptos::ev::MouseEvent| {
        if let Some(button) = closest_target(&event, "button") {
            let (left, _, _, bottom) = viewport::bounds(&button);
            mounted.explain(position, (left, bottom));
        }
    };
    view! {
        <tr
            class="table__row"
            role="row"
            aria-rowindex=position + 2
            style:top=format!("calc({position} * var(--row-height))")
            node_ref=node
            on:click=explain
            on:pointerover=|event| title_truncated_text(&event)
        >
            <td role="cell">
                <div class="stack">
                    <a data-part="" class="table__link truncate" dir="auto"></a>
                    <span data-part="" class="stack__sub truncate"></span>
                </div>
            </td>
            <td role="cell">
                <div class="stack stack--line">
                    <span data-part=""></span>
                    <span data-part="" class="stack__sub truncate"></span>
                </div>
            </td>
            <td role="cell"><span data-part="" class="truncate"></span></td>
            <td role="cell">
                <svg data-part="" role="img"><use data-part=""></use></svg>
                <div class="stack stack--line stack--button">
                    <button data-part="" type="button" class="verdict verdict--button" aria-haspopup="dialog"></button>
                    <span data-part="" class="stack__sub truncate"></span>
                </div>
            </td>
            <td role="cell" class="table__cell--end number">
                <svg class="icon icon--small customers__icon" aria-hidden="true"><use href="#i-people"></use></svg>
                <span data-part=""></span>
            </td>
        </tr>
    }
}
