//! The solution areas beside the list, each with its count.

use domain::Idx;
use domain::id::AreaId;
use leptos::prelude::*;

use crate::pages::filters::number_or_ellipsis;
use crate::routes::{ListView, Route};
use crate::state::state;
use crate::text::{lang, t};

#[component]
pub fn Areas() -> impl IntoView {
    let state = state();
    let areas = Memo::new(move |_| {
        let lang = lang();
        let areas = state.dataset.with_rows(|catalogue| {
            let areas = catalogue.data().areas.iter();
            areas.map(|area| (area.id.clone(), area.name.get(lang).to_owned())).collect::<Vec<_>>()
        });
        areas.unwrap_or_default()
    });
    let chosen = Memo::new(move |_| state.list.with(|list| list.query.area.map(Idx::index)));
    let link = move |id: Option<(usize, AreaId)>, name: String, count: Signal<Option<u32>>| {
        let (current, area) = id.unzip();
        let href = move || {
            let view = ListView { area: area.clone(), ..state.views.linked.get() };
            state.views.href(Route::Engagements(view))
        };
        let current = move || (chosen.get() == current).then_some("true");
        view! {
            <li>
                <a class="areas__link" href=href aria-current=current>
                    <span class="areas__name"><bdi>{name}</bdi></span>
                    <span class="areas__count">{move || number_or_ellipsis(count.get())}</span>
                </a>
            </li>
        }
    };
    let all = Signal::derive(move || state.list.with(|list| list.facets().map(|facets| facets.all_areas)));
    view! {
        <nav class="areas" aria-labelledby="areas-title">
            <h2 class="areas__title" id="areas-title">{t().engagements().solution_areas}</h2>
            <ul class="areas__list">
                {link(None, t().engagements().all_areas.to_owned(), all)}
                {move || {
                    let areas = areas.get().into_iter().enumerate();
                    areas
                        .map(|(index, (id, name))| {
                            let count = move || state.list.with(|list| list.facets()?.areas.get(index).copied());
                            let count = Signal::derive(count);
                            link(Some((index, id)), name, count)
                        })
                        .collect_view()
                }}
            </ul>
        </nav>
    }
}
