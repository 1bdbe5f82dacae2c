//! The export menu of a page: what it lists as a file or on the clipboard, and its link.

mod file;
mod notice;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clipboard, dom, download, popover, workbook};
use crate::components::{Chip, Glyph, Popover, icon, small_icon};
use crate::state::{State, Status, state};
use crate::text::{clamped, format, t};
use export::{Cell, Column, Kind, NumberStyle, Table};
use notice::{Notice, Notices};

/// The id of the popover: a page has one.
const ID: &str = "export";
const CSV: &str = "text/csv;charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What a page lists, in its order and with all its rows.
pub struct Listed {
    /// Names the sheet and the file.
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// The active filters: name and value.
    pub filters: Vec<(&'static str, String)>,
}

/// Returns a column of a table.
pub fn column(heading: &str, kind: Kind) -> Column {
    Column { heading: heading.to_owned(), kind }
}

/// Returns the active filters that a page shows as chips.
pub fn filters_of(chips: Vec<Chip>) -> Vec<(&'static str, String)> {
    chips.into_iter().map(|chip| (chip.filter, (chip.value)())).collect()
}

/// Renders the menu. `listed` returns what is exported when somebody asks for it.
pub fn menu(listed: impl Fn(State) -> Listed + Send + Sync + 'static) -> AnyView {
    menu_of_selection(listed, Signal::stored(0))
}

/// Renders the menu of a list where rows can be selected: it says how many are, because only they are exported then.
pub fn menu_of_selection(
    listed: impl Fn(State) -> Listed + Send + Sync + 'static,
    selected: impl Into<Signal<u32>>,
) -> AnyView {
    let selected: Signal<u32> = selected.into();
    let scope = move || {
        let selected = selected.get();
        let text = (selected > 0).then(|| (t().export().only_selected)(&format(), selected));
        text.map(|text| view! { <p class="export__scope muted small">{text}</p> })
    };
    let listed = Callback::new(move |()| untrack(|| listed(state())));
    let open = RwSignal::new(false);
    let notices = Notices::new();
    let loading = move || state().dataset.status.with(|status| *status != Status::Ready);
    let t = t().export();
    let items = move || {
        [
            item(Glyph::Document, t.csv, t.csv_hint, move || save_csv(listed, notices)),
            item(Glyph::Document, t.xlsx, t.xlsx_hint, move || save_xlsx(listed, notices)),
            item(Glyph::Copy, t.copy_table, t.copy_table_hint, move || copy_table(listed, notices)),
            item(Glyph::Link, t.copy_link, t.copy_link_hint, move || copy_link(notices)),
        ]
        .into_iter()
        .collect_view()
    };
    view! {
        <div class="export">
            <button
                type="button"
                class="button button--subtle button--small"
                aria-expanded=move || open.get().to_string()
                popovertarget=ID
                disabled=loading
            >
                {small_icon(Glyph::Download)}{t.menu}{small_icon(Glyph::ChevronDown)}
            </button>
            <Popover
                id=ID
                class="popover popover--end menu"
                label=t.menu
                open
                on_toggle=move |is_open| open.set(is_open)
            >
                <div class="popover__body">{scope}{items()}</div>
            </Popover>
            {notices.view()}
        </div>
    }
    .into_any()
}

fn item(glyph: Glyph, label: &'static str, hint: &'static str, on_click: impl Fn() + 'static) -> AnyView {
    let click = move |_| {
        // Gives the focus back to the button.
        popover::hide(ID);
        on_click();
    };
    view! {
        <button type="button" class="menu__item" on:click=click>
            {icon(glyph)}
            <span class="stack"><span>{label}</span><span class="stack__sub">{hint}</span></span>
        </button>
    }
    .into_any()
}

/// Returns the table that is exported, and how the reader writes numbers.
fn table(listed: Callback<(), Listed>) -> (Table, NumberStyle) {
    let table = file::table(state(), listed.run(()));
    let style = if format().has_decimal_comma() { NumberStyle::DecimalComma } else { NumberStyle::DecimalPoint };
    (table, style)
}

fn exported(table: &Table) -> Notice {
    Notice::Done((t().export().exported)(&format(), clamped(table.rows.len())))
}

fn save_csv(listed: Callback<(), Listed>, notices: Notices) {
    let (table, style) = table(listed);
    download::save(&file::name(state(), &table, "csv"), CSV, &export::csv(&table, style).as_str().into());
    notices.show(exported(&table));
}

fn save_xlsx(listed: Callback<(), Listed>, notices: Notices) {
    let (table, _) = table(listed);
    let name = file::name(state(), &table, "xlsx");
    notices.show(Notice::Busy(t().export().preparing.to_owned()));
    spawn_local(async move {
        let file = match serde_json::to_string(&table) {
            Ok(json) => workbook::write_xlsx(&json).await,
            Err(error) => Err(workbook::WorkbookError::Failed(error.to_string())),
        };
        notices.show(match file {
            Ok(file) => {
                download::save(&name, XLSX, &file);
                exported(&table)
            }
            Err(error) => Notice::Failed((t().export().error)(&error)),
        });
    });
}

fn copy_table(listed: Callback<(), Listed>, notices: Notices) {
    let (table, style) = table(listed);
    let count = clamped(table.rows.len());
    let (text, html) = (export::tab_separated(&table, style), export::html(&table, style));
    spawn_local(async move {
        let is_copied = clipboard::copy_table(&text, &html).await;
        notices.show(copied(is_copied, (t().export().copied)(&format(), count)));
    });
}

fn copy_link(notices: Notices) {
    // The address has the text that is being typed.
    state().views.flush();
    let address = dom::address();
    spawn_local(async move {
        let is_copied = clipboard::copy(&address).await;
        notices.show(copied(is_copied, t().export().link_copied.to_owned()));
    });
}

fn copied(is_copied: bool, done: String) -> Notice {
    if is_copied { Notice::Done(done) } else { Notice::Failed(t().export().copy_refused.to_owned()) }
}
