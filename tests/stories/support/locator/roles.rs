//! The roles of elements, as methods: on the page, and within an element.

use super::Locator;
use crate::support::app::App;
use crate::support::element::NamePattern;

macro_rules! roles {
    ($($(#[$doc:meta])* $method:ident $role:literal)*) => {
        #[expect(dead_code, reason = "not every role is used both on the page and within an element")]
        impl App { $(
            $(#[$doc])*
            pub fn $method(&self, name: impl Into<NamePattern>) -> Locator<'_> {
                Locator { app: self, steps: Vec::new() }.step($role, name.into())
            }
        )* }
        #[expect(dead_code, reason = "not every role is used both on the page and within an element")]
        impl Locator<'_> { $(
            $(#[$doc])*
            pub fn $method(&self, name: impl Into<NamePattern>) -> Self {
                self.clone().step($role, name.into())
            }
        )* }
    };
}

roles! {
    /// A button.
    button "button"
    /// A link.
    link "link"
    /// A checkbox.
    checkbox "checkbox"
    /// A radio button.
    radio "radio"
    /// A switch.
    switch "switch"
    /// A heading.
    heading "heading"
    /// A group of controls.
    group "group"
    /// A dialog.
    dialog "dialog"
    /// A navigation landmark.
    navigation "navigation"
    /// A named section.
    region "region"
    /// A panel beside the main content.
    complementary "complementary"
    /// A list.
    list "list"
    /// A table.
    table "table"
    /// An image.
    image "img"
    /// A select box.
    combobox "combobox"
    /// A date input.
    date "date"
    /// A text input.
    textbox "textbox"
    /// A search input.
    searchbox "searchbox"
}

impl App {
    /// Locates every element of a role.
    pub fn by_role(&self, role: &'static str) -> Locator<'_> {
        Locator { app: self, steps: Vec::new() }.by_role(role)
    }
}

impl Locator<'_> {
    /// Locates every element of a role in it.
    pub fn by_role(&self, role: &'static str) -> Self {
        self.clone().step(role, NamePattern::any())
    }
}
