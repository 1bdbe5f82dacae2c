//! Search everything finds what the plain reference finds, in its order.

use domain::catalogue::{Catalogue, Query};
use domain::find::FindIndex;
use domain::model::Dataset;
use domain::text::Texts;
use domain::{Day, Idx, Lang};
use proptest::prelude::*;

use crate::catalogue::read;
use crate::generate::{Draw, TODAY, WORDS, datasets, mistyped};
use crate::reference::{matches_of, ranks_of, shown};

/// What people type: a word of the data, a part of it, or one with typing errors.
fn text(draw: &mut Draw, dataset: &Dataset) -> String {
    let names = dataset.locations.iter().map(|location| location.name.clone());
    let mut names: Vec<String> = names.chain(dataset.customers.iter().map(|customer| customer.name.clone())).collect();
    names.push("Malmö".to_owned());
    let word = |draw: &mut Draw| match draw.below(4) {
        0 => draw.pick(&WORDS).to_owned(),
        1 => {
            let word = draw.pick(&WORDS);
            mistyped(draw, word)
        }
        2 => draw.pick(&names),
        _ => {
            let name = draw.pick(&names);
            if name.is_empty() { name } else { mistyped(draw, &name) }
        }
    };
    (0..=draw.below(2)).map(|_| word(draw)).collect::<Vec<_>>().join(" ")
}

/// The items of each kind with their fields; the first is not used.
fn fields(dataset: &Dataset, lang: Lang) -> [Vec<Vec<String>>; 3] {
    let market = |id: &domain::id::MarketId| {
        dataset.markets.iter().find(|market| market.id == *id).map_or("", |market| shown(&market.name, lang)).to_owned()
    };
    let name_of = |id: &domain::id::CustomerId| {
        dataset.customers.iter().find(|customer| customer.id == *id).unwrap().name.clone()
    };
    let locations = dataset.locations.iter().map(|it| {
        vec![it.name.clone(), it.id.to_string(), format!("in {}", it.country), it.country.clone(), market(&it.market)]
    });
    let customers = dataset.customers.iter().map(|it| {
        let (domain, tenant) = (it.domain.clone().unwrap_or_default(), it.tenant_id.clone().unwrap_or_default());
        vec![it.name.clone(), it.id.to_string(), domain, tenant, format!("in {}", it.country), it.country.clone()]
    });
    let claims = dataset.claims.iter().map(|it| vec![it.id.to_string(), name_of(&it.customer)]);
    [locations.collect(), customers.collect(), claims.collect()]
}

/// The positions of a rank below or from 3, best first.
fn in_order(ranks: &[Option<usize>], close: bool) -> Vec<usize> {
    let mut order: Vec<usize> =
        (0..ranks.len()).filter(|&at| ranks[at].is_some_and(|rank| (rank == 3) == close)).collect();
    order.sort_by_key(|&at| ranks[at]);
    order
}

proptest! {
    #![proptest_config(crate::generate::cases(400))]

    #[test]
    fn search_finds_what_the_reference_finds((dataset, mut draw) in datasets()) {
        let day: Day = TODAY.parse().unwrap();
        let catalogue = Catalogue::new(read(&dataset), day);
        let lang = draw.pick(&Lang::ALL);
        let index = FindIndex::new(catalogue.data(), lang, |code| format!("in {code}"));
        for _ in 0..6 {
            let text = text(&mut draw, &dataset);
            let answer = catalogue.query_unindexed(&Query { text: text.clone(), lang, ..Query::default() });
            let found = index.find(catalogue.data(), &text, &answer, &Texts::default());
            let lists = fields(&dataset, lang).map(|items| ranks_of(&items, &text));
            let mut listed = matches_of(&dataset, &text, lang);
            // The list has its own tiers: all that counts here is whether an error is forgiven.
            let rank_of_list = if answer.is_close { 3 } else { 0 };
            listed = listed.into_iter().map(|rank| rank.map(|_| rank_of_list)).collect();
            let is_empty = text.split_whitespace().next().is_none();
            let all = || lists.iter().chain([&listed]);
            let is_close = all().all(|ranks| in_order(ranks, false).is_empty());
            let expected = lists.clone().map(|ranks| in_order(&ranks, is_close));
            let got = [
                found.locations.iter().map(|at| at.index()).collect::<Vec<_>>(),
                found.customers.iter().map(|at| at.index()).collect(),
                found.claims.iter().map(|at| at.index()).collect(),
            ];
            prop_assert_eq!(got, if is_empty { Default::default() } else { expected }, "{:?}", text);
            let mut engagements: Vec<usize> = found.engagements.iter().copied().map(Idx::index).collect();
            engagements.sort_unstable();
            let expected = in_order(&listed, is_close);
            prop_assert_eq!(engagements, if is_empty { Vec::new() } else { expected }, "{:?}", text);
            let has_close = all().any(|ranks| !in_order(ranks, true).is_empty());
            prop_assert_eq!(found.is_close, is_close && !is_empty && has_close);
        }
    }
}
