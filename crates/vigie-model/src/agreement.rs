//! What was signed: parties, days in force, zones, and what each clause forbids, asks for or allows.

use crate::world::Name;
use crate::{Act, Country, Role};
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::Offset};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text in several languages, by two-letter code.
pub type Texts = BTreeMap<String, String>;

/// An agreement as its file tells it. Clauses are given in the project's own words; `texts` says where the official ones are.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Agreement {
    /// Name of the agreement, as findings cite it.
    pub id: String,
    /// Its title by language.
    pub title: Texts,
    /// What reports call it.
    pub aliases: Vec<Name>,
    /// Who bound whom.
    pub sort: Sort,
    /// How far it goes.
    pub stage: Stage,
    /// Day of signature, if it was signed on one day.
    pub signed: Option<Date>,
    /// Where it was signed.
    pub signed_at: String,
    /// First moment in force.
    pub from: Option<Moment>,
    /// First moment no longer in force.
    pub to: Option<Moment>,
    /// Agreements it replaces, extends or amends.
    pub supersedes: Vec<String>,
    /// The text as each publisher gives it.
    pub texts: Vec<PublishedText>,
    /// Parties, guarantors, monitors, and those concerned who did not sign.
    pub parties: Vec<Party>,
    /// Areas and lines that clauses name.
    pub zones: Vec<Zone>,
    /// Numbered clauses.
    pub clauses: Vec<Clause>,
    /// What the text excepts from its prohibitions.
    pub exemptions: Vec<Exemption>,
    /// What a user should know: what the text leaves undefined, how it ended.
    pub notes: Vec<String>,
}

/// Who bound whom.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Sort {
    Unilateral,
    #[default]
    Bilateral,
    Multilateral,
}

/// How far it goes (classes of the ETH/PRIO Civil Conflict Ceasefire data, plus the armistice).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Fire stops, nothing else is arranged.
    #[default]
    Cessation,
    /// Fire stops and some of it is verified or followed up.
    Preliminary,
    /// Disarmament or a political settlement is part of it.
    Definitive,
    /// Hostilities end by a military convention without peace.
    Armistice,
}

/// A moment with the offset of the clock it was written in, so that its day is the signatories' day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// The clock's offset from UTC.
    pub offset: Offset,
}

impl Moment {
    /// Date and hour on the signatories' clock.
    pub fn local(self) -> DateTime {
        self.offset.to_datetime(self.at)
    }
    /// Day on the signatories' clock.
    pub fn day(self) -> Date {
        self.local().date()
    }
    /// Date and hour in UTC.
    pub fn utc(self) -> DateTime {
        Offset::UTC.to_datetime(self.at)
    }
    /// True when the signatories' day begins at this moment.
    pub fn is_midnight(self) -> bool {
        self.local().time() == jiff::civil::Time::midnight()
    }
}

/// One publication of the text. Versions differ and are kept apart.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PublishedText {
    /// Who published it.
    pub publisher: String,
    /// Two-letter code.
    pub language: String,
    /// Standing of this version.
    pub status: TextStatus,
    /// Where it can be read.
    pub address: String,
    /// In what it differs.
    pub note: String,
}

/// Standing of a published text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TextStatus {
    #[default]
    Official,
    OfficialTranslation,
    Unofficial,
    Leaked,
}

/// Someone the agreement concerns.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Party {
    /// Short name that clauses use.
    pub id: String,
    /// What it is in this agreement.
    pub roles: Vec<PartyRole>,
    /// Its name by language.
    pub name: Texts,
    /// Which entities of claims belong to it.
    pub who: Vec<Who>,
    /// The armed groups that it is, by name or by their entry among the world's actors: of those whom `who` covers, one that is
    /// named and known as another group is not it. Empty where all of them are.
    pub groups: Vec<String>,
    /// A party through which the agreement may bind it, where the file says so.
    pub bound_through: Option<String>,
    /// What a user should know.
    pub note: String,
}

/// What someone is in an agreement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// Bound by its clauses.
    Party,
    /// Signed, without being one of the sides.
    Signatory,
    /// Stands for its being kept.
    Guarantor,
    /// Brought it about.
    Mediator,
    /// Watches over it.
    Monitor,
    /// Keeps the peace on the ground.
    Peacekeeper,
    /// Did not sign, but acts and is acted upon.
    AffectedNonParty,
}

/// Entities of a country, of a role, or both.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Who {
    /// The country, if it matters.
    pub country: Option<Country>,
    /// The role, if it matters.
    pub role: Option<Role>,
}

impl Who {
    /// True for an entity of that country and role.
    pub fn covers(self, entity: &crate::Entity) -> bool {
        self.country.is_none_or(|c| entity.country == Some(c)) && self.role.is_none_or(|r| entity.role == r)
    }
}

impl Party {
    /// True when one of its descriptions covers the entity. Where roles are left open, peacekeepers and civilians
    /// are not the party: what they do is not the party's act.
    pub fn covers(&self, entity: &crate::Entity) -> bool {
        self.who.iter().any(|w| {
            w.covers(entity) && (w.role.is_some() || !matches!(entity.role, Role::Peacekeeper | Role::Civilian | Role::Media))
        })
    }
    /// True when clauses can bind it.
    pub fn is_bound(&self) -> bool {
        self.roles.iter().any(|r| !matches!(r, PartyRole::AffectedNonParty))
    }
}

/// An area or a line that clauses name.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Zone {
    /// Short name that clauses use.
    pub id: String,
    /// Its name by language.
    pub name: Texts,
    /// Its shape.
    pub shape: Shape,
    /// Points `(lat, lon)` in degrees: the corners of a polygon, the bends of a line.
    pub points: Vec<(f64, f64)>,
    /// For a buffer: kilometres on each side of the line; for a corridor: its whole width.
    pub width_km: Option<f64>,
    /// For a buffer whose width hangs on the weapon: class and kilometres on each side.
    pub widths: Vec<(String, f64)>,
    /// Names of places inside, as claims give them (usual English names).
    pub places: Vec<String>,
    /// Zones cut out of it.
    pub except: Vec<String>,
    /// First day it stands.
    pub from: Option<Date>,
    /// Last day it stands.
    pub to: Option<Date>,
    /// True for the zone that is the whole theatre of the agreement: a claim that names no place and a party is read as being there.
    pub theatre: bool,
    /// How its geometry is known.
    pub quality: GeometryQuality,
    /// Where the geometry comes from.
    pub source: String,
    /// What a user should know.
    pub note: String,
}

/// The shape of a zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Corners.
    Polygon,
    /// Bends; something is on it within a kilometre.
    Line,
    /// So many kilometres on each side of a line.
    Buffer,
    /// A way of a given width.
    Corridor,
    /// A unit of administration, known by its name and points if any.
    Admin,
    /// A list of places.
    Places,
    /// The text does not define it.
    #[default]
    Undefined,
}

/// How the geometry of a zone is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GeometryQuality {
    /// Described in the text.
    InText,
    /// On a map annexed to the text.
    AnnexedMap,
    /// On a map published by one side or by a mission.
    PublishedMap,
    /// Drawn for this file, roughly; the text does not draw it.
    Approximate,
    /// Not defined in the text.
    #[default]
    UndefinedInText,
}

/// A numbered clause.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Clause {
    /// Its number, as reports cite it.
    pub number: String,
    /// What it says, in the project's words, by language.
    pub text: Texts,
    /// What it makes somebody do or not do.
    pub obligations: Vec<Obligation>,
}

/// One thing that a clause makes somebody do or not do.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Obligation {
    /// Name within the agreement: `1a`.
    pub id: String,
    /// Of what sort it is.
    pub duty: Duty,
    /// The acts it is about.
    pub acts: Vec<Act>,
    /// Parties it binds; empty where it binds all.
    pub on: Vec<String>,
    /// Others it is read as binding, through a party.
    pub through: Vec<Through>,
    /// For whose benefit.
    pub to: Vec<String>,
    /// Zones it holds in; empty where it holds everywhere.
    pub zones: Vec<String>,
    /// First day it holds, where it is not the day of entry into force.
    pub from: Option<Date>,
    /// Last day for a duty to act, or last day it holds.
    pub deadline: Option<Deadline>,
    /// Acts that undo a breach: done, they comply; told as not done, the breach goes on.
    pub undone_by: Vec<Act>,
    /// What must come first or at the same time, as obligation names.
    pub together_with: Vec<String>,
    /// Numbers: troops, vehicles, calibres, kilometres.
    pub limits: BTreeMap<String, String>,
    /// What a user should know.
    pub note: String,
}

/// Somebody bound through a party.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Through {
    /// Party entry that did not sign.
    pub who: String,
    /// Party that answers for it.
    pub by: String,
}

/// Of what sort an obligation is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Must not.
    #[default]
    Prohibit,
    /// Must.
    Require,
    /// May.
    Permit,
    /// Must not beyond the limits.
    Limit,
    /// Must see to it that others can.
    Guarantee,
    /// Holds or watches.
    Control,
    /// A body or a way of working.
    Mechanism,
    /// How long something lasts.
    Duration,
}

/// The last day of a duty.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Deadline {
    /// The day, where the text names it or it can be reckoned.
    pub day: Option<Date>,
    /// Days after the trigger, where the text says it so.
    pub days: Option<i64>,
    /// The trigger: `in_force`, `signed`, or what happens in words.
    pub after: String,
    /// A later day agreed afterwards.
    pub extended_to: Option<Date>,
}

impl Deadline {
    /// The last day that counts, extension included.
    pub fn last_day(&self, agreement: &Agreement) -> Option<Date> {
        let reckoned = || {
            let start = match self.after.as_str() {
                "signed" => agreement.signed,
                "in_force" => agreement.from.map(Moment::day),
                _ => None,
            }?;
            start.checked_add(jiff::Span::new().days(self.days?)).ok()
        };
        self.extended_to.or(self.day).or_else(reckoned)
    }
}

/// What a text excepts from its prohibitions.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Exemption {
    /// Name within the agreement.
    pub id: String,
    /// What it excepts, by language.
    pub text: Texts,
    /// Obligations it excepts from; empty for all.
    pub from: Vec<String>,
    /// Acts against these are excepted.
    pub against: Vec<Who>,
    /// Acts by these are excepted.
    pub by: Vec<Who>,
    /// Words of a clause that a claim cannot show, such as self-defence: the finding names them as a possible exemption.
    pub arguable: bool,
}

impl Agreement {
    /// The party entry of that name.
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|p| p.id == id)
    }
    /// The zone of that name.
    pub fn zone(&self, id: &str) -> Option<&Zone> {
        self.zones.iter().find(|z| z.id == id)
    }
    /// The clause of that number.
    pub fn clause(&self, number: &str) -> Option<&Clause> {
        self.clauses.iter().find(|c| c.number == number)
    }
    /// The clause that a written number points at: "2.1" is clause 2.1 where the text numbers so finely, else part of clause 2.
    pub fn clause_cited(&self, written: &str) -> Option<&Clause> {
        written_numbers(written).find_map(|number| self.clause(number))
    }
    /// The title in a language, else in any, else the name.
    pub fn title_in(&self, language: &str) -> &str {
        self.title.get(language).or_else(|| self.title.values().next()).map_or(&self.id, |t| t)
    }
}

/// What a written number of a clause may stand for, the finest first: "4.2.1" is 4.2.1, part of 4.2, part of 4; "4a" is 4a, part of 4.
pub fn written_numbers(written: &str) -> impl Iterator<Item = &str> {
    let cuts = written.char_indices().scan(' ', |before, (at, c)| {
        let cut = before.is_ascii_digit() && !c.is_ascii_digit();
        *before = c;
        Some((at, cut))
    });
    let mut ends: Vec<usize> = cuts.filter(|(_, cut)| *cut).map(|(at, _)| at).collect();
    ends.push(written.len());
    ends.into_iter().rev().map(|end| &written[..end])
}

/// Numbers of clauses in the order of the text: 2 before 10, 2.1 before 2.10, an annex behind the numbered clauses.
pub fn number_order(number: &str) -> impl Ord + use<> {
    let mut parts: Vec<(u64, String)> = Vec::new();
    for part in number.split(['.', '-', '(', ')', ' ']).filter(|p| !p.is_empty()) {
        let figures = &part[..part.bytes().take_while(u8::is_ascii_digit).count()];
        parts.push((figures.parse().unwrap_or(u64::MAX), part[figures.len()..].to_owned()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_number_stands_for_the_finest_clause_there_is() {
        assert_eq!(written_numbers("4.2.1").collect::<Vec<_>>(), ["4.2.1", "4.2", "4"]);
        assert_eq!(written_numbers("4a").collect::<Vec<_>>(), ["4a", "4"]);
        assert_eq!(written_numbers("12").collect::<Vec<_>>(), ["12"]);
        let clause = |number: &str| Clause { number: number.into(), ..Clause::default() };
        let agreement = Agreement { clauses: vec![clause("2"), clause("2.1")], ..Agreement::default() };
        let cited = |n: &str| agreement.clause_cited(n).map(|c| c.number.clone());
        assert_eq!(cited("2.1").as_deref(), Some("2.1"));
        assert_eq!(cited("2.3").as_deref(), Some("2"));
        assert_eq!(cited("3"), None);
    }

    #[test]
    fn clauses_stand_in_the_order_of_the_text() {
        let mut numbers = vec!["12", "annex", "2.10", "1", "2.2", "2", "11", "2a"];
        numbers.sort_by_key(|n| number_order(n));
        assert_eq!(numbers, ["1", "2", "2.2", "2.10", "2a", "11", "12", "annex"]);
    }
}
