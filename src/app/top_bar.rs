//! The top bar: product, partner, offline state, and the buttons of the search, the demo, the settings and the person.

use leptos::prelude::*;

use super::lazy::lazy_extra;
use super::page_table::LazyView;
use super::settings::Settings;
use crate::browser::online::use_online;
use crate::components::{Glyph, icon};
use crate::state::state;
use crate::text::{format, t};

/// The top bar.
#[component]
pub fn TopBar(settings: RwSignal<bool>, shortcuts: RwSignal<bool>) -> impl IntoView {
    let state = state();
    let online = use_online();
    let partner = Memo::new(move |_| state.dataset.with_rows(|catalogue| catalogue.data().partner.name.clone()));
    let illustrative = Memo::new(move |_| state.dataset.with(|catalogue| catalogue.data().illustrative) == Some(true));
    // Where there is a backend, it decides: the demo would only pretend.
    let has_demo = move || illustrative.get() && !state.has_backend();
    let day = move || state.dataset.with_rows(|catalogue| format().day(catalogue.day()));
    let home = move || state.views.href(crate::routes::Route::Engagements(crate::routes::ListView::default()));
    view! {
        <header class="topbar">
            <a class="topbar__home" href=home aria-label=t().common().home>
                <svg class="icon topbar__mark" aria-hidden="true"><use href=Glyph::Mark.href()/></svg>
                <span class="topbar__name">{t().common().product}</span>
            </a>
            <span class="topbar__partner truncate"><bdi>{move || partner.get()}</bdi></span>
            <span class="print-only">{day}</span>
            <Show when=move || illustrative.get()>
                <span class="badge badge--quiet" title=t().common().illustrative_hint>
                    {t().common().illustrative}
                </span>
            </Show>
            <span role="status">
                <Show when=move || !online.get()>
                    <span class="badge badge--warn" title=t().common().offline_hint>
                        {icon(Glyph::Offline)}{t().common().offline}
                    </span>
                </Show>
            </span>
            <div class="topbar__end">
                {lazy_extra(LazyView::Tools)}
                <Show when=has_demo>
                    <button
                        type="button"
                        class="button button--subtle"
                        aria-expanded=move || state.demo_open.get().to_string()
                        aria-controls="demo"
                        on:click=move |_| state.demo_open.update(|open| *open = !*open)
                    >
                        {icon(Glyph::Demo)}<span class="button__text">{t().common().demo}</span>
                    </button>
                </Show>
                <Settings open=settings shortcuts/>
                <Show when=move || state.session().with(Option::is_some)>{lazy_extra(LazyView::Person)}</Show>
            </div>
        </header>
    }
}
