use domain::Day;

use super::*;
use crate::snapshot::{Admins, RevisionKey};
use crate::store::dataset::{ChangeEvent, Changes, Header, Resource, StoredDataset};
use crate::store::lists::Lists;

fn resource(id: &str, changes: i64) -> Resource {
    Resource { id: id.to_owned(), changes, body: format!("{{\"id\":\"{id}\",\"changes\":{changes}}}") }
}

fn snapshot() -> Snapshot {
    let partner = Partner { name: "Contoso".to_owned(), admins: Vec::new() };
    let header = Header { id: "d".to_owned(), as_of: Day::MAX, shift_dates: false, illustrative: true, partner };
    let locations = ["a", "b", "c"].map(|id| resource(id, 0)).to_vec();
    let claim = |location: &str| {
        let body = format!("{{\"id\":\"{location}\",\"location\":\"{location}\",\"customer\":\"x\"}}");
        Resource { id: location.to_owned(), changes: 0, body }
    };
    let (claims, customers) = (vec![claim("a"), claim("c")], vec![resource("x", 0)]);
    let lists = Lists { locations, claims, customers, engagements: vec![resource("e", 0)], ..Lists::default() };
    let dataset = StoredDataset { seq: 5, header: Some((header, 1)), lists };
    Snapshot::new(dataset, Arc::new(Admins::new(Vec::new())), Arc::new(RevisionKey::new(vec![1; 64])))
}

fn changed(snapshot: &Snapshot, kind: &str, id: &str, locations: Vec<Resource>) -> Snapshot {
    let events = vec![ChangeEvent { seq: snapshot.seq + 1, kind: kind.to_owned(), id: id.to_owned() }];
    let changes = Changes { seq: snapshot.seq + 1, events, locations };
    snapshot.with_changes(&changes, Arc::clone(&snapshot.admins))
}

/// The places in memory of the compressed parts of a dataset.
async fn places(snapshot: &Snapshot, visible: [bool; 3]) -> Vec<*const u8> {
    let visible = visible.into_iter().collect();
    let body = ScopedData { snapshot, visible: &visible }.dataset().unwrap().unwrap();
    body.get(crate::snapshot::Encoding::Brotli).await.iter().map(|piece| piece.as_ptr()).collect()
}

#[tokio::test]
async fn changes_of_accounts_leave_prepared_answers() {
    let before = snapshot();
    for visible in [[true; 3], [true, false, false], [false; 3]] {
        let places_before = places(&before, visible).await;
        // Somebody signs out.
        let after = changed(&before, "account", "7", Vec::new());
        assert_eq!(after.seq, 6);
        assert_eq!(places(&after, visible).await, places_before, "{visible:?}");
    }
}

#[tokio::test]
async fn a_change_encodes_only_the_locations_again() {
    let before = snapshot();
    let after = changed(&before, "location", "b", vec![resource("b", 1)]);
    let (old, new) = (places(&before, [true; 3]).await, places(&after, [true; 3]).await);
    let different: Vec<_> = (0..old.len()).filter(|at| old[*at] != new[*at]).collect();
    assert_eq!(different.len(), 1, "{different:?}");
}

#[test]
fn revisions_count_visible_changes() {
    let before = snapshot();
    let of = |snapshot: &Snapshot, visible: [bool; 3]| {
        let visible = visible.into_iter().collect();
        let data = ScopedData { snapshot, visible: &visible };
        (data.revision(b"1 admin"), data.dataset_tag(), data.locations_tag())
    };
    let after = changed(&before, "location", "b", vec![resource("b", 1)]);
    assert_eq!(of(&after, [true, false, true]), of(&before, [true, false, true]));
    let (old, new) = (of(&before, [true, true, false]), of(&after, [true, true, false]));
    assert_eq!(new.0.changes_since(old.0), Some(1));
    assert!(new.1 != old.1 && new.2 != old.2);
    assert_eq!(of(&after, [true; 3]).0.changes_since(old.0), None, "another view");
}
