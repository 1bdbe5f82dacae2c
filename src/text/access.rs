//! Messages about permissions: why a control is disabled and whom to ask, and the page of a person without a role.

#[derive(Debug)]
pub struct Access {
    /// Takes the names of the incentives admins of the location.
    pub admin_only: fn(&[&str]) -> String,
    pub no_link: &'static str,
    pub first_in_list: &'static str,
    pub last_in_list: &'static str,
    /// Takes the names of the incentives admins of every location.
    pub no_role_hint: fn(&[&str]) -> String,
}

pub const EN: Access = Access {
    admin_only: |admins| match join(admins, " or ", OTHERS_EN) {
        None => "Only an incentives admin of this location can do this, and nobody is one yet.".to_owned(),
        Some(names) => format!("Only an incentives admin of this location can do this. Ask {names}."),
    },
    no_link: "This is done in Partner Center, under Account settings > Payout and tax.",
    first_in_list: "This is the first engagement of the list",
    last_in_list: "This is the last engagement of the list",
    no_role_hint: |admins| {
        let names = join(admins, " or ", OTHERS_EN);
        let names = names.as_deref().unwrap_or("the administrator of this site");
        format!(
            "What is shown here depends on your role at each location, and you have none. Ask {names} for one. This \
             page changes by itself as soon as you have it."
        )
    },
};

pub const SV: Access = Access {
    admin_only: |admins| match join(admins, " eller ", OTHERS_SV) {
        None => "Endast en incitamentsadministratör för platsen kan göra det här, och det finns ingen ännu.".to_owned(),
        Some(names) => format!("Endast en incitamentsadministratör för platsen kan göra det här. Fråga {names}."),
    },
    no_link: "Det här görs i Partner Center, under Kontoinställningar > Utbetalning och skatt.",
    first_in_list: "Det här är det första engagemanget i listan",
    last_in_list: "Det här är det sista engagemanget i listan",
    no_role_hint: |admins| {
        let names = join(admins, " eller ", OTHERS_SV);
        let names = names.as_deref().unwrap_or("webbplatsens administratör");
        format!(
            "Vad som visas här beror på din roll på varje plats, och du har ingen. Be {names} om en. Sidan ändras av \
             sig själv så snart du har fått den."
        )
    },
};

const OTHERS_EN: fn(usize) -> String = |n| if n == 1 { "one other".to_owned() } else { format!("one of {n} others") };
const OTHERS_SV: fn(usize) -> String = |n| if n == 1 { "en till".to_owned() } else { format!("någon av {n} andra") };

/// The most people that are named; a sentence with more is not read.
pub const MAX_NAMES: usize = 4;

/// Joins names with commas, and with `or` before the last; of many names only the first, and the number of the others.
fn join(names: &[&str], or: &str, others: fn(usize) -> String) -> Option<String> {
    let (last, first) = names.split_last()?;
    Some(if first.is_empty() {
        (*last).to_owned()
    } else if names.len() <= MAX_NAMES {
        format!("{}{or}{last}", first.join(", "))
    } else {
        format!("{}{or}{}", names[..MAX_NAMES].join(", "), others(names.len() - MAX_NAMES))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_whom_to_ask() {
        let ask = |admins: &[&str]| [(EN.admin_only)(admins), (SV.admin_only)(admins)];
        let [en, sv] = ask(&["Astrid", "Daniel", "Mira"]);
        assert!(en.ends_with("Ask Astrid, Daniel or Mira."), "{en}");
        assert!(sv.ends_with("Fråga Astrid, Daniel eller Mira."), "{sv}");
        let [en, sv] = ask(&["Astrid", "Daniel", "Mira", "Jonas", "Ada", "Nils"]);
        assert!(en.ends_with("Ask Astrid, Daniel, Mira, Jonas or one of 2 others."), "{en}");
        assert!(sv.ends_with("Fråga Astrid, Daniel, Mira, Jonas eller någon av 2 andra."), "{sv}");
        let [en, sv] = ask(&["Astrid"]);
        assert!(en.ends_with("Ask Astrid.") && sv.ends_with("Fråga Astrid."), "{en} {sv}");
        let [en, sv] = ask(&[]);
        assert!(en.ends_with("nobody is one yet.") && sv.ends_with("det finns ingen ännu."), "{en} {sv}");
        assert!((EN.no_role_hint)(&[]).contains("Ask the administrator of this site for one."));
        assert!((SV.no_role_hint)(&["Astrid"]).contains("Be Astrid om en."));
    }
}
