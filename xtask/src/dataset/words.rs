//! The words that names and descriptions are made of, English beside Swedish.

/// English and Swedish.
pub type Pair = (&'static str, &'static str);

/// Id, name and products of each solution area.
pub const AREAS: [(&str, Pair, [&str; 8]); 6] = [
    (
        "business-applications",
        ("Business Applications", "Affärsapplikationer"),
        [
            "Dynamics 365 Sales",
            "Dynamics 365 Finance",
            "Supply Chain",
            "Customer Service",
            "Power Apps",
            "Power Automate",
            "Copilot Studio",
            "Business Central",
        ],
    ),
    (
        "data-ai",
        ("Data & AI (Azure)", "Data och AI (Azure)"),
        [
            "Microsoft Fabric",
            "Azure SQL",
            "Azure AI Foundry",
            "Cosmos DB",
            "PostgreSQL",
            "Databricks",
            "Power BI",
            "Purview",
        ],
    ),
    (
        "digital-app-innovation",
        ("Digital & App Innovation (Azure)", "Digital innovation och appar (Azure)"),
        [
            "App Service",
            "GitHub Copilot",
            "Kubernetes",
            "Logic Apps",
            "API Management",
            "Container Apps",
            "GitHub Enterprise",
            "Azure Functions",
        ],
    ),
    (
        "infrastructure",
        ("Infrastructure (Azure)", "Infrastruktur (Azure)"),
        [
            "Azure Migrate",
            "Azure Arc",
            "Azure VMware",
            "Virtual Desktop",
            "SAP on Azure",
            "Windows Server",
            "Azure Backup",
            "Azure Local",
        ],
    ),
    (
        "modern-work",
        ("Modern Work", "Modernt arbete"),
        [
            "Microsoft 365 Copilot",
            "Teams Phone",
            "Teams Rooms",
            "Viva",
            "Windows 365",
            "Windows 11",
            "SharePoint",
            "Intune",
        ],
    ),
    (
        "security",
        ("Security", "Säkerhet"),
        [
            "Defender XDR",
            "Sentinel",
            "Entra ID",
            "Security Copilot",
            "Defender for Cloud",
            "Data security",
            "Priva",
            "Zero Trust",
        ],
    ),
];

/// What is done in an engagement, with the index of its role and whether its pay is variable.
pub const ACTIVITIES: [(Pair, usize, bool); 16] = [
    (("assessment", "bedömning"), 0, false),
    (("vision workshop", "visionsworkshop"), 0, false),
    (("proof of concept", "konceptvalidering"), 0, true),
    (("pilot", "pilotprojekt"), 0, true),
    (("design workshop", "designworkshop"), 0, false),
    (("readiness check", "mognadskontroll"), 0, false),
    (("briefing", "genomgång"), 0, false),
    (("business case", "beslutsunderlag"), 0, false),
    (("new customers", "nya kunder"), 1, false),
    (("growth accelerator", "tillväxtersättning"), 1, false),
    (("migration", "migrering"), 2, false),
    (("deployment", "driftsättning"), 2, false),
    (("production launch", "produktionssättning"), 2, true),
    (("adoption", "införande"), 3, false),
    (("active use", "aktiv användning"), 3, false),
    (("consumption growth", "ökad förbrukning"), 3, false),
];

/// For whom.
pub const INDUSTRIES: [Pair; 24] = [
    ("retail", "detaljhandel"),
    ("banking", "bank"),
    ("insurance", "försäkring"),
    ("health care", "vård"),
    ("municipalities", "kommuner"),
    ("manufacturing", "tillverkning"),
    ("energy", "energi"),
    ("mining", "gruvdrift"),
    ("forestry", "skogsbruk"),
    ("shipping", "sjöfart"),
    ("rail", "järnväg"),
    ("logistics", "logistik"),
    ("construction", "byggande"),
    ("real estate", "fastigheter"),
    ("media", "medier"),
    ("telecom", "telekom"),
    ("pharmaceuticals", "läkemedel"),
    ("automotive", "fordon"),
    ("food", "livsmedel"),
    ("agriculture", "lantbruk"),
    ("tourism", "besöksnäring"),
    ("law firms", "advokatbyråer"),
    ("the public sector", "offentlig sektor"),
    ("start-ups", "nystartade företag"),
];

/// How a description begins.
pub const OPENINGS: [Pair; 15] = [
    ("Map the present situation", "Kartlägg nuläget"),
    ("Gather the people who decide", "Samla dem som beslutar"),
    ("Show the solution on real data", "Visa lösningen på verkliga data"),
    ("Compare three ways forward", "Jämför tre vägar framåt"),
    ("Find the costs that nobody sees", "Hitta kostnaderna som ingen ser"),
    ("Try it with one team first", "Pröva först med ett team"),
    ("Review licences and usage", "Gå igenom licenser och användning"),
    ("Build a working prototype", "Bygg en fungerande prototyp"),
    ("Move a first workload", "Flytta en första arbetsbelastning"),
    ("Train the internal champions", "Utbilda de interna ambassadörerna"),
    ("Measure what users really do", "Mät vad användarna faktiskt gör"),
    ("Settle governance and roles", "Fastställ styrning och roller"),
    ("Rank the ideas by value", "Rangordna idéerna efter nytta"),
    ("Test recovery and security", "Testa återställning och säkerhet"),
    ("Plan the change in waves", "Planera förändringen i etapper"),
];

/// How its first sentence ends.
pub const MIDDLES: [Pair; 14] = [
    ("within two weeks", "inom två veckor"),
    ("together with the business", "tillsammans med verksamheten"),
    ("before budgets are set", "innan budgeten läggs"),
    ("without disturbing operations", "utan att störa driften"),
    ("in the customer’s own tenant", "i kundens egen klientorganisation"),
    ("with clear success measures", "med tydliga framgångsmått"),
    ("step by step", "steg för steg"),
    ("at a fixed scope", "med fast omfattning"),
    ("from idea to decision", "från idé till beslut"),
    ("with two named experts", "med två namngivna experter"),
    ("across all sites", "på alla driftställen"),
    ("for up to 300 users", "för upp till 300 användare"),
    ("in one quarter", "under ett kvartal"),
    ("with security from the start", "med säkerhet från början"),
];

/// Its second sentence.
pub const CLOSINGS: [Pair; 15] = [
    ("The outcome is a plan with costs.", "Resultatet är en kostnadssatt plan."),
    ("A report lists risks and measures.", "En rapport redovisar risker och åtgärder."),
    ("The customer decides on figures.", "Kunden beslutar utifrån siffror."),
    ("Payment follows the milestone.", "Ersättningen följer milstolpen."),
    ("Evidence is due in 90 days.", "Bevisen lämnas inom 90 dagar."),
    ("Growth counts by the quarter.", "Tillväxten räknas per kvartal."),
    ("Findings are shared in writing.", "Iakttagelserna delas skriftligt."),
    ("A follow-up is included.", "En uppföljning ingår."),
    ("The next step is agreed on site.", "Nästa steg avtalas på plats."),
    ("Both sides answer a survey.", "Båda parter svarar på en enkät."),
    ("Only new workloads count.", "Endast nya arbetsbelastningar räknas."),
    ("Existing licences are reused.", "Befintliga licenser återanvänds."),
    ("Operations take over at the end.", "Driften tar över vid avslutet."),
    ("Savings are documented.", "Besparingarna dokumenteras."),
    ("The board gets a summary.", "Ledningen får en sammanfattning."),
];

/// Specializations.
pub const SPECIALIZATIONS: [&str; 17] = [
    "Low Code Application Development",
    "Intelligent Automation",
    "Small and Midsize Business Management",
    "Analytics on Azure",
    "AI Platform on Azure",
    "Data Warehouse Migration",
    "Kubernetes on Azure",
    "Accelerate Developer Productivity",
    "Infra and Database Migration",
    "Azure Virtual Desktop",
    "SAP on Azure",
    "Azure VMware Solution",
    "Copilot",
    "Adoption and Change Management",
    "Calling for Teams",
    "Threat Protection",
    "Identity and Access Management",
];

/// Certifications.
pub const CERTIFICATIONS: [&str; 10] =
    ["AZ-104", "AZ-305", "AZ-400", "DP-600", "AI-102", "MS-102", "SC-200", "SC-300", "PL-600", "MB-800"];

/// Criteria that the backend states.
pub const STATED: [Pair; 6] = [
    ("Microsoft has nominated the location", "Microsoft har nominerat platsen"),
    ("Two delivery leads are registered", "Två leveransansvariga är registrerade"),
    ("The delivery training is completed", "Leveransutbildningen är genomförd"),
    ("Five customers have linked the location", "Fem kunder har länkat platsen"),
    ("The security audit is passed", "Säkerhetsgranskningen är godkänd"),
    ("The self-assessment is approved", "Självskattningen är godkänd"),
];

/// Country, index of its market, currency, cities.
pub const COUNTRIES: [(&str, usize, &str, [&str; 4]); 18] = [
    ("SE", 0, "SEK", ["Stockholm", "Göteborg", "Malmö", "Umeå"]),
    ("NO", 0, "NOK", ["Oslo", "Bergen", "Trondheim", "Tromsø"]),
    ("DK", 0, "DKK", ["København", "Aarhus", "Odense", "Aalborg"]),
    ("FI", 0, "EUR", ["Helsinki", "Tampere", "Turku", "Jyväskylä"]),
    ("GB", 0, "GBP", ["London", "Manchester", "Leeds", "Bristol"]),
    ("DE", 0, "EUR", ["Berlin", "München", "Köln", "Düsseldorf"]),
    ("NL", 0, "EUR", ["Amsterdam", "Utrecht", "Eindhoven", "Groningen"]),
    ("FR", 0, "EUR", ["Paris", "Lyon", "Nantes", "Orléans"]),
    ("US", 0, "USD", ["Seattle", "Austin", "Boston", "Denver"]),
    ("CA", 0, "CAD", ["Toronto", "Montréal", "Calgary", "Halifax"]),
    ("PL", 1, "PLN", ["Warszawa", "Kraków", "Łódź", "Gdańsk"]),
    ("ES", 1, "EUR", ["Madrid", "Barcelona", "Málaga", "Bilbao"]),
    ("SG", 1, "SGD", ["Singapore", "Jurong", "Tampines", "Woodlands"]),
    ("JP", 1, "JPY", ["Tokyo", "Osaka", "Nagoya", "Sapporo"]),
    ("IN", 2, "INR", ["Bengaluru", "Pune", "Chennai", "Hyderabad"]),
    ("BR", 2, "BRL", ["São Paulo", "Curitiba", "Recife", "Belém"]),
    ("MX", 2, "MXN", ["Monterrey", "Mérida", "Puebla", "Querétaro"]),
    ("ZA", 2, "ZAR", ["Cape Town", "Durban", "Pretoria", "Gqeberha"]),
];

/// First parts of the names of customers.
pub const CUSTOMER_STEMS: [&str; 32] = [
    "Norrsjö",
    "Älvnäs",
    "Björkvik",
    "Tindevik",
    "Rønvig",
    "Ærøsund",
    "Järvikoski",
    "Mäntykallio",
    "Harrowmere",
    "Penhallow",
    "Aldermoor",
    "Larkfield",
    "Königswald",
    "Grünwieser",
    "Weißbach",
    "Nordkai",
    "Zeeduin",
    "Waterpoort",
    "Beaulieu-Marne",
    "Valcourt",
    "Prairie Halt",
    "Coldwater",
    "Maple Reach",
    "Złotowice",
    "Łąkowa",
    "Sierra Clara",
    "Tanjong Hill",
    "Hoshikawa",
    "Sahyanagar",
    "Vindhyagiri",
    "Serra Azul",
    "O’Hanlon",
];

/// Second parts of the names of customers.
pub const CUSTOMER_TRADES: [&str; 24] = [
    "Energy",
    "Foods",
    "Steel",
    "Logistics",
    "Shipping",
    "Textiles",
    "Insurance",
    "Bank",
    "Clinics",
    "Retail",
    "Paper",
    "Dairy",
    "Engineering",
    "Pharma",
    "Rail",
    "Harbour",
    "Media",
    "Telecom",
    "Homes",
    "Mining",
    "Forestry",
    "Software",
    "Robotics",
    "Brewery",
];
