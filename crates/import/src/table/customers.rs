//! Sheets of customers and claims.

use super::column::{CURRENCY, Column, ID, ID_NOTE, Kind, NAME, SheetSpec, Target, text};
use super::words::{self, CLAIM_STATES, EVIDENCE_KINDS, EVIDENCE_STATES, SEGMENTS};

const ENGAGEMENT: Column = Column::required(
    "engagement",
    text("Engagement", "Engagemang"),
    Kind::Reference("engagements"),
    text("The ID of the engagement.", "ID för engagemanget."),
);
const CUSTOMER: Column = Column::required(
    "customer",
    text("Customer", "Kund"),
    Kind::Reference("customers"),
    text("The ID of the customer.", "ID för kunden."),
);

pub const CUSTOMERS: SheetSpec = SheetSpec {
    name: text("Customers", "Kunder"),
    note: text("The customers.", "Kunderna."),
    target: Target::List("customers"),
    is_required: false,
    columns: &[
        Column::required("id", ID, Kind::Id, ID_NOTE),
        Column::required("name", NAME, Kind::Text, text("The name of the customer.", "Kundens namn.")),
        Column::required(
            "country",
            text("Country", "Land"),
            Kind::Country,
            text(
                "Its country: a code of two letters, such as SE.",
                "Landet: en kod med två bokstäver, till exempel SE.",
            ),
        ),
        Column::optional(
            "segment",
            text("Segment", "Segment"),
            Kind::Word(SEGMENTS),
            text("What kind of organization it is.", "Vilken typ av organisation det är."),
        ),
        Column::optional(
            "domain",
            text("Domain", "Domän"),
            Kind::Text,
            text("The domain name of its tenant.", "Klientorganisationens domännamn."),
        ),
        Column::optional(
            "tenantId",
            text("Tenant ID", "Klient-ID"),
            Kind::TenantId,
            text("The ID of its Microsoft Entra tenant.", "ID för kundens klientorganisation i Microsoft Entra."),
        ),
    ],
};

pub const CLAIMS: SheetSpec = SheetSpec {
    name: text("Claims", "Anspråk"),
    note: text(
        "The workshop claims: one customer, one engagement, one location.",
        "Anspråken för workshoppar: en kund, ett engagemang, en plats.",
    ),
    target: Target::List("claims"),
    is_required: false,
    columns: &[
        Column::required("id", ID, Kind::Id, text("The number of the claim.", "Anspråkets nummer.")),
        ENGAGEMENT,
        CUSTOMER,
        Column::required(
            "location",
            text("Location", "Plats"),
            Kind::Reference("locations"),
            text("The ID of the location that makes the claim.", "ID för platsen som gör anspråket."),
        ),
        Column::required(
            "state",
            text("State", "Status"),
            Kind::Word(CLAIM_STATES),
            text("Where the claim stands.", "Hur långt anspråket har kommit."),
        ),
        Column::required(
            "added",
            text("Added", "Tillagd"),
            Kind::Day,
            text(
                "The day on which the customer was added or claimed.",
                "Dagen då kunden lades till eller anspråk gjordes på kunden.",
            ),
        ),
        Column::optional(
            "consented",
            text("Consented", "Medgivande den"),
            Kind::Day,
            text("The day on which the customer consented.", "Dagen då kunden gav sitt medgivande."),
        ),
        Column::optional(
            "submitted",
            text("Submitted", "Inlämnat den"),
            Kind::Day,
            text("The day on which the claim was submitted.", "Dagen då anspråket lämnades in."),
        ),
        Column::optional(
            "decided",
            text("Answer needed since", "Svar krävs sedan"),
            Kind::Day,
            text(
                "The day on which the reviewer asked for information, or rejected the claim.",
                "Dagen då granskaren bad om uppgifter eller avslog anspråket.",
            ),
        ),
        Column::optional(
            "amount",
            text("Amount", "Belopp"),
            Kind::Amount,
            text("What the claim is worth, where known.", "Anspråkets värde, om det är känt."),
        ),
        CURRENCY,
    ],
};

pub const EVIDENCE: SheetSpec = SheetSpec {
    name: text("Evidence", "Bevis"),
    note: text(
        "The evidence of a claim, one row for each piece. What has no row is not started.",
        "Bevisen för ett anspråk, en rad för varje. Det som saknar rad är inte påbörjat.",
    ),
    target: Target::Nested { parent: "claims", list: "evidence" },
    is_required: false,
    columns: &[
        Column::required(
            "",
            text("Claim", "Anspråk"),
            Kind::Reference("claims"),
            text("The ID of the claim that the row belongs to.", "ID för anspråket som raden hör till."),
        ),
        Column::required(
            "kind",
            text("Evidence", "Bevis"),
            Kind::Word(EVIDENCE_KINDS),
            text("What it is.", "Vad det är."),
        ),
        Column::required(
            "state",
            text("State", "Status"),
            Kind::Word(EVIDENCE_STATES),
            text("How far it is.", "Hur långt det har kommit."),
        ),
        Column::optional("since", text("Since", "Sedan"), Kind::Day, text("Since which day.", "Sedan vilken dag.")),
    ],
};

pub const VERDICTS: SheetSpec = SheetSpec {
    name: text("Verdicts", "Bedömningar"),
    note: text(
        "What the programme states about a customer and an engagement. A later day replaces an earlier one.",
        "Vad programmet anger om en kund och ett engagemang. En senare dag ersätter en tidigare.",
    ),
    target: Target::List("customerVerdicts"),
    is_required: false,
    columns: &[
        ENGAGEMENT,
        CUSTOMER,
        Column::required(
            "verdict",
            text("Verdict", "Bedömning"),
            Kind::Word(words::VERDICTS),
            text("Whether the customer is eligible, or why not.", "Om kunden är berättigad, eller varför inte."),
        ),
        Column::required("since", text("Since", "Sedan"), Kind::Day, text("Since which day.", "Sedan vilken dag.")),
        Column::optional("id", ID, Kind::Text, text("An ID of its own. May be empty.", "Ett eget ID. Får vara tomt.")),
    ],
};
