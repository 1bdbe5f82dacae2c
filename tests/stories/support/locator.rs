//! Locators: elements by role and accessible name, located again at each use.

mod expectations;
mod roles;

use std::fmt;

use serde::Serialize;
use serde_json::{Value, json};
use webdriver::thirtyfour::WebElement;
use webdriver::thirtyfour::error::WebDriverResult;

use super::app::App;
use super::element::{Element, NamePattern, summary};

const LOCATE: &str = include_str!("locate.js");

#[derive(Clone, Debug, Serialize)]
struct Step {
    role: &'static str,
    #[serde(flatten)]
    name: NamePattern,
    nth: Option<usize>,
}

/// Elements of the page by role and name, located again at each use.
#[derive(Clone, Debug)]
pub struct Locator<'a> {
    app: &'a App,
    steps: Vec<Step>,
}

impl fmt::Display for Locator<'_> {
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

impl Locator<'_> {
    fn step(mut self, role: &'static str, name: NamePattern) -> Self {
        self.steps.push(Step { role, name, nth: None });
        self
    }

    /// Narrows it to the element at a position.
    pub fn nth(&self, nth: usize) -> Self {
        let mut target = self.clone();
        target.steps.last_mut().unwrap().nth = Some(nth);
        target
    }

    /// Narrows it to the first element.
    pub fn first(&self) -> Self {
        self.nth(0)
    }

    /// Returns the elements that exist now, without waiting.
    pub fn all(&self) -> Vec<Element> {
        self.try_all().unwrap_or_else(|error| panic!("locating {self}: {error}"))
    }

    fn try_all(&self) -> WebDriverResult<Vec<Element>> {
        let found = self.app.try_run(LOCATE, vec![json!(self.steps)])?;
        Ok(serde_json::from_value(found.get(1).cloned().unwrap_or(Value::Null))?)
    }

    /// Waits until a condition on the elements holds, and returns its value.
    #[track_caller]
    pub fn wait_until<T>(&self, condition: impl Fn(&[Element]) -> Result<T, String>) -> T {
        self.app.wait_until(|| {
            let found = self.try_all().map_err(|error| format!("locating {self}: {error}"))?;
            condition(&found).map_err(|why| format!("{self}: {why}; found {}", summary(&found)))
        })
    }

    /// Waits until there is exactly one element and a condition on it holds.
    #[track_caller]
    pub fn expect_one<T>(&self, condition: impl Fn(&Element) -> Result<T, String>) -> T {
        self.wait_until(|found| match found {
            [element] => condition(element),
            _ => Err(format!("there should be one, not {}", found.len())),
        })
    }

    /// Waits until there is exactly one element, and returns its state.
    #[track_caller]
    pub fn get(&self) -> Element {
        self.expect_one(|element| Ok(element.clone()))
    }

    /// Clicks it, in the middle of the window: sticky bars may cover the edges. In a popover only as far as needed:
    /// the page would scroll along, and the popover close.
    #[track_caller]
    pub fn click(&self) {
        const SCROLL: &str = "const [it] = arguments;
            it.scrollIntoView({ block: it.closest('[popover]') ? 'nearest' : 'center' });";
        self.perform(async |element| {
            element.handle().execute(SCROLL, vec![element.to_json()?]).await?;
            element.click().await
        });
    }

    /// Types into it.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.perform(async |element| element.send_keys(text).await);
    }

    /// Performs an action on it as soon as there is exactly one element and the action succeeds.
    #[track_caller]
    pub fn perform(&self, action: impl AsyncFn(WebElement) -> WebDriverResult<()>) {
        self.app.wait_until(|| {
            let done = self.app.with_elements(LOCATE, vec![json!(self.steps)], async |elements| match elements.len() {
                1 => action(elements.into_iter().next().unwrap()).await.map(|()| 1),
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
