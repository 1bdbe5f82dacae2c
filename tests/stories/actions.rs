//! Actions required: grouping, filters, and the links that do them.

use domain::actions::{ActionKind, ActionsQuery, Severity, Task};
use domain::{Lang, Money, MoneySum};

use crate::support::{App, Model, keys, starts_with};

/// Waits for the count above the actions.
#[track_caller]
fn expect_count_of(app: &App, shown: usize, all: usize) {
    app.expect_status(&format!("{shown} of {all} actions"));
}

const SEVERITIES: [&str; 4] = ["Overdue", "Within 7 days", "Within 30 days", "Later"];

#[test]
fn actions_are_grouped_by_severity() {
    let model = Model::demo();
    let actions = model.catalogue.actions();
    let app = App::new();
    app.open("/engagements");
    app.navigation("Views").link(&model.actions_tab()).click();
    app.expect_address("/actions");
    app.expect_heading("Incentives | Actions required");
    expect_count_of(&app, actions.len(), actions.len());
    for (severity, words) in Severity::ALL.into_iter().zip(SEVERITIES) {
        let number = actions.iter().filter(|action| action.severity == severity).count();
        if number == 0 {
            app.region(starts_with(words)).expect_gone();
        } else {
            app.region(&format!("{words} {number}")).by_role("listitem").expect_count(number.min(100));
        }
    }
}

/// 11.14 Each action has one link or button that does it, named with its verb.
#[test]
fn r11_14_each_action_has_one_link_or_button() {
    let model = Model::demo();
    let actions = model.catalogue.actions();
    let app = App::new();
    app.open("/actions");
    expect_count_of(&app, actions.len(), actions.len());
    for (severity, words) in Severity::ALL.into_iter().zip(SEVERITIES) {
        let of_severity: Vec<_> = actions.iter().filter(|action| action.severity == severity).take(100).collect();
        if of_severity.is_empty() {
            continue;
        }
        let items = app.region(starts_with(words)).by_role("listitem").all();
        let links = app.region(starts_with(words)).by_role("link").all();
        assert_eq!((items.len(), links.len()), (of_severity.len(), of_severity.len()), "{words}");
        for (action, item) in of_severity.iter().zip(items) {
            let location = action.location.map(|at| model.locations()[at.index()].name.clone());
            let engagement = action.engagement.map(|at| model.engagement(at.index()).name(Lang::En).to_owned());
            let named = [location, engagement].into_iter().flatten().any(|name| item.text.contains(&name));
            assert!(named, "{action:?} says only {}", item.text);
        }
    }
}

/// Returns totals as the app writes them.
fn totals(sum: &MoneySum) -> String {
    sum.totals().iter().map(amount).collect::<Vec<_>>().join(" ")
}

/// Returns a whole amount in a currency of two digits.
fn amount(money: &Money) -> String {
    assert_eq!((money.minor % 100, money.currency.minor_digits()), (0, 2));
    let units = (money.minor / 100).to_string();
    let groups: Vec<&str> = units.as_bytes().rchunks(3).rev().map(|it| std::str::from_utf8(it).unwrap()).collect();
    format!("{} {}", money.currency, groups.join(","))
}

#[test]
fn totals_count_each_claim_once_by_currency() {
    let model = Model::demo();
    let actions = model.catalogue.actions();
    let app = App::new();
    app.open("/actions");
    let whole = format!("At stake in all: {}", totals(&model.catalogue.stake(&actions)));
    app.by_role("main").expect_contains(&whole);
    for (severity, words) in Severity::ALL.into_iter().zip(SEVERITIES) {
        let of_severity = actions.iter().filter(|action| action.severity == severity);
        let stake = model.catalogue.stake(of_severity);
        if !stake.is_empty() {
            app.region(starts_with(words)).expect_contains(&format!("At stake: {}", totals(&stake)));
        }
    }
}

#[test]
fn profile_that_blocks_engagements_stands_on_top() {
    let model = Model::demo();
    let actions = model.catalogue.actions();
    let first = actions.iter().find(|action| action.severity == Severity::Week).unwrap();
    let Task::MendProfile { blocks: blocks @ 1.., .. } = first.task else { panic!("{first:?} stands on top") };
    let app = App::new();
    app.open("/actions");
    let row = app.region(starts_with("Within 7 days")).by_role("listitem").first();
    row.expect_contains(&model.locations()[first.location.unwrap().index()].name);
    row.expect_contains(&format!("Blocks {blocks} engagement"));
    row.expect_contains("As soon as possible");
}

/// 8.13 What has lapsed leaves the inbox for "Lapsed", with the money lost, and offers no verb.
#[test]
fn r8_13_lapsed_claims_stay_folded_and_offer_no_verb() {
    let model = Model::demo();
    let lapsed = model.catalogue.lapsed();
    let app = App::new();
    app.open("/actions");
    let section = app.region(&format!("Lapsed {}", lapsed.len()));
    let lost = model.catalogue.money_of(lapsed.iter().map(|lapsed| lapsed.claim));
    section.expect_contains(&format!("Lost: {}", totals(&lost)));
    section.by_role("listitem").expect_gone();
    let fold = section.button(starts_with("Lapsed"));
    fold.expect_attribute("aria-expanded", "false");
    fold.type_text(keys::ENTER);
    fold.expect_attribute("aria-expanded", "true");
    fold.expect_focus();
    section.by_role("listitem").expect_count(lapsed.len());
    section.by_role("button").expect_count(1);
    // One link in each row: to the claim.
    section.by_role("link").expect_count(lapsed.len());
    let claim = &model.catalogue.data().claims[lapsed[0].claim.index()];
    let row = section.by_role("listitem").first();
    row.expect_contains(&format!("Claim {}", claim.id));
    let customer = &model.catalogue.data().customer(&claim.customer).unwrap().name;
    row.expect_contains(customer);

    // The filters apply to it.
    app.toggle_filter("Kind", "Consent");
    let of_kind = lapsed.iter().filter(|lapsed| lapsed.kind() == ActionKind::Consent).count();
    app.region(&format!("Lapsed {of_kind}")).by_role("listitem").expect_count(of_kind);
    app.button("Clear all").click();
    let row = app.region(&format!("Lapsed {}", lapsed.len())).by_role("listitem").first();
    row.link(&format!("Claim {}", claim.id)).click();
    app.expect_heading(&format!("Claim {} | {customer}", claim.id));
}

#[test]
fn moved_day_lets_consents_and_claims_lapse() {
    let mut model = Model::demo();
    let day = Model::today().plus(67);
    let before = model.catalogue.lapsed().len();
    model.catalogue = model.catalogue.on_day(day);
    let (actions, lapsed) = (model.catalogue.actions(), model.catalogue.lapsed());
    assert!(lapsed.len() > before);
    let app = App::new();
    app.open(&format!("/actions?day={day}"));
    expect_count_of(&app, actions.len(), actions.len());
    app.region(&format!("Lapsed {}", lapsed.len())).expect_visible();
}

#[test]
fn unknown_ids_are_ignored_without_a_chip() {
    let actions = Model::demo().catalogue.actions();
    let app = App::new();
    app.open("/actions?location=0&engagement=nowhere");
    expect_count_of(&app, actions.len(), actions.len());
    app.list("Active filters").expect_gone();
    app.button("Location").expect_visible();
}

#[test]
fn facet_counts_follow_other_filters() {
    let model = Model::demo();
    let actions = model.catalogue.actions();
    let lapsed = model.catalogue.lapsed();
    let malmo = model.location("Contoso Malmö");
    let app = App::new();
    app.open("/actions");
    let counts = app.filter_counts("Location");
    let all = ActionsQuery::default().answer(&actions, &lapsed);
    let expected: Vec<(String, u32)> =
        all.facets.locations.iter().map(|(&at, &count)| (model.locations()[at.index()].name.clone(), count)).collect();
    assert_eq!(counts, expected);

    app.toggle_filter("Location", "Contoso Malmö");
    let there = ActionsQuery { locations: vec![malmo], ..ActionsQuery::default() };
    let answer = there.answer(&actions, &lapsed);
    expect_count_of(&app, answer.order.len(), actions.len());
    app.expect_address("/actions?location=5213406");
    let kinds: Vec<u32> = app.filter_counts("Kind").into_iter().map(|(_, count)| count).collect();
    assert_eq!(kinds, answer.facets.kinds.values().copied().collect::<Vec<_>>());
    app.toggle_filter("Kind", "Payee profile");
    let both = ActionsQuery { kinds: vec![ActionKind::PayeeProfile], ..there };
    expect_count_of(&app, both.answer(&actions, &lapsed).order.len(), actions.len());
    app.back();
    app.expect_address("/actions?location=5213406");
    app.list("Active filters").button("Remove filter Location: Contoso Malmö").click();
    expect_count_of(&app, actions.len(), actions.len());
}

/// Values that find nothing are quieter than the others, unless they are chosen.
#[test]
fn filter_values_without_results_are_quieter() {
    let app = App::new();
    // Göteborg's profiles are approved.
    app.open("/actions?location=4870228");
    app.button("Kind").click();
    app.group("Kind").checkbox(starts_with("Payee profile")).expect_visible();
    let labels = |count: &str| {
        let script = format!(
            "const options = [...document.querySelectorAll('.option')];\
             const counted = options.filter(it => it.querySelector('.option__count').textContent === '0' === {count});\
             return [...new Set(counted.map(it => getComputedStyle(it.querySelector('.option__label')).color))]"
        );
        app.run(&script).as_array().unwrap().clone()
    };
    let (empty, others) = (labels("true"), labels("false"));
    assert_eq!((empty.len(), others.len()), (1, 1), "{empty:?} {others:?}");
    assert_ne!(empty, others);
    app.group("Kind").checkbox(starts_with("Payee profile")).click();
    app.wait_until(|| {
        let empty = labels("true");
        if empty.contains(&others[0]) { Ok(()) } else { Err(format!("{empty:?} and {others:?}")) }
    });
}

#[test]
fn empty_inbox_offers_to_clear_filters() {
    let actions = Model::demo().catalogue.actions();
    let app = App::new();
    // Göteborg's profiles are approved.
    app.open("/actions?location=4870228&kind=payee-profile");
    app.heading("No action matches").expect_visible();
    app.by_role("main").button("Clear all").nth(1).click();
    expect_count_of(&app, actions.len(), actions.len());
}

#[test]
fn profile_action_links_to_partner_center() {
    let model = Model::demo();
    let actions = model.catalogue.actions();
    let mend = actions.iter().find(|action| matches!(action.task, Task::MendProfile { .. })).unwrap();
    let location = &model.locations()[mend.location.unwrap().index()];
    let app = App::new();
    app.open(&format!("/actions?kind=payee-profile&location={}", location.id.as_str()));
    let links = app.by_role("main").by_role("link").all();
    let update = links.iter().find(|link| link.name.starts_with("Update ")).expect("a link");
    assert!(update.name.contains(&location.name), "{}", update.name);
    assert!(update.name.ends_with("(opens in a new tab)"), "{}", update.name);
    assert!(update.attribute("href").starts_with("https://partner.microsoft.com/"));
    // An incentives user sees whom to ask.
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").click();
    app.by_role("main").expect_contains("Only an incentives admin of this location can do this. Ask Astrid Lindblom");
    app.by_role("main").button(starts_with("Update ")).first().expect_attribute("aria-disabled", "true");
}
