//! The page table: every page and every lazily loaded view of the app, declared once.
//!
//! A new page is an entry here, a variant of [`Route`] and a module of `pages`.

use domain::session::SignIn;
use leptos::prelude::*;

use super::lazy::{lazy, lazy_extra};
use super::{notices, overlays, person, settings_menu, title, tools};
use crate::api::Failure;
use crate::pages;
use crate::routes::{EngagementPage, Route};
use crate::state::State;
use crate::text::t;

/// Expands the table. `id` is the id in the route: together with the page it is the focus key, so the heading takes the
/// focus when either changes. Only [`draw`] may reach the views below `lazy` and `overlays`: it is what the lazy chunk
/// contains.
macro_rules! page_table {
    (
        first { $($first:ident {
            route: $first_route:pat, id: $first_id:expr, title: $first_title:expr, view: $first_view:expr,
        })* }
        lazy { $($lazy:ident {
            route: $lazy_route:pat, id: $lazy_id:expr, title: $lazy_title:expr, view: $lazy_view:expr,
        })* }
        overlays { $($overlay:ident $(($($argument:ident: $type:ty),*))? {
            frame: $frame:ident, view: $overlay_view:expr,
        })* }
    ) => {
        /// A page. Two addresses of one page, such as the summaries of two engagements, share its view.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Page {
            $($first,)*
            /// A page whose code is in the lazy chunk.
            Lazy(LazyPage),
        }

        /// See [`Page::Lazy`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum LazyPage {
            $($lazy,)*
        }

        /// A view whose code is in the lazy chunk, with its arguments.
        #[derive(Clone)]
        pub enum LazyView {
            Page(LazyPage),
            $($overlay $(($($type),*))?,)*
        }

        /// Returns the page of a route, and the id in the route: empty where it has none.
        pub fn locate(route: &Route) -> (Page, &str) {
            match route {
                $($first_route => (Page::$first, $first_id),)*
                $($lazy_route => (Page::Lazy(LazyPage::$lazy), $lazy_id),)*
            }
        }

        /// Returns the title of the page of a route, for the browser tab.
        pub fn page_title(state: State, route: &Route) -> String {
            let (page, id) = locate(route);
            let title: fn(State, &str) -> String = match page {
                $(Page::$first => $first_title,)*
                $(Page::Lazy(LazyPage::$lazy) => $lazy_title,)*
            };
            title(state, id)
        }

        /// Draws a page; `lazy` draws those of the lazy chunk.
        pub fn page(page: Page, lazy: impl FnOnce(LazyView) -> AnyView) -> AnyView {
            match page {
                $(Page::$first => $first_view.into_any(),)*
                Page::Lazy(page) => lazy(LazyView::Page(page)),
            }
        }

        impl LazyView {
            /// Returns how the placeholder of the view is framed.
            pub const fn frame(&self) -> Frame {
                match self {
                    Self::Page(_) => Frame::Page,
                    $(page_table!(@pattern $overlay $(($($argument),*))?) => Frame::$frame,)*
                }
            }
        }

        /// Draws a view of the lazy chunk.
        pub fn draw(view: LazyView) -> AnyView {
            match view {
                $(LazyView::Page(LazyPage::$lazy) => $lazy_view.into_any(),)*
                $(LazyView::$overlay $(($($argument),*))? => $overlay_view.into_any(),)*
            }
        }
    };
    (@pattern $overlay:ident) => { Self::$overlay };
    (@pattern $overlay:ident ($($argument:ident),*)) => { Self::$overlay(..) };
}

page_table! {
    first {
        Engagements {
            route: Route::Engagements(_), id: "",
            title: |_, _| t().engagements().title.to_owned(),
            view: view! { <pages::Engagements lazy=LIST_PARTS/> },
        }
    }
    lazy {
        Actions {
            route: Route::Actions(_), id: "",
            title: |_, _| t().common().actions_required.to_owned(),
            view: pages::Actions(),
        }
        Summary {
            route: Route::Engagement(id, EngagementPage::Summary, _), id: id.as_str(),
            title: |state, id| title::engagement(state, id, None),
            view: pages::Summary(),
        }
        Eligibility {
            route: Route::Engagement(id, EngagementPage::Eligibility(_), _), id: id.as_str(),
            title: |state, id| title::engagement(state, id, Some(t().common().eligibility)),
            view: pages::Eligibility(),
        }
        Locations {
            route: Route::Locations(_), id: "",
            title: |_, _| t().common().locations.to_owned(),
            view: pages::Locations(),
        }
        Compare {
            route: Route::Compare(_), id: "",
            title: |_, _| t().common().compare.to_owned(),
            view: pages::Compare(),
        }
        Customers {
            route: Route::Engagement(id, EngagementPage::Customers, _), id: id.as_str(),
            title: |state, id| title::engagement(state, id, Some(t().common().customers)),
            view: pages::Customers(),
        }
        Location {
            route: Route::Location(id), id: id.as_str(),
            title: title::location,
            view: pages::Location(),
        }
        CustomerList {
            route: Route::Customers(_), id: "",
            title: |_, _| t().common().customers.to_owned(),
            view: pages::CustomerList(),
        }
        Customer {
            route: Route::Customer(id), id: id.as_str(),
            title: title::customer,
            view: pages::Customer(),
        }
        Claim {
            route: Route::Claim(id), id: id.as_str(),
            title: title::claim,
            view: pages::Claim(),
        }
        Password {
            route: Route::Password, id: "",
            title: |_, _| t().common().change_password.to_owned(),
            view: pages::Password(),
        }
        NotFound {
            route: Route::NotFound(path), id: path,
            title: |_, _| t().common().not_found.to_owned(),
            view: pages::NotFound(),
        }
    }
    overlays {
        SignIn(options: SignIn) { frame: Page, view: view! { <pages::SignIn options/> }, }
        NoRole { frame: Page, view: pages::NoRole(), }
        Failed(failure: Failure) { frame: Page, view: view! { <pages::Failed failure/> }, }
        Notices { frame: Plain, view: view! { <pages::OwnFileBar/><person::Notices/><notices::Notices/> }, }
        Explanation(explained: pages::Explained, label: RwSignal<String>) {
            frame: Popover, view: pages::explanation(explained, label),
        }
        ListFilter(filter: pages::ListFilter) { frame: Popover, view: pages::list_filter(filter), }
        NoMatch { frame: Plain, view: pages::NoMatch(), }
        ListExport { frame: Plain, view: pages::list_export(), }
        Also { frame: Plain, view: pages::Also(), }
        Tools { frame: Plain, view: tools::Tools(), }
        Overlays(shortcuts: RwSignal<bool>, has_form: Memo<bool>, update: RwSignal<bool>) {
            frame: Drawer, view: view! { <overlays::Overlays shortcuts has_form update/> },
        }
        Person { frame: Plain, view: person::Menu(), }
        SettingsMenu(shortcuts: RwSignal<bool>) {
            frame: Popover, view: view! { <settings_menu::SettingsMenu shortcuts/> },
        }
    }
}

/// The parts of the list that are drawn by the lazy chunk.
const LIST_PARTS: pages::LazyParts = pages::LazyParts {
    explanation: |explained, label| lazy(LazyView::Explanation(explained, label)),
    filter: |filter| lazy(LazyView::ListFilter(filter)),
    no_match: || lazy(LazyView::NoMatch),
    export: || lazy_extra(LazyView::ListExport),
    also: || lazy_extra(LazyView::Also),
};

/// What surrounds the placeholder of a lazy view, so that it takes the place and the heading level of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A page: the placeholder has the main heading.
    Page,
    /// None: the view is within a dialog that is there already.
    Plain,
    /// The content of a popover.
    Popover,
    /// The panel at the side.
    Drawer,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::Address;

    /// Paths of every page.
    const PATHS: [&str; 14] = [
        "/",
        "/engagements",
        "/actions",
        "/engagements/a/summary",
        "/engagements/a/eligibility",
        "/locations",
        "/compare",
        "/engagements/a/customers",
        "/locations/1",
        "/customers",
        "/customers/1",
        "/claims/1",
        "/password",
        "/nowhere",
    ];

    fn page_of(path: &str) -> Page {
        locate(&Address::parse(path, "").route).0
    }

    #[test]
    fn locates_each_page_once() {
        let pages = PATHS.map(page_of);
        for (at, page) in pages.iter().enumerate().skip(1) {
            let is_list_again = at == 1;
            assert_eq!(pages[..at].contains(page), is_list_again, "{page:?}");
        }
    }

    #[test]
    fn focus_key_changes_with_the_engagement_and_not_with_its_view() {
        let key = |href: &str| {
            let (path, search) = href.split_once('?').unwrap_or((href, ""));
            let address = Address::parse(path, search);
            let (page, id) = locate(&address.route);
            (page, id.to_owned())
        };
        assert_eq!(key("/engagements?q=a"), key("/engagements"));
        assert_eq!(key("/engagements/a/summary?q=b"), key("/engagements/a/summary"));
        assert_ne!(key("/engagements/a/summary"), key("/engagements/b/summary"));
        assert_ne!(key("/engagements/a/summary"), key("/engagements/a/eligibility"));
    }

    /// boot.js decides before any wasm is there whether the page needs the lazy chunk at once.
    #[test]
    fn boot_script_lists_the_pages_of_the_first_paint() {
        let script = include_str!("../../public/boot.js");
        let (_, list) = script.split_once("const firstPaintPaths = [").expect("boot.js lists the paths");
        let (list, _) = list.split_once(']').expect("the list ends");
        let listed: Vec<String> = list.split(',').map(|path| format!("/{}", path.trim().trim_matches('"'))).collect();
        let first: Vec<&str> = PATHS.into_iter().filter(|path| !matches!(page_of(path), Page::Lazy(_))).collect();
        assert_eq!(listed, first);
    }
}
