//! Large datasets of a realistic shape, written as JSON in memory.

use std::fmt::Write;

/// Random numbers that are the same at each run.
pub struct Random(u64);

impl Random {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % end
    }
}

const SYLLABLES: [&str; 24] = [
    "mo", "der", "ni", "se", "mi", "gra", "te", "se", "cu", "re", "clo", "ud", "da", "ta", "co", "pi", "lot", "för",
    "ä", "ndr", "ing", "sä", "ker", "het",
];
const NAMED: [&str; 12] = [
    "Azure",
    "Copilot",
    "Defender",
    "Dynamics 365",
    "Fabric",
    "Intune",
    "Microsoft 365",
    "Purview",
    "Sentinel",
    "Teams",
    "Power Platform",
    "Windows 365",
];
const PLAIN: [&str; 12] = [
    "migration",
    "modernisation",
    "assessment",
    "workshop",
    "envisioning",
    "deployment",
    "adoption",
    "proof of concept",
    "threat protection",
    "data security",
    "accelerator",
    "pre-sales",
];

fn words(random: &mut Random, vocabulary: &[String], count: u64, text: &mut String) {
    for number in 0..count {
        if number > 0 {
            text.push(' ');
        }
        // Few words are frequent and most are rare, as in a language.
        let size = vocabulary.len() as u64;
        let at = random.below(size) * (1 + random.below(size)) / size;
        text.push_str(&vocabulary[usize::try_from(at).unwrap_or_default()]);
    }
}

/// A dataset of so many engagements and locations: 200 sets of criteria, 3,000 descriptions and 500 details.
#[must_use]
#[allow(clippy::too_many_lines)]
pub fn dataset(engagements: usize, locations: usize) -> String {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let vocabulary: Vec<String> = (0..4_000)
        .map(|_| (0..=random.below(4)).map(|_| SYLLABLES[random.below(24) as usize]).collect::<String>())
        .collect();
    let list = |count: usize, element: Box<dyn FnMut(usize) -> String + '_>| {
        (0..count).map(element).collect::<Vec<_>>().join(",")
    };
    let mut json = String::with_capacity(engagements * 620 + locations * 2_000 + 1_000_000);
    json.push_str(r#"{"format":"mci-engagements-dataset","version":1,"id":"bench","asOf":"2026-11-22","#);
    json.push_str(r#""partner":{"name":"Contoso"},"#);
    let _ = write!(
        json,
        r#""areas":[{}],"roles":[{}],"markets":[{}],"credentials":[{}],"#,
        list(6, Box::new(|at| format!(r#"{{"id":"area{at}","name":{{"en":"Area {at}","sv":"Område {at}"}}}}"#))),
        list(4, Box::new(|at| format!(r#"{{"id":"role{at}","name":{{"en":"Role {at}","sv":"Roll {at}"}}}}"#))),
        list(
            3,
            Box::new(|at| format!(
                r#"{{"id":"m{at}","name":{{"en":"Market {}"}},"countries":["SE"]}}"#,
                (b'A' + at as u8) as char
            ))
        ),
        list(40, Box::new(|at| format!(r#"{{"id":"c{at}","kind":"designation","name":{{"en":"Credential {at}"}}}}"#))),
    );
    let criterion = |random: &mut Random| {
        let credential = random.below(40);
        match random.below(4) {
            0 => format!(
                r#"{{"one":{{"type":"certifiedPeople","credential":"c{credential}","count":{}}}}}"#,
                1 + random.below(6)
            ),
            1 => format!(
                r#"{{"one":{{"type":"revenue","credential":"c{credential}","threshold":{{"minor":{},"currency":"EUR"}}}}}}"#,
                random.below(9_000_000)
            ),
            _ => format!(r#"{{"one":{{"type":"designation","credential":"c{credential}"}}}}"#),
        }
    };
    let sets = list(
        200,
        Box::new(|at| {
            let parts: Vec<String> = (0..=random.below(3)).map(|_| criterion(&mut random)).collect();
            let any = [criterion(&mut random), criterion(&mut random)].join(",");
            format!(
                r#"{{"id":"x{at}","tree":{{"allOf":[{{"one":{{"type":"enrolment"}}}},{},{{"anyOf":[{any}]}}]}}}}"#,
                parts.join(",")
            )
        }),
    );
    let _ = write!(json, r#""criteria":[{sets}],"#);
    let places = list(
        locations,
        Box::new(|at| {
            let attainments: Vec<String> = (0..8 + random.below(16))
                .map(|number| {
                    let credential = random.below(40);
                    let until = if random.below(3) == 0 { format!(r#","last":"2027-0{}-15""#, 1 + random.below(9)) } else { String::new() };
                    format!(
                        r#"{{"id":"a{number}","credential":"c{credential}","first":"2025-07-01"{until},"people":{},"revenue":{{"minor":{},"currency":"EUR"}}}}"#,
                        random.below(9),
                        random.below(12_000_000)
                    )
                })
                .collect();
            let status = |random: &mut Random| {
                ["approved", "approved", "approved", "approved", "missing", "actionRequired"][random.below(6) as usize]
            };
            format!(
                r#"{{"id":"l{at}","name":"Contoso {at}","country":"SE","market":"m{}","enrolment":{{"first":"2025-07-01"}},"attainments":[{}],"payee":{{"bank":{{"status":"{}"}},"tax":{{"status":"{}"}}}}}}"#,
                at % 3,
                attainments.join(","),
                status(&mut random),
                status(&mut random)
            )
        }),
    );
    let _ = write!(json, r#""locations":[{places}],"engagements":["#);
    let text = |random: &mut Random, count: u64| {
        let mut text = String::new();
        words(random, &vocabulary, count, &mut text);
        text
    };
    let descriptions: Vec<String> = (0..3_000)
        .map(|_| format!(r#"{{"en":"{}","sv":"{}"}}"#, text(&mut random, 18), text(&mut random, 16)))
        .collect();
    let details: Vec<String> = (0..500)
        .map(|_| {
            format!(
                r#"{{"customerCriteria":[{{"en":"{}"}}],"rates":[{{"market":"m0","amount":{{"minor":{},"currency":"EUR"}}}}],"evidence":["findings","invoice"]}}"#,
                text(&mut random, 6),
                random.below(1_000_000)
            )
        })
        .collect();
    for at in 0..engagements {
        let comma = if at == 0 { "" } else { "," };
        let (named, plain) = (NAMED[random.below(12) as usize], PLAIN[random.below(12) as usize]);
        let (more, rare) = (text(&mut random, 1), text(&mut random, 1));
        let (year, month) = (2024 + random.below(4), 1 + random.below(12));
        let markets = match random.below(10) {
            0 => r#""markets":["m0"],"#,
            1 => r#""markets":["m1","m2"],"#,
            _ => "",
        };
        let _ = write!(
            json,
            r#"{comma}{{"id":"ENG-{at:06}","name":{{"en":"{named} {plain} {more} {rare} {at}","sv":"{named}: {plain} {rare} {more} {at}"}},"description":{},"area":"area{}","role":"role{}","pay":"fixed","term":{{"first":"{year}-{month:02}-01","last":"{}-{month:02}-28"}},{markets}"criteria":"x{}","details":{}}}"#,
            descriptions[random.below(3_000) as usize],
            random.below(6),
            random.below(4),
            year + 1,
            random.below(200),
            details[random.below(500) as usize],
        );
    }
    json.push_str(r#"],"customers":["#);
    let customers = 2_000.min(engagements);
    json.push_str(&list(
        customers,
        Box::new(|at| format!(r#"{{"id":"u{at}","name":"Customer {at}","country":"SE"}}"#)),
    ));
    json.push_str(r#"],"claims":["#);
    let states =
        ["consentNotRequested", "consentRequested", "consentGiven", "submitted", "underReview", "paid", "approved"];
    json.push_str(&list(
        customers * 3,
        Box::new(|at| {
            format!(
                r#"{{"id":"k{at}","engagement":"ENG-{:06}","customer":"u{}","location":"l{}","state":"{}","added":"2026-11-0{}","consented":"2026-11-10"}}"#,
                random.below(engagements as u64),
                random.below(customers as u64),
                random.below(locations as u64),
                states[random.below(7) as usize],
                1 + random.below(9),
            )
        }),
    ));
    json.push_str("]}");
    json
}
