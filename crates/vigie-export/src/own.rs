//! Vigie's own columns: everything a record holds.

use crate::column::Kind::{Boolean, Date, Integer, Json, List, Number, Record, Text};
use crate::column::{Column, Row, column};
use crate::place::Gazetteer;
use serde::Serialize;
use serde_json::{Value, json};
use vigie_model::{Claim, Finding, Incident, IncidentFinding, Report};

pub(crate) const LOST: &[&str] = &[
    "JSON Lines and Parquet hold every field. In CSV and GeoJSON the parts of a record are columns of their own, several values stand in one cell with `; ` between them, and lists within lists are JSON.",
];

const QUOTE: &[Column] = &[
    column("text", Text, "the words"),
    column("start", Integer, "first character, from the start of the report's text, in Unicode scalar values"),
    column("end", Integer, "one past the last character"),
];
const SPAN: &[Column] = &[
    column("start", Integer, "first character of the sentence or quote the claim rests on"),
    column("end", Integer, "one past its last character"),
];
const ENTITY: &[Column] = &[
    column("text", Text, "the words of the report"),
    column("country", Text, "ISO 3166-1 alpha-3, or the code of a de facto authority; empty where none applies"),
    column("role", Text, "GOV MIL REB PKO COP SPY CVL MED IGO NGO LEG JUD OTH"),
    column("start", Integer, "first character"),
    column("end", Integer, "one past the last character"),
];
const ENTITIES: &crate::Kind = &Record(ENTITY);
const PLACE: &[Column] = &[
    column("name", Text, "usual English name"),
    column("text", Text, "the words of the report"),
    column("country", Text, "country whose ground it is"),
    column("lat", Number, "degrees north, where it is a point; the middle of a wide place"),
    column("lon", Number, "degrees east"),
    column(
        "precision",
        Text,
        "how exactly it is known: exact, locality, district, province, country, line, unknown (docs/world.md)",
    ),
    column("start", Integer, "first character"),
    column("end", Integer, "one past the last character"),
];
const TIME: &[Column] = &[
    column("from", Date, "first day; empty where the year cannot be known"),
    column("to", Date, "last day"),
    column("text", Text, "the words; empty where carried over from a neighbouring sentence"),
    column("edtf", Text, "what is known of a date without a year, as EDTF (ISO 8601-2)"),
    column("start", Integer, "first character of the words"),
    column("end", Integer, "one past the last character"),
];
const TOLL: &[Column] = &[
    column("effect", Text, "killed, wounded, captured, missing, displaced, released"),
    column("victims", Text, "military, civilian, unknown"),
    column("low", Integer, "fewest; empty where no number is told"),
    column("high", Integer, "most"),
    column("hedge", Text, "at_least, at_most, about, where the source softens the number"),
];

const CITATION: &[Column] = &[
    column("text", Text, "the words of the report"),
    column("agreement", Text, "name of the agreement; empty where the report does not settle which"),
    column("clause", Text, "number of the clause; empty where the agreement is named as a whole"),
    column("start", Integer, "first character"),
    column("end", Integer, "one past the last character"),
];

pub(crate) const CLAIMS: &[Column] = &[
    column("key", Text, "the claim's name across reports: `report#id`"),
    column("report", Text, "the report it was read from"),
    column("id", Text, "its number within the report"),
    column("kind", Text, "what happened, one of the kinds of docs/claims.md"),
    column("polarity", Text, "asserted or denied"),
    column("trigger", Record(QUOTE), "the words that tell the event"),
    column("evidence", Record(SPAN), "the sentence or quote the claim rests on"),
    column("actor", List(ENTITIES), "who did it; for speech acts, who speaks"),
    column("recipient", List(ENTITIES), "at whom it was directed"),
    column("place", Record(PLACE), "where, as exactly as the report says"),
    column("time", Record(TIME), "when"),
    column("toll", List(&Record(TOLL)), "how many people met which effect"),
    column("count", Integer, "how many times"),
    column("means", List(&Text), "weapons and vehicles, in the words of the report"),
    column("source", List(ENTITIES), "whose word it is, innermost first; empty for the report's own voice"),
    column("published", Date, "day its report was published, where known"),
    column("outlet", Text, "who published its report, where known"),
    column("cites", List(&Record(CITATION)), "agreements and clauses that its sentence names"),
    column("rule", Text, "the rule that found it, as file and line"),
];

const ORIGIN: &[Column] = &[
    column("name", Text, "the body, as the first report names it; the report itself for its own voice"),
    column("country", Text, "its country"),
    column("role", Text, "its role; empty for a report's own voice"),
    column("reports", List(&Text), "the reports that rest on it"),
    column("asserts", List(&Text), "keys of its claims that assert"),
    column("denies", List(&Text), "keys of its claims that deny"),
    column("reliability", Text, "A to F as the user's file of sources says; F where it says nothing"),
];
const VERSION: &[Column] =
    &[column("says", Text, "the value told"), column("claims", List(&Text), "keys of the claims that say so")];
const AS_OF: &[Column] = &[
    column("day", Date, "day of publication"),
    column("low", Integer, "fewest told up to then"),
    column("best", Integer, "best number then"),
    column("high", Integer, "most told up to then"),
    column("claims", List(&Text), "keys of the claims published that day"),
];
const COPIED: &[Column] = &[
    column("report", Text, "the report that repeats"),
    column("of", Text, "the report that it repeats"),
    column("how", Text, "same_text, translation, rewrite, agency"),
];
const RESPONSE: &[Column] = &[
    column("incident", Text, "name of the answering incident"),
    column("kind", Text, "its kind"),
    column("from", Date, "its first day"),
    column("asserted", Boolean, "false where it is only denied"),
    column("score", Number, "how well the two fit"),
    column("why", Text, "what each slot says"),
];
const TOLLS: &[Column] = &[
    column("effect", Text, "killed, wounded, captured, missing, displaced, released"),
    column("victims", Text, "military, civilian, unknown"),
    column("side", Text, "country of the victims' side, where told"),
    column("low", Integer, "fewest told by anybody; 0 where somebody denies any"),
    column("best", Integer, "the number that `rule` chose"),
    column("high", Integer, "most told by anybody"),
    column("told", List(&Record(VERSION)), "each number with the claims that give it"),
    column("rule", Text, "only_figure, most_origins, most_reliable, latest, lowest"),
    column("history", List(&Record(AS_OF)), "the range as it stood on each day of publication that changed it"),
];
const CONTRADICTION: &[Column] = &[
    column("about", Text, "polarity, figures, blame, time, place, name, control"),
    column("versions", List(&Record(VERSION)), "each version with the claims that tell it"),
];

pub(crate) const INCIDENTS: &[Column] = &[
    column("id", Text, "stable name"),
    column("kind", Text, "the most specific kind told"),
    column("title", Text, "kind, actors, place, days in one line without language"),
    column("from", Date, "first day"),
    column("to", Date, "last day"),
    column("place", Record(PLACE), "where"),
    column("status", Text, "single_source, corroborated, contested, denied"),
    column(
        "credibility",
        Integer,
        "1 to 6 of the Admiralty code, from corroboration and contradiction alone (docs/incidents.md)",
    ),
    column("independent_reports", Integer, "reports that do not repeat one another's source"),
    column("reports", List(&Text), "the reports that tell it"),
    column("claims", List(&Text), "keys of the claims"),
    column("origins", List(&Record(ORIGIN)), "whose word it rests on"),
    column("tolls", List(&Record(TOLLS)), "victims by effect and side, as ranges"),
    column("contradictions", List(&Record(CONTRADICTION)), "where the claims cannot all be true"),
    column("silent", List(&Text), "countries told to have acted or suffered whose own word nobody passes on"),
    column("copies", List(&Record(COPIED)), "reports of it that repeat another"),
    column("responses", List(&Record(RESPONSE)), "what answers it, by day"),
    column("outcome", Text, "unanswered, open, disputed, closed"),
    column("formerly", List(&Text), "names it had before it was merged"),
];

pub(crate) const FINDINGS: &[Column] = &[
    column("claim", Text, "key of the claim"),
    column("agreement", Text, "name of the agreement"),
    column("clause", Text, "number of the clause; empty where none speaks to it, or the agreement as a whole is meant"),
    column("obligation", Text, "the obligation within the clause"),
    column("verdict", Text, "alleged_breach, denied, compliant, out_of_scope, not_a_breach; never a fact"),
    column("why", Text, "the reasons, in English"),
    column("grounds", Json, "the same reasons one by one, for programs"),
];

pub(crate) const STANDINGS: &[Column] = &[
    column("incident", Text, "name of the incident"),
    column("agreement", Text, "name of the agreement"),
    column("clause", Text, "number of the clause; empty where the agreement as a whole is meant"),
    column("verdict", Text, "the strongest verdict of its claims; never a fact"),
    column("standing", Text, "single_source, corroborated, contested, denied"),
    column("origins", Integer, "how many origins the incident has"),
    column("alleged_by", List(&Text), "origins that allege a breach"),
    column("denied_by", List(&Text), "origins that deny it"),
    column("kept_by", List(&Text), "origins that tell the clause as kept"),
    column("named_by", List(&Text), "origins that name the clause or the agreement in their own words"),
    column("claims", List(&Text), "keys of the claims it rests on"),
    column("exemptions", List(&Text), "exemptions of the text that may be argued, or that cover it"),
    column("why", Text, "the reasons, in English"),
];

pub(crate) const REPORTS: &[Column] = &[
    column("id", Text, "name of the report"),
    column("language", Text, "two-letter code, where told"),
    column("published", Date, "day of publication"),
    column("outlet", Text, "who published it"),
    column("url", Text, "where it can be read"),
    column("title", Text, "headline"),
    column("characters", Integer, "length of the text in Unicode scalar values"),
    column("text", Text, "the text as received; empty under --blur, --no-names and in data packages"),
    column("notes", List(&Text), "what was odd when it was taken in"),
];

/// A value as JSON; what cannot be one is null.
fn value(of: impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or(Value::Null)
}

/// The row of a record that serialises to an object, with fields added or replaced.
fn row(columns: &[Column], record: impl Serialize, other: &[(&str, Value)]) -> Row {
    let mut object = value(record);
    columns
        .iter()
        .map(|c| match other.iter().find(|(name, _)| *name == c.name) {
            Some((_, v)) => v.clone(),
            None => object.get_mut(c.name).map(Value::take).unwrap_or_else(|| absent(c)),
        })
        .collect()
}

/// What stands for a field that the record leaves out when it is empty, so that a line can be read back as a record.
fn absent(column: &Column) -> Value {
    match (column.kind, column.name) {
        (List(_) | Json, _) => json!([]),
        (Text, "rule" | "obligation") => json!(""),
        _ => Value::Null,
    }
}

pub(crate) fn claim(claim: &Claim, gazetteer: &Gazetteer) -> Row {
    row(CLAIMS, claim, &[("key", json!(claim.key())), ("place", gazetteer.value(claim.place.as_ref()))])
}

pub(crate) fn incident(incident: &Incident, gazetteer: &Gazetteer) -> Row {
    let other = [("place", gazetteer.value(incident.place.as_ref())), ("credibility", json!(incident.credibility()))];
    row(INCIDENTS, incident, &other)
}

pub(crate) fn finding(finding: &Finding) -> Row {
    row(FINDINGS, finding, &[])
}

pub(crate) fn standing(finding: &IncidentFinding) -> Row {
    row(STANDINGS, finding, &[])
}

pub(crate) fn report(report: &Report) -> Row {
    let other = [("language", json!(report.language)), ("characters", json!(report.text.chars().count()))];
    row(REPORTS, report, &other)
}
