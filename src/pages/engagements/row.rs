//! One row of the table.

use leptos::prelude::*;

use super::explain;

/// Renders a row without content; [`super::mounted_rows::MountedRows`] copies it for each position of the list and
/// writes the content.
pub fn template() -> AnyView {
    view! {
        <tr class="table__row" role="row">
            <th role="rowheader" scope="row" class="table__name">
                <div class="stack">
                    <a data-part="" class="table__link two-lines" dir="auto"></a>
                    <span data-part="" class="stack__sub truncate"></span>
                </div>
            </th>
            <td role="cell">
                <div class="stack">
                    <span data-part=""></span>
                    <span data-part="" class="stack__sub"></span>
                </div>
            </td>
            <td role="cell"><span data-part=""></span></td>
            <td role="cell">
                <svg data-part="" role="img"><use data-part=""></use></svg>
                <div class="stack stack--button">
                    <button
                        data-part=""
                        type="button"
                        class="verdict verdict--button"
                        aria-haspopup="dialog"
                        popovertarget=explain::ID
                    ></button>
                    <span data-part="" class="stack__sub"></span>
                </div>
            </td>
            <td role="cell" class="table__cell--end number">
                <svg class="icon icon--small customers__icon" aria-hidden="true"><use href="#i-people"></use></svg>
                <span data-part=""></span>
            </td>
        </tr>
    }
    .into_any()
}
