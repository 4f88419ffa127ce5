//! Incidents as a page of text that an analyst reads: each event with its versions side by side, where they contradict each
//! other, the tolls as ranges, what answered it, and what the clauses of an agreement make of it.

mod brief;

pub use brief::brief;

use crate::draw::Paint;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use vigie_model::{
    Agreement, Claim, Copying, Dispute, Entity, EventKind, Incident, IncidentFinding, Origin, Outcome, Polarity, Status,
    TollRange, Verdict, Victims,
};

/// Characters of a line.
const WIDTH: usize = 104;
/// Where what is told begins.
const INDENT: usize = 14;
/// A contradiction or a finding names no more claims than this.
const MOST_KEYS: usize = 6;

/// One line: name, title, how many tell it.
pub fn head(incident: &Incident) -> String {
    format!(
        "{} {} [{}, {} of {}, {}]",
        incident.id,
        incident.title,
        several(incident.claims.len(), "claim"),
        several(incident.independent_reports, "independent report"),
        incident.reports.len(),
        status(incident.status)
    )
}

/// The whole page: what is told to have happened on the ground, the most reported first, with what answers each beneath it;
/// then what else was done and said, a line each; then the clauses that findings speak of.
pub fn page(
    claims: &[Claim],
    incidents: &[Incident],
    findings: &[IncidentFinding],
    agreements: &[Agreement],
    paint: Paint,
) -> String {
    if incidents.is_empty() {
        return "No incident is told.\n".to_owned();
    }
    let by_key = vigie_model::by_key(claims);
    let (mut events, others): (Vec<&Incident>, Vec<&Incident>) = incidents.iter().partition(|i| is_on_the_ground(i.kind));
    events.sort_by_key(|i| (Reverse(i.reports.len()), i.from.is_none(), i.from));
    let (done, said): (Vec<&Incident>, Vec<&Incident>) = others.into_iter().partition(|i| !i.kind.is_speech_act());
    let reports: BTreeSet<&str> = claims.iter().map(|c| c.report.as_str()).collect();
    let mut out = format!(
        "{} of {}, gathered into {}: {} on the ground, {} beside them, {}. Each line says who tells it; none says that it is so.\n",
        several(claims.len(), "claim"),
        several(reports.len(), "report"),
        several(incidents.len(), "incident"),
        several(events.len(), "event"),
        several(done.len(), "measure"),
        several(said.len(), "statement"),
    );
    let by_id: HashMap<&str, &Incident> = incidents.iter().map(|i| (i.id.as_str(), i)).collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (n, incident) in events.iter().enumerate() {
        out.push('\n');
        event(&mut out, n + 1, incident, &by_key, &by_id, findings, paint);
        told.extend(incident.responses.iter().map(|r| r.incident.as_str()));
    }
    for (title, incidents) in [("Done besides", done), ("Said besides", said)] {
        // What answers an event stands beneath it; an answer that is itself contested is told in full.
        let rest: Vec<&Incident> = incidents.into_iter().filter(|i| !told.contains(i.id.as_str()) || is_disputed(i)).collect();
        if !rest.is_empty() {
            let _ = writeln!(out, "\n{}", paint.strong(title));
            rest.into_iter().for_each(|incident| besides(&mut out, incident, &by_key, findings, paint));
        }
    }
    clauses(&mut out, findings, agreements, paint);
    out
}

/// Acts of force and what holds ground or people; not what is said, agreed, watched over or done to calm.
fn is_on_the_ground(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent()
        || matches!(
            kind,
            Capture | Incursion | Seizure | Fortification | Deployment | Overflight | Blockade | Displacement | Violation
        )
}

fn is_disputed(incident: &Incident) -> bool {
    !incident.kind.is_speech_act() && matches!(incident.status, Status::Contested | Status::Denied)
}

fn event(
    out: &mut String,
    number: usize,
    incident: &Incident,
    claims: &HashMap<String, &Claim>,
    by_id: &HashMap<&str, &Incident>,
    findings: &[IncidentFinding],
    paint: Paint,
) {
    let mut heading = format!("{number}. {}", spaced(incident.kind.name()));
    if let Some(place) = &incident.place {
        let _ = write!(heading, " — {}", place.name);
    }
    let _ = write!(heading, ", {}", days(incident.from, incident.to));
    let _ = writeln!(out, "{}", paint.strong(&heading));
    let grade = format!("{:?}{}", incident.reliability(), incident.credibility());
    let origins = several(incident.origins.len(), "origin");
    let facts = [
        incident.id.clone(),
        status(incident.status).to_owned(),
        format!("{} of {}, {origins}", several(incident.claims.len(), "claim"), several(incident.reports.len(), "report")),
        format!("{} independent", incident.independent_reports),
        format!("grade {grade}"),
    ];
    let _ = writeln!(out, "   {}", paint.frame(&facts.join(" · ")));
    if !incident.formerly.is_empty() {
        line(out, "formerly", &incident.formerly.join(", "), paint);
    }
    versions(out, incident, claims, paint);
    if !incident.silent.is_empty() {
        let silent: Vec<String> = incident.silent.iter().map(|c| c.to_string()).collect();
        line(out, "not heard", &silent.join(", "), paint);
    }
    for copied in &incident.copies {
        let how = match copied.how {
            Copying::SameText => "is the text of",
            Copying::Translation => "is a translation of",
            Copying::Rewrite => "is cut from",
            Copying::Agency => "passes on",
        };
        line(out, "copy", &format!("{} {how} {}", copied.report, copied.of), paint);
    }
    means(out, incident, claims, paint);
    tolls(out, &incident.tolls, paint);
    for c in &incident.contradictions {
        let versions: Vec<String> = c.versions.iter().map(|v| format!("{} ({})", v.says, keys(&v.claims))).collect();
        line(out, "differ", &format!("{}: {}", about(c.about), versions.join(" | ")), paint);
    }
    for response in &incident.responses {
        let day = response.from.map_or("undated".to_owned(), |d| d.to_string());
        let who = by_id.get(response.incident.as_str()).map_or(String::new(), |i| participants(i, claims));
        let denied = if response.asserted { "" } else { " (denied)" };
        line(out, "answered", &format!("{day} {}{denied}{who} [{}]", spaced(response.kind.name()), response.incident), paint);
    }
    match incident.outcome {
        Outcome::Unanswered => {}
        Outcome::Open => line(out, "outcome", "open: nothing that would end it is told", paint),
        Outcome::Disputed => line(out, "outcome", "disputed: some tell what would end it, some deny it", paint),
        Outcome::Closed => line(out, "outcome", "closed: its end is told, and nobody denies that", paint),
    }
    for finding in in_scope(findings, incident) {
        line(out, &format!("clause {}", finding.clause), &in_short(finding), paint);
    }
}

fn in_scope<'f>(findings: &'f [IncidentFinding], incident: &'f Incident) -> impl Iterator<Item = &'f IncidentFinding> {
    findings.iter().filter(move |f| f.incident == incident.id && f.verdict != Verdict::OutOfScope)
}

/// Each origin's version, those who assert before those who deny; what all claims share stands in the heading alone.
fn versions(out: &mut String, incident: &Incident, claims: &HashMap<String, &Claim>, paint: Paint) {
    for (word, polarity) in [("says", Polarity::Asserted), ("denies", Polarity::Denied)] {
        for origin in &incident.origins {
            let told = if polarity == Polarity::Denied { &origin.denies } else { &origin.asserts };
            let mut by_wording: BTreeMap<(u32, String), Vec<&str>> = BTreeMap::new();
            for (key, claim) in told.iter().filter_map(|k| Some((k.as_str(), *claims.get(k)?))) {
                let wording = version(claim, incident);
                let at = by_wording.keys().find(|(_, w)| *w == wording).map_or(by_wording.len() as u32, |(n, _)| *n);
                by_wording.entry((at, wording)).or_default().push(key);
            }
            if by_wording.is_empty() {
                continue;
            }
            line(out, word, &format!("{}{}", paint.strong(&speaker(origin)), reports_of(origin)), paint);
            for ((_, wording), keys) in by_wording {
                line(out, "", &format!("{wording} [{}]", keys.join(", ")), paint);
            }
        }
    }
}

/// Whose word it is: `Ministry of Defence (AAA GOV, C)`.
fn speaker(origin: &Origin) -> String {
    let mut marks: Vec<String> = Vec::new();
    let body = [origin.country.map(|c| c.to_string()), origin.role.map(|r| r.name().to_owned())];
    let body: Vec<String> = body.into_iter().flatten().collect();
    marks.push(if body.is_empty() { "own voice".to_owned() } else { body.join(" ") });
    marks.push(format!("{:?}", origin.reliability));
    format!("{} ({})", one_line(&origin.name), marks.join(", "))
}

fn reports_of(origin: &Origin) -> String {
    if origin.reports.len() > 1 { format!(" in {} reports", origin.reports.len()) } else { String::new() }
}

/// What one claim tells, without the place and days that the incident's heading tells.
fn version(claim: &Claim, incident: &Incident) -> String {
    let mut said = spaced(claim.kind.name());
    if let Some(n) = claim.count {
        let _ = write!(said, " ×{n}");
    }
    if !claim.actor.is_empty() {
        let _ = write!(said, " by {}", codes(&claim.actor));
    }
    if !claim.recipient.is_empty() {
        let _ = write!(said, " {} {}", if claim.kind.is_violent() { "on" } else { "to" }, codes(&claim.recipient));
    }
    if let Some(p) = claim.place.as_ref().filter(|p| incident.place.as_ref().is_none_or(|i| i.name != p.name)) {
        let _ = write!(said, ", at {}", one_line(&p.name));
    }
    if let Some(t) = &claim.time {
        match (t.from, t.to) {
            (Some(a), Some(b)) if (Some(a), Some(b)) != (incident.from, incident.to) => {
                let _ = write!(said, ", {}", days(Some(a), Some(b)));
            }
            (None, None) if t.edtf.is_some() => {
                let _ = write!(said, ", {}", t.edtf.as_deref().unwrap_or_default());
            }
            _ => {}
        }
    }
    for t in &claim.toll {
        let number = match (t.low, t.high) {
            (Some(a), Some(b)) if a == b => a.to_string(),
            (Some(a), Some(b)) => format!("{a} to {b}"),
            _ => "an untold number".to_owned(),
        };
        let _ = write!(said, ", {number} {}{}", effect(t.effect), victims(t.victims));
    }
    said
}

/// Sides by their codes, so that versions in several languages fall together: `AAA MIL, BBB GOV`.
fn codes(entities: &[Entity]) -> String {
    let mut codes: Vec<String> = Vec::new();
    for e in entities {
        let code = e.country.map_or_else(|| format!("“{}”", one_line(&e.text)), |c| format!("{c} {}", e.role.name()));
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.join(", ")
}

/// Weapons and vehicles as reports name them.
fn means(out: &mut String, incident: &Incident, claims: &HashMap<String, &Claim>, paint: Paint) {
    let named: BTreeSet<String> =
        incident.claims.iter().filter_map(|k| claims.get(k)).flat_map(|c| &c.means).map(|m| one_line(m)).collect();
    if !named.is_empty() {
        line(out, "means", &named.iter().take(MOST_KEYS).map(|m| format!("“{m}”")).collect::<Vec<_>>().join(", "), paint);
    }
}

fn tolls(out: &mut String, tolls: &[TollRange], paint: Paint) {
    for t in tolls {
        let side = t.side.map_or(String::new(), |c| format!(", {c}"));
        let what = format!("{}{}{side}", effect(t.effect), victims(t.victims));
        let range = if t.low == t.high {
            t.best.to_string()
        } else {
            format!("{} to {}, best {} ({})", t.low, t.high, t.best, spaced(t.rule.name()))
        };
        let told: Vec<String> = t.told.iter().map(|v| format!("{}: {}", v.says, keys(&v.claims))).collect();
        let told = if t.told.len() > 1 { format!(" — {}", told.join("; ")) } else { String::new() };
        line(out, "toll", &format!("{what}: {range}{told}"), paint);
        if t.history.len() > 1 {
            let steps: Vec<String> = t
                .history
                .iter()
                .map(|h| {
                    let range = if h.low == h.high { h.best.to_string() } else { format!("{} to {}", h.low, h.high) };
                    format!("{} {range}", h.day)
                })
                .collect();
            line(out, "", &format!("as published: {}", steps.join(", ")), paint);
        }
    }
}

/// A measure or a statement in one line; where it is contested, each side's word in a line of its own.
fn besides(out: &mut String, incident: &Incident, claims: &HashMap<String, &Claim>, findings: &[IncidentFinding], paint: Paint) {
    let place = incident.place.as_ref().map_or(String::new(), |p| format!(", {}", one_line(&p.name)));
    let disputed = if is_disputed(incident) { format!(", {}", status(incident.status)) } else { String::new() };
    let reports = several(incident.reports.len(), "report");
    let kind = spaced(incident.kind.name());
    let text = format!("{kind}{}{place}{disputed} — {reports} [{}]", participants(incident, claims), incident.id);
    line(out, &incident.from.or(incident.to).map_or("undated".to_owned(), |d| d.to_string()), &text, paint);
    if is_disputed(incident) {
        for origin in &incident.origins {
            for (word, keys) in [("says so", &origin.asserts), ("denies it", &origin.denies)] {
                if !keys.is_empty() {
                    line(out, "", &format!("{} {word} ({})", speaker(origin), self::keys(keys)), paint);
                }
            }
        }
    }
    for finding in in_scope(findings, incident) {
        line(out, "", &format!("clause {}: {}", finding.clause, in_short(finding)), paint);
    }
}

/// The clauses that findings speak of, in the words of the agreement's file.
fn clauses(out: &mut String, findings: &[IncidentFinding], agreements: &[Agreement], paint: Paint) {
    for agreement in agreements {
        let spoken: BTreeSet<&str> = findings
            .iter()
            .filter(|f| f.agreement == agreement.id && f.verdict != Verdict::OutOfScope)
            .map(|f| f.clause.as_str())
            .collect();
        if spoken.is_empty() {
            continue;
        }
        let title = agreement.title.values().next().unwrap_or(&agreement.id);
        let _ = writeln!(out, "\n{} {}", paint.strong(title), paint.frame(&format!("[{}]", agreement.id)));
        for clause in agreement.clauses.iter().filter(|c| spoken.contains(c.number.as_str())) {
            line(out, &format!("clause {}", clause.number), clause.text.values().next().map_or("", String::as_str), paint);
        }
    }
}

/// " by X to Y" from the first claim that names somebody.
fn participants(incident: &Incident, claims: &HashMap<String, &Claim>) -> String {
    let named = |list: &[Entity]| list.iter().map(|e| one_line(&e.text)).collect::<Vec<_>>().join(", ");
    let told: Vec<&&Claim> = incident.claims.iter().filter_map(|k| claims.get(k)).collect();
    let first = |of: fn(&Claim) -> &Vec<Entity>| told.iter().map(|c| of(c)).find(|l| !l.is_empty()).map(|l| named(l));
    let (by, to) = (first(|c| &c.actor), first(|c| &c.recipient));
    format!("{}{}", by.map_or(String::new(), |b| format!(" by {b}")), to.map_or(String::new(), |t| format!(" to {t}")))
}

/// Findings by incident, as `vigie check` writes them.
pub fn findings(incidents: &[Incident], findings: &[IncidentFinding], paint: Paint) -> String {
    let mut out = String::new();
    for incident in incidents {
        let of: Vec<&IncidentFinding> = findings.iter().filter(|f| f.incident == incident.id).collect();
        if of.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{} {}", paint.strong(&incident.title), paint.frame(&format!("[{}]", incident.id)));
        for f in of {
            line(&mut out, &format!("clause {}", f.clause), &format!("{}, {}", standing(f), f.why), paint);
            line(&mut out, "", &format!("{}: {}", f.agreement, keys(&f.claims)), paint);
        }
    }
    out
}

fn standing(f: &IncidentFinding) -> String {
    match f.verdict {
        Verdict::AllegedBreach | Verdict::Compliant => format!("{} ({})", spaced(f.verdict.name()), status(f.standing)),
        other => spaced(other.name()),
    }
}

/// A finding in one line: how it stands, and how many origins say what.
fn in_short(f: &IncidentFinding) -> String {
    let of = |n: usize| format!("{n} of {}", several(f.origins, "origin"));
    let mut parts: Vec<String> = [("alleged by", &f.alleged_by), ("denied by", &f.denied_by), ("told as kept by", &f.kept_by)]
        .into_iter()
        .filter(|(_, who)| !who.is_empty())
        .map(|(word, who)| format!("{word} {}", of(who.len())))
        .collect();
    if !f.named_by.is_empty() {
        parts.push(format!("named by {}", f.named_by.join("; ")));
    }
    if !f.exemptions.is_empty() {
        parts.push(format!("exemptions that may be argued: {}", f.exemptions.join(", ")));
    }
    format!("{}: {}", standing(f), parts.join(", "))
}

fn about(dispute: Dispute) -> &'static str {
    match dispute {
        Dispute::Polarity => "whether it happened",
        Dispute::Figures => "figures",
        Dispute::Blame => "who did it",
        Dispute::Time => "day",
        Dispute::Place => "place",
        Dispute::Name => "name of the place",
        Dispute::Control => "who holds the ground",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::SingleSource => "single source",
        Status::Corroborated => "corroborated",
        Status::Contested => "contested",
        Status::Denied => "denied",
    }
}

fn effect(effect: vigie_model::Effect) -> String {
    format!("{effect:?}").to_lowercase()
}

fn victims(victims: Victims) -> &'static str {
    match victims {
        Victims::Military => " (military)",
        Victims::Civilian => " (civilian)",
        Victims::Unknown => "",
    }
}

fn days(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(a), Some(b)) if a != b => format!("{a} to {b}"),
        (Some(a), _) | (None, Some(a)) => a.to_string(),
        (None, None) => "undated".to_owned(),
    }
}

fn several(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn keys(claims: &[String]) -> String {
    let mut shown: Vec<&str> = claims.iter().take(MOST_KEYS).map(String::as_str).collect();
    let more = claims.len().saturating_sub(MOST_KEYS);
    let rest = format!("and {more} more");
    if more > 0 {
        shown.push(&rest);
    }
    shown.join(", ")
}

/// A label and what it labels, in lines that fit.
fn line(out: &mut String, label: &str, text: &str, paint: Paint) {
    let room = INDENT - 4;
    let label = format!("   {label:<room$} ");
    let width = label.chars().count();
    wrapped_at(out, &paint.frame(&label), width.max(INDENT), text, WIDTH);
}

/// `label`, `indent` characters wide, then the words of `text`, further lines beneath the first word, none beyond `width`.
/// Escape codes have no width.
fn wrapped_at(out: &mut String, label: &str, indent: usize, text: &str, width: usize) {
    let seen = |word: &str| {
        let mut inside = false;
        word.chars()
            .filter(|c| {
                let escape = *c == '\x1b';
                let counts = !inside && !escape;
                inside = (inside || escape) && !(inside && *c == 'm');
                counts
            })
            .count()
    };
    out.push_str(label);
    let mut used = indent;
    let mut fresh = true;
    for word in text.split(' ') {
        let length = seen(word);
        if !fresh && used + 1 + length > width {
            let _ = write!(out, "\n{:indent$}", "");
            used = indent;
            fresh = true;
        }
        if !fresh {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
        fresh = false;
    }
    out.push('\n');
}
