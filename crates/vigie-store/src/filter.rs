//! What is asked for: one filter for reports, claims, incidents and findings.

use crate::database::{Value, given};
use crate::words;
use crate::write::{day, moment};
use crate::{Store, StoreError};
use jiff::Timestamp;
use jiff::civil::Date;
use vigie_model::names::fold;
use vigie_model::{Country, EventKind, Status, Verdict};

/// A filter. Fields left out ask for nothing; those given must all hold.
///
/// Of a report, what is said of claims holds where one of its claims in the newest reading fulfils it; the same for an
/// incident and the claims that tell it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// First day of the period: what ended before it is left out, and so is what has no day.
    pub from: Option<Date>,
    /// Last day of the period: what began after it is left out, and so is what has no day.
    pub to: Option<Date>,
    /// Place inside these bounds.
    pub bounds: Option<Bounds>,
    /// Words of the place's usual English name, or its beginning; case and diacritics do not matter.
    pub place: Option<String>,
    /// A country one of the actors belongs to.
    pub actor: Option<Country>,
    /// Any of these kinds; every kind where empty.
    pub kinds: Vec<EventKind>,
    /// An agreement that a finding cites.
    pub agreement: Option<String>,
    /// A clause that a finding cites.
    pub clause: Option<String>,
    /// How a finding stands to its clause.
    pub verdict: Option<Verdict>,
    /// How the claims of the incident stand to one another.
    pub status: Option<Status>,
    /// Two-letter code of the report's language.
    pub language: Option<String>,
    /// Who published the report, whole, without regard to case and diacritics of Latin letters.
    pub outlet: Option<String>,
    /// Words of the report, as [`Store::search`] takes them.
    pub text: Option<String>,
    /// Id of the report.
    pub report: Option<String>,
    /// The record as it stood at that moment.
    pub as_of: Option<Timestamp>,
}

/// A box on the map, in decimal degrees. Where `west` is east of `east`, it crosses the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Southern edge.
    pub south: f64,
    /// Western edge.
    pub west: f64,
    /// Northern edge.
    pub north: f64,
    /// Eastern edge.
    pub east: f64,
}

/// Conditions of a query and the values they take, in order.
#[derive(Default)]
pub(crate) struct Where {
    pub(crate) conditions: Vec<String>,
    pub(crate) values: Vec<Value<'static>>,
}

impl Where {
    pub(crate) fn and(&mut self, condition: impl Into<String>, values: impl IntoIterator<Item = Value<'static>>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }
    /// `WHERE ...`, or nothing.
    pub(crate) fn sql(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!("WHERE {}", self.conditions.join(" AND ")) }
    }
    /// The conditions alone.
    fn inner(&self) -> String {
        self.conditions.join(" AND ")
    }
}

/// As of when a question is asked, and of which database.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    /// The number of the last event at or before the moment asked for; everything where none is asked for.
    event: Option<i64>,
    /// True where words are kept as lists.
    lists: bool,
}

/// How `filter` asks `store`.
pub(crate) fn asked(store: &Store, filter: &Filter) -> Result<Asked, StoreError> {
    let sql = "SELECT coalesce(max(seq), 0) FROM event WHERE at <= ?1";
    let event = filter.as_of.map(|at| store.database.number(sql, given![moment(at)])).transpose()?;
    Ok(Asked { event, lists: store.database.keeps_word_lists() })
}

/// What stands then: begun and not ended.
pub(crate) fn stands(table: &str, at: Asked, conditions: &mut Where) {
    match at.event {
        None => conditions.and(format!("{table}.until IS NULL"), []),
        Some(seq) => conditions
            .and(format!("{table}.since <= ? AND ({table}.until IS NULL OR {table}.until > ?)"), [seq.into(), seq.into()]),
    }
}

fn text(s: impl Into<String>) -> Value<'static> {
    s.into().into()
}

impl Filter {
    /// Conditions on a row of `table` that has `first`, `last`, `lat`, `lon`, `place` and `kind`: a claim or an incident.
    fn on_event(&self, table: &str, w: &mut Where) {
        if let Some(from) = day(self.from) {
            w.and(format!("{table}.last >= ?"), [text(from)]);
        }
        if let Some(to) = day(self.to) {
            w.and(format!("{table}.first <= ?"), [text(to)]);
        }
        if let Some(b) = self.bounds {
            w.and(format!("{table}.lat BETWEEN ? AND ?"), [b.south.into(), b.north.into()]);
            if b.west <= b.east {
                w.and(format!("{table}.lon BETWEEN ? AND ?"), [b.west.into(), b.east.into()]);
            } else {
                w.and(format!("({table}.lon >= ? OR {table}.lon <= ?)"), [b.west.into(), b.east.into()]);
            }
        }
        if let Some(place) = &self.place {
            let name = fold(place);
            w.and(format!("(' ' || {table}.place) LIKE ? ESCAPE '\\'"), [text(format!("% {}%", escaped(&name)))]);
        }
        if !self.kinds.is_empty() {
            let marks = vec!["?"; self.kinds.len()].join(", ");
            w.and(format!("{table}.kind IN ({marks})"), self.kinds.iter().map(|k| text(k.name())));
        }
    }

    /// Conditions on a claim `c` that are not those of an event: who acts, which clause speaks to it.
    fn on_claim(&self, at: Asked, w: &mut Where) {
        if let Some(country) = self.actor {
            let sql = "c.seq IN (SELECT claim FROM claim_who WHERE country = ? AND side = 'actor')";
            w.and(sql, [text(country.to_string())]);
        }
        if self.agreement.is_some() || self.clause.is_some() || self.verdict.is_some() {
            let mut f = Where::default();
            self.on_finding(at, &mut f);
            w.and(format!("c.seq IN (SELECT f.claim FROM finding f {})", f.sql()), f.values);
        }
    }

    /// Conditions on a finding `f` itself.
    pub(crate) fn on_finding(&self, at: Asked, w: &mut Where) {
        stands("f", at, w);
        if let Some(agreement) = &self.agreement {
            w.and("f.agreement = ?", [text(agreement)]);
        }
        if let Some(clause) = &self.clause {
            w.and("f.clause = ?", [text(clause)]);
        }
        if let Some(verdict) = self.verdict {
            w.and("f.verdict = ?", [text(verdict.name())]);
        }
    }

    /// Conditions on a report `p` itself.
    fn on_report(&self, at: Asked, w: &mut Where) {
        if let Some(seq) = at.event {
            w.and("p.since <= ?", [seq.into()]);
        }
        if let Some(language) = &self.language {
            w.and("p.lang = ?", [text(language)]);
        }
        if let Some(outlet) = &self.outlet {
            w.and("lower(p.outlet) = lower(?)", [text(outlet)]);
        }
        if let Some(words) = &self.text {
            let (matches, expression) = words::holding(at.lists, words);
            w.and(format!("p.seq IN (SELECT rowid FROM words WHERE {matches})"), [text(expression)]);
        }
        if let Some(id) = &self.report {
            w.and("p.id = ?", [text(id)]);
        }
    }

    fn asks_of_report(&self) -> bool {
        self.language.is_some() || self.outlet.is_some() || self.text.is_some() || self.report.is_some()
    }

    fn asks_of_claim(&self) -> bool {
        self.actor.is_some() || self.agreement.is_some() || self.clause.is_some() || self.verdict.is_some()
    }

    /// For `claim c JOIN reading r JOIN report p`.
    pub(crate) fn claims(&self, at: Asked) -> Where {
        let mut w = Where::default();
        stands("r", at, &mut w);
        self.on_event("c", &mut w);
        self.on_claim(at, &mut w);
        self.on_report(at, &mut w);
        if let Some(status) = self.status {
            let mut i = Where::default();
            stands("i", at, &mut i);
            i.and("i.status = ?", [text(status_name(status))]);
            let sql = "c.seq IN (SELECT ic.claim FROM incident_claim ic JOIN incident i ON i.seq = ic.incident";
            w.and(format!("{sql} {})", i.sql()), i.values);
        }
        w
    }

    /// For `incident i`.
    pub(crate) fn incidents(&self, at: Asked) -> Where {
        let mut w = Where::default();
        stands("i", at, &mut w);
        self.on_event("i", &mut w);
        if let Some(status) = self.status {
            w.and("i.status = ?", [text(status_name(status))]);
        }
        if self.asks_of_report() || self.asks_of_claim() {
            let mut c = Where::default();
            self.on_claim(at, &mut c);
            self.on_report(at, &mut c);
            let from =
                "SELECT ic.incident FROM incident_claim ic JOIN claim c ON c.seq = ic.claim JOIN report p ON p.seq = c.report";
            // A third of the record may be in one language: each incident is looked at, not all of that language gathered first. Few
            // reports hold a word, and those lead to their incidents.
            let many = self.text.is_none() && self.report.is_none() && !self.asks_of_claim();
            if many {
                w.and(format!("EXISTS ({from} WHERE ic.incident = i.seq AND {})", c.inner()), c.values);
            } else {
                w.and(format!("i.seq IN ({from} WHERE {})", c.inner()), c.values);
            }
        }
        w
    }

    /// For `report p`. Its day is that of publication.
    pub(crate) fn reports(&self, at: Asked) -> Where {
        let mut w = Where::default();
        if let Some(from) = day(self.from) {
            w.and("p.published >= ?", [text(from)]);
        }
        if let Some(to) = day(self.to) {
            w.and("p.published <= ?", [text(to)]);
        }
        self.on_report(at, &mut w);
        let of_claims = Filter { from: None, to: None, language: None, outlet: None, text: None, report: None, ..self.clone() };
        if of_claims != (Filter { as_of: self.as_of, ..Filter::default() }) {
            let c = of_claims.claims(at);
            // The report of the inner query is another one, so the names do not clash.
            let from = "SELECT c.report FROM claim c JOIN reading r ON r.seq = c.reading JOIN report p ON p.seq = c.report";
            w.and(format!("p.seq IN ({from} {})", c.sql()), c.values);
        }
        w
    }

    /// For `finding f JOIN claim c JOIN report p`.
    pub(crate) fn findings(&self, at: Asked) -> Where {
        let mut w = Where::default();
        self.on_finding(at, &mut w);
        self.on_event("c", &mut w);
        let rest = Filter { agreement: None, clause: None, verdict: None, ..self.clone() };
        rest.on_claim(at, &mut w);
        self.on_report(at, &mut w);
        w
    }
}

pub(crate) fn status_name(status: Status) -> &'static str {
    match status {
        Status::SingleSource => "single_source",
        Status::Corroborated => "corroborated",
        Status::Contested => "contested",
        Status::Denied => "denied",
    }
}

fn escaped(pattern: &str) -> String {
    pattern.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
