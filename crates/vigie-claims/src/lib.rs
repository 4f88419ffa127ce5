//! Reading -> Claims: who says that who did what to whom, where, when, with what toll and by what means.
//!
//! [`find`] runs a language's [`Rules`] over a reading: a rule finds the words that tell an event, the tree of the sentence
//! gives who stands where around them, the governors above them give whose word it is and whether it is told at all, and the
//! text around gives what the sentence leaves out.
//!
//! ```
//! # use vigie_claims::Rules;
//! let rules = Rules::from_files("xx", std::iter::empty()).expect("no file, no error");
//! assert_eq!(rules.event_rules(), 0);
//! ```
//!
//! It never decides whether a claim is true, never looks at another report, and names no language: every word it knows stands
//! in `languages/`, every name in `world/`.

mod accused;
mod addressees;
pub mod allegiance;
mod answered;
mod asked;
mod bearer;
mod bearers;
mod beside;
mod breaches;
mod by_name;
mod by_word_order;
mod came_from;
mod campaigns;
mod captives;
mod case_of_phrases;
mod cited;
mod class;
mod compared;
mod condemned;
mod content;
mod context;
mod dated_things;
mod day_of_an_act;
mod days;
mod days_away;
mod days_counted_back;
mod days_in_sentence;
mod days_left_open;
mod days_of_accords;
mod days_of_entries;
mod days_of_scenes;
mod days_of_speakers;
mod days_of_speech;
mod days_of_the_lead;
mod days_taken_back;
mod denied_words;
mod described;
mod distance;
mod doer;
mod doers_beside;
mod doers_from_afar;
mod doers_of_others;
mod done_by_the_fire;
mod draft;
mod draft_index;
mod echoes;
mod exchange;
mod exchange_of_words;
mod explain;
mod families;
mod fillers;
mod find;
mod fired_by;
mod fought_for;
mod frame;
mod gapped_tolls;
mod genitives;
mod given;
mod harm;
mod hearsay;
mod home;
mod hours;
mod how_rare;
mod hung_by_agreement;
mod hung_by_case;
mod insertions;
mod interview;
mod join;
mod kinds;
mod known_truce;
mod lists;
mod losses;
mod mended;
mod names_before;
mod near_the_way;
mod negation;
mod no_part;
mod nothing_new;
mod objects;
mod of_them;
mod only_which;
mod opponent;
mod outsiders;
mod own_voice;
mod owners;
mod owners_of_targets;
mod pacts;
mod parse;
mod part_denied;
mod pattern;
mod people_met;
mod phrases_of_place;
mod place;
mod place_around;
mod place_back;
mod place_hit;
mod place_of_accords;
mod place_of_breaches;
mod place_of_flight;
mod place_of_speakers;
mod place_of_things;
mod place_unlisted;
mod place_unnamed;
mod places_apart;
mod places_between;
mod places_told;
mod points_back;
mod pronouns;
mod receive;
mod rehung;
mod replies;
mod roles;
mod roles_of_speech;
mod rounds;
mod rows;
mod rule;
mod rules;
mod said_in_passing;
mod said_of_others;
mod said_without_verb;
mod same_event;
mod scene;
mod scene_set;
mod scope;
mod segment;
mod settings;
mod short_names;
mod short_tellers;
mod since_when;
mod slots;
mod so_far;
mod sources_in_full;
mod spans;
mod speakers;
mod speakers_of_words;
mod speakers_own;
mod speech;
mod spoken_before;
mod stamps;
mod stands_for;
mod story;
mod story_days;
mod summed_up;
mod tags_read_as_nouns;
mod talked_of;
mod tellers_apart;
mod telling;
mod text;
mod theatre;
mod times;
mod titles;
mod told_again;
mod told_by_all;
mod toll;
mod topic;
mod tree;
mod two_sides;
mod undergone;
mod unplaced;
mod voice;
mod who;
mod whose;
mod words_seen;

pub use class::{Class, ClassSet};
pub use explain::{Considered, Outcome, Trace};
pub use given::Given;
pub use parse::RuleError;
pub use rule::{Content, Event, Example, Pos, Rule};
pub use rules::{Rules, RulesError};
pub use settings::SettingsError;
pub use text::key;
pub use topic::Topic;

use vigie_model::{Anchor, CharIndex, Claim, Entity, PlaceMention, Span, World};
use vigie_read::Reading;

/// Finds the claims of a reading, in the order of the text.
pub fn find(reading: &Reading, rules: &Rules, world: &World) -> Vec<Claim> {
    run(reading, rules, world, false).0
}

/// Finds the claims, and tells for every sentence what was considered and why it made a claim or none.
pub fn explain(reading: &Reading, rules: &Rules, world: &World) -> (Vec<Claim>, Trace) {
    run(reading, rules, world, true)
}

/// Fills the fields of events that are given by their trigger and kind, in the order given; `None` where a trigger covers no word.
/// Events that only the program finds make no claims; polarity and source are read as those of any other event.
pub fn fill(reading: &Reading, rules: &Rules, world: &World, given: &[Given]) -> Vec<Option<Claim>> {
    let mended = rehung::mended(reading, rules);
    let text = text::Text::new(&mended, rules, world);
    let plain = given::plain_rules(&text, given);
    let parties = who::Parties::find(&text, rules, world);
    let mut ctx = context::Context::new(&text, rules, world, &parties);
    ctx.add_given(given, &plain);
    let chars = CharIndex::new(&reading.report.text);
    let mut claims = vec![None; given.len()];
    for (n, draft) in find::drafts_of_given(&ctx, given, &plain) {
        let mut claim = claim_of(&ctx, &draft, &chars);
        claim.id = format!("c{}", n + 1);
        claims[n] = Some(claim);
    }
    claims
}

/// Everyone that a reading mentions, in the order of the text, with country and role as claims would have them.
pub fn parties(reading: &Reading, rules: &Rules, world: &World) -> Vec<Entity> {
    let mended = rehung::mended(reading, rules);
    let text = text::Text::new(&mended, rules, world);
    let parties = who::Parties::find(&text, rules, world);
    let chars = CharIndex::new(&reading.report.text);
    let words = 0..reading.words.len() as vigie_read::WordId;
    words.filter_map(|w| parties.of(w)).map(|p| entity(p, &chars)).collect()
}

fn entity(party: &who::Party, chars: &CharIndex) -> Entity {
    let q = chars.quote(party.span);
    Entity { start: q.start, end: q.end, text: q.text, country: party.country, role: party.role }
}

fn run(reading: &Reading, rules: &Rules, world: &World, with_trace: bool) -> (Vec<Claim>, Trace) {
    let mended = rehung::mended(reading, rules);
    let text = text::Text::new(&mended, rules, world);
    let parties = who::Parties::find(&text, rules, world);
    let ctx = context::Context::new(&text, rules, world, &parties);
    let drafts = find::drafts(&ctx);
    let chars = CharIndex::new(&reading.report.text);
    let mut claims = Vec::new();
    let mut numbers = Vec::with_capacity(drafts.len());
    for d in &drafts {
        if d.dropped.is_some() {
            numbers.push(None);
            continue;
        }
        let mut claim = claim_of(&ctx, d, &chars);
        claim.id = format!("c{}", claims.len() + 1);
        numbers.push(Some(claim.id.clone()));
        claims.push(claim);
    }
    let trace = if with_trace { explain::trace(&ctx, &drafts, &numbers) } else { Trace::default() };
    (claims, trace)
}

fn claim_of(ctx: &context::Context, d: &draft::Draft, chars: &CharIndex) -> Claim {
    let report = ctx.text.reading.report;
    let entity = |p: &who::Party| entity(p, chars);
    let mut claim = Claim::new(report.id.clone(), d.kind, chars.quote(d.trigger));
    claim.evidence = Some(chars.chars(ctx.text.sentence(d.word).span));
    claim.polarity = d.standing.polarity;
    claim.actor = d.actor.iter().map(entity).collect();
    claim.recipient = d.recipient.iter().map(entity).collect();
    claim.source = d.standing.source.iter().map(entity).collect();
    claim.place = d.place.as_ref().map(|s| {
        let q = chars.quote(s.span);
        PlaceMention {
            start: q.start,
            end: q.end,
            text: q.text,
            name: s.name.clone(),
            country: s.country,
            lat: s.lat,
            lon: s.lon,
            precision: s.precision,
            why: s.why.clone(),
        }
    });
    claim.time = d.time.clone().map(|mut t| {
        t.start = t.start.map(|b| chars.at(b));
        t.end = t.end.map(|b| chars.at(b));
        t
    });
    // One number told twice, by the word for the fallen and by the phrase around it, counts once.
    let told = |i: usize| (d.toll_words.get(i), d.toll[i].effect, d.toll[i].low, d.toll[i].high);
    let again = |i: usize| d.toll_words.get(i).is_some() && (0..i).any(|before| told(before) == told(i));
    claim.toll = (0..d.toll.len()).filter(|i| !again(*i)).map(|i| d.toll[i].clone()).collect();
    claim.count = d.count.map(|(n, _)| n);
    claim.means = d.means.iter().map(|m| m.span.of(&report.text).to_owned()).collect();
    claim.rule = d.found.rule.id.clone();
    let anchor = |field, span: &Span| Anchor { field, at: chars.chars(*span) };
    claim.anchors.extend(d.toll_words.iter().map(|s| anchor("toll", s)));
    claim.anchors.extend(d.count.iter().map(|(_, s)| anchor("count", s)));
    claim.anchors.extend(d.means.iter().map(|m| anchor("means", &m.span)));
    let evidence = ctx.text.sentence(d.word).span;
    claim.notes = ctx
        .text
        .reading
        .notes
        .iter()
        .filter(|n| n.span.is_some_and(|s| evidence.contains(s)))
        .map(|n| n.message.clone())
        .collect();
    claim
}
