//! Every address of the API with what it takes and gives: the description is made from this, and a test holds the two together.

/// One address and method.
pub struct Endpoint {
    /// Name of the operation.
    pub name: &'static str,
    /// What it is about.
    pub tag: &'static str,
    /// `get`, `post`, `delete`.
    pub method: &'static str,
    /// Address under `/api/v1`.
    pub path: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// Names of parameters, see [`PARAMETERS`].
    pub parameters: &'static [&'static str],
    /// Those that must be given.
    pub required: &'static [&'static str],
    /// Schema of the body.
    pub body: Option<&'static str>,
    /// Status, description, media type and schema of each answer.
    pub answers: &'static [(u16, &'static str, &'static str, &'static str)],
}

/// Name, whether it may be given again, and description of every parameter.
pub const PARAMETERS: &[(&str, bool, &str)] = &[
    ("from", false, "First day, YYYY-MM-DD."),
    ("to", false, "Last day, YYYY-MM-DD."),
    ("box", false, "West, south, east, north, in degrees; west may lie east of east, across the date line."),
    ("place", false, "Part of a place's name."),
    ("actor", true, "Country or role of who acts or is acted upon, or part of what the text calls them."),
    ("kind", true, "Kind of event."),
    ("clause", true, "A clause as agreement/number, or an agreement for any of its clauses: what is alleged to breach it."),
    ("status", true, "How the claims stand to one another."),
    ("lang", true, "Language of reports."),
    ("outlet", true, "Who published."),
    ("q", false, "Words that must all stand there, in any case and with or without accents."),
    ("limit", false, "Most things on one page."),
    ("cursor", false, "«next» of the page before."),
    ("agreement", false, "Name of an agreement."),
    ("verdict", false, "How a claim stands to a clause."),
    ("in", false, "Language of the bulletin."),
    ("format", false, "Form of the bulletin; html when left out."),
    ("at", false, "Where a rule stands, as a claim's «rule» says."),
];

const FILTERS: &[&str] = &["from", "to", "box", "place", "actor", "kind", "clause", "status", "lang", "outlet", "q"];
const FILTERED_PAGES: &[&str] =
    &["from", "to", "box", "place", "actor", "kind", "clause", "status", "lang", "outlet", "q", "limit", "cursor"];
const NONE: &[&str] = &[];
const JSON: &str = "application/json";

macro_rules! endpoint {
    ($name:literal $tag:literal $method:literal $path:literal $summary:literal $parameters:expr, $required:expr, $body:expr, $answers:expr) => {
        Endpoint {
            name: $name,
            tag: $tag,
            method: $method,
            path: $path,
            summary: $summary,
            parameters: $parameters,
            required: $required,
            body: $body,
            answers: $answers,
        }
    };
}

/// Every address, in the order in which a reader meets them.
pub const ENDPOINTS: &[Endpoint] = &[
    endpoint!("summary" "record" "get" "/summary" "Counts, the days told, and the values that filters can take." NONE, NONE, None, &[(200, "The counts.", JSON, "object")]),
    endpoint!("incidents" "incidents" "get" "/incidents" "Incidents that meet a filter, latest first." FILTERED_PAGES, NONE, None, &[(200, "A page.", JSON, "page of Incident")]),
    endpoint!("incident" "incidents" "get" "/incidents/{id}" "One incident with its claims, findings, corrections, reports and what answers it." NONE, NONE, None, &[(200, "The incident.", JSON, "Incident"), (308, "It has another name now.", "", "")]),
    endpoint!("table" "incidents" "get" "/table" "Incidents as rows of numbers, all at once: what the page draws from." FILTERS, NONE, None, &[(200, "The rows.", JSON, "object")]),
    endpoint!("reports" "reports" "get" "/reports" "Reports, latest first, each with the words around what was searched for." &["from", "to", "lang", "outlet", "q", "limit", "cursor"], NONE, None, &[(200, "A page.", JSON, "page of ReportNote")]),
    endpoint!("add_report" "reports" "post" "/reports" "Takes a text into the record with its claims. Editors only." NONE, NONE, Some("Text"), &[(201, "It is new.", JSON, "object"), (200, "It was there already.", JSON, "object")]),
    endpoint!("report" "reports" "get" "/reports/{id}" "A report as received, with its claims and the characters they were read from." NONE, NONE, None, &[(200, "The report.", JSON, "object")]),
    endpoint!("claim" "reports" "get" "/reports/{report}/claims/{claim}" "One claim with all that is known about it." NONE, NONE, None, &[(200, "The claim.", JSON, "ToldClaim")]),
    endpoint!("claims" "claims" "get" "/claims" "Claims that meet a filter, in the order of their reports." FILTERED_PAGES, NONE, None, &[(200, "A page.", JSON, "page of ToldClaim")]),
    endpoint!("rule" "claims" "get" "/rules" "The rule that found a claim, with its examples." &["at"], &["at"], None, &[(200, "The rule.", JSON, "object")]),
    endpoint!("read" "claims" "post" "/read" "Reads a text at once and keeps nothing." NONE, NONE, Some("Text"), &[(200, "What was found.", JSON, "object")]),
    endpoint!("corrections" "corrections" "get" "/corrections" "What people said about claims, latest first, what was taken back included." &["limit", "cursor"], NONE, None, &[(200, "A page.", JSON, "page of Correction")]),
    endpoint!("correct" "corrections" "post" "/corrections" "Confirms, corrects, rejects or notes a claim; merges or splits incidents. Kept beside the machine's reading. Editors only." NONE, NONE, Some("CorrectionDraft"), &[(201, "It is kept.", JSON, "Correction")]),
    endpoint!("undo" "corrections" "delete" "/corrections/{id}" "Takes a correction back; it stays in the record with who took it back. Editors only." NONE, NONE, None, &[(200, "It is taken back.", JSON, "Correction")]),
    endpoint!("findings" "agreements" "get" "/findings" "What agreements say about the claims that they speak to." &["agreement", "clause", "verdict", "limit", "cursor"], NONE, None, &[(200, "A page.", JSON, "page of Finding")]),
    endpoint!("agreements" "agreements" "get" "/agreements" "Every agreement, briefly." NONE, NONE, None, &[(200, "The agreements.", JSON, "object")]),
    endpoint!("agreement" "agreements" "get" "/agreements/{id}" "One agreement: parties, clauses with their texts, zones as GeoJSON." NONE, NONE, None, &[(200, "The agreement.", JSON, "object")]),
    endpoint!("bulletin" "publishing" "get" "/bulletin" "A period told in whole sentences." &["from", "to", "box", "place", "actor", "kind", "clause", "status", "lang", "outlet", "q", "in", "format", "agreement"], &["in"], None, &[(200, "The bulletin.", "text/html", "")]),
    endpoint!("export" "publishing" "get" "/exports/{name}" "Incidents, claims, findings or corrections as one file." FILTERS, NONE, None, &[(200, "The file.", "*/*", "")]),
    endpoint!("atom" "publishing" "get" "/feeds/incidents.atom" "The latest hundred incidents that meet a filter, as an Atom feed." FILTERS, NONE, None, &[(200, "The feed.", "application/atom+xml", "")]),
    endpoint!("json_feed" "publishing" "get" "/feeds/incidents.json" "The same as a JSON feed." FILTERS, NONE, None, &[(200, "The feed.", "application/feed+json", "object")]),
    endpoint!("events" "publishing" "get" "/events" "Server-sent events: one at once, one whenever the record changes." NONE, NONE, None, &[(200, "The stream.", "text/event-stream", "")]),
    endpoint!("places" "page" "get" "/places" "Towns in a box, and what a language calls the places that incidents name." &["box", "limit", "lang"], NONE, None, &[(200, "The places.", JSON, "object")]),
    endpoint!("interface" "page" "get" "/interface/{language}" "The page's words in a language." NONE, NONE, None, &[(200, "The words.", JSON, "object")]),
    endpoint!("session" "page" "get" "/session" "Who is asking, and whether a token is needed." NONE, NONE, None, &[(200, "Who.", JSON, "object")]),
    endpoint!("enter" "page" "post" "/session" "Keeps a token in a cookie that scripts cannot read." NONE, NONE, Some("Token"), &[(200, "Who.", JSON, "object")]),
    endpoint!("leave" "page" "delete" "/session" "Forgets the cookie." NONE, NONE, None, &[(204, "Forgotten.", "", "")]),
];
