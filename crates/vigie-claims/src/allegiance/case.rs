//! What is known of a mention when whose it is gets weighed: the candidates, and what speaks for each.

use crate::class::Class;
use crate::context::Context;
use crate::draft::Draft;
use crate::text::Text;
use crate::who::Party;
use crate::words_seen::hash_of;
use std::collections::{BTreeSet, HashMap};
use vigie_model::world::Entry;
use vigie_model::{Country, EventKind, Role, Span};
use vigie_read::analyse::table::{Feature, mix, template};
use vigie_read::{Tag, WordId};

/// Most lands that are weighed for their share in the report.
const LANDS: usize = 5;
/// Most lands of places that are weighed.
const PLACES: usize = 2;
/// How many mentions with one noun are looked at.
const ALIKE: usize = 12;
/// How many of the others in a claim are looked at: lists of hundreds tell no more.
const BESIDE: usize = 12;
/// How many letters of a word tell what it is.
const LETTERS: usize = 6;

/// A country and a role.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Whose {
    /// Country or authority; none for bodies of no land.
    pub country: Option<Country>,
    /// What sort of body.
    pub role: Role,
}

impl Whose {
    pub(super) fn of(party: &Party) -> Whose {
        Whose { country: party.country, role: party.role }
    }
}

/// How a land that is weighed stands to the one that was told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Status {
    /// It is the land told.
    Kept,
    /// No land, as was told.
    KeptNone,
    /// No land, where one was told.
    NoneAtAll,
    /// Another land than the one told.
    Another,
    /// A land, where none was told.
    Found,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 5] = [Status::Kept, Status::KeptNone, Status::NoneAtAll, Status::Another, Status::Found];
    fn of(land: Option<Country>, told: Option<Country>) -> Status {
        match (land, told) {
            (None, None) => Status::KeptNone,
            (None, Some(_)) => Status::NoneAtAll,
            (Some(_), None) => Status::Found,
            (Some(a), Some(b)) if a == b => Status::Kept,
            (Some(_), Some(_)) => Status::Another,
        }
    }
}

/// A land that is weighed.
#[derive(Clone, Debug)]
pub struct Land {
    /// The land; none for no land at all.
    pub country: Option<Country>,
    /// How it stands to the one told.
    pub status: Status,
    /// What speaks for it.
    pub features: Vec<Feature>,
    /// How often the other mentions of the report are of this land, by role.
    others: [u32; Role::ALL.len()],
    /// True where something that the mention does or suffers lies in it.
    has_the_place: bool,
    /// True where its authority holds the ground on which something that the mention does or suffers lies.
    holds_the_place: bool,
}

/// What a mention does in a claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Slot {
    Actor,
    Recipient,
    Source,
}

/// One mention, with all that it is in the claims of its report.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its bytes.
    pub span: Span,
    /// Its noun.
    pub head: WordId,
    /// What the steps before say.
    pub told: Whose,
    /// How often claims name it.
    pub uses: u32,
    /// What is known of the mention itself; it speaks for or against each land and each role.
    pub about: Vec<Feature>,
    /// The lands that are weighed, the one told first. Every role is weighed with each.
    pub lands: Vec<Land>,
    /// Others in the same claims: in which slot this one stands, in which they do, whose they are.
    beside: BTreeSet<(Slot, Slot, Option<Country>, Role)>,
    /// How often the other mentions of the report have each role.
    roles: [u32; Role::ALL.len()],
    /// The land of the last mention before it with each role; none where there is no such mention.
    before: Before,
    /// Whose the other mentions with the same noun are.
    alike: Vec<Whose>,
}

type Before = [Option<Option<Country>>; Role::ALL.len()];

/// A mention in a claim.
#[derive(Clone, Copy)]
struct Use<'d> {
    draft: usize,
    slot: Slot,
    party: &'d Party,
}

/// What tells one mention from another: its bytes, and what it was told to be.
pub(super) type Key = (Span, Option<Country>, Role);

pub(super) fn key(party: &Party) -> Key {
    (party.span, party.country, party.role)
}

/// The mentions of all claims that are told, in the order of the text.
pub(super) fn cases(ctx: &Context, drafts: &[Draft]) -> Vec<Case> {
    let told = drafts.iter().enumerate().filter(|(_, d)| d.dropped.is_none());
    let uses: Vec<Use> = told.clone().flat_map(|(draft, d)| uses_of(draft, d)).collect();
    let mut counts: HashMap<Option<Country>, [u32; Role::ALL.len()]> = HashMap::new();
    let mut roles = [0; Role::ALL.len()];
    let mut mentions: HashMap<Key, Vec<Use>> = HashMap::new();
    for u in &uses {
        counts.entry(u.party.country).or_default()[u.party.role as usize] += 1;
        roles[u.party.role as usize] += 1;
        mentions.entry(key(u.party)).or_default().push(*u);
    }
    let report = Report {
        ctx,
        drafts,
        counts,
        roles,
        lands: by_count(uses.iter().map(|u| u.party.country)),
        places: by_count(told.filter_map(|(_, d)| d.place.as_ref()).map(|p| p.country)),
    };
    let mut mentions: Vec<Vec<Use>> = mentions.into_values().collect();
    mentions.sort_by_key(|m| (m[0].party.span.start, m[0].party.span.end, m[0].party.country, m[0].party.role));
    let mut alike: HashMap<&str, Vec<(Span, Whose)>> = HashMap::new();
    for m in &mentions {
        let known = alike.entry(ctx.text.lemma(m[0].party.head)).or_default();
        if known.len() < ALIKE {
            known.push((m[0].party.span, Whose::of(m[0].party)));
        }
    }
    let mut before: Before = Default::default();
    let mut cases = Vec::with_capacity(mentions.len());
    for uses in &mentions {
        let party = uses[0].party;
        let others = alike[ctx.text.lemma(party.head)].iter().filter(|(span, _)| *span != party.span);
        cases.push(report.case(uses, before, others.map(|(_, whose)| *whose).collect()));
        before[party.role as usize] = Some(party.country);
    }
    cases
}

fn uses_of<'d>(draft: usize, d: &'d Draft) -> impl Iterator<Item = Use<'d>> {
    let in_slot = move |slot: Slot, list: &'d [Party]| list.iter().map(move |party| Use { draft, slot, party });
    in_slot(Slot::Actor, &d.actor).chain(in_slot(Slot::Recipient, &d.recipient)).chain(in_slot(Slot::Source, &d.standing.source))
}

/// Things with how often each stands there, the most frequent first, of equals the one that comes first.
fn by_count<T: PartialEq>(things: impl Iterator<Item = T>) -> Vec<(T, u32)> {
    let mut counts: Vec<(T, u32)> = Vec::new();
    for thing in things {
        match counts.iter_mut().find(|(known, _)| *known == thing) {
            Some((_, n)) => *n += 1,
            None => counts.push((thing, 1)),
        }
    }
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

/// Each land once, in the order in which they come first.
fn distinct(lands: Vec<Country>) -> Vec<Country> {
    by_count(lands.into_iter()).into_iter().map(|(land, _)| land).collect()
}

/// The feature of a template with what it observes.
fn feature(number: u32, observed: &[u32]) -> Feature {
    observed.iter().fold(template(number), |feature, part| mix(feature, *part))
}

/// A share in tenths, finer where it is small.
fn tenths(part: u32, whole: u32) -> u32 {
    if part == 0 { 0 } else { 1 + 10 * part / whole.max(1) }
}

/// The claims of a report as a whole.
struct Report<'r, 'd> {
    ctx: &'r Context<'r>,
    drafts: &'r [Draft<'d>],
    counts: HashMap<Option<Country>, [u32; Role::ALL.len()]>,
    /// The same of all lands together.
    roles: [u32; Role::ALL.len()],
    lands: Vec<(Option<Country>, u32)>,
    places: Vec<(Option<Country>, u32)>,
}

impl Report<'_, '_> {
    /// How often mentions of a land have each role, but for those of one mention.
    fn others(&self, land: Option<Country>, told: Whose, uses: u32) -> [u32; Role::ALL.len()] {
        let mut counts = self.counts.get(&land).copied().unwrap_or_default();
        if land == told.country {
            counts[told.role as usize] -= uses;
        }
        counts
    }

    fn case(&self, uses: &[Use], before: Before, alike: Vec<Whose>) -> Case {
        let party = uses[0].party;
        let told = Whose::of(party);
        let (mut beside, mut places, mut held) = (BTreeSet::new(), Vec::new(), Vec::new());
        for u in uses {
            let others = uses_of(u.draft, &self.drafts[u.draft]).filter(|o| o.party.span != party.span).take(BESIDE);
            beside.extend(others.map(|o| (u.slot, o.slot, o.party.country, o.party.role)));
            let place = self.drafts[u.draft].place.as_ref();
            places.extend(place.and_then(|p| p.country));
            held.extend(place.and_then(|p| p.held_by.or(p.country)));
        }
        // In the order of the text: that of codes would prefer one land to another.
        let (places, held) = (distinct(places), distinct(held));
        let mut roles = self.roles;
        roles[told.role as usize] -= uses.len() as u32;
        let mut weighed = vec![told.country, None];
        weighed.extend(self.lands.iter().take(LANDS).map(|(land, _)| *land));
        weighed.extend(places.iter().take(PLACES).chain(held.iter().take(PLACES)).copied().map(Some));
        weighed.extend(self.places.iter().take(PLACES).map(|(land, _)| *land));
        let about = about(self.ctx, self.drafts, party, uses);
        let lands = Vec::new();
        let mut case = Case {
            span: party.span,
            head: party.head,
            told,
            uses: uses.len() as u32,
            about,
            lands,
            beside,
            roles,
            before,
            alike,
        };
        for land in weighed {
            if case.lands.iter().all(|l| l.country != land) {
                let land = self.land(land, &case, (&places, &held), party);
                case.lands.push(land);
            }
        }
        case
    }

    fn land(&self, country: Option<Country>, case: &Case, places: (&[Country], &[Country]), party: &Party) -> Land {
        let has_the_place = country.is_some_and(|c| places.0.contains(&c));
        let holds_the_place = country.is_some_and(|c| places.1.contains(&c));
        let role = case.told.role as u32;
        let mut features = Vec::new();
        let mut add = |number: u32, parts: &[u32]| features.push(feature(number, parts));
        if country.is_some() {
            let count = |list: &[(Option<Country>, u32)]| list.iter().find(|(l, _)| *l == country).map_or(0, |(_, n)| *n);
            let all = |list: &[(Option<Country>, u32)]| list.iter().map(|(_, n)| n).sum::<u32>();
            let rank = self.lands.iter().position(|(l, _)| *l == country).map_or(9, |r| r.min(4)) as u32;
            add(50, &[tenths(count(&self.lands), all(&self.lands))]);
            add(51, &[rank]);
            add(52, &[rank, u32::from(party.named)]);
            add(53, &[tenths(count(&self.places), all(&self.places))]);
            add(54, &[u32::from(2 * count(&self.places) > all(&self.places))]);
            add(55, &[u32::from(has_the_place)]);
            add(56, &[u32::from(has_the_place), role]);
            add(59, &[u32::from(has_the_place), u32::from(holds_the_place)]);
            add(60, &[u32::from(holds_the_place), role]);
            let slots: BTreeSet<(Slot, Slot)> = case.beside.iter().map(|(a, b, ..)| (*a, *b)).collect();
            for (a, b) in slots {
                let shared = case.beside.iter().any(|(x, y, land, _)| (*x, *y) == (a, b) && *land == country);
                add(57, &[a as u32, b as u32, u32::from(shared)]);
                add(58, &[a as u32, b as u32, u32::from(shared), role]);
            }
        }
        let alike = case.alike.iter().filter(|w| w.country == country).count();
        add(61, &[u32::from(alike > 0), u32::from(alike < case.alike.len())]);
        let status = Status::of(country, case.told.country);
        Land { country, status, features, others: self.others(country, case.told, case.uses), has_the_place, holds_the_place }
    }
}

/// What is known of a mention itself.
fn about(ctx: &Context, drafts: &[Draft], party: &Party, uses: &[Use]) -> Vec<Feature> {
    let text = ctx.text;
    let mut features = Vec::new();
    let mut add = |number: u32, parts: &[u32]| features.push(feature(number, parts));
    let told = |w: &WordId| text.form(*w).chars().any(char::is_alphanumeric);
    let words: Vec<WordId> = party.words(text).filter(told).collect();
    let begins = |w: &WordId| named(text, *w).unwrap_or_else(|| stem(text.form(*w)));
    let noun = |w: WordId| named(text, w).unwrap_or_else(|| hash_of(text.lemma(w)) as u32);
    let role = party.role as u32;
    add(1, &[]);
    for w in &words {
        add(2, &[begins(w)]);
    }
    words.first().into_iter().for_each(|w| add(3, &[begins(w)]));
    words.last().into_iter().for_each(|w| add(4, &[begins(w)]));
    let lemma = noun(party.head);
    add(5, &[lemma]);
    add(23, &[lemma, role]);
    words.first().into_iter().for_each(|w| add(24, &[begins(w), role]));
    let (first, last) = (words.first().copied().unwrap_or(party.head), words.last().copied().unwrap_or(party.head));
    let sentence = text.sentence(party.head);
    (sentence.first..first.max(sentence.first)).rev().filter(told).take(2).for_each(|w| add(6, &[begins(&w)]));
    (last + 1..sentence.end.max(last + 1)).filter(told).take(2).for_each(|w| add(7, &[begins(&w)]));
    let relation = hash_of(&text.word(party.head).relation) as u32;
    add(8, &[relation]);
    text.head(party.head).into_iter().for_each(|h| add(9, &[relation, noun(h)]));
    let capital = |w: &WordId| u32::from(text.word(*w).form.starts_with(char::is_uppercase));
    let shape =
        words.len().min(4) as u32 | words.first().map_or(0, capital) << 3 | u32::from(words.iter().any(|w| capital(w) == 1)) << 4;
    add(10, &[shape]);
    add(11, &[shape, role]);
    add(12, &[role]);
    add(13, &[u32::from(party.named)]);
    add(14, &[u32::from(party.named), role]);
    let slots: BTreeSet<Slot> = uses.iter().map(|u| u.slot).collect();
    let kinds: BTreeSet<(EventKind, Slot)> = uses.iter().map(|u| (drafts[u.draft].kind, u.slot)).collect();
    for slot in &slots {
        add(15, &[*slot as u32]);
        add(16, &[*slot as u32, role]);
    }
    for (kind, slot) in kinds {
        add(17, &[kind as u32]);
        add(18, &[kind as u32, slot as u32]);
    }
    for class in Class::ALL.iter().filter(|c| party.class.has(**c)) {
        add(19, &[*class as u32]);
        add(20, &[*class as u32, role]);
        slots.iter().for_each(|slot| add(21, &[*class as u32, *slot as u32]));
    }
    if party.class.is_empty() {
        add(22, &[role]);
    }
    features
}

/// What stands for a word that is part of a name: of what sort the name is, never which. Weights that knew names would be for or against
/// a side, and would know the conflicts that they were learnt from better than others.
fn named(text: &Text, w: WordId) -> Option<u32> {
    let proper = text.word(w).tag == Tag::Propn;
    let sign = match text.name(w) {
        None if proper => 1,
        None => return None,
        Some(name) => match (name.entries.first(), name.sort) {
            (Some(Entry::Weapon(_)), _) => return None,
            (Some(Entry::Demonym(_)), _) => 2,
            (Some(Entry::Territory(_) | Entry::Capital(_)), _) => 3,
            (Some(Entry::Actor(_)), _) => 4,
            (Some(Entry::Place(_)), _) => 5,
            (None, Some(sort)) => 6 + sort as u32,
            (None, None) => 1,
        },
    };
    Some(sign)
}

/// How a word begins, without regard to capitals.
fn stem(form: &str) -> u32 {
    let begins: String = form.chars().take(LETTERS).collect();
    hash_of(&begins) as u32
}

impl Case {
    /// What speaks for a land and a role together.
    pub fn pair(&self, land: usize, role: Role, mut emit: impl FnMut(Feature)) {
        let weighed = &self.lands[land];
        let status = weighed.status as u32;
        let (told, kept) = (self.told.role as u32, u32::from(role == self.told.role));
        let others = weighed.others[role as usize];
        let role_number = role as u32;
        let mut add = |number: u32, parts: &[u32]| emit(feature(number, parts));
        add(80, &[status, role_number]);
        add(81, &[status, role_number, told]);
        if kept == 1 && weighed.country == self.told.country {
            add(82, &[]);
        }
        add(83, &[status, others.min(3)]);
        add(84, &[role_number, u32::from(others > 0), kept]);
        add(85, &[role_number, u32::from(others > 0), told]);
        if let Some(land) = self.before[role as usize] {
            add(90, &[status, u32::from(land == weighed.country)]);
            add(91, &[role_number, u32::from(land == weighed.country)]);
        }
        let alike = self.alike.iter().filter(|w| (w.country, w.role) == (weighed.country, role)).count();
        add(92, &[kept, u32::from(alike > 0), u32::from(alike < self.alike.len())]);
        let all = self.roles[role as usize];
        if all > 0 {
            add(86, &[status, tenths(others, all)]);
        }
        if weighed.country.is_some() {
            add(87, &[status, u32::from(weighed.has_the_place), role_number]);
            add(89, &[status, u32::from(weighed.holds_the_place), role_number]);
            for (own, other, country, theirs) in &self.beside {
                add(88, &[*own as u32, role_number, *other as u32, *theirs as u32, u32::from(*country == weighed.country)]);
            }
        }
    }
}
