use super::EngagementRef;
use crate::model::Engagement;
use crate::testing::{data, dataset, engagement};

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
