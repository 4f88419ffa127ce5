//! One page that fits a sheet: the events most told of with their versions side by side, the others a line each.

use super::{about, effect, in_scope, is_disputed, is_on_the_ground, one_line, several, spaced, standing, status, wrapped_at};
use crate::draw::Paint;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use vigie_model::{Agreement, Claim, Dispute, Incident, IncidentFinding, Origin, Outcome, Status, TollRange, Verdict, Victims};

/// Characters of a line.
const WIDTH: usize = 112;
/// Where what is told begins.
const INDENT: usize = 12;
/// Lines of the whole page.
const LINES: usize = 80;
/// Lines kept for the events and statements that are told in one line each, and for the clauses.
const LINES_FOR_THE_REST: usize = 24;
/// Characters of the column of those who assert, where somebody denies.
const LEFT: usize = 62;

/// The page. What does not fit is counted, with the command that tells it all.
pub fn brief(
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
    let by_id: HashMap<&str, &Incident> = incidents.iter().map(|i| (i.id.as_str(), i)).collect();
    let reports: BTreeSet<&str> = claims.iter().map(|c| c.report.as_str()).collect();
    let mut events: Vec<&Incident> = incidents.iter().filter(|i| is_on_the_ground(i.kind) || is_disputed(i)).collect();
    events.sort_by_key(|i| {
        (Reverse(i.reports.len()), Reverse(is_contested(i)), Reverse(i.origins.len()), i.from.is_none(), i.from)
    });
    let head = format!(
        "{} of {}: {}, {} of them on the ground. It is told who tells what, not what is so.",
        several(claims.len(), "claim"),
        several(reports.len(), "report"),
        several(incidents.len(), "incident"),
        incidents.iter().filter(|i| is_on_the_ground(i.kind)).count(),
    );
    let mut page = Page { out: String::new(), paint };
    page.wrapped("", 0, &head);
    let tail = clauses(findings, agreements, paint);
    let room = LINES - LINES_FOR_THE_REST.max(tail.lines().count() + 8);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (n, incident) in events.iter().enumerate() {
        let mut one = Page { out: String::new(), paint };
        one.event(n + 1, incident, &by_key, &by_id, findings);
        // The first is told at any length.
        if n > 0 && page.lines() + one.lines() > room {
            break;
        }
        page.out.push_str(&one.out);
        told.insert(&incident.id);
        told.extend(incident.responses.iter().map(|r| r.incident.as_str()));
    }
    let mut rest: Vec<&Incident> = incidents.iter().filter(|i| !told.contains(i.id.as_str())).collect();
    rest.sort_by_key(|i| (!is_on_the_ground(i.kind), Reverse(i.reports.len()), i.from.is_none(), i.from));
    if !rest.is_empty() {
        let _ = writeln!(page.out, "\n{}", paint.strong("Also told"));
        let room = LINES.saturating_sub(page.lines() + tail.lines().count() + 1);
        let shown = if rest.len() <= room { rest.len() } else { room.saturating_sub(1) };
        for incident in &rest[..shown] {
            page.also(incident, &by_key, findings);
        }
        if shown < rest.len() {
            let _ = writeln!(page.out, "   and {} more: `--format text` tells all", rest.len() - shown);
        }
    }
    page.out.push_str(&tail);
    page.out
}

fn is_contested(incident: &Incident) -> bool {
    matches!(incident.status, Status::Contested | Status::Denied)
}

struct Page {
    out: String,
    paint: Paint,
}

impl Page {
    fn lines(&self) -> usize {
        self.out.lines().count()
    }

    fn wrapped(&mut self, label: &str, indent: usize, text: &str) {
        let label = if indent == 0 { String::new() } else { format!("   {label:<room$}", room = indent - 3) };
        wrapped_at(&mut self.out, &self.paint.frame(&label), indent, text, WIDTH);
    }

    fn line(&mut self, label: &str, text: &str) {
        self.wrapped(label, INDENT, text);
    }

    fn event(
        &mut self,
        number: usize,
        incident: &Incident,
        claims: &HashMap<String, &Claim>,
        by_id: &HashMap<&str, &Incident>,
        findings: &[IncidentFinding],
    ) {
        let facts = format!(
            " · {} · {} of {}, {} independent · {:?}{}",
            status(incident.status),
            several(incident.claims.len(), "claim"),
            several(incident.reports.len(), "report"),
            incident.independent_reports,
            incident.reliability(),
            incident.credibility()
        );
        let head = format!("{number}. {}", title(incident));
        let fits = head.chars().count() + facts.chars().count() <= WIDTH;
        let (joint, facts) = if fits { ("", facts.as_str()) } else { ("\n  ", facts.trim_start_matches(' ')) };
        let _ = writeln!(self.out, "\n{}{joint}{}", self.paint.strong(&head), self.paint.frame(facts));
        let asserted = cells(incident, claims, |o| &o.asserts);
        let denied = cells(incident, claims, |o| &o.denies);
        self.columns(&asserted, &denied);
        if !incident.silent.is_empty() {
            self.line("unheard", &incident.silent.iter().map(|c| c.to_string()).collect::<Vec<_>>().join(", "));
        }
        let differ: Vec<String> = incident
            .contradictions
            .iter()
            // Assertion and denial stand beside each other above, figures below.
            .filter(|c| c.about != Dispute::Polarity && (c.about != Dispute::Figures || incident.tolls.is_empty()))
            .map(|c| {
                let versions: Vec<String> = c.versions.iter().map(|v| format!("{} ({})", v.says, v.claims.len())).collect();
                format!("{}: {}", about(c.about), versions.join(" | "))
            })
            .collect();
        if !differ.is_empty() {
            self.line("differ", &differ.join("; "));
        }
        if !incident.tolls.is_empty() {
            self.line("toll", &incident.tolls.iter().map(toll).collect::<Vec<_>>().join("; "));
        }
        let mut answers: Vec<String> = Vec::new();
        for r in &incident.responses {
            let by = by_id.get(r.incident.as_str()).map_or(String::new(), |i| sides(i, claims));
            let denied = if r.asserted { "" } else { " (denied)" };
            let day = r.from.map_or("undated".to_owned(), |d| d.to_string());
            answers.push(format!("{day} {}{by}{denied}", spaced(r.kind.name())));
        }
        if !answers.is_empty() {
            let outcome = match incident.outcome {
                Outcome::Unanswered => "",
                Outcome::Open => " — no end told",
                Outcome::Disputed => " — its end is disputed",
                Outcome::Closed => " — told as over",
            };
            self.line("answered", &format!("{}{outcome}", answers.join("; ")));
        }
        let clauses: Vec<String> = in_scope(findings, incident).map(finding).collect();
        if !clauses.is_empty() {
            self.line("clauses", &clauses.join("; "));
        }
    }

    /// Those who assert beside those who deny; over the whole width where nobody does one of both.
    fn columns(&mut self, asserted: &[String], denied: &[String]) {
        if asserted.is_empty() || denied.is_empty() {
            let label = if denied.is_empty() { "says" } else { "denies" };
            for (n, cell) in asserted.iter().chain(denied).enumerate() {
                self.line(if n == 0 { label } else { "" }, cell);
            }
            return;
        }
        let column = |cells: &[String], width: usize| -> Vec<String> {
            let mut lines = String::new();
            cells.iter().for_each(|cell| wrapped_at(&mut lines, "", 0, &format!("· {cell}"), width));
            lines.lines().map(str::to_owned).collect()
        };
        let left = column(asserted, LEFT);
        let right = column(denied, WIDTH - INDENT - LEFT - 10);
        for n in 0..left.len().max(right.len()) {
            let of = |column: &[String]| column.get(n).cloned().unwrap_or_default();
            let label = self.paint.frame(&format!("   {:<room$}", if n == 0 { "says" } else { "" }, room = INDENT - 3));
            let denies = self.paint.frame(if n == 0 { "denies  " } else { "        " });
            let _ = writeln!(self.out, "{}", format!("{label}{:<LEFT$}  {denies}{}", of(&left), of(&right)).trim_end());
        }
    }

    fn also(&mut self, incident: &Incident, claims: &HashMap<String, &Claim>, findings: &[IncidentFinding]) {
        let by: BTreeSet<String> = incident.origins.iter().map(origin).collect();
        let clauses: Vec<String> = in_scope(findings, incident).map(finding).collect();
        let clauses = if clauses.is_empty() { String::new() } else { format!("; {}", clauses.join("; ")) };
        let contested = if is_contested(incident) { format!(", {}", status(incident.status)) } else { String::new() };
        let text = format!(
            "{}{}{contested} — {}{clauses}",
            title(incident),
            sides(incident, claims),
            by.into_iter().collect::<Vec<_>>().join(", ")
        );
        let _ = writeln!(self.out, "   {}", cut(&text, WIDTH - 4));
    }
}

/// What is longer ends in an ellipsis.
fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() > longest { text.chars().take(longest - 1).chain(['…']).collect() } else { text.to_owned() }
}

fn title(incident: &Incident) -> String {
    const LONGEST_NAME: usize = 60;
    let place = incident.place.as_ref().map_or(String::new(), |p| format!(", {}", cut(&one_line(&p.name), LONGEST_NAME)));
    format!("{}{place}, {}", spaced(incident.kind.name()), days(incident.from.or(incident.to), incident.to.or(incident.from)))
}

/// A day, or a run of days without what the first has in common with the last: `2022-03-24..26`.
fn days(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) if (a.year(), a.month()) == (b.year(), b.month()) => format!("{a}..{:02}", b.day()),
        (Some(a), Some(b)) => format!("{a}..{b}"),
        _ => "undated".to_owned(),
    }
}

/// Each wording once, with whose word it is and in how many reports: `shelling by AAA: BBB MIL ×2, own voice of r1`.
fn cells<'i>(incident: &'i Incident, claims: &HashMap<String, &Claim>, keys: fn(&'i Origin) -> &'i Vec<String>) -> Vec<String> {
    let mut by_wording: Vec<(String, BTreeMap<String, BTreeSet<&str>>)> = Vec::new();
    for o in &incident.origins {
        for claim in keys(o).iter().filter_map(|k| claims.get(k)) {
            let wording = wording(claim);
            let at = by_wording.iter().position(|(w, _)| *w == wording).unwrap_or_else(|| {
                by_wording.push((wording, BTreeMap::new()));
                by_wording.len() - 1
            });
            by_wording[at].1.entry(origin(o)).or_default().insert(claim.report.as_str());
        }
    }
    let tellers = |who: &BTreeMap<String, BTreeSet<&str>>| who.values().map(BTreeSet::len).sum::<usize>();
    by_wording.sort_by_key(|(_, who)| Reverse(tellers(who)));
    by_wording
        .iter()
        .map(|(wording, who)| {
            let who: Vec<String> =
                who.iter().map(|(o, r)| if r.len() > 1 { format!("{o} ×{}", r.len()) } else { o.clone() }).collect();
            format!("{wording}: {}", who.join(", "))
        })
        .collect()
}

/// What one claim tells, without place and days: those stand in the heading and under what differs.
fn wording(claim: &Claim) -> String {
    let mut said = spaced(claim.kind.name());
    if let Some(n) = claim.count {
        let _ = write!(said, " ×{n}");
    }
    let codes = |list: &[vigie_model::Entity]| {
        let codes: BTreeSet<String> = list.iter().filter_map(|e| e.country).map(|c| c.to_string()).collect();
        codes.into_iter().collect::<Vec<_>>().join("+")
    };
    let (by, on) = (codes(&claim.actor), codes(&claim.recipient));
    if !by.is_empty() {
        let _ = write!(said, " by {by}");
    }
    if !on.is_empty() {
        let _ = write!(said, " {} {on}", if claim.kind.is_violent() { "on" } else { "to" });
    }
    for t in claim.toll.iter().filter(|t| t.low.or(t.high).is_some()) {
        let (low, high) = (t.low.or(t.high).unwrap_or(0), t.high.or(t.low).unwrap_or(0));
        let number = if low == high { low.to_string() } else { format!("{low} to {high}") };
        let _ = write!(said, ", {number} {}", effect(t.effect));
    }
    said
}

/// Whose word it is, in short: `AAA GOV`, or the name of what has no country.
fn origin(o: &Origin) -> String {
    match (o.country, o.role) {
        (Some(c), Some(role)) => format!("{c} {}", role.name()),
        (Some(c), None) => c.to_string(),
        (None, Some(_)) => one_line(&o.name),
        (None, None) => "own voice".to_owned(),
    }
}

/// " by AAA to BBB", from the first claim that names somebody.
fn sides(incident: &Incident, claims: &HashMap<String, &Claim>) -> String {
    let told: Vec<&&Claim> = incident.claims.iter().filter_map(|k| claims.get(k)).collect();
    let first = |of: fn(&Claim) -> &Vec<vigie_model::Entity>| {
        let e = told.iter().find_map(|c| of(c).first())?;
        Some(e.country.map_or_else(|| one_line(&e.text), |c| c.to_string()))
    };
    let (by, to) = (first(|c| &c.actor), first(|c| &c.recipient));
    format!("{}{}", by.map_or(String::new(), |b| format!(" by {b}")), to.map_or(String::new(), |t| format!(" to {t}")))
}

fn toll(t: &TollRange) -> String {
    let whom = match t.victims {
        Victims::Military => " military",
        Victims::Civilian => " civilian",
        Victims::Unknown => "",
    };
    let side = t.side.map_or(String::new(), |c| format!(" {c}"));
    let what = format!("{}{whom}{side}", effect(t.effect));
    if t.low == t.high {
        format!("{what} {}", t.best)
    } else {
        format!("{what} {} to {}, best {} ({})", t.low, t.high, t.best, spaced(t.rule.name()))
    }
}

/// `1 alleged breach (contested), 8 of 8 allege, 1 denies`.
fn finding(f: &IncidentFinding) -> String {
    let mut text = format!("{} {}", f.clause, standing(f));
    for (word, who) in [("allege it", &f.alleged_by), ("deny it", &f.denied_by), ("tell it as kept", &f.kept_by)] {
        if !who.is_empty() {
            let _ = write!(text, ", {} of {} {word}", who.len(), f.origins);
        }
    }
    if !f.named_by.is_empty() {
        let _ = write!(text, ", named by {}", f.named_by.join(", "));
    }
    text
}

/// The clauses that findings speak of, a paragraph for each agreement.
fn clauses(findings: &[IncidentFinding], agreements: &[Agreement], paint: Paint) -> String {
    let mut page = Page { out: String::new(), paint };
    for agreement in agreements {
        let spoken: BTreeSet<&str> = findings
            .iter()
            .filter(|f| f.agreement == agreement.id && f.verdict != Verdict::OutOfScope)
            .map(|f| f.clause.as_str())
            .collect();
        let clauses: Vec<_> = agreement.clauses.iter().filter(|c| spoken.contains(c.number.as_str())).collect();
        if clauses.is_empty() {
            continue;
        }
        let _ = writeln!(page.out, "\n{}", paint.strong(&agreement.id));
        for clause in clauses {
            page.line(&clause.number, clause.text.values().next().map_or("", String::as_str));
        }
    }
    page.out
}
