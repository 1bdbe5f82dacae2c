//! Where the app is split: `cargo xtask build` puts everything that only [`view`] reaches into a file of its own. Other
//! builds, such as that of `trunk serve`, have it all in one.

use leptos::prelude::*;

use super::Part;
use crate::app::{person, settings};
use crate::pages;

/// The file could not be fetched.
pub struct NotFetched;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotFetched {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(feature = "split")]
pub use there::{fetch, view};

#[cfg(feature = "split")]
#[expect(clippy::unnecessary_wraps, reason = "the file may not come")]
mod there {
    use leptos::prelude::AnyView;

    use super::{NotFetched, Part, draw};

    /// Draws a part; the code for it is fetched first, unless it is here.
    #[wasm_split_helpers::wasm_split(later, preload(fetch_file), fallible)]
    pub fn view(part: Part) -> Result<AnyView, NotFetched> {
        Ok(draw(part))
    }

    /// Fetches the code.
    pub async fn fetch() -> Result<(), NotFetched> {
        Ok(fetch_file().await?)
    }
}

/// Draws a part.
#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "it takes time where there is something to fetch")]
pub async fn view(part: Part) -> Result<AnyView, NotFetched> {
    Ok(draw(part))
}

/// There is nothing to fetch.
#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "it takes time where there is something to fetch")]
pub async fn fetch() -> Result<(), NotFetched> {
    Ok(())
}

fn draw(part: Part) -> AnyView {
    match part {
        Part::Actions => pages::Actions().into_any(),
        Part::Summary => pages::Summary().into_any(),
        Part::Eligibility => pages::Eligibility().into_any(),
        Part::Location => pages::Location().into_any(),
        Part::NotFound => pages::NotFound().into_any(),
        Part::SignIn(ways) => view! { <pages::SignIn ways/> }.into_any(),
        Part::SignInForm(api) => view! { <pages::SignInForm api/> }.into_any(),
        Part::SubmitProfile => pages::SubmitProfile().into_any(),
        Part::Demo => pages::Demo().into_any(),
        Part::Settings(open, shortcuts) => view! { <settings::Menu open shortcuts/> }.into_any(),
        Part::Person => person::Details().into_any(),
    }
}
