//! The first rows, shown while the rest of the data is loading.

use fixtures::Spec;

use super::*;

/// Reads a generated dataset: its first rows, and all of it.
fn generated(seed: u64) -> (Data, Data) {
    let json = Spec { seed, ..Spec::of_size(90, 7) }.json().unwrap();
    let mut reader = Reader::new();
    let mut first = None;
    for piece in json.chunks(700) {
        reader.feed(piece);
        first = first.or_else(|| reader.first_rows(40, today()));
    }
    (first.unwrap(), reader.finish(today()).data.unwrap())
}

/// Returns every cell of the rows that the list shows.
fn cells(state: &AppState) -> Vec<String> {
    let list = state.list.get_untracked();
    let rows = state.dataset.with_rows_untracked(|catalogue| {
        let row = |&position| {
            let engagement = catalogue.engagement(position).unwrap();
            let cell = catalogue.cell(&list.answer, engagement);
            let customers = catalogue.active_customers(&list.answer, engagement);
            let (area, role) = (engagement.area().index(), engagement.role().index());
            let names = (&catalogue.data().areas[area].name, &catalogue.data().roles[role].name);
            let availability = engagement.availability(catalogue.day());
            let name = engagement.name(list.query.lang);
            format!(
                "{} {name} {names:?} {availability:?} {:?} {cell:?} {customers}",
                engagement.id(),
                engagement.term()
            )
        };
        list.answer.order.iter().map(row).collect()
    });
    rows.unwrap_or_default()
}

fn from_generated(data: Data) -> Outcome {
    let backend = Backend::Local { changes: None, database: None };
    Outcome::Loaded(Box::new(Loaded { data, problems: Vec::new(), backend }))
}

/// Queries of addresses, and whether they need all data.
const ADDRESSES: [(&str, bool); 10] = [
    ("", false),
    ("status=active", true),
    ("day=2027-03-01", false),
    ("sort=-customers", true),
    ("location=nowhere&area=nothing&role=no", false),
    ("q=azure", true),
    ("day=2020-01-01&eligibility=ready", true),
    ("sort=name", true),
    ("area=security", true),
    ("q=%20", true),
];

#[test]
fn first_rows_equal_those_of_the_complete_list_at_any_address() {
    for seed in 0..50_u64 {
        let (address, needs_all) = ADDRESSES[usize::try_from(seed).unwrap() % ADDRESSES.len()];
        let (_owner, search, state) = open();
        search.set(address.to_owned());
        let (first, all) = generated(seed);
        state.dataset.show_first_rows(first);
        let early = cells(&state);
        assert!(if needs_all { early.is_empty() } else { early.len() >= 40 }, "{address}: {}", early.len());
        assert_eq!(state.list.get_untracked().facets(), None);
        assert_eq!(state.dataset.status.get_untracked(), Status::Loading);
        load(&state, from_generated(all));
        let late = cells(&state);
        assert_eq!(early, late[..early.len()], "{address}, seed {seed}");
        assert!(state.list.get_untracked().facets().is_some() && !untrack(|| state.dataset.has_first_rows()));
    }
}

#[test]
fn what_is_typed_while_data_load_is_answered_when_they_are_there() {
    let (_owner, _, state) = open();
    let (first, all) = generated(1);
    state.dataset.show_first_rows(first);
    state.views.search("azure".to_owned());
    assert!(state.list.get_untracked().answer.order.is_empty());
    state.views.search(String::new());
    assert!(!state.list.get_untracked().answer.order.is_empty());
    state.views.search("azure".to_owned());
    load(&state, from_generated(all));
    let found = state.list.get_untracked().answer.order.len();
    assert!(found > 0 && found < 90, "{found}");
}

#[test]
fn first_rows_go_with_the_person_and_never_come_back() {
    let api = Arc::new(Api::new("/api/v1"));
    let endings: [fn(&AppState, &Arc<Api>); 4] = [
        |state, _| drop(state.apply(NOW, Input::Tab(sync::Message::SignedOut), Payload::None)),
        |state, api| drop(load(state, Outcome::SignIn(sign_in_options(), Arc::clone(api)))),
        |state, api| drop(load(state, Outcome::Failed(ApiError::TimedOut.into(), Some(Arc::clone(api))))),
        |state, _| state.dataset.clear(),
    ];
    for (number, end) in endings.into_iter().enumerate() {
        let (_owner, _, state) = open();
        let (first, _) = generated(2);
        state.dataset.show_first_rows(first.clone());
        assert!(untrack(|| state.dataset.has_first_rows()));
        end(&state, &api);
        assert!(!untrack(|| state.dataset.has_first_rows()), "ending {number}");
        state.dataset.show_first_rows(first);
        assert!(cells(&state).is_empty(), "ending {number}");
    }
}
