//! Messages of the inbox (*Actions required*).

use domain::actions::{ActionKind, Severity, Task};
use domain::claims::LapseReason;
use domain::model::{CredentialKind, EvidenceKind};
use domain::payee::{ProfileKind, ProfileStatus};

use super::{Format, With1, With2, clamped};

/// What the sentence of an action is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its name.
    pub about: &'a str,
    /// The kind, where it is a credential.
    pub kind: Option<CredentialKind>,
    /// The name of the location.
    pub location: &'a str,
    /// Whether the due day has passed.
    pub over: bool,
}

#[derive(Debug)]
pub struct Actions {
    pub kind: &'static str,
    pub location: &'static str,
    pub engagement: &'static str,
    pub kinds: fn(ActionKind) -> &'static str,
    pub severity: fn(Severity) -> &'static str,
    pub n_of_m: With2<u32, u32>,
    pub sentence: fn(&Format, &Task, &Subject) -> String,
    /// The effect on engagements. The last argument is whether the due day has passed.
    pub effect: fn(&Format, &Task, bool) -> Option<String>,
    pub overdue: With1<u32>,
    pub as_soon_as_possible: &'static str,
    pub no_deadline: &'static str,
    pub action: &'static str,
    pub due: &'static str,
    pub at_stake: &'static str,
    pub total: &'static str,
    pub counted_once: &'static str,
    pub lapsed: &'static str,
    pub lapsed_hint: &'static str,
    pub lapsed_claim: &'static str,
    /// Takes the name of the customer.
    pub lapse: fn(LapseReason, &str) -> String,
    pub last_day: &'static str,
    pub no_last_day: &'static str,
    pub lost: &'static str,
    pub open_location: &'static str,
    pub open_engagement: &'static str,
    pub show_more: With1<u32>,
    pub empty: &'static str,
    pub empty_hint: &'static str,
    pub no_match: &'static str,
    pub no_match_hint: &'static str,
    pub loading: &'static str,
}

pub const EN: Actions = Actions {
    kind: "Kind",
    location: "Location",
    engagement: "Engagement",
    kinds: |kind| match kind {
        ActionKind::PayeeProfile => "Payee profile",
        ActionKind::Attainment => "Attainment runs out",
        ActionKind::Consent => "Consent",
        ActionKind::Evidence => "Evidence",
        ActionKind::Claim => "Claim to submit",
        ActionKind::Review => "Question in review",
        ActionKind::Rejection => "Rejection",
        ActionKind::EngagementEnd => "Engagement ends",
    },
    severity: |severity| match severity {
        Severity::Overdue => "Overdue",
        Severity::Week => "Within 7 days",
        Severity::Month => "Within 30 days",
        Severity::Later => "Later",
    },
    n_of_m: |f, n, m| format!("{} of {}", f.number(n), f.count(m, "action", "actions")),
    sentence: |f, task, &Subject { about, kind: _, location, over }| match task {
        Task::MendProfile { profile, status, .. } => {
            let profile = match profile {
                ProfileKind::Bank => "bank profile",
                ProfileKind::Tax => "tax profile",
            };
            let verb = if *status == ProfileStatus::Missing { "is missing" } else { "needs action" };
            format!("The {profile} of {about} {verb}")
        }
        Task::RenewAttainment { .. } => {
            format!("{about} {} at {location}", if over { "has run out" } else { "runs out" })
        }
        Task::AskForConsent => format!("Ask {about} for consent"),
        Task::RemindOfConsent => format!("Remind {about}, who has not consented yet"),
        Task::CompleteEvidence { missing } => {
            let missing: Vec<&str> = missing.iter().map(|kind| evidence_en(*kind)).collect();
            format!("Complete the evidence for {about}: {}", missing.join(", "))
        }
        Task::SubmitClaim => format!("Submit the claim for {about}: the evidence is complete"),
        Task::AnswerReviewer => format!("Answer the reviewer’s question about the claim for {about}"),
        Task::DisputeRejection => format!("Dispute the rejection of the claim for {about}, or accept it"),
        Task::FinishBeforeEnd { at } => {
            format!("{about} ends with {} to submit", f.count(clamped(at.len()), "claim", "claims"))
        }
    },
    effect: |f, task, over| match task {
        Task::MendProfile { blocks: count @ 1.., .. } => {
            Some(format!("Blocks {}", f.count(*count, "engagement", "engagements")))
        }
        Task::RenewAttainment { stops, .. } => {
            let verb = if over { "Has stopped" } else { "Stops" };
            Some(format!("{verb} {}", f.count(*stops, "engagement", "engagements")))
        }
        _ => None,
    },
    overdue: |f, n| format!("{} overdue", f.count(n, "day", "days")),
    as_soon_as_possible: "As soon as possible",
    no_deadline: "No deadline",
    action: "Action",
    due: "Due",
    at_stake: "At stake",
    total: "At stake in all",
    counted_once: "Each claim is counted once, even if several actions concern it.",
    lapsed: "Lapsed",
    lapsed_hint: "Too late: nothing can be done about these claims any more.",
    lapsed_claim: "Claim",
    lapse: |reason, customer| match reason {
        LapseReason::Consent => format!("{customer} did not consent in time"),
        LapseReason::Submission => format!("The claim for {customer} was not submitted in time"),
        LapseReason::Dispute => format!("The rejection of the claim for {customer} was not disputed in time"),
        LapseReason::EngagementEnd => format!("The engagement ended before the claim for {customer} was submitted"),
    },
    last_day: "Last day",
    no_last_day: "Not known",
    lost: "Lost",
    open_location: "Open location",
    open_engagement: "Open engagement",
    show_more: |f, n| format!("Show {} more", f.number(n)),
    empty: "Nothing to do",
    empty_hint: "No profile, attainment or claim needs you now. What must be done turns up here in time.",
    no_match: "No action matches",
    no_match_hint: "There are actions under other filters.",
    loading: "Loading actions",
};

pub const SV: Actions = Actions {
    kind: "Typ",
    location: "Plats",
    engagement: "Engagemang",
    kinds: |kind| match kind {
        ActionKind::PayeeProfile => "Betalningsmottagarprofil",
        ActionKind::Attainment => "Kvalifikation upphör",
        ActionKind::Consent => "Medgivande",
        ActionKind::Evidence => "Utförandebevis",
        ActionKind::Claim => "Anspråk att lämna in",
        ActionKind::Review => "Fråga vid granskning",
        ActionKind::Rejection => "Avslag",
        ActionKind::EngagementEnd => "Engagemang upphör",
    },
    severity: |severity| match severity {
        Severity::Overdue => "Försenade",
        Severity::Week => "Inom 7 dagar",
        Severity::Month => "Inom 30 dagar",
        Severity::Later => "Senare",
    },
    n_of_m: |f, n, m| format!("{} av {}", f.number(n), f.count(m, "åtgärd", "åtgärder")),
    sentence: |f, task, &Subject { about, kind, location, over }| match task {
        Task::MendProfile { profile, status, .. } => {
            let profile = match profile {
                ProfileKind::Bank => "Bankprofilen",
                ProfileKind::Tax => "Skatteprofilen",
            };
            let verb = if *status == ProfileStatus::Missing { "saknas" } else { "kräver åtgärd" };
            format!("{profile} för {about} {verb}")
        }
        Task::RenewAttainment { .. } => match (kind, over) {
            (Some(CredentialKind::Designation), true) => format!("{location} är inte längre {about}"),
            (Some(CredentialKind::Designation), false) => format!("{location} är snart inte längre {about}"),
            (_, true) => format!("{about} gäller inte längre för {location}"),
            (_, false) => format!("{about} upphör att gälla för {location}"),
        },
        Task::AskForConsent => format!("Be {about} om medgivande"),
        Task::RemindOfConsent => format!("Påminn {about}, som inte har gett sitt medgivande än"),
        Task::CompleteEvidence { missing } => {
            let missing: Vec<&str> = missing.iter().map(|kind| evidence_sv(*kind)).collect();
            format!("Komplettera utförandebeviset för {about}: {}", missing.join(", "))
        }
        Task::SubmitClaim => format!("Lämna in anspråket för {about}: utförandebeviset är komplett"),
        Task::AnswerReviewer => format!("Besvara granskarens fråga om anspråket för {about}"),
        Task::DisputeRejection => format!("Bestrid avslaget på anspråket för {about}, eller godta det"),
        Task::FinishBeforeEnd { at } => {
            format!("{about} upphör med {} anspråk kvar att lämna in", f.number(clamped(at.len())))
        }
    },
    effect: |f, task, over| match task {
        Task::MendProfile { blocks: count @ 1.., .. } => {
            Some(format!("Blockerar {}", f.count(*count, "engagemang", "engagemang")))
        }
        Task::RenewAttainment { stops, .. } => {
            let verb = if over { "Har stoppat" } else { "Stoppar" };
            Some(format!("{verb} {}", f.count(*stops, "engagemang", "engagemang")))
        }
        _ => None,
    },
    overdue: |f, n| format!("{} för sent", f.count(n, "dag", "dagar")),
    as_soon_as_possible: "Så snart som möjligt",
    no_deadline: "Ingen tidsfrist",
    action: "Åtgärd",
    due: "Senast",
    at_stake: "Står på spel",
    total: "Står på spel totalt",
    counted_once: "Varje anspråk räknas en gång, även om flera åtgärder gäller det.",
    lapsed: "Förfallna",
    lapsed_hint: "För sent: det går inte längre att göra något åt dessa anspråk.",
    lapsed_claim: "Anspråk",
    lapse: |reason, customer| match reason {
        LapseReason::Consent => format!("{customer} gav inte sitt medgivande i tid"),
        LapseReason::Submission => format!("Anspråket för {customer} lämnades inte in i tid"),
        LapseReason::Dispute => format!("Avslaget på anspråket för {customer} bestreds inte i tid"),
        LapseReason::EngagementEnd => format!("Engagemanget upphörde innan anspråket för {customer} hade lämnats in"),
    },
    last_day: "Sista dag",
    no_last_day: "Okänd",
    lost: "Förlorat",
    open_location: "Öppna platsen",
    open_engagement: "Öppna engagemanget",
    show_more: |f, n| format!("Visa {} till", f.number(n)),
    empty: "Inget att göra",
    empty_hint: "Ingen profil, kvalifikation och inget anspråk kräver något av dig just nu. \
                 Det som måste göras dyker upp här i tid.",
    no_match: "Ingen åtgärd matchar",
    no_match_hint: "Det finns åtgärder under andra filter.",
    loading: "Läser in åtgärder",
};

const fn evidence_en(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Findings => "findings and recommendations document",
        EvidenceKind::Invoice => "invoice",
        EvidenceKind::PartnerSurvey => "partner survey",
        EvidenceKind::CustomerSurvey => "customer survey",
    }
}

const fn evidence_sv(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Findings => "resultat- och rekommendationsdokument",
        EvidenceKind::Invoice => "faktura",
        EvidenceKind::PartnerSurvey => "partnerundersökning",
        EvidenceKind::CustomerSurvey => "kundundersökning",
    }
}

#[cfg(test)]
mod tests {
    use domain::Idx;

    use super::*;

    #[test]
    fn a_designation_that_ends_is_said_of_the_location() {
        let task = Task::RenewAttainment { attainment: Idx::new(0), stops: 1 };
        let sentence = |kind, over| {
            let subject = Subject { about: "Solutions Partner för säkerhet", kind, location: "Contoso Malmö", over };
            (SV.sentence)(&Format::of(domain::Lang::Sv), &task, &subject)
        };
        let designation = Some(CredentialKind::Designation);
        assert_eq!(sentence(designation, true), "Contoso Malmö är inte längre Solutions Partner för säkerhet");
        assert_eq!(sentence(designation, false), "Contoso Malmö är snart inte längre Solutions Partner för säkerhet");
        let agreement = Some(CredentialKind::Agreement);
        assert_eq!(sentence(agreement, true), "Solutions Partner för säkerhet gäller inte längre för Contoso Malmö");
    }
}
