//! Where the parts of a page are, as CSS selectors; by default those of the app.

use serde_json::{Value, json};

/// The selectors of the page that `--against` names.
#[derive(Clone, clap::Args)]
pub struct Selectors {
    /// Of the page compared with: its rows
    #[arg(long, default_value = "tr.table__row")]
    row: String,
    /// … the text that says how many rows match, such as "12 of 48"
    #[arg(long, default_value = ".results__count")]
    count: String,
    /// … the search box
    #[arg(long, default_value = "[role=search] input")]
    search: String,
    /// … a filter: a select, or the button of a popover with checkboxes
    #[arg(long, default_value = "[popovertarget=filter-status], [aria-controls=filter-status]")]
    toggle: String,
    /// … the buttons that sort
    #[arg(long, default_value = ".table__sort")]
    sort: String,
    /// … what scrolls
    #[arg(long, default_value = "html")]
    scroll: String,
}

impl Selectors {
    /// Returns the filter.
    pub fn toggle(&self) -> &str {
        &self.toggle
    }

    /// Returns what page.js reads.
    pub fn to_json(&self) -> Value {
        let Self { row, count, search, toggle: _, sort, scroll } = self;
        json!({ "row": row, "count": count, "search": search, "sort": sort, "scroll": scroll })
    }
}

impl Default for Selectors {
    fn default() -> Self {
        let none: [&str; 0] = [];
        let command = <Self as clap::Args>::augment_args(clap::Command::new("selectors").no_binary_name(true));
        let matches = command.get_matches_from(none);
        // Every argument has a default.
        <Self as clap::FromArgMatches>::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}
