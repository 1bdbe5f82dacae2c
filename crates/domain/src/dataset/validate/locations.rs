//! Locations, and who administers them.

use super::links::safe_link;
use crate::dataset::data::Interner;
use crate::dataset::problem::ProblemKind;
use crate::dataset::read::Problems;
use crate::model::{Location, Partner};
use crate::payee::ProfileKind;

/// Leaves out what of a location is not sound; whether the rest can be used.
pub fn sound_location(
    index: usize,
    location: &mut Location,
    credentials: &Interner,
    markets: &Interner,
    problems: &mut Problems,
) -> bool {
    let path = format!("$.locations[{index}]");
    if let Some(span) = location.enrolment
        && let Some(last) = span.last.filter(|last| *last < span.first)
    {
        problems.push(format!("{path}.enrolment"), ProblemKind::DatesReversed { first: span.first, last });
        location.enrolment = None;
    }
    let mut at = 0;
    let mut ids = Vec::new();
    location.attainments.retain(|attainment| {
        let path = format!("{path}.attainments[{at}]");
        at += 1;
        if let Some(last) = attainment.last.filter(|last| *last < attainment.first) {
            problems.push(path, ProblemKind::DatesReversed { first: attainment.first, last });
        } else if credentials.find(attainment.credential.as_str()).is_none() {
            problems.push(path + ".credential", ProblemKind::Dangling { id: attainment.credential.to_string() });
        } else if ids.contains(&attainment.id) {
            problems.push(path + ".id", ProblemKind::DuplicateId { id: attainment.id.to_string() });
        } else {
            ids.push(attainment.id.clone());
            return true;
        }
        false
    });
    for (kind, name) in ProfileKind::ALL.into_iter().zip(["bank", "tax"]) {
        safe_link(&mut location.payee.get_mut(kind).url, || format!("{path}.payee.{name}.url"), problems);
    }
    let known = markets.find(location.market.as_str()).is_some();
    if !known {
        problems.push(path + ".market", ProblemKind::Dangling { id: location.market.to_string() });
    }
    known
}

/// Removes the unknown locations of incentives admins. An admin of none that is known stays an admin of none.
pub fn known_admin_locations(partner: &mut Partner, locations: &Interner, problems: &mut Problems) {
    for (index, admin) in partner.admins.iter_mut().enumerate() {
        let mut at = 0;
        admin.locations.iter_mut().for_each(|ids| {
            ids.retain(|id| {
                let known = locations.find(id.as_str()).is_some();
                if !known {
                    let path = format!("$.partner.admins[{index}].locations[{at}]");
                    problems.push(path, ProblemKind::Dangling { id: id.to_string() });
                }
                at += 1;
                known
            });
        });
    }
}
