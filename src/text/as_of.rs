//! Messages about the day that is asked about, and what differs from today.

use super::{Format, With1};

#[derive(Debug)]
pub struct AsOf {
    pub title: &'static str,
    pub date: &'static str,
    pub today: &'static str,
    pub move_day: &'static str,
    /// Takes a number of days; negative is back.
    pub step: fn(&Format, i32) -> String,
    pub note: &'static str,
    /// What earns today and not on a later day.
    pub stop: With1<u32>,
    pub begin: With1<u32>,
    /// What earns today and not on an earlier day.
    pub not_then: With1<u32>,
    pub only_then: With1<u32>,
    pub actions_gone: With1<u32>,
    pub actions_new: With1<u32>,
    pub actions_not_then: With1<u32>,
    pub actions_only_then: With1<u32>,
    pub nothing_differs: &'static str,
}

pub const EN: AsOf = AsOf {
    title: "As of",
    date: "Day",
    today: "Today",
    move_day: "Move the day",
    step: |f, days| {
        let way = if days < 0 { "back" } else { "forward" };
        format!("{} {way}", f.count(days.unsigned_abs(), "day", "days"))
    },
    note: "Terms, attainments and deadlines follow the day.",
    stop: |f, n| f.count(n, "stops earning", "stop earning"),
    begin: |f, n| f.count(n, "begins to earn", "begin to earn"),
    not_then: |f, n| f.count(n, "did not earn then", "did not earn then"),
    only_then: |f, n| f.count(n, "earned then and does not today", "earned then and do not today"),
    actions_gone: |f, n| format!("{} no longer required", f.number(n)),
    actions_new: |f, n| f.count(n, "new action", "new actions"),
    actions_not_then: |f, n| format!("{} not required then", f.number(n)),
    actions_only_then: |f, n| format!("{} required then only", f.number(n)),
    nothing_differs: "Nothing here differs from today.",
};

pub const SV: AsOf = AsOf {
    title: "Läge",
    date: "Dag",
    today: "I dag",
    move_day: "Flytta dagen",
    step: |f, days| {
        let way = if days < 0 { "bakåt" } else { "framåt" };
        format!("{} {way}", f.count(days.unsigned_abs(), "dag", "dagar"))
    },
    note: "Perioder, kvalifikationer och tidsfrister följer dagen.",
    stop: |f, n| format!("{} slutar ge intäkt", f.number(n)),
    begin: |f, n| format!("{} börjar ge intäkt", f.number(n)),
    not_then: |f, n| format!("{} gav ingen intäkt då", f.number(n)),
    only_then: |f, n| format!("{} gav intäkt då men inte i dag", f.number(n)),
    actions_gone: |f, n| format!("{} krävs inte längre", f.number(n)),
    actions_new: |f, n| f.count(n, "ny åtgärd", "nya åtgärder"),
    actions_not_then: |f, n| format!("{} krävdes inte då", f.number(n)),
    actions_only_then: |f, n| format!("{} krävdes bara då", f.number(n)),
    nothing_differs: "Inget här skiljer sig från i dag.",
};
