//! Whom to ask: the incentives admins, reduced to what a session may see.

use domain::Idx;
use domain::model::Admin;
use domain::visibility::VisibleLocations;

use super::JsonList;
use crate::store::accounts::AdminAccount;

/// The incentives admins of all locations.
#[derive(Debug, PartialEq, Eq)]
pub struct Admins(Vec<AdminAccount>);

impl Admins {
    /// Wraps the accounts.
    pub const fn new(accounts: Vec<AdminAccount>) -> Self {
        Self(accounts)
    }

    /// Returns the admins of visible locations, each with those locations only; without a list for an admin of all of
    /// them. For a session that sees no location, returns the admins of every location: someone must be there to ask.
    pub fn visible(&self, locations: &JsonList, visible: &VisibleLocations) -> Vec<Admin> {
        let shows_all = !visible.sees_programme();
        let shown: Vec<&str> = (0..locations.len())
            .filter(|at| shows_all || visible.contains(Idx::new(*at)))
            .map(|at| locations.id(at))
            .collect();
        let admin = |account: &AdminAccount| {
            let at: Vec<&str> = shown.iter().copied().filter(|id| account.is_admin_of(id)).collect();
            let is_everywhere = at.len() == shown.len();
            let is_shown = if shows_all { is_everywhere } else { !at.is_empty() };
            is_shown.then(|| Admin {
                name: account.name.clone(),
                email: account.email.clone(),
                locations: (!is_everywhere).then(|| at.into_iter().map(Into::into).collect()),
            })
        };
        self.0.iter().filter_map(admin).collect()
    }
}
