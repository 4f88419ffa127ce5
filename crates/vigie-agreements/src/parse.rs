//! From the file's text to an [`Agreement`], or to everything that is wrong with it.

use crate::file::*;
use crate::problem::{AgreementError, Problems, list_of};
use jiff::civil::Date;
use serde::de::{DeserializeOwned, IntoDeserializer, value};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::value::{Datetime, Offset as TomlOffset};
use vigie_model::world::Name;
use vigie_model::{
    Act, Agreement, Clause, Deadline, Duty, Exemption, Moment, Obligation, Party, PartyRole, PublishedText, Shape, Texts,
    Through, WEAPON_CLASSES, Who, Zone,
};

/// Reads an agreement from the text of its file.
///
/// `file` names the file in error messages.
///
/// # Errors
/// All problems found, each with line and column, naming what is unknown and listing what is allowed.
pub fn parse(file: &str, text: &str) -> Result<Agreement, AgreementError> {
    match toml::from_str::<AgreementFile>(text) {
        Ok(written) => {
            let mut reader = Reader { problems: Problems::new(text) };
            let agreement = reader.agreement(written);
            reader.problems.finish(file)?;
            Ok(agreement)
        }
        Err(error) => match Problems::of_toml(text, &error).finish(file) {
            Err(error) => Err(error),
            Ok(()) => unreachable!("a problem was just added"),
        },
    }
}

struct Reader<'t> {
    problems: Problems<'t>,
}

impl Reader<'_> {
    fn agreement(&mut self, f: AgreementFile) -> Agreement {
        self.references(&f);
        let end = f.force.to.as_ref().map(Spanned::span);
        let (from, to) = (self.moment(f.force.from), self.moment(f.force.to));
        if let (Some(from), Some(to), Some(end)) = (from, to, end)
            && to.at <= from.at
        {
            self.problems.add(end, "the agreement ends before it comes into force: to must be later than from");
        }
        Agreement {
            title: self.texts(f.title),
            aliases: f
                .aliases
                .into_iter()
                .flat_map(|(language, names)| {
                    let language = self.language(&language);
                    names.into_iter().map(move |text| Name { language: language.to_string().into(), text: text.into() })
                })
                .collect(),
            sort: self.optional_word("sort", f.sort),
            stage: self.optional_word("stage", f.stage),
            signed: self.day(f.signed),
            signed_at: f.signed_at,
            from,
            to,
            supersedes: f.supersedes,
            texts: f.published.into_iter().map(|p| self.published(p)).collect(),
            parties: f.parties.into_iter().map(|p| self.party(p)).collect(),
            zones: f.zones.into_iter().map(|z| self.zone(z)).collect(),
            clauses: f.clauses.into_iter().map(|c| self.clause(c)).collect(),
            exemptions: f.exemptions.into_iter().map(|e| self.exemption(e)).collect(),
            notes: f.notes.into_iter().chain((!f.force.note.is_empty()).then_some(f.force.note)).collect(),
            id: f.id.into_inner(),
        }
    }

    /// Names that must exist, names that must not be given twice.
    fn references(&mut self, f: &AgreementFile) {
        let parties: Vec<&str> = f.parties.iter().map(|p| p.id.get_ref().as_str()).collect();
        let zones: Vec<&str> = f.zones.iter().map(|z| z.id.get_ref().as_str()).collect();
        let duties: Vec<&Word> = f.clauses.iter().flat_map(|c| &c.obligations).map(|o| &o.id).collect();
        let duty_names: Vec<&str> = duties.iter().map(|d| d.get_ref().as_str()).collect();
        self.once("party", f.parties.iter().map(|p| &p.id));
        self.once("zone", f.zones.iter().map(|z| &z.id));
        self.once("clause", f.clauses.iter().map(|c| &c.number));
        self.once("obligation", duties.iter().copied());
        for z in &f.zones {
            z.except.iter().for_each(|w| self.known("zone", w, &zones));
        }
        for p in &f.parties {
            p.bound_through.iter().for_each(|w| self.known("party", w, &parties));
        }
        for o in f.clauses.iter().flat_map(|c| &c.obligations) {
            o.on.iter().chain(&o.to).for_each(|w| self.known("party", w, &parties));
            o.through.iter().flat_map(|t| [&t.who, &t.by]).for_each(|w| self.known("party", w, &parties));
            o.zones.iter().for_each(|w| self.known("zone", w, &zones));
            o.together_with.iter().for_each(|w| self.known("obligation", w, &duty_names));
        }
        for e in &f.exemptions {
            e.from.iter().for_each(|w| self.known("obligation", w, &duty_names));
        }
    }

    fn once<'w>(&mut self, what: &str, words: impl Iterator<Item = &'w Word>) {
        let mut seen = std::collections::BTreeSet::new();
        for w in words {
            if !seen.insert(w.get_ref()) {
                self.problems.add(w.span(), format!("the {what} «{}» is defined twice: give each its own name", w.get_ref()));
            }
        }
    }

    fn known(&mut self, what: &str, word: &Word, names: &[&str]) {
        if !names.contains(&word.get_ref().as_str()) {
            let list = if names.is_empty() {
                format!("this file defines no {what}")
            } else {
                format!("this file defines {}", names.join(", "))
            };
            self.problems.add(word.span(), format!("unknown {what} «{}»: {list}", word.get_ref()));
        }
    }

    /// A word of a closed list.
    fn word<T: DeserializeOwned>(&mut self, what: &str, word: &Word) -> Option<T> {
        let read: Result<T, value::Error> = T::deserialize(word.get_ref().as_str().into_deserializer());
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                let message = error.to_string();
                let allowed = message.split_once("expected ").map_or(String::new(), |(_, list)| list_of(list));
                self.problems.add(word.span(), format!("unknown {what} «{}»: it may be {allowed}", word.get_ref()));
                None
            }
        }
    }

    fn optional_word<T: DeserializeOwned + Default>(&mut self, what: &str, word: Option<Word>) -> T {
        word.and_then(|w| self.word(what, &w)).unwrap_or_default()
    }

    fn language(&mut self, word: &Word) -> String {
        let code = word.get_ref();
        if code != "*" && !(code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())) {
            self.problems
                .add(word.span(), format!("«{code}» is not a language: write a two-letter code in lower case, or \"*\" for all"));
        }
        code.clone()
    }

    fn texts(&mut self, words: Words) -> Texts {
        words.into_iter().map(|(language, text)| (self.language(&language), text)).collect()
    }

    fn day(&mut self, written: Option<Spanned<Datetime>>) -> Option<Date> {
        let written = written?;
        let read = written.get_ref().date.and_then(|d| Date::new(d.year as i16, d.month as i8, d.day as i8).ok());
        if read.is_none() {
            self.problems.add(written.span(), "this must be a day, written as 2020-11-10 without quotes");
        }
        read
    }

    fn moment(&mut self, written: Option<Spanned<Datetime>>) -> Option<Moment> {
        let written = written?;
        let told = written.get_ref();
        let minutes = match told.offset {
            Some(TomlOffset::Z) => Some(0),
            Some(TomlOffset::Custom { minutes }) => Some(i32::from(minutes)),
            None => None,
        };
        let at = told.to_string().parse::<jiff::Timestamp>().ok();
        let offset = minutes.and_then(|m| jiff::tz::Offset::from_seconds(m * 60).ok());
        match (at, offset) {
            (Some(at), Some(offset)) => Some(Moment { at, offset }),
            _ => {
                let message = "this must be a moment with the offset of the signatories' clock, written as 2020-11-10T00:00:00+03:00 without quotes: without the offset the day of entry into force is not known";
                self.problems.add(written.span(), message);
                None
            }
        }
    }

    fn published(&mut self, p: PublishedFile) -> PublishedText {
        PublishedText {
            language: self.language(&p.language),
            status: self.optional_word("status of a text", p.status),
            publisher: p.publisher,
            address: p.address,
            note: p.note,
        }
    }

    fn party(&mut self, p: PartyFile) -> Party {
        if p.roles.is_empty() {
            self.problems.add(
                p.id.span(),
                format!("the party «{}» has no roles: say at least one, such as party or guarantor", p.id.get_ref()),
            );
        }
        let roles: Vec<PartyRole> = p.roles.iter().filter_map(|w| self.word("role of a party", w)).collect();
        // A party whose name is a country's code need not say so twice; a mission or a mediator may stand for no country.
        let is_code = p.id.get_ref().parse::<vigie_model::Country>().is_ok();
        let side = roles.iter().any(|r| matches!(r, PartyRole::Party | PartyRole::AffectedNonParty));
        let who = if p.who.is_empty() && (is_code || side) { vec![p.id.clone()] } else { p.who };
        Party {
            roles,
            who: who.iter().filter_map(|w| self.who(w)).collect(),
            name: self.texts(p.name),
            groups: p.groups,
            bound_through: p.bound_through.map(Spanned::into_inner),
            note: p.note,
            id: p.id.into_inner(),
        }
    }

    fn who(&mut self, word: &Word) -> Option<Who> {
        let (country, role) = word.get_ref().split_once('.').map_or((word.get_ref().as_str(), ""), |(c, r)| (c, r));
        let country = (!country.is_empty()).then(|| country.parse());
        let role = (!role.is_empty()).then(|| role.parse());
        match (country.transpose(), role.transpose()) {
            (Ok(country), Ok(role)) if country.is_some() || role.is_some() => Some(Who { country, role }),
            (Ok(_), Err(error)) => {
                let error: vigie_model::UnknownRole = error;
                self.problems.add(word.span(), format!("«{}»: {error}", word.get_ref()));
                None
            }
            _ => {
                let message = "does not say who: write a country code, optionally with a role, as in \"who = [\\\"AZE\\\", \\\"LBN.REB\\\", \\\".PKO\\\"]\"";
                self.problems.add(word.span(), format!("«{}» {message}", word.get_ref()));
                None
            }
        }
    }

    fn zone(&mut self, z: ZoneFile) -> Zone {
        let shape: Shape = self.word("shape of a zone", &z.shape).unwrap_or_default();
        let needs = match shape {
            Shape::Polygon if z.points.len() < 3 => Some("a polygon needs three points or more"),
            Shape::Line | Shape::Buffer | Shape::Corridor if z.points.len() < 2 => Some("a line needs two points or more"),
            Shape::Buffer if z.width_km.is_none() && z.widths_km.is_empty() => Some("a buffer needs width_km or widths_km"),
            Shape::Corridor if z.width_km.is_none() => Some("a corridor needs width_km"),
            Shape::Places if z.places.is_empty() => Some("a list of places needs places"),
            _ => None,
        };
        if let Some(needs) = needs {
            self.problems.add(z.shape.span(), format!("the zone «{}» is incomplete: {needs}", z.id.get_ref()));
        }
        for class in z.widths_km.keys().filter(|c| !WEAPON_CLASSES.contains(&c.get_ref().as_str())) {
            let message = format!("unknown class of weapon «{}»: it may be {}", class.get_ref(), WEAPON_CLASSES.join(", "));
            self.problems.add(class.span(), message);
        }
        let widths = z.widths_km.iter().map(|(class, km)| (class.span(), *km));
        for (at, km) in z.width_km.iter().map(|w| (w.span(), *w.get_ref())).chain(widths) {
            if !(km.is_finite() && km > 0.0) {
                self.problems.add(at, format!("{km} is no width: write kilometres, more than 0"));
            }
        }
        let last = z.to.as_ref().map(Spanned::span);
        let (from, to) = (self.day(z.from), self.day(z.to));
        if let Some(at) = last.filter(|_| from.zip(to).is_some_and(|(from, to)| to < from)) {
            self.problems.add(at, format!("the zone «{}» ends before it begins: to must not be before from", z.id.get_ref()));
        }
        for p in &z.points {
            let (lat, lon) = *p.get_ref();
            if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
                self.problems.add(p.span(), format!("[{lat}, {lon}] is not a point: write [latitude, longitude] in degrees"));
            }
        }
        Zone {
            name: self.texts(z.name),
            shape,
            points: z.points.into_iter().map(Spanned::into_inner).collect(),
            width_km: z.width_km.map(Spanned::into_inner),
            widths: z.widths_km.into_iter().map(|(class, km)| (class.into_inner(), km)).collect(),
            places: z.places,
            except: z.except.into_iter().map(Spanned::into_inner).collect(),
            from,
            to,
            theatre: z.theatre,
            quality: self.optional_word("quality of geometry", z.quality),
            source: z.source,
            note: z.note,
            id: z.id.into_inner(),
        }
    }

    fn clause(&mut self, c: ClauseFile) -> Clause {
        Clause {
            text: self.texts(c.text),
            obligations: c.obligations.into_iter().map(|o| self.obligation(o)).collect(),
            number: c.number.into_inner(),
        }
    }

    fn acts(&mut self, words: &[Word]) -> Vec<Act> {
        let mut acts = Vec::new();
        for w in words {
            match w.get_ref().parse() {
                Ok(act) => acts.push(act),
                Err(error) => {
                    let error: vigie_model::UnknownAct = error;
                    self.problems.add(w.span(), error.to_string());
                }
            }
        }
        acts
    }

    fn obligation(&mut self, o: ObligationFile) -> Obligation {
        let names = |words: Vec<Word>| words.into_iter().map(Spanned::into_inner).collect::<Vec<_>>();
        let duty: Option<Duty> = self.word("duty", &o.duty);
        // Without an act it would never be spoken to, and nobody would see why.
        let speaks = matches!(duty, Some(Duty::Prohibit | Duty::Limit | Duty::Guarantee | Duty::Require));
        if speaks && o.acts.is_empty() && o.undone_by.is_empty() {
            let message =
                format!("the obligation «{}» names no acts, so no claim could touch it: list them under acts", o.id.get_ref());
            self.problems.add(o.id.span(), message);
        }
        o.deadline.iter().for_each(|d| self.deadline(d, &o.id));
        Obligation {
            duty: duty.unwrap_or_default(),
            acts: self.acts(&o.acts),
            undone_by: self.acts(&o.undone_by),
            on: names(o.on),
            through: o.through.into_iter().map(|t| Through { who: t.who.into_inner(), by: t.by.into_inner() }).collect(),
            to: names(o.to),
            zones: names(o.zones),
            from: self.day(o.from),
            deadline: o.deadline.map(|d| Deadline {
                day: self.day(d.day),
                days: d.days,
                after: d.after,
                extended_to: self.day(d.extended_to),
            }),
            together_with: names(o.together_with),
            limits: o.limits.into_iter().map(|(k, v)| (k, plain(&v))).collect::<BTreeMap<_, _>>(),
            note: o.note,
            id: o.id.into_inner(),
        }
    }

    /// A deadline must come to a day, or say in words from what it counts.
    fn deadline(&mut self, d: &DeadlineFile, obligation: &Word) {
        let after = d.after.as_str();
        let message = match (d.days.is_some(), d.day.is_some() || d.extended_to.is_some()) {
            (false, false) if after.is_empty() => {
                "it has no last day: write day = 2001-06-01, or days = 30 with after = \"in_force\""
            }
            (true, _) if after.is_empty() => "it counts days from nowhere: write after = \"in_force\" or after = \"signed\"",
            // What happens is told in words; one word is a slip for a trigger that the reader knows.
            _ if !after.is_empty() && !matches!(after, "in_force" | "signed") && !after.contains(' ') => {
                "after may be \"in_force\", \"signed\", or what happens, in several words"
            }
            _ => return,
        };
        self.problems.add(obligation.span(), format!("the deadline of «{}»: {message}", obligation.get_ref()));
    }

    fn exemption(&mut self, e: ExemptionFile) -> Exemption {
        Exemption {
            text: self.texts(e.text),
            from: e.from.into_iter().map(Spanned::into_inner).collect(),
            against: e.against.iter().filter_map(|w| self.who(w)).collect(),
            by: e.by.iter().filter_map(|w| self.who(w)).collect(),
            arguable: e.arguable,
            id: e.id.into_inner(),
        }
    }
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(s) => s.clone(),
        other => other.to_string(),
    }
}
