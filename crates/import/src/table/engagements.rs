//! Sheets of engagements and their criteria.

use super::column::{CURRENCY, Column, ID, ID_NOTE, Kind, LINK, NAME, NAME_SV, SheetSpec, Target, Text, text};
use super::words::{EVIDENCE_KINDS, PAY, REQUIREMENTS};

const ENGAGEMENT: Column = Column::required(
    "",
    text("Engagement", "Engagemang"),
    Kind::Reference("engagements"),
    text("The ID of the engagement that the row belongs to.", "ID för engagemanget som raden hör till."),
);
const TEXT: Text = text("Text", "Text");
const TEXT_SV: Text = text("Text in Swedish", "Text på svenska");

pub const CRITERIA: SheetSpec = SheetSpec {
    name: text("Criteria", "Kriterier"),
    note: text(
        "Sets of partner criteria. Each row is one requirement; all rows of level 1 with the same ID must hold. The \
         row \"One of these\" begins a group: of the rows of the next level below it, one is enough. \"All of these\" \
         begins a group in which each must hold, within another group. Keep the order of the rows.",
        "Uppsättningar av partnerkriterier. Varje rad är ett krav; alla rader på nivå 1 med samma ID måste vara \
         uppfyllda. Raden ”En av dessa” inleder en grupp: av raderna på nästa nivå under den räcker det med en. ”Alla \
         dessa” inleder en grupp där alla måste vara uppfyllda, inom en annan grupp. Behåll radernas ordning.",
    ),
    target: Target::Criteria,
    is_required: true,
    columns: &[
        Column::required(
            "",
            ID,
            Kind::Id,
            text(
                "Names the set; the same for all its rows. Engagements refer to it.",
                "Namnger uppsättningen; detsamma för alla dess rader. Engagemang hänvisar till det.",
            ),
        ),
        Column::optional(
            "",
            text("Level", "Nivå"),
            Kind::Count(20),
            text(
                "1, or one more than the group that the row belongs to. Empty means 1.",
                "1, eller en mer än gruppen som raden hör till. Tomt betyder 1.",
            ),
        ),
        Column::required(
            "one.type",
            text("Requirement", "Krav"),
            Kind::Word(REQUIREMENTS),
            text(
                "What is required, or a group: \"One of these\" or \"All of these\".",
                "Vad som krävs, eller en grupp: ”En av dessa” eller ”Alla dessa”.",
            ),
        ),
        Column::optional(
            "one.credential",
            text("Credential", "Merit"),
            Kind::Reference("credentials"),
            text(
                "The ID of the agreement, designation, specialization, certification or line of revenue.",
                "ID för avtalet, beteckningen, specialiseringen, certifieringen eller intäktsslaget.",
            ),
        ),
        Column::optional(
            "one.count",
            text("People", "Antal personer"),
            Kind::Count(u32::MAX),
            text(
                "How many people at least, for certified people.",
                "Minsta antal personer, för certifierade personer.",
            ),
        ),
        Column::optional(
            "one.threshold",
            text("Amount", "Belopp"),
            Kind::Amount,
            text("The least revenue over 12 months, for revenue.", "Minsta intäkter under 12 månader, för intäkter."),
        ),
        CURRENCY,
        Column::optional(
            "one.countries",
            text("Countries", "Länder"),
            Kind::Countries,
            text(
                "Country codes, for a place: the location lies in one of them, or in one of the markets.",
                "Landskoder, för land eller marknad: platsen ligger i något av dem, eller på någon av marknaderna.",
            ),
        ),
        Column::optional(
            "one.markets",
            text("Markets", "Marknader"),
            Kind::References("markets"),
            text("IDs of markets, for a place.", "ID för marknader, för land eller marknad."),
        ),
        Column::optional(
            "one.id",
            text("Confirmation", "Bekräftelse"),
            Kind::Text,
            text(
                "For what Microsoft confirms: a name of the criterion, which the sheet Confirmations refers to.",
                "För det som Microsoft bekräftar: ett namn på kriteriet, som bladet Bekräftelser hänvisar till.",
            ),
        ),
        Column::optional(
            "one.text.en",
            TEXT,
            Kind::Text,
            text("For what Microsoft confirms: what it asks for.", "För det som Microsoft bekräftar: vad som krävs."),
        ),
        Column::swedish("one.text.sv", TEXT_SV),
    ],
};

pub const ENGAGEMENTS: SheetSpec = SheetSpec {
    name: text("Engagements", "Engagemang"),
    note: text(
        "The earning opportunities, in the order the programme lists them.",
        "Möjligheterna att få intäkter, i programmets ordning.",
    ),
    target: Target::List("engagements"),
    is_required: true,
    columns: &[
        Column::required("id", ID, Kind::Id, ID_NOTE),
        Column::required("name.en", NAME, Kind::Text, text("The name of the engagement.", "Engagemangets namn.")),
        Column::swedish("name.sv", NAME_SV),
        Column::required(
            "description.en",
            text("Description", "Beskrivning"),
            Kind::Text,
            text("What it is for: a paragraph.", "Vad det går ut på: ett stycke."),
        ),
        Column::swedish("description.sv", text("Description in Swedish", "Beskrivning på svenska")),
        Column::required(
            "area",
            text("Area", "Område"),
            Kind::Reference("areas"),
            text("The ID of its solution area.", "ID för lösningsområdet."),
        ),
        Column::required(
            "role",
            text("Role", "Roll"),
            Kind::Reference("roles"),
            text("The ID of the partner's role.", "ID för partnerns roll."),
        ),
        Column::required(
            "pay",
            text("Pay", "Ersättning"),
            Kind::Word(PAY),
            text(
                "Whether the pay is fixed, or by the hours stated.",
                "Om ersättningen är fast eller efter angivna timmar.",
            ),
        ),
        Column::required(
            "term.first",
            text("First day", "Första dag"),
            Kind::Day,
            text("The first day on which it is available.", "Den första dagen som det är tillgängligt."),
        ),
        Column::required(
            "term.last",
            text("Last day", "Sista dag"),
            Kind::Day,
            text("The last day on which it is available.", "Den sista dagen som det är tillgängligt."),
        ),
        Column::optional(
            "markets",
            text("Markets", "Marknader"),
            Kind::References("markets"),
            text(
                "The IDs of the markets in which it is offered, separated by commas. Empty means all.",
                "ID för marknaderna där det erbjuds, åtskilda med kommatecken. Tomt betyder alla.",
            ),
        ),
        Column::required(
            "criteria",
            text("Criteria", "Kriterier"),
            Kind::Reference("criteria"),
            text("The ID of its set of criteria.", "ID för dess uppsättning av kriterier."),
        ),
        Column::optional(
            "details.evidence",
            text("Evidence", "Bevis"),
            Kind::Words(EVIDENCE_KINDS),
            text(
                "The evidence that a claim needs, separated by commas.",
                "Bevisen som ett anspråk kräver, åtskilda med kommatecken.",
            ),
        ),
        Column::optional(
            "details.consentDays",
            text("Days to consent", "Dagar till medgivande"),
            Kind::Count(65_535),
            text(
                "Days from adding a customer to the customer's consent. Empty means 30.",
                "Dagar från att en kund läggs till, tills kunden ger sitt medgivande. Tomt betyder 30.",
            ),
        ),
        Column::optional(
            "details.claimDays",
            text("Days to claim", "Dagar till anspråk"),
            Kind::Count(65_535),
            text(
                "Days from consent to the submitted claim. Empty means 90.",
                "Dagar från medgivandet tills anspråket lämnas in. Tomt betyder 90.",
            ),
        ),
    ],
};

pub const RATES: SheetSpec = SheetSpec {
    name: text("Rates", "Ersättningar"),
    note: text("What an engagement pays, by market.", "Vad ett engagemang ger, per marknad."),
    target: Target::Nested { parent: "engagements", list: "details.rates" },
    is_required: false,
    columns: &[
        ENGAGEMENT,
        Column::required(
            "market",
            text("Market", "Marknad"),
            Kind::Reference("markets"),
            text("The ID of the market.", "ID för marknaden."),
        ),
        Column::optional(
            "label.en",
            text("Label", "Benämning"),
            Kind::Text,
            text(
                "What the rate is for, such as a size of customer. Empty where there is only one.",
                "Vad ersättningen gäller, till exempel en kundstorlek. Tomt om det bara finns en.",
            ),
        ),
        Column::swedish("label.sv", text("Label in Swedish", "Benämning på svenska")),
        Column::optional(
            "amount",
            text("Amount", "Belopp"),
            Kind::Amount,
            text(
                "A fixed amount, or the amount for an hour where the pay is variable.",
                "Ett fast belopp, eller beloppet per timme där ersättningen är rörlig.",
            ),
        ),
        Column::optional(
            "basisPoints",
            text("Percent of spend", "Procent av inköp"),
            Kind::Percent,
            text("A share of the customer's spend: 12.5 is 12.5 %.", "En andel av kundens inköp: 12,5 är 12,5 %."),
        ),
        Column::optional(
            "cap",
            text("Cap", "Tak"),
            Kind::Amount,
            text("The most that is paid for one claim.", "Det högsta som betalas ut för ett anspråk."),
        ),
        CURRENCY,
    ],
};

pub const CUSTOMER_CRITERIA: SheetSpec = SheetSpec {
    name: text("Customer criteria", "Kundkriterier"),
    note: text(
        "What a customer of an engagement must fulfil, one row each.",
        "Vad en kund måste uppfylla, en rad för varje.",
    ),
    target: Target::Nested { parent: "engagements", list: "details.customerCriteria" },
    is_required: false,
    columns: &[
        ENGAGEMENT,
        Column::required("en", TEXT, Kind::Text, text("What the customer must fulfil.", "Vad kunden måste uppfylla.")),
        Column::swedish("sv", TEXT_SV),
    ],
};

pub const LINKS: SheetSpec = SheetSpec {
    name: text("Links", "Länkar"),
    note: text("Where to read on about an engagement.", "Var man kan läsa mer om ett engagemang."),
    target: Target::Nested { parent: "engagements", list: "details.links" },
    is_required: false,
    columns: &[
        ENGAGEMENT,
        Column::required("label.en", TEXT, Kind::Text, text("What the link leads to.", "Vart länken leder.")),
        Column::swedish("label.sv", TEXT_SV),
        Column::required(
            "url",
            LINK,
            Kind::Link,
            text("The address; starts with https://.", "Adressen; börjar med https://."),
        ),
    ],
};
