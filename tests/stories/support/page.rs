//! What people do in the app and see there.

use serde::Deserialize;

use super::{App, keys};

/// A row of the list, as it is drawn.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Row {
    /// Its `aria-rowindex`; the header has 1.
    pub index: usize,
    /// The name of the engagement.
    pub name: String,
    /// The words of each cell.
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

/// What is wider than the window, if the page can be scrolled sideways. A phone zooms out instead: then the
/// inner width grows with the page, and only the client width tells the truth.
const TOO_WIDE: &str = "
    const root = document.documentElement, width = root.clientWidth;
    if (root.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 0.5);
    return [`${root.scrollWidth} of ${width} px`,
      ...wide.slice(0, 6).map((e) => `${e.tagName}.${e.className?.baseVal ?? e.className}: ${e.textContent.trim().slice(0, 40)}`)];";

impl App {
    /// The rows of the list that are drawn, in order.
    pub fn rows(&self) -> Vec<Row> {
        serde_json::from_value(self.run(ROWS)).unwrap()
    }

    /// Waits until the list begins with these names; as many of them as are drawn.
    #[track_caller]
    pub fn lists(&self, names: &[String]) {
        self.wait(|| {
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

    /// Waits until the row of an engagement is drawn as it should be.
    #[track_caller]
    pub fn row(&self, name: &str, wanted: impl Fn(&Row) -> bool) -> Row {
        self.wait(|| {
            let row = self.rows().into_iter().find(|row| row.name == name);
            let row = row.ok_or_else(|| format!("{name:?} is not drawn"))?;
            if wanted(&row) { Ok(row) } else { Err(format!("not as it should be: {row:?}")) }
        })
    }

    /// Waits for the count above the list.
    #[track_caller]
    pub fn sees_count(&self, shown: usize, all: usize) {
        self.says(&format!("{shown} of {all} engagements"));
    }

    /// Waits until a status message says this.
    #[track_caller]
    pub fn says(&self, words: &str) {
        self.every("status").wait(|seen| {
            if seen.iter().any(|seen| seen.text == words) { Ok(()) } else { Err(format!("one should say {words:?}")) }
        });
    }

    /// Waits until these words are somewhere on the page.
    #[track_caller]
    pub fn shows(&self, words: &str) {
        let all = "return document.body.innerText.replace(/\\s+/g, ' ')";
        self.wait(|| match self.try_run(all, Vec::new()) {
            Ok(text) if text.as_str().is_some_and(|text| text.contains(words)) => Ok(()),
            _ => Err(format!("the page should say {words:?}")),
        });
    }

    /// Waits until a status message begins like this.
    #[track_caller]
    pub fn announces(&self, words: &str) {
        self.every("status").wait(|seen| {
            let said = seen.iter().any(|seen| seen.text.starts_with(words));
            if said { Ok(()) } else { Err(format!("one should begin with {words:?}")) }
        });
    }

    /// Types into the search box.
    #[track_caller]
    pub fn search(&self, text: &str) {
        self.searchbox("Search engagements").write(text);
    }

    /// Opens a filter, ticks or unticks a value, and closes the filter.
    #[track_caller]
    pub fn filter(&self, filter: &str, value: &str) {
        // The header of a column may have the same name: it comes later in the page.
        self.button(super::starts(filter)).first().click();
        self.group(filter).checkbox(super::starts(value)).click();
        self.press(keys::ESCAPE);
        self.group(filter).is_gone();
    }

    /// The counts that a filter shows beside its values.
    #[track_caller]
    pub fn filter_counts(&self, filter: &str) -> Vec<(String, u32)> {
        // The header of a column may have the same name: it comes later in the page.
        self.button(super::starts(filter)).first().click();
        let options = self.group(filter).every("checkbox");
        let seen = options.wait(|seen| if seen.is_empty() { Err("no values".to_owned()) } else { Ok(seen.to_vec()) });
        self.press(keys::ESCAPE);
        self.group(filter).is_gone();
        let count = |name: &str| {
            let (label, count) = name.rsplit_once(' ')?;
            Some((label.to_owned(), count.parse().ok()?))
        };
        seen.iter().map(|seen| count(&seen.name).unwrap_or_else(|| panic!("no count: {}", seen.name))).collect()
    }

    /// Where the page can be scrolled sideways: how far, and what is too wide.
    pub fn too_wide(&self) -> Vec<String> {
        serde_json::from_value(self.run(TOO_WIDE)).unwrap()
    }

    /// Waits until the main heading says this.
    #[track_caller]
    pub fn sees_heading(&self, words: &str) {
        self.every("heading").wait(|seen| {
            if seen.iter().any(|seen| seen.text == words) { Ok(()) } else { Err(format!("one should say {words:?}")) }
        });
    }
}

/// The addresses of every screen, with something on each.
pub fn screens(world: &super::World) -> Vec<(&'static str, String)> {
    let engagement = world.first(|world, it| world.0.cell_of_all(it).within_reach > 0);
    let location = &world.locations()[world.location("Contoso Malmö")].id;
    vec![
        ("list", "/engagements".to_owned()),
        ("list with filters", "/engagements?role=deploy&role=use&status=active&location=5213406&q=a".to_owned()),
        ("nothing found", "/engagements?role=deploy&q=nothingislikethis".to_owned()),
        ("actions", "/actions".to_owned()),
        ("summary", format!("/engagements/{}/summary", engagement.id())),
        ("eligibility", format!("/engagements/{}/eligibility", engagement.id())),
        ("location", format!("/locations/{}", location.as_str())),
        ("not found", "/nowhere".to_owned()),
        ("no such engagement", "/engagements/nowhere/summary".to_owned()),
        ("no such location", "/locations/nowhere".to_owned()),
    ]
}
