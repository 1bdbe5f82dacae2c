//! Sheets of the partner and of what the programme is divided into.

use super::column::{Column, ID, ID_NOTE, Kind, LINK, NAME, NAME_SV, SheetSpec, Target, text};
use super::words::CREDENTIAL_KINDS;

pub const PARTNER: SheetSpec = SheetSpec {
    name: text("Partner", "Partner"),
    note: text("Whose data these are. One row.", "Vems data det är. En rad."),
    target: Target::Dataset,
    is_required: true,
    columns: &[
        Column::required(
            "partner.name",
            NAME,
            Kind::Text,
            text("The name of your company, shown at the top.", "Företagets namn, som visas högst upp."),
        ),
        Column::optional(
            "asOf",
            text("Data as of", "Data per"),
            Kind::Day,
            text(
                "The day that the data describe. Where it is empty, the day on which the file is opened.",
                "Dagen som data beskriver. Om cellen är tom: dagen då filen öppnas.",
            ),
        ),
        Column::optional(
            "id",
            text("Dataset", "Datamängd"),
            Kind::Text,
            text("A name of this set of data. May be empty.", "Ett namn på datamängden. Får vara tomt."),
        ),
        Column::optional(
            "illustrative",
            text("Invented", "Exempeldata"),
            Kind::Flag,
            text("Yes, if the data are invented. Empty means no.", "Ja, om uppgifterna är fiktiva. Tomt betyder nej."),
        ),
        Column::optional(
            "shiftDates",
            text("Move dates", "Flytta datum"),
            Kind::Flag,
            text(
                "Yes, if all dates move along so that the data always describe today: for examples. Empty means no.",
                "Ja, om alla datum ska flyttas så att data alltid beskriver i dag: för exempel. Tomt betyder nej.",
            ),
        ),
    ],
};

pub const ADMINS: SheetSpec = SheetSpec {
    name: text("Admins", "Administratörer"),
    note: text(
        "Incentives admins: whom to ask where a permission is lacking.",
        "Administratörer för incitament: vem man frågar när en behörighet saknas.",
    ),
    target: Target::List("partner.admins"),
    is_required: false,
    columns: &[
        Column::required("name", NAME, Kind::Text, text("The person's name.", "Personens namn.")),
        Column::optional(
            "email",
            text("Email", "E-post"),
            Kind::Text,
            text("The person's email address.", "Personens e-postadress."),
        ),
        Column::optional(
            "locations",
            text("Locations", "Platser"),
            Kind::References("locations"),
            text(
                "The IDs of the locations that the person administers, separated by commas. Empty means all.",
                "ID för platserna som personen administrerar, åtskilda med kommatecken. Tomt betyder alla.",
            ),
        ),
    ],
};

pub const AREAS: SheetSpec = SheetSpec {
    name: text("Areas", "Områden"),
    note: text("The solution areas, in the order they are shown.", "Lösningsområdena, i den ordning de visas."),
    target: Target::List("areas"),
    is_required: true,
    columns: &[
        Column::required("id", ID, Kind::Id, ID_NOTE),
        Column::required("name.en", NAME, Kind::Text, text("The name of the area.", "Områdets namn.")),
        Column::swedish("name.sv", NAME_SV),
    ],
};

pub const ROLES: SheetSpec = SheetSpec {
    name: text("Roles", "Roller"),
    note: text(
        "The partner's parts in engagements, in the order they are shown.",
        "Partnerns roller i engagemang, i den ordning de visas.",
    ),
    target: Target::List("roles"),
    is_required: true,
    columns: &[
        Column::required("id", ID, Kind::Id, ID_NOTE),
        Column::required("name.en", NAME, Kind::Text, text("The name of the role.", "Rollens namn.")),
        Column::swedish("name.sv", NAME_SV),
        Column::optional(
            "hasCustomers",
            text("Has customers", "Har kunder"),
            Kind::Flag,
            text(
                "Yes, if engagements of this role have customers and claims, as build intent does. Empty means no.",
                "Ja, om engagemang med rollen har kunder och anspråk, som Skapa köpintresse. Tomt betyder nej.",
            ),
        ),
    ],
};

pub const MARKETS: SheetSpec = SheetSpec {
    name: text("Markets", "Marknader"),
    note: text("Groups of countries that share rates.", "Grupper av länder med samma ersättning."),
    target: Target::List("markets"),
    is_required: true,
    columns: &[
        Column::required("id", ID, Kind::Id, ID_NOTE),
        Column::required("name.en", NAME, Kind::Text, text("The name of the market.", "Marknadens namn.")),
        Column::swedish("name.sv", NAME_SV),
        Column::required(
            "countries",
            text("Countries", "Länder"),
            Kind::Countries,
            text(
                "Country codes of two letters, separated by commas: SE, NO, DK.",
                "Landskoder med två bokstäver, åtskilda med kommatecken: SE, NO, DK.",
            ),
        ),
    ],
};

pub const CREDENTIALS: SheetSpec = SheetSpec {
    name: text("Credentials", "Meriter"),
    note: text(
        "What locations can attain: agreements, designations, specializations, certifications, lines of revenue.",
        "Det som platser kan uppnå: avtal, beteckningar, specialiseringar, certifieringar, intäktsslag.",
    ),
    target: Target::List("credentials"),
    is_required: true,
    columns: &[
        Column::required("id", ID, Kind::Id, ID_NOTE),
        Column::required(
            "kind",
            text("Kind", "Typ"),
            Kind::Word(CREDENTIAL_KINDS),
            text("What kind of thing it is.", "Vilken typ av merit det är."),
        ),
        Column::required("name.en", NAME, Kind::Text, text("The name of the credential.", "Meritens namn.")),
        Column::swedish("name.sv", NAME_SV),
        Column::optional(
            "url",
            LINK,
            Kind::Link,
            text(
                "Where one works on attaining it; starts with https://.",
                "Var man arbetar med att uppnå den; börjar med https://.",
            ),
        ),
    ],
};
