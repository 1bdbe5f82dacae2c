use super::*;
use crate::catalogue::{Catalogue, Direction, Query, Sort, SortKey};
use crate::model::Engagement;
use crate::testing::{data, dataset, engagement, today};
use crate::{Idx, Text};

/// More engagements than one build step takes, each with its own name and description; the names in reverse order.
const MANY: usize = 8_100;

fn many() -> Data {
    let named = |at: usize| Engagement {
        name: Text::same(&format!("Name {:05}", MANY - at)),
        description: Text::same(&format!("Text {at:05}")),
        ..engagement(&at.to_string())
    };
    let mut dataset = dataset();
    dataset.engagements = (0..MANY).map(named).collect();
    data(&dataset)
}

#[test]
fn an_index_of_many_texts_is_built_in_steps() {
    let data = many();
    let (mut builder, mut steps) = (TextIndexBuilder::new(&data, Lang::En), 0);
    let index = loop {
        steps += 1;
        match builder.step() {
            ControlFlow::Continue(rest) => builder = rest,
            ControlFlow::Break(index) => break index,
        }
    };
    assert!(steps > 8, "{steps}");
    let catalogue = Catalogue::new(data, today());
    let mut words = WordCache::default();
    let mut query = |query: Query| {
        let order = catalogue.query(&query, Some(&index), &mut words).order;
        order.into_iter().map(Idx::index).collect::<Vec<_>>()
    };
    let sort = Some(Sort { key: SortKey::Name, direction: Direction::Ascending });
    assert!(query(Query { sort, ..Query::default() }).into_iter().eq((0..MANY).rev()));
    for at in [0, 3_999, 4_000, 7_999, 8_000, MANY - 1] {
        for text in [format!("{:05}", MANY - at), format!("name text {at:05}")] {
            let found = query(Query { text: text.clone(), ..Query::default() });
            assert!(found.contains(&at), "{text}");
        }
    }
}

#[test]
fn an_index_is_of_its_data_and_its_language() {
    let (one, other) = (data(&dataset()), data(&dataset()));
    let index = TextIndex::build(&one, Lang::En);
    assert_eq!((index.is_of(&one, Lang::En), index.is_of(&one.clone(), Lang::En)), (true, true));
    assert_eq!((index.is_of(&one, Lang::Sv), index.is_of(&other, Lang::En)), (false, false));
    let builder = TextIndexBuilder::new(&one, Lang::En);
    assert!(builder.is_of(&one, Lang::En) && !builder.is_of(&one, Lang::Sv) && !builder.is_of(&other, Lang::En));
}

#[test]
fn a_cached_word_is_of_its_index() {
    let mut dataset = dataset();
    dataset.engagements = vec![engagement("1"), Engagement { name: Text::same("Briefing"), ..engagement("2") }];
    let one = Catalogue::new(data(&dataset), today());
    dataset.engagements.reverse();
    let other = Catalogue::new(data(&dataset), today());
    let indexes = [&one, &other].map(|catalogue| TextIndex::build(catalogue.data(), Lang::En));
    let mut words = WordCache::default();
    let mut find = |catalogue: &Catalogue, index, text: &str| {
        let query = Query { text: text.to_owned(), ..Query::default() };
        catalogue.query(&query, Some(index), &mut words).order.into_iter().map(Idx::index).collect::<Vec<_>>()
    };
    for text in ["workshop", "a", "b", "c", "d", "e", "f", "g", "h", "workshop", "h"] {
        find(&one, &indexes[0], text);
    }
    assert_eq!((find(&one, &indexes[0], "workshop"), find(&one, &indexes[0], "briefing")), (vec![0], vec![1]));
    assert_eq!((find(&other, &indexes[1], "workshop"), find(&other, &indexes[1], "briefing")), (vec![1], vec![0]));
    assert_eq!((find(&one, &indexes[0], "workshop"), find(&one, &indexes[0], "briefing")), (vec![0], vec![1]));
}
