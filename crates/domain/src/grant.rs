//! What the programme would grant: an attainment that meets every criterion that asks for it.

use crate::dataset::Data;
use crate::eligibility::each_criterion;
use crate::id::{AttainmentId, CredentialId};
use crate::model::{Attainment, Criterion, Location};
use crate::{Day, Money};

/// How long what is granted counts, beyond its first day.
const DAYS: i32 = 365;

/// Returns the attainment of a credential from a day on, for a year, with an id that the location has not used. As many
/// people, and as much revenue, as the most demanding criterion asks for; revenue in the currency asked for first,
/// as amounts of different currencies do not compare (rule 13).
pub fn grant(data: &Data, location: &Location, credential: &CredentialId, first: Day) -> Attainment {
    let mut people = None::<u32>;
    let mut revenue = None::<Money>;
    for class in &data.engagements.classes {
        each_criterion(&class.criteria, &mut |criterion| match criterion {
            Criterion::CertifiedPeople { credential: asked, count } if asked == credential => {
                people = people.max(Some(*count));
            }
            Criterion::Revenue { credential: asked, threshold } if asked == credential => {
                let known = revenue.get_or_insert(*threshold);
                if known.currency == threshold.currency {
                    known.minor = known.minor.max(threshold.minor);
                }
            }
            _ => {}
        });
    }
    let is_new = |id: &AttainmentId| location.attainments.iter().all(|known| known.id != *id);
    let mut ids = (1_u32..).map(|number| AttainmentId(format!("demo-{credential}-{number}")));
    let id = ids.find(is_new).unwrap_or_default();
    Attainment { id, credential: credential.clone(), first, last: Some(first.plus(DAYS)), people, revenue }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Criteria;
    use crate::testing::{attainment, data, dataset, money, today};

    #[test]
    fn what_is_granted_is_enough_for_every_criterion() {
        let gold = || CredentialId::from("gold");
        let people = |count| Criteria::One(Criterion::CertifiedPeople { credential: gold(), count });
        let revenue =
            |minor, code| Criteria::One(Criterion::Revenue { credential: gold(), threshold: money(minor, code) });
        let mut dataset = dataset();
        dataset.criteria[0].tree = Criteria::AllOf(vec![
            people(2),
            people(5),
            people(3),
            revenue(7, "EUR"),
            revenue(9, "EUR"),
            revenue(99, "SEK"),
        ]);
        dataset.locations[0].attainments =
            vec![Attainment { id: "demo-gold-1".into(), ..attainment("a", Some(today().plus(-9))) }];
        let data = data(&dataset);
        let granted = grant(&data, &data.locations[0], &gold(), today());
        assert_eq!(granted.id, "demo-gold-2".into());
        assert_eq!((granted.people, granted.revenue), (Some(5), Some(money(9, "EUR"))));
        assert_eq!((granted.first, granted.last), (today(), Some(today().plus(365))));
        let other = grant(&data, &data.locations[0], &"silver".into(), today());
        assert_eq!((other.id, other.people, other.revenue), ("demo-silver-1".into(), None, None));
    }
}
