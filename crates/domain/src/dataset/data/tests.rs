use super::EngagementRef;
use crate::model::{Dataset, Engagement, PartnerRole, SolutionArea};
use crate::testing::{data, dataset, engagement};
use crate::{Idx, Lang, Text};

#[test]
fn parts_are_found_by_id_and_position() {
    let data = data(&dataset());
    let at = data.location_index(&"l".into()).unwrap();
    assert_eq!(data.location_at(at).map(|location| location.name.as_str()), Some("Contoso l"));
    assert_eq!(data.location(&"l".into()).map(|location| location.id.as_str()), Some("l"));
    assert_eq!(data.customer(&"fabrikam".into()).map(|customer| customer.name.as_str()), Some("Fabrikam"));
    assert!(data.location(&"x".into()).is_none() && data.customer(&"x".into()).is_none());
    assert!(data.illustrative && data.partner.name == "Contoso");
    assert!(!data.engagements.is_empty());
    assert!(data.engagements.get(Idx::new(0)).is_some() && data.engagements.get(Idx::new(1)).is_none());
}

#[test]
fn data_without_engagements_are_empty() {
    let data = data(&Dataset { engagements: Vec::new(), ..dataset() });
    assert!(data.engagements.is_empty() && data.engagements.iter().next().is_none());
}

#[test]
fn an_engagement_has_the_texts_and_the_groups_of_the_file() {
    let mut dataset = dataset();
    dataset.areas.push(SolutionArea { id: "data".into(), name: Text::same("Data") });
    dataset.roles.push(PartnerRole { id: "deploy".into(), name: Text::same("Deploy"), has_customers: false });
    let description = Text::same("Two days.");
    let (area, role) = ("data".into(), "deploy".into());
    dataset.engagements.push(Engagement { description, area, role, ..engagement("second") });
    let data = data(&dataset);
    let [first, second] = [0, 1].map(|at| data.engagements.get(Idx::new(at)).unwrap());
    assert_eq!((first.description(Lang::En), second.description(Lang::En)), ("", "Two days."));
    assert_eq!([first.area(), second.area()].map(Idx::index), [0, 1]);
    assert_eq!([first.role(), second.role()].map(Idx::index), [0, 1]);
}

#[test]
fn engagements_with_the_same_criteria_and_markets_share_a_class() {
    let mut dataset = dataset();
    dataset.engagements.push(engagement("same"));
    dataset.engagements.push(Engagement { markets: vec!["nordic".into()], ..engagement("other") });
    let data = data(&dataset);
    let classes: Vec<_> = data.engagements.iter().map(|engagement| EngagementRef::class_index(&engagement)).collect();
    assert_eq!((classes, data.engagements.classes.len()), (vec![0, 0, 1], 2));
}
