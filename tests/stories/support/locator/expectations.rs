//! Assertions that wait until they hold.

use super::Locator;

impl Locator<'_> {
    /// Waits until there is exactly one visible element.
    #[track_caller]
    pub fn expect_visible(&self) {
        self.get();
    }

    /// Waits until there is none.
    #[track_caller]
    pub fn expect_gone(&self) {
        self.wait_until(|found| if found.is_empty() { Ok(()) } else { Err("it should be gone".to_owned()) });
    }

    /// Waits until there are `number` elements.
    #[track_caller]
    pub fn expect_count(&self, number: usize) {
        self.wait_until(|found| if found.len() == number { Ok(()) } else { Err(format!("there should be {number}")) });
    }

    /// Waits until its text is `text`.
    #[track_caller]
    pub fn expect_text(&self, text: &str) {
        self.expect_one(|it| if it.text == text { Ok(()) } else { Err(format!("its text should be {text:?}")) });
    }

    /// Waits until its text contains `text`.
    #[track_caller]
    pub fn expect_contains(&self, text: &str) {
        self.expect_one(|it| if it.text.contains(text) { Ok(()) } else { Err(format!("it should contain {text:?}")) });
    }

    /// Waits until its text does not, or no longer, contain `text`.
    #[track_caller]
    pub fn expect_lacks(&self, text: &str) {
        let wrong = || format!("it should not contain {text:?}");
        self.expect_one(|it| if it.text.contains(text) { Err(wrong()) } else { Ok(()) });
    }

    /// Waits until an attribute has a value.
    #[track_caller]
    pub fn expect_attribute(&self, attribute: &str, value: &str) {
        self.expect_one(|it| match it.attribute(attribute) {
            found if found == value => Ok(()),
            found => Err(format!("{attribute} should be {value:?}, not {found:?}")),
        });
    }

    /// Waits until the value of a form control is `value`.
    #[track_caller]
    pub fn expect_value(&self, value: &str) {
        self.expect_one(|it| match it.value.as_str() {
            found if found == value => Ok(()),
            found => Err(format!("its value should be {value:?}, not {found:?}")),
        });
    }

    /// Waits until it is checked, or not.
    #[track_caller]
    pub fn expect_checked(&self, checked: bool) {
        self.expect_one(|it| if it.checked == checked { Ok(()) } else { Err(format!("checked should be {checked}")) });
    }

    /// Waits until it has the focus.
    #[track_caller]
    pub fn expect_focus(&self) {
        self.expect_one(|it| {
            let elsewhere = || format!("it should have the focus, which is on {}", self.app.focused());
            if it.focused { Ok(()) } else { Err(elsewhere()) }
        });
    }
}
