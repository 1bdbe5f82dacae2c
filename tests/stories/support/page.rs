//! Actions and assertions on the parts of the app.

use domain::model::ClaimState;
use serde::Deserialize;

use super::{App, keys};

/// A rendered row of the list.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Row {
    /// Its `aria-rowindex`; the header row has 1.
    pub index: usize,
    /// The name of the engagement.
    pub name: String,
    /// The text of each cell.
    pub cells: Vec<String>,
    /// The name of the icon in the Eligibility cell.
    pub icon: String,
    /// "n of m locations".
    pub locations: String,
}

const ROWS: &str = "
    const squeeze = (text) => text.replace(/\\s+/g, ' ').trim();
    const rows = [...document.querySelectorAll('main table tbody tr[aria-rowindex]')].map((row) => ({
      index: Number(row.getAttribute('aria-rowindex')),
      name: squeeze(row.querySelector('a')?.textContent ?? ''),
      cells: [...row.cells].map((cell) => squeeze(cell.innerText)),
      icon: row.querySelector('[role=img]')?.getAttribute('aria-label') ?? '',
      locations: squeeze(row.querySelector('button')?.textContent ?? ''),
    }));
    return rows.sort((a, b) => a.index - b.index);";

/// Elements wider than the window, if the page scrolls sideways. A phone zooms out instead, so that the inner width
/// grows with the page: compares with the client width.
const OVERFLOWING: &str = "
    const root = document.documentElement, width = root.clientWidth;
    if (root.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 0.5);
    return [`${root.scrollWidth} of ${width} px`,
      ...wide.slice(0, 6).map((e) =>
        `${e.tagName}.${e.className?.baseVal ?? e.className}: ${e.textContent.trim().slice(0, 40)}`)];";

impl App {
    /// Returns the rendered rows of the list, in order.
    pub fn rows(&self) -> Vec<Row> {
        serde_json::from_value(self.run(ROWS)).unwrap()
    }

    /// Waits until the rendered rows are the first of these names.
    #[track_caller]
    pub fn expect_rows(&self, names: &[String]) {
        self.wait_until(|| {
            let rows: Vec<Row> = self.rows();
            let drawn: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
            let begins =
                drawn.len() >= names.len().min(8) && names.iter().zip(&drawn).all(|(name, drawn)| name == drawn);
            if begins && drawn.len() <= names.len() {
                Ok(())
            } else {
                Err(format!("the list should be {names:?}, not {drawn:?}"))
            }
        });
    }

    /// Waits until the row of an engagement is rendered and a condition on it holds.
    #[track_caller]
    pub fn expect_row(&self, name: &str, wanted: impl Fn(&Row) -> bool) -> Row {
        self.wait_until(|| {
            let row = self.rows().into_iter().find(|row| row.name == name);
            let row = row.ok_or_else(|| format!("{name:?} is not rendered"))?;
            if wanted(&row) { Ok(row) } else { Err(format!("unexpected row: {row:?}")) }
        })
    }

    /// Waits for the count above the list.
    #[track_caller]
    pub fn expect_count_of(&self, shown: usize, all: usize) {
        self.expect_status(&format!("{shown} of {all} engagements"));
    }

    /// Waits until a status message has this text.
    #[track_caller]
    pub fn expect_status(&self, words: &str) {
        self.by_role("status").wait_until(|found| {
            if found.iter().any(|found| found.text == words) {
                Ok(())
            } else {
                Err(format!("one should say {words:?}"))
            }
        });
    }

    /// Expects of each disabled control that it says why: by a description that is shown, or in its tooltip.
    #[track_caller]
    pub fn expect_disabled_reasons(&self) {
        let script = "
            const reason = (it) => (it.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)
              .map((id) => document.getElementById(id)?.innerText ?? '').join(' ').trim() || it.title;
            return [...document.querySelectorAll('[aria-disabled=true], :disabled')]
              .filter((it) => !reason(it)).map((it) => it.outerHTML);";
        self.expect_script(script, &serde_json::json!([]));
    }

    /// Waits until the page contains a text.
    #[track_caller]
    pub fn expect_page_text(&self, words: &str) {
        let all = "return document.body.innerText.replace(/\\s+/g, ' ')";
        self.wait_until(|| match self.try_run(all, Vec::new()) {
            Ok(text) if text.as_str().is_some_and(|text| text.contains(words)) => Ok(()),
            _ => Err(format!("the page should say {words:?}")),
        });
    }

    /// Waits until a status message starts with a text.
    #[track_caller]
    pub fn expect_status_prefix(&self, words: &str) {
        self.by_role("status").wait_until(|found| {
            let said = found.iter().any(|found| found.text.starts_with(words));
            if said { Ok(()) } else { Err(format!("one should begin with {words:?}")) }
        });
    }

    /// Types into the search box.
    #[track_caller]
    pub fn search(&self, text: &str) {
        self.searchbox("Search engagements").type_text(text);
    }

    /// Opens a filter, toggles a value, and closes the filter.
    #[track_caller]
    pub fn toggle_filter(&self, filter: &str, value: &str) {
        // A column header may have the same name; it comes later in the page.
        self.button(super::starts_with(filter)).first().click();
        self.group(filter).checkbox(super::starts_with(value)).click();
        self.press(keys::ESCAPE);
        self.group(filter).expect_gone();
    }

    /// Returns the values of a filter with the counts beside them.
    #[track_caller]
    pub fn filter_counts(&self, filter: &str) -> Vec<(String, u32)> {
        // A column header may have the same name; it comes later in the page.
        self.button(super::starts_with(filter)).first().click();
        let options = self.group(filter).by_role("checkbox");
        let found =
            options.wait_until(|found| if found.is_empty() { Err("no values".to_owned()) } else { Ok(found.to_vec()) });
        self.press(keys::ESCAPE);
        self.group(filter).expect_gone();
        let count = |name: &str| {
            let (label, count) = name.rsplit_once(' ')?;
            Some((label.to_owned(), count.parse().ok()?))
        };
        found.iter().map(|found| count(&found.name).unwrap_or_else(|| panic!("no count: {}", found.name))).collect()
    }

    /// Returns how far the page scrolls sideways and because of which elements; empty if it does not.
    pub fn overflowing(&self) -> Vec<String> {
        serde_json::from_value(self.run(OVERFLOWING)).unwrap()
    }

    /// Waits until a heading has this text.
    #[track_caller]
    pub fn expect_heading(&self, words: &str) {
        self.by_role("heading").wait_until(|found| {
            if found.iter().any(|found| found.text == words) {
                Ok(())
            } else {
                Err(format!("one should say {words:?}"))
            }
        });
    }
}

/// Returns name and address of every screen, each with content.
pub fn screens(model: &super::Model) -> Vec<(&'static str, String)> {
    let engagement = model.find(|model, it| model.catalogue.cell_of_all(it).within_reach > 0);
    let location = &model.locations()[model.location("Contoso Malmö").index()].id;
    let with_customers = model.claim(|status| status.waits_for.is_some());
    let claim_in = |state| &model.claim(|status| status.state == state).claim.id;
    vec![
        ("list", "/engagements".to_owned()),
        ("list with filters", "/engagements?role=deploy&role=use&status=active&location=5213406&q=a".to_owned()),
        ("nothing found", "/engagements?role=deploy&q=nothingislikethis".to_owned()),
        ("actions", "/actions".to_owned()),
        ("summary", format!("/engagements/{}/summary", engagement.id())),
        ("eligibility", format!("/engagements/{}/eligibility", engagement.id())),
        ("locations", "/locations".to_owned()),
        ("comparison", format!("/compare?location={}&location={}", location, model.locations()[0].id)),
        ("nothing compared", "/compare".to_owned()),
        ("customers", format!("/engagements/{}/customers", with_customers.engagement.id())),
        // Few rows: the browser's accessibility tree lacks those far outside the viewport.
        ("customer list", "/customers?segment=public-sector".to_owned()),
        ("customer", format!("/customers/{}", with_customers.claim.customer)),
        ("no such customer", "/customers/nowhere".to_owned()),
        ("location", format!("/locations/{}", location.as_str())),
        ("claim to submit", format!("/claims/{}", claim_in(ClaimState::ConsentGiven))),
        ("stopped claim", format!("/claims/{}", model.claim(|status| status.stopped_by.is_some()).claim.id)),
        ("lapsed claim", format!("/claims/{}", claim_in(ClaimState::ClaimExpired))),
        ("not found", "/nowhere".to_owned()),
        ("no such engagement", "/engagements/nowhere/summary".to_owned()),
        ("no such location", "/locations/nowhere".to_owned()),
        ("no such claim", "/claims/nowhere".to_owned()),
    ]
}
