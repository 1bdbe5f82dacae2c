//! Icons: symbols of the sprite in `index.html`.

use leptos::prelude::*;

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident $id:literal)*) => {
        /// An icon of the sprite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph { $($(#[$doc])* $name,)* }

        impl Glyph {
            /// The fragment URL of the symbol.
            pub const fn href(self) -> &'static str {
                match self { $(Self::$name => concat!("#i-", $id),)* }
            }
        }
    };
}

glyphs! {
    Mark "mark" CheckCircle "check-circle" CheckOutline "check-outline" Near "near" Hollow "none"
    Ended "ended" Search "search"
    ChevronDown "chevron-down" ChevronLeft "chevron-left" ChevronRight "chevron-right" ArrowLeft "arrow-left"
    SortAscending "sort-asc" SortDescending "sort-desc" Close "close" Inbox "inbox" Warning "warning" Error "error"
    Info "info" Clock "clock" Calendar "calendar" Location "location" People "people" Person "person" Bank "bank"
    Document "document" Award "award" Send "send" External "external" Settings "settings" Keyboard "keyboard"
    Demo "demo" Reset "reset" Offline "offline" Download "download" Copy "copy" Link "link"
}

/// A decorative icon, hidden from assistive technology: a text beside it says the same.
pub fn icon(glyph: Glyph) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=glyph.href()/></svg> }
}

/// A small decorative icon.
pub fn small_icon(glyph: Glyph) -> impl IntoView {
    view! { <svg class="icon icon--small" aria-hidden="true"><use href=glyph.href()/></svg> }
}
