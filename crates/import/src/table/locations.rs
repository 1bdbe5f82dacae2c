//! Sheets of locations and what they have attained.

use super::column::{CURRENCY, Column, ID, Kind, NAME, SheetSpec, Target, text};
use super::words::PROFILE_STATUS;

const LOCATION: Column = Column::required(
    "",
    text("Location", "Plats"),
    Kind::Reference("locations"),
    text("The ID of the location that the row belongs to.", "ID för platsen som raden hör till."),
);

pub const LOCATIONS: SheetSpec = SheetSpec {
    name: text("Locations", "Platser"),
    note: text("The partner's locations.", "Partnerns platser."),
    target: Target::List("locations"),
    is_required: true,
    columns: &[
        Column::required("id", ID, Kind::Id, text("The Partner location ID.", "Platsens partner-ID.")),
        Column::required("name", NAME, Kind::Text, text("The name of the location.", "Platsens namn.")),
        Column::required(
            "country",
            text("Country", "Land"),
            Kind::Country,
            text(
                "Its country: a code of two letters, such as SE.",
                "Landet: en kod med två bokstäver, till exempel SE.",
            ),
        ),
        Column::required(
            "market",
            text("Market", "Marknad"),
            Kind::Reference("markets"),
            text("The ID of the market that its country belongs to.", "ID för marknaden som landet hör till."),
        ),
        Column::optional(
            "enrolment.first",
            text("Enrolled from", "Registrerad från"),
            Kind::Day,
            text(
                "The first day of its enrolment. Empty where it is not enrolled.",
                "Första dagen som platsen är registrerad. Tomt om den inte är registrerad.",
            ),
        ),
        Column::optional(
            "enrolment.last",
            text("Enrolled until", "Registrerad till"),
            Kind::Day,
            text("The last day. Empty means until further notice.", "Sista dagen. Tomt betyder tills vidare."),
        ),
        Column::required(
            "payee.bank.status",
            text("Bank profile", "Bankprofil"),
            Kind::Word(PROFILE_STATUS),
            text("The state of the bank profile.", "Bankprofilens status."),
        ),
        Column::optional(
            "payee.bank.url",
            text("Bank profile link", "Länk till bankprofil"),
            Kind::Link,
            text(
                "Where the bank profile is edited; starts with https://.",
                "Var bankprofilen ändras; börjar med https://.",
            ),
        ),
        Column::required(
            "payee.tax.status",
            text("Tax profile", "Skatteprofil"),
            Kind::Word(PROFILE_STATUS),
            text("The state of the tax profile.", "Skatteprofilens status."),
        ),
        Column::optional(
            "payee.tax.url",
            text("Tax profile link", "Länk till skatteprofil"),
            Kind::Link,
            text(
                "Where the tax profile is edited; starts with https://.",
                "Var skatteprofilen ändras; börjar med https://.",
            ),
        ),
    ],
};

pub const ATTAINMENTS: SheetSpec = SheetSpec {
    name: text("Attainments", "Uppnådda meriter"),
    note: text(
        "What a location has attained, and for how long.",
        "Vad en plats har uppnått, och hur länge det gäller.",
    ),
    target: Target::Nested { parent: "locations", list: "attainments" },
    is_required: false,
    columns: &[
        LOCATION,
        Column::required(
            "credential",
            text("Credential", "Merit"),
            Kind::Reference("credentials"),
            text("The ID of what is attained.", "ID för det som har uppnåtts."),
        ),
        Column::required(
            "first",
            text("First day", "Första dag"),
            Kind::Day,
            text("The first day it counts.", "Första dagen som det gäller."),
        ),
        Column::optional(
            "last",
            text("Last day", "Sista dag"),
            Kind::Day,
            text(
                "The last day it counts. Empty means until further notice.",
                "Sista dagen som det gäller. Tomt betyder tills vidare.",
            ),
        ),
        Column::optional(
            "people",
            text("People", "Antal personer"),
            Kind::Count(u32::MAX),
            text(
                "How many people hold it, for a certification.",
                "Hur många personer som har den, för en certifiering.",
            ),
        ),
        Column::optional(
            "revenue",
            text("Revenue", "Intäkter"),
            Kind::Amount,
            text("Revenue over 12 months, for a line of revenue.", "Intäkter under 12 månader, för ett intäktsslag."),
        ),
        CURRENCY,
        Column::optional(
            "id",
            ID,
            Kind::Text,
            text(
                "An ID of its own at the location. Where it is empty, that of the credential.",
                "Ett eget ID på platsen. Om cellen är tom: meritens ID.",
            ),
        ),
    ],
};

pub const CONFIRMATIONS: SheetSpec = SheetSpec {
    name: text("Confirmations", "Bekräftelser"),
    note: text(
        "Whether Microsoft confirms for a location what a criterion asks for. Without a row it is not met.",
        "Om Microsoft bekräftar det som ett kriterium kräver för en plats. Utan rad är det inte uppfyllt.",
    ),
    target: Target::Nested { parent: "locations", list: "stated" },
    is_required: false,
    columns: &[
        LOCATION,
        Column::required(
            "id",
            text("Confirmation", "Bekräftelse"),
            Kind::Text,
            text("The name of the criterion in the sheet Criteria.", "Namnet på kriteriet i bladet Kriterier."),
        ),
        Column::required("met", text("Met", "Uppfyllt"), Kind::Flag, text("Yes or no.", "Ja eller nej.")),
        Column::optional("since", text("Since", "Sedan"), Kind::Day, text("Since which day.", "Sedan vilken dag.")),
    ],
};
