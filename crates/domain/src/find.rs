//! Search everything: engagements, locations, customers and claims with the words of one text (rules 6.25 to 6.27).

use crate::catalogue::Answer;
use crate::customers::customer_texts;
use crate::dataset::Data;
use crate::locations::location_texts;
use crate::model::{Claim, Customer, Engagement, Location};
use crate::text::{Found, Rank, Texts};
use crate::{Idx, Lang};

/// The texts of locations, customers and claims, of one language. Engagements have a
/// [`TextIndex`](crate::catalogue::TextIndex).
#[derive(Debug)]
pub struct FindIndex {
    lang: Lang,
    locations: Texts,
    customers: Texts,
    claims: Texts,
}

/// A kind of what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Engagements.
    Engagement,
    /// Locations.
    Location,
    /// Customers.
    Customer,
    /// Claims.
    Claim,
    /// Commands of the app.
    Command,
}

/// What matches a text, of each kind best first (rule 6.26).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Engagements.
    pub engagements: Vec<Idx<Engagement>>,
    /// Locations.
    pub locations: Vec<Idx<Location>>,
    /// Customers.
    pub customers: Vec<Idx<Customer>>,
    /// Claims.
    pub claims: Vec<Idx<Claim>>,
    /// Positions of commands.
    pub commands: Vec<usize>,
    /// For each kind how well its first one matches.
    ranks: [Option<Rank>; 5],
    /// Whether nothing has the words as they stand, and all that is found has one typing error.
    pub is_close: bool,
}

impl FindIndex {
    /// Folds the texts. `country` returns the name of a country in the language.
    pub fn new(data: &Data, lang: Lang, country: impl Fn(&str) -> String) -> Self {
        let mut claims = Texts::default();
        for claim in &data.claims {
            let customer = data.customer(&claim.customer).map_or("", |customer| &customer.name);
            claims.push(&[claim.id.as_str(), customer]);
        }
        let (locations, customers) = (location_texts(data, lang, &country), customer_texts(data, &country));
        Self { lang, locations, customers, claims }
    }

    /// Returns what matches a text; nothing where it has no word. `engagements` is what the list answers to the text
    /// alone; `commands` are what the app can do.
    pub fn find(&self, data: &Data, text: &str, engagements: &Answer, commands: &Texts) -> Findings {
        let found = [&self.locations, &self.customers, &self.claims, commands].map(|texts| texts.find(text));
        let [Some(locations), Some(customers), Some(claims), Some(commands)] = found else {
            return Findings::default();
        };
        let mut ranks = [
            self.rank_of_first(data, text, engagements),
            locations.best(),
            customers.best(),
            claims.best(),
            commands.best(),
        ];
        // An error is forgiven only where nothing has the words as they are written (rule 6.25).
        let is_exact = ranks.iter().flatten().any(|rank| *rank != Rank::Close);
        for rank in &mut ranks {
            *rank = rank.filter(|rank| !is_exact || *rank != Rank::Close);
        }
        let has = |kind: Kind| ranks[kind as usize].is_some();
        Findings {
            engagements: if has(Kind::Engagement) { engagements.order.clone() } else { Vec::new() },
            locations: positions(&locations, has(Kind::Location)),
            customers: positions(&customers, has(Kind::Customer)),
            claims: positions(&claims, has(Kind::Claim)),
            commands: commands.best_first().filter(|_| has(Kind::Command)).collect(),
            is_close: !is_exact && ranks.iter().any(Option::is_some),
            ranks,
        }
    }

    /// Returns how well the first engagement matches by its name.
    fn rank_of_first(&self, data: &Data, text: &str, engagements: &Answer) -> Option<Rank> {
        let first = data.engagements.get(*engagements.order.first()?)?;
        if engagements.is_close {
            return Some(Rank::Close);
        }
        let mut name = Texts::default();
        name.push(&[first.name(self.lang)]);
        let by_name = name.find(text).and_then(|found| found.best());
        Some(by_name.filter(|rank| *rank != Rank::Close).unwrap_or(Rank::Occurs))
    }
}

impl Findings {
    /// Returns how well the first one of a kind matches; `None` where none does.
    pub const fn rank(&self, kind: Kind) -> Option<Rank> {
        self.ranks[kind as usize]
    }
}

fn positions<T>(found: &Found, listed: bool) -> Vec<Idx<T>> {
    found.best_first().filter(|_| listed).map(Idx::new).collect()
}
