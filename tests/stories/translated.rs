//! A page that the browser has translated: it replaces or wraps the text nodes that the app writes to.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{App, Model};

/// Replaces each text node, as Chromium does, or moves it into the translation. The translation marks the text.
const TRANSLATE: &str = "
    const [wraps] = arguments;
    const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement.closest('script, style, svg, [hidden], font')) continue;
      const outer = document.createElement('font'), inner = document.createElement('font');
      outer.append(inner);
      if (wraps) {
        text.replaceWith(outer);
        inner.append(text);
      } else {
        inner.textContent = `«${text.data}»`;
        text.replaceWith(outer);
      }
    }";
/// The address and the visible name of each row.
const LINKS: &str = "
    const links = [...document.querySelectorAll('main table tbody a')];
    return links.map((link) => [link.getAttribute('href').split('?')[0], link.innerText.replace(/[«»]/g, '')]);";

fn links(app: &App) -> Vec<(String, String)> {
    serde_json::from_value(app.run(LINKS)).unwrap()
}

/// Waits until the list has these names, each over the link of its engagement.
fn expect_own_names(app: &App, names: &BTreeMap<String, String>, wanted: &[String]) {
    app.wait_until(|| {
        let links = links(app);
        let shown: Vec<&String> = links.iter().map(|(_, name)| name).collect();
        let wrong = links.iter().find(|(href, name)| names.get(href) != Some(name));
        match wrong {
            Some((href, name)) => Err(format!("{href} has the name {name:?}")),
            None if wanted.iter().take(8).eq(shown.iter().copied().take(8)) => Ok(()),
            None => Err(format!("the list should be {wanted:?}, not {shown:?}")),
        }
    });
}

fn translated(wraps: bool) {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
    let engagements = (0..model.len()).map(|at| model.engagement(at));
    let names: BTreeMap<String, String> = engagements
        .map(|it| (format!("/engagements/{}/summary", it.id()), it.name(domain::Lang::En).to_owned()))
        .collect();
    app.try_run(TRANSLATE, vec![json!(wraps)]).unwrap();
    let query = domain::catalogue::Query { text: "security".to_owned(), ..Default::default() };
    let mut model = Model::demo();
    let found = model.names(&query);
    assert!(found.len() > 1 && found.len() < model.len());
    app.search("security");
    expect_own_names(&app, &names, &found);
    let count = |shown: usize| {
        let text = app.by_role("status").all().into_iter().map(|it| it.text).collect::<Vec<_>>().join(" ");
        let wanted = format!("{shown} of {} engagements", model.len());
        if text.contains(&wanted) { Ok(()) } else { Err(format!("{text:?} should contain {wanted:?}")) }
    };
    app.wait_until(|| count(found.len()));
    // The page is translated again as it changes; then it is sorted.
    app.try_run(TRANSLATE, vec![json!(wraps)]).unwrap();
    app.open_sorted_by_name();
    let mut sorted = found.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    expect_own_names(&app, &names, &sorted);
    app.try_run(TRANSLATE, vec![json!(wraps)]).unwrap();
    // Another page, and back.
    let (href, name) = links(&app).remove(0);
    app.try_run("document.querySelector('main table tbody a').click()", Vec::new()).unwrap();
    app.wait_until(|| if app.address().starts_with(&href) { Ok(()) } else { Err(app.address()) });
    let heading = "return document.querySelector('h1').innerText.replace(/[«»]/g, '')";
    app.expect_script(heading, &Value::from(name));
    app.back();
    expect_own_names(&app, &names, &sorted);
    app.wait_until(|| count(found.len()));
}

impl App {
    /// Sorts the list by name, by its header.
    fn open_sorted_by_name(&self) {
        let header = "document.querySelector('main table thead button').click()";
        self.try_run(header, Vec::new()).unwrap();
    }
}

#[test]
fn names_stay_with_their_links_where_text_nodes_are_replaced() {
    translated(false);
}

#[test]
fn names_stay_with_their_links_where_text_nodes_are_wrapped() {
    translated(true);
}
