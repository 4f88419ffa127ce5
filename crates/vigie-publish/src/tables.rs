//! Tables of a bulletin: by clause, by area, by side, and the tolls.

use crate::classed::{Class, numbered};
use crate::page::{effect_name, in_language};
use crate::phrases::Phrases;
use crate::sentence::capital;
use crate::who::{bare_country, place_name};
use std::collections::{BTreeMap, BTreeSet};
use vigie_model::{
    Bulletin, Clause, Country, Incident, Polarity, Reliability, Status, Texts, TollRange, Verdict, Victims, World,
};

/// A table with a head; numbers stand right.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Sheet {
    /// What it tells.
    pub title: String,
    /// Names of the columns.
    pub head: Vec<String>,
    /// Lines, each with as many cells as the head.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// True for a column whose cells are all numbers, ranges or dashes.
    pub fn is_number(&self, column: usize) -> bool {
        let is = |cell: &String| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '–' | '*'));
        self.rows.iter().filter_map(|row| row.get(column)).all(is)
    }
}

fn word<'p>(phrases: &'p Phrases, name: &'p str) -> &'p str {
    Phrases::of(&phrases.file.table, name)
}

fn sheet(phrases: &Phrases, title: &str, head: &[&str], rows: Vec<Vec<String>>) -> Option<Sheet> {
    let head = head.iter().map(|h| word(phrases, h).to_owned()).collect();
    let title = if title.is_empty() { String::new() } else { word(phrases, title).to_owned() };
    (!rows.is_empty()).then_some(Sheet { title, head, rows })
}

/// Every table that has a line.
pub(crate) fn sheets(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> Vec<Sheet> {
    let all = [
        by_clause(bulletin, phrases),
        by_area(bulletin, phrases, world),
        by_side(bulletin, phrases, world),
        tolls(bulletin, phrases, world),
    ];
    all.into_iter().flatten().collect()
}

/// A text that is the same whatever language is asked for.
fn in_every_language(text: &str) -> Texts {
    [(String::new(), text.to_owned())].into()
}

/// Per clause: incidents in which a breach is alleged, contested, denied, or the clause told as kept.
fn by_clause(bulletin: &Bulletin, phrases: &Phrases) -> Option<Sheet> {
    let mut rows = Vec::new();
    for agreement in &bulletin.agreements {
        // What is told of the agreement as a whole stands behind its clauses.
        let whole = Clause { text: in_every_language(word(phrases, "whole")), ..Clause::default() };
        for clause in agreement.clauses.iter().chain([&whole]) {
            let of_clause = |verdict: Verdict| -> BTreeSet<&str> {
                let matching = bulletin
                    .findings
                    .iter()
                    .filter(|f| f.agreement == agreement.id && f.clause == clause.number && f.verdict == verdict);
                matching.map(|f| f.claim.as_str()).collect()
            };
            let (alleged, denied, kept) =
                (of_clause(Verdict::AllegedBreach), of_clause(Verdict::Denied), of_clause(Verdict::Compliant));
            let incidents = |keys: &BTreeSet<&str>| {
                bulletin.incidents.iter().filter(|i| i.claims.iter().any(|k| keys.contains(k.as_str()))).count()
            };
            let counts = [incidents(&alleged), alleged.len(), denied.len(), kept.len()];
            if counts.iter().all(|n| *n == 0) {
                continue;
            }
            let text = in_language(&clause.text, &phrases.language).unwrap_or_default();
            let label = match bulletin.agreements.len() {
                _ if clause.number.is_empty() && bulletin.agreements.len() == 1 => "–".to_owned(),
                _ if clause.number.is_empty() => in_language(&agreement.title, &phrases.language).unwrap_or_default(),
                1 => clause.number.clone(),
                _ => format!("{}, {}", in_language(&agreement.title, &phrases.language).unwrap_or_default(), clause.number),
            };
            let mut row = vec![label, text];
            row.extend(counts.iter().map(usize::to_string));
            rows.push(row);
        }
    }
    sheet(phrases, "by_clause", &["clause", "text", "incidents", "breaches", "denials", "kept"], rows)
}

/// Per area, the larger place where it is known: incidents by class.
fn by_area(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> Option<Sheet> {
    let mut areas: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let mut nowhere = [0; 4];
    for (_, incident) in numbered(bulletin) {
        let class = Class::of(incident.kind);
        let at = Class::ALL.iter().position(|c| *c == class).unwrap_or_default();
        match incident.place.as_ref() {
            Some(p) => {
                let entry = world.places.iter().find(|e| e.name == p.name && (p.country.is_none() || e.country == p.country));
                let larger = entry.and_then(|e| e.part_of.as_deref()).and_then(|part| {
                    let whole = world.places.iter().find(|e| e.id == part || e.name == part);
                    whole
                        .map(|w| w.name.to_string())
                        .or_else(|| world.territories.iter().any(|t| t.name == part).then(|| part.to_owned()))
                });
                areas.entry(capital(&place_name(larger.as_deref().unwrap_or(&p.name), phrases, world))).or_default()[at] += 1;
            }
            None => nowhere[at] += 1,
        }
    }
    let mut ordered: Vec<(String, [usize; 4])> = areas.into_iter().collect();
    ordered.sort_by_key(|(_, n)| std::cmp::Reverse(n.iter().sum::<usize>()));
    if nowhere.iter().any(|n| *n > 0) {
        ordered.push((capital(word(phrases, "nowhere")), nowhere));
    }
    let rows = ordered.into_iter().map(|(area, n)| [vec![area], n.iter().map(|n| dash(*n)).collect()].concat()).collect();
    let mut table = sheet(phrases, "by_area", &["area"], rows)?;
    table.head.extend(Class::ALL.iter().map(|c| Phrases::of(&phrases.file.figure, c.key()).to_owned()));
    Some(table)
}

fn dash(n: usize) -> String {
    if n == 0 { "–".to_owned() } else { n.to_string() }
}

/// Per side: incidents it is said to have done, those it denies, those it is said to have suffered, and how often its word is cited.
fn by_side(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> Option<Sheet> {
    let claims = vigie_model::by_key(&bulletin.claims);
    let mut sides: BTreeMap<Country, [usize; 4]> = BTreeMap::new();
    for (_, incident) in numbered(bulletin).into_iter().filter(|(_, i)| Class::of(i.kind) != Class::Words) {
        let mut told: [BTreeSet<Country>; 4] = Default::default();
        for claim in incident.claims.iter().filter_map(|k| claims.get(k.as_str())) {
            let denied = usize::from(claim.polarity == Polarity::Denied);
            told[denied].extend(claim.actor.iter().filter_map(|e| e.country));
            told[2].extend(claim.recipient.iter().filter_map(|e| e.country));
            told[3].extend(claim.source.first().and_then(|e| e.country));
        }
        for (n, countries) in told.iter().enumerate() {
            for c in countries {
                sides.entry(*c).or_default()[n] += 1;
            }
        }
    }
    let mut ordered: Vec<_> = sides.into_iter().collect();
    ordered.sort_by_key(|(c, n)| (std::cmp::Reverse(n[0] + n[2]), *c));
    let rows = ordered
        .into_iter()
        .map(|(c, n)| [vec![capital(&bare_country(c, phrases, world))], n.iter().map(|n| dash(*n)).collect()].concat())
        .collect();
    sheet(phrases, "by_side", &["side", "accused", "denied_act", "suffered", "cited"], rows)
}

/// Whose word the incidents rest on, with the reliability that the user's file gives it.
pub(crate) fn by_source(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> Option<Sheet> {
    #[derive(Default)]
    struct Line {
        grade: Option<Reliability>,
        reports: BTreeSet<String>,
        asserts: usize,
        denies: usize,
    }
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    for origin in bulletin.incidents.iter().flat_map(|i| &i.origins) {
        let name = match (origin.role, origin.country) {
            (None, _) => word(phrases, "own_voice").to_owned(),
            (Some(_), Some(c)) => format!("{} ({})", origin.name, bare_country(c, phrases, world)),
            _ => origin.name.clone(),
        };
        let line = lines.entry(name).or_default();
        line.grade = Some(line.grade.map_or(origin.reliability, |g| g.min(origin.reliability)));
        line.reports.extend(origin.reports.iter().cloned());
        line.asserts += usize::from(!origin.asserts.is_empty());
        line.denies += usize::from(!origin.denies.is_empty());
    }
    let mut ordered: Vec<(String, Line)> = lines.into_iter().collect();
    ordered.sort_by_key(|(_, l)| std::cmp::Reverse(l.asserts + l.denies));
    let rows = ordered
        .into_iter()
        .map(|(name, l)| {
            let grade = l.grade.map(|g| format!("{g:?}")).unwrap_or_default();
            vec![capital(&name), grade, l.reports.len().to_string(), dash(l.asserts), dash(l.denies)]
        })
        .collect();
    sheet(phrases, "", &["source", "grade", "reports", "asserts", "denies"], rows)
}

/// Each toll as a range.
fn tolls(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> Option<Sheet> {
    let rows = numbered(bulletin).into_iter().flat_map(|(n, i)| i.tolls.iter().map(move |t| (n, i, t)));
    let rows: Vec<Vec<String>> = rows.map(|(n, i, t)| toll(n, i, t, phrases, world)).collect();
    sheet(phrases, "tolls", &["incident", "place", "effect", "who", "range", "best"], rows)
}

fn toll(n: usize, incident: &Incident, t: &TollRange, phrases: &Phrases, world: &World) -> Vec<String> {
    let place = incident.place.as_ref().map(|p| place_name(&p.name, phrases, world)).unwrap_or_else(|| "–".to_owned());
    let victims = word(
        phrases,
        match t.victims {
            Victims::Military => "military",
            Victims::Civilian => "civilian",
            Victims::Unknown => "unknown",
        },
    );
    let who = match t.side {
        Some(c) => format!("{victims} ({})", bare_country(c, phrases, world)),
        None => victims.to_owned(),
    };
    let range = if t.low == t.high { t.low.to_string() } else { format!("{}–{}", t.low, t.high) };
    let contested = if incident.status == Status::Contested { "*" } else { "" };
    let effect = word(phrases, effect_name(t.effect)).to_owned();
    vec![format!("{n}{contested}"), capital(&place), effect, who, range, t.best.to_string()]
}
