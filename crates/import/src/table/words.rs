//! Words that a column may have, in JSON and as the app says them.

use super::Text;
use super::column::text;

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// In the JSON.
    pub json: &'static str,
    /// As the app says it.
    pub name: Text,
}

impl Word {
    /// Returns whether what a person wrote is this word.
    pub fn is(&self, written: &str) -> bool {
        self.name.is(written) || self.json.eq_ignore_ascii_case(written.trim())
    }
}

const fn word(json: &'static str, en: &'static str, sv: &'static str) -> Word {
    Word { json, name: text(en, sv) }
}

pub const CREDENTIAL_KINDS: &[Word] = &[
    word("agreement", "Agreement", "Avtal"),
    word("designation", "Designation", "Beteckning"),
    word("specialization", "Specialization", "Specialisering"),
    word("certification", "Certification", "Certifiering"),
    word("revenue", "Revenue", "Intäkter"),
];

/// A group of which every part must hold.
pub const ALL_OF: &str = "allOf";
/// A group of which at least one part must hold.
pub const ANY_OF: &str = "anyOf";

/// The requirements of a row of criteria: groups, and types of criteria.
pub const REQUIREMENTS: &[Word] = &[
    word(ALL_OF, "All of these", "Alla dessa"),
    word(ANY_OF, "One of these", "En av dessa"),
    word("enrolment", "Enrolment", "Registrering"),
    word("agreement", "Agreement", "Avtal"),
    word("designation", "Designation", "Beteckning"),
    word("specialization", "Specialization", "Specialisering"),
    word("certifiedPeople", "Certified people", "Certifierade personer"),
    word("revenue", "Revenue", "Intäkter"),
    word("place", "Place", "Land eller marknad"),
    word("stated", "Confirmed by Microsoft", "Bekräftas av Microsoft"),
];

pub const PAY: &[Word] =
    &[word("fixed", "Fixed pay", "Fast ersättning"), word("variable", "Variable pay", "Rörlig ersättning")];

pub const EVIDENCE_KINDS: &[Word] = &[
    word("findings", "Findings and recommendations document", "Resultat- och rekommendationsdokument"),
    word("invoice", "Invoice", "Faktura"),
    word("partnerSurvey", "Partner survey", "Partnerundersökning"),
    word("customerSurvey", "Customer survey", "Kundundersökning"),
];

pub const EVIDENCE_STATES: &[Word] = &[
    word("notStarted", "Not started", "Inte påbörjat"),
    word("inProgress", "In progress", "Påbörjat"),
    word("complete", "Complete", "Klart"),
    word("actionRequired", "Action required", "Kräver åtgärd"),
];

pub const PROFILE_STATUS: &[Word] = &[
    word("missing", "Missing", "Saknas"),
    word("actionRequired", "Action required", "Åtgärd krävs"),
    word("pendingValidation", "Pending validation", "Väntar på verifiering"),
    word("approved", "Approved", "Godkänd"),
];

pub const SEGMENTS: &[Word] = &[
    word("enterprise", "Enterprise", "Stora företag"),
    word("smallMedium", "Small and medium-sized", "Små och medelstora företag"),
    word("publicSector", "Public sector", "Offentlig sektor"),
    word("education", "Education", "Utbildning"),
];

pub const VERDICTS: &[Word] = &[
    word("eligible", "Eligible", "Berättigad"),
    word("criteriaNotMet", "Does not meet the customer criteria", "Uppfyller inte kundkriterierna"),
    word("consentedToAnotherPartner", "Has consented to another partner", "Har gett en annan partner sitt medgivande"),
    word(
        "doneWithAnotherPartner",
        "Has already done it with another partner",
        "Har redan genomfört det med en annan partner",
    ),
    word("claimLimitReached", "The claim limit is reached", "Gränsen för antalet anspråk är nådd"),
];

pub const CLAIM_STATES: &[Word] = &[
    word("consentNotRequested", "Consent not asked for", "Medgivande inte begärt"),
    word("consentRequested", "Consent requested", "Medgivande begärt"),
    word("consentGiven", "Consent given", "Medgivande givet"),
    word("submitted", "Submitted", "Inlämnat"),
    word("underReview", "Under review", "Under granskning"),
    word("partnerActionRequired", "Partner action required", "Kräver åtgärd av partnern"),
    word("approved", "Approved", "Godkänt"),
    word("paymentPending", "Payment pending", "Väntar på utbetalning"),
    word("paid", "Paid", "Utbetalt"),
    word("reversed", "Reversed", "Återfört"),
    word("consentDeclined", "Consent declined", "Medgivande nekat"),
    word("consentExpired", "Consent expired", "Medgivandet uteblev"),
    word("claimExpired", "Claim expired", "Anspråket förfallet"),
    word("cancelled", "Cancelled", "Återkallat"),
    word("rejected", "Rejected", "Avslaget"),
    word("disputed", "Disputed", "Bestritt"),
    word("finallyRejected", "Finally rejected", "Slutligt avslaget"),
];
