//! Finding things as a person does: by role and name, and waiting until they are as they should be.

use std::fmt;

use serde::Serialize;
use serde_json::{Value, json};
use webdriver::thirtyfour::WebElement;
use webdriver::thirtyfour::error::WebDriverResult;

use super::app::App;
use super::seen::{Name, Seen, brief};

const FIND: &str = include_str!("find.js");

#[derive(Clone, Debug, Serialize)]
struct Step {
    role: &'static str,
    #[serde(flatten)]
    name: Name,
    nth: Option<usize>,
}

/// Something on the page, by role and name; looked for anew each time.
#[derive(Clone, Debug)]
pub struct Target<'a> {
    app: &'a App,
    steps: Vec<Step>,
}

impl fmt::Display for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, Step { role, name, nth }) in self.steps.iter().enumerate() {
            let within = if at > 0 { " › " } else { "" };
            let nth = nth.map(|nth| format!("[{nth}]")).unwrap_or_default();
            match name.how {
                "any" => write!(f, "{within}{role}{nth}")?,
                how => write!(f, "{within}{role}{nth} whose name {how} {:?}", name.name)?,
            }
        }
        Ok(())
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $method:ident $role:literal)*) => {
        #[allow(dead_code, reason = "a vocabulary: not every word is needed at every place")]
        impl App { $(
            $(#[$doc])*
            pub fn $method(&self, name: impl Into<Name>) -> Target<'_> {
                Target { app: self, steps: Vec::new() }.step($role, name.into())
            }
        )* }
        #[allow(dead_code, reason = "a vocabulary: not every word is needed at every place")]
        impl Target<'_> { $(
            $(#[$doc])*
            pub fn $method(&self, name: impl Into<Name>) -> Self {
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
    /// A navigation.
    navigation "navigation"
    /// A named part of the page.
    region "region"
    /// A part beside the main one.
    complementary "complementary"
    /// A list.
    list "list"
    /// A table.
    table "table"
    /// An image.
    image "img"
    /// A box to choose from.
    combobox "combobox"
    /// A box for a day.
    date "date"
    /// A box to write in.
    textbox "textbox"
    /// A box to search with.
    searchbox "searchbox"
}

impl App {
    /// Everything of a role.
    pub fn every(&self, role: &'static str) -> Target<'_> {
        Target { app: self, steps: Vec::new() }.every(role)
    }
}

impl Target<'_> {
    fn step(mut self, role: &'static str, name: Name) -> Self {
        self.steps.push(Step { role, name, nth: None });
        self
    }

    /// Everything of a role in it.
    pub fn every(&self, role: &'static str) -> Self {
        self.clone().step(role, Name::any())
    }

    /// The one at a position, of several.
    pub fn nth(&self, nth: usize) -> Self {
        let mut target = self.clone();
        target.steps.last_mut().unwrap().nth = Some(nth);
        target
    }

    /// The first of several.
    pub fn first(&self) -> Self {
        self.nth(0)
    }

    /// Everything that is found now.
    pub fn look(&self) -> Vec<Seen> {
        self.try_look().unwrap_or_else(|error| panic!("looking for {self}: {error}"))
    }

    fn try_look(&self) -> WebDriverResult<Vec<Seen>> {
        let found = self.app.try_run(FIND, vec![json!(self.steps)])?;
        Ok(serde_json::from_value(found.get(1).cloned().unwrap_or(Value::Null))?)
    }

    /// Waits until what is found is as it should be.
    #[track_caller]
    pub fn wait<T>(&self, wanted: impl Fn(&[Seen]) -> Result<T, String>) -> T {
        self.app.wait(|| {
            let seen = self.try_look().map_err(|error| format!("looking for {self}: {error}"))?;
            wanted(&seen).map_err(|why| format!("{self}: {why}; found {}", brief(&seen)))
        })
    }

    /// Waits until exactly one is found that is as it should be.
    #[track_caller]
    pub fn one<T>(&self, wanted: impl Fn(&Seen) -> Result<T, String>) -> T {
        self.wait(|seen| match seen {
            [seen] => wanted(seen),
            _ => Err(format!("there should be one, not {}", seen.len())),
        })
    }

    /// Waits until it is there; what it is like.
    #[track_caller]
    pub fn seen(&self) -> Seen {
        self.one(|seen| Ok(seen.clone()))
    }

    /// Waits until it is there.
    #[track_caller]
    pub fn is_there(&self) {
        self.seen();
    }

    /// Waits until there is none.
    #[track_caller]
    pub fn is_gone(&self) {
        self.wait(|seen| if seen.is_empty() { Ok(()) } else { Err("it should not be there".to_owned()) });
    }

    /// Waits until there are so many.
    #[track_caller]
    pub fn counts(&self, number: usize) {
        self.wait(|seen| if seen.len() == number { Ok(()) } else { Err(format!("there should be {number}")) });
    }

    /// Waits until its words are these.
    #[track_caller]
    pub fn says(&self, words: &str) {
        self.one(|seen| if seen.text == words { Ok(()) } else { Err(format!("it should say {words:?}")) });
    }

    /// Waits until these words are in it.
    #[track_caller]
    pub fn has(&self, words: &str) {
        self.one(|seen| if seen.text.contains(words) { Ok(()) } else { Err(format!("{words:?} should be in it")) });
    }

    /// Waits until these words are not, or no longer, in it.
    #[track_caller]
    pub fn lacks(&self, words: &str) {
        self.one(|seen| if seen.text.contains(words) { Err(format!("{words:?} should not be in it")) } else { Ok(()) });
    }

    /// Waits until an attribute is this.
    #[track_caller]
    pub fn is(&self, attribute: &str, value: &str) {
        self.one(|seen| match seen.attribute(attribute) {
            found if found == value => Ok(()),
            found => Err(format!("{attribute} should be {value:?}, not {found:?}")),
        });
    }

    /// Waits until it is checked, or not.
    #[track_caller]
    pub fn is_checked(&self, checked: bool) {
        self.one(|seen| if seen.checked == checked { Ok(()) } else { Err(format!("checked should be {checked}")) });
    }

    /// Waits until it has the focus.
    #[track_caller]
    pub fn has_focus(&self) {
        self.one(|seen| {
            let elsewhere = || format!("it should have the focus, which is on {}", self.app.focused());
            if seen.focused { Ok(()) } else { Err(elsewhere()) }
        });
    }

    /// Presses it, in the middle of the window: bars may cover the edges.
    #[track_caller]
    pub fn click(&self) {
        self.act(async |element| {
            element.scroll_into_view().await?;
            element.click().await
        });
    }

    /// Writes into it.
    #[track_caller]
    pub fn write(&self, text: &str) {
        self.act(async |element| element.send_keys(text).await);
    }

    /// Does something with it, as soon as that is possible.
    #[track_caller]
    pub fn act(&self, act: impl AsyncFn(WebElement) -> WebDriverResult<()>) {
        self.app.wait(|| {
            let done = self.app.with_found(FIND, vec![json!(self.steps)], async |elements| match elements.len() {
                1 => act(elements.into_iter().next().unwrap()).await.map(|()| 1),
                number => Ok(number),
            });
            match done {
                Ok(1) => Ok(()),
                Ok(number) => Err(format!("{self}: there should be one, not {number}")),
                Err(error) => Err(format!("{self}: {error}")),
            }
        });
    }
}
