//! Rule 12: nobody sees a claim or a customer of locations they may not see, and the right admins are asked.

use domain::Idx;
use domain::permissions::{admins_at, admins_everywhere};
use domain::visibility::{ClaimParties, VisibleLocations};
use proptest::prelude::*;

use crate::generate::{Draw, datasets, draws};

fn claims(draw: &mut Draw, locations: usize, customers: usize) -> Vec<ClaimParties> {
    let party = |draw: &mut Draw, count: usize| (!draw.one_in(6)).then(|| draw.below(count + 1));
    (0..draw.below(12))
        .map(|_| ClaimParties {
            location: party(draw, locations).map(Idx::new),
            customer: party(draw, customers).map(Idx::new),
        })
        .collect()
}

proptest! {
    #![proptest_config(crate::generate::cases(500))]

    #[test]
    fn customers_are_visible_with_a_claim_at_a_visible_location(mut draw in draws(80)) {
        let (locations, customers) = (draw.below(4), 1 + draw.below(4));
        let visible: Vec<bool> = (0..locations).map(|_| draw.one_in(2)).collect();
        let claims = claims(&mut draw, locations, customers);
        let rule: VisibleLocations = visible.iter().copied().collect();
        let at_visible = |claim: &&ClaimParties| {
            claim.location.is_some_and(|location| visible.get(location.index()) == Some(&true))
        };
        for claim in &claims {
            prop_assert_eq!(rule.sees_claim(*claim), at_visible(&claim));
        }
        let seen = rule.customers(customers, claims.iter().copied());
        prop_assert_eq!(seen.len(), customers);
        for (at, seen) in seen.into_iter().enumerate() {
            let mut of_customer = claims.iter().filter(|claim| claim.customer.map(Idx::index) == Some(at));
            let sees_all = visible.contains(&true) && !visible.contains(&false);
            let expected = of_customer.any(|claim| at_visible(&claim)) || sees_all;
            prop_assert_eq!(seen, expected, "customer {} with {:?} at {:?}", at, claims, visible);
        }
    }

    #[test]
    fn those_who_are_admins_there_are_asked((dataset, _) in datasets()) {
        let mut everywhere = Vec::new();
        for admin in &dataset.partner.admins {
            if admin.locations.is_none() {
                everywhere.push(admin);
            }
        }
        prop_assert_eq!(admins_everywhere(&dataset.partner), everywhere);
        for location in &dataset.locations {
            let mut there = Vec::new();
            for admin in &dataset.partner.admins {
                match &admin.locations {
                    Some(locations) if !locations.contains(&location.id) => {}
                    _ => there.push(admin),
                }
            }
            prop_assert_eq!(admins_at(&dataset.partner, &location.id), there);
        }
    }
}
