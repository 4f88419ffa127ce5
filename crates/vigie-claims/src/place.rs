//! Where an event happened: names of places, phrases that describe one, and what the story told before.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::rule::Slot;
use crate::tree;
use std::collections::HashMap;
use vigie_model::world::{Entry, Place};
use vigie_model::{Country, Span};
use vigie_read::{Tag, WordId};

/// A place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Head word.
    pub head: WordId,
    /// Its words.
    pub span: Span,
    /// Usual English name, or the words where no entry is known.
    pub name: String,
    /// Country it lies in.
    pub country: Option<Country>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// True where it is a whole country or region rather than a spot.
    pub wide: bool,
    /// True where it is described without any name ("the strategic village"): a name told elsewhere says more.
    pub vague: bool,
}

/// What the whole report says about where its story lies; used to choose among places of one name.
#[derive(Clone, Debug, Default)]
pub struct Theatre {
    country: Option<Country>,
    countries: HashMap<Country, u32>,
    theatres: HashMap<String, u32>,
}

impl Theatre {
    /// Counts the countries and theatres of all names of the report.
    pub fn of(ctx: &Context) -> Theatre {
        let mut theatre = Theatre::default();
        for name in &ctx.text.reading.names {
            let mut seen: Vec<Country> = Vec::new();
            let mut add = |c: Option<Country>, weight: u32, seen: &mut Vec<Country>| {
                if let Some(c) = c
                    && !seen.contains(&c)
                {
                    seen.push(c);
                    *theatre.countries.entry(c).or_default() += weight;
                }
            };
            let alone = name.entries.len() == 1;
            for entry in &name.entries {
                match *entry {
                    Entry::Territory(i) | Entry::Demonym(i) | Entry::Capital(i) => {
                        let t = &ctx.world.territories[i as usize];
                        add(t.lies_in.or(Some(t.code)), 1, &mut seen);
                    }
                    Entry::Actor(i) => add(ctx.world.actors[i as usize].country, 1, &mut seen),
                    Entry::Place(i) => {
                        let p = &ctx.world.places[i as usize];
                        add(p.country, if alone { 2 } else { 1 }, &mut seen);
                        if !p.theatre.is_empty() {
                            *theatre.theatres.entry(p.theatre.clone()).or_default() += 1;
                        }
                    }
                    Entry::Weapon(_) => {}
                }
            }
        }
        theatre.country = theatre.countries.iter().max_by_key(|(c, n)| (**n, std::cmp::Reverse(**c))).map(|(c, _)| *c);
        theatre
    }

    fn score(&self, p: &Place) -> u32 {
        let country = p.country.and_then(|c| self.countries.get(&c)).copied().unwrap_or(0).min(6);
        let theatre = self.theatres.get(&p.theatre).copied().unwrap_or(0).min(4);
        country * 2 + theatre * 2
    }
}

/// Origin is left out: in many languages its preposition is that of the genitive, and a rule that means it says so.
const LOCATIVE: [Slot; 9] =
    [Slot::In, Slot::At, Slot::Near, Slot::Nearby, Slot::On, Slot::To, Slot::Into, Slot::Through, Slot::Over];

/// True when the phrase at `w` is marked as one says where.
fn is_locative(ctx: &Context, w: WordId) -> bool {
    let settings = &ctx.rules.settings;
    settings
        .slots
        .iter()
        .filter(|(s, _)| LOCATIVE.contains(s))
        .any(|(_, ms)| ms.iter().any(|m| !m.words.is_empty() && tree::is_marked(ctx.text, w, m, false)))
}

/// The same of `w`, or of the word for a place that it names ("in the village of X").
fn tells_where(ctx: &Context, w: WordId) -> bool {
    is_locative(ctx, w) || ctx.text.head(w).is_some_and(|h| ctx.text.class(h).has(Class::Place) && is_locative(ctx, h))
}

/// The place that the noun at `w` names or describes; `wide` places and descriptions only where they are marked as such.
pub fn spot_at(ctx: &Context, theatre: &Theatre, w: WordId, told_as_place: bool) -> Option<Spot> {
    let text = ctx.text;
    let word = text.word(w);
    if !matches!(word.tag, Tag::Noun | Tag::Propn | Tag::X | Tag::Adj) || text.date(w).is_some() {
        return None;
    }
    if let Some(name) = text.name(w) {
        if ctx.parties.of(w).is_some_and(|p| p.class.meets(ClassSet::AGENTS)) {
            return None;
        }
        let best = name
            .entries
            .iter()
            .enumerate()
            .filter_map(|(rank, e)| match *e {
                Entry::Place(i) => Some((i, rank)),
                _ => None,
            })
            .max_by_key(|(i, rank)| (theatre.score(&ctx.world.places[*i as usize]), std::cmp::Reverse(*rank)));
        let names_body = name.entries.iter().any(|e| matches!(e, Entry::Actor(_) | Entry::Demonym(_)));
        let territory = name.entries.iter().find_map(|e| match *e {
            Entry::Territory(i) => Some((i, false)),
            Entry::Capital(i) => Some((i, true)),
            _ => None,
        });
        if let Some((i, _)) = best
            && !(names_body || territory.is_some() && !told_as_place)
        {
            let p = &ctx.world.places[i as usize];
            return Some(Spot {
                head: w,
                span: name.span,
                name: p.name.clone(),
                country: p.country,
                lat: p.lat,
                lon: p.lon,
                wide: matches!(p.sort.as_str(), "region" | "country" | "province"),
                vague: false,
            });
        }
        if let Some((i, false)) = territory
            && told_as_place
        {
            let t = &ctx.world.territories[i as usize];
            return Some(Spot {
                head: w,
                span: name.span,
                name: t.name.clone(),
                country: t.lies_in.or(Some(t.code)),
                lat: t.lies_in.map(|_| t.lat),
                lon: t.lies_in.map(|_| t.lon),
                wide: true,
                vague: false,
            });
        }
        if name.entries.is_empty() && told_as_place && word.tag == Tag::Propn {
            return Some(unknown(ctx, theatre, w, name.span));
        }
        return None;
    }
    if !text.class(w).has(Class::Place) {
        return (told_as_place && word.tag == Tag::Propn && ctx.parties.of(w).is_none()).then(|| {
            let span = text.span(&crate::who::phrase(text, w));
            unknown(ctx, theatre, w, span)
        });
    }
    // "the village of X", "X district": the name inside.
    let words = crate::who::phrase(text, w);
    let named = text.dependents(w, "appos").filter(|c| text.word(*c).tag == Tag::Propn);
    let inner = words
        .iter()
        .copied()
        .chain(named)
        .filter(|x| *x != w && matches!(text.word(*x).tag, Tag::Propn | Tag::Noun | Tag::X))
        .find_map(|x| {
            let near = text.head(x) == Some(w) || text.name(x).is_some_and(|n| (n.first..n.end).any(|y| text.head(y) == Some(w)));
            if near { spot_at(ctx, theatre, x, !text.class(w).is_empty()) } else { None }
        });
    match inner {
        Some(spot) if !spot.wide || words.len() <= 4 => Some(spot),
        // A measure is no place ("ten square kilometres").
        _ if told_as_place && words.len() > 1 && crate::toll::number_on(ctx, w).is_none() => {
            let span = text.span(&words);
            let country = words.iter().find_map(|x| territory_of(ctx, *x)).or(theatre.country);
            let vague = words.iter().all(|x| text.word(*x).tag != Tag::Propn);
            Some(Spot {
                head: w,
                span,
                name: span.of(&text.reading.report.text).to_owned(),
                country,
                lat: None,
                lon: None,
                wide: false,
                vague,
            })
        }
        other => other,
    }
}

fn territory_of(ctx: &Context, w: WordId) -> Option<Country> {
    ctx.text.name(w)?.entries.iter().find_map(|e| match *e {
        Entry::Territory(i) | Entry::Demonym(i) => {
            let t = &ctx.world.territories[i as usize];
            t.lies_in.or(Some(t.code))
        }
        Entry::Place(i) => ctx.world.places[i as usize].country,
        _ => None,
    })
}

fn unknown(ctx: &Context, theatre: &Theatre, w: WordId, span: Span) -> Spot {
    Spot {
        head: w,
        span,
        name: span.of(&ctx.text.reading.report.text).to_owned(),
        country: theatre.country,
        lat: None,
        lon: None,
        wide: false,
        vague: false,
    }
}

/// The places told for the event at `w`: on its own words first, then on the verb that carries it, then on the clause around.
pub fn spots(ctx: &Context, theatre: &Theatre, w: WordId, carrier: Option<WordId>) -> Vec<Spot> {
    let text = ctx.text;
    let mut found: Vec<Spot> = Vec::new();
    let mut tops = vec![w];
    tops.extend(carrier);
    let mut at = carrier.unwrap_or(w);
    // Coordinated verbs share their adverbials; a clause inside another happens where the other does.
    for _ in 0..4 {
        let base = text.word(at).relation_base();
        let Some(h) = text.head(at) else { break };
        // What somebody records somewhere happened there; what somebody says somewhere did not.
        // Nor where reports of it are told ("in the capital they denied reports of a withdrawal").
        let says = ctx.says(h).is_some() && (!matches!(base, "obj" | "nsubj") || at != w && ctx.says(at).is_some());
        match base {
            "conj" | "xcomp" | "advcl" | "obj" | "nsubj" | "obl" | "nmod" | "acl" if !says => {
                tops.push(h);
                at = h;
            }
            _ => break,
        }
    }
    for top in tops {
        let cut = |c: WordId| {
            let r = text.word(c).relation_base();
            matches!(r, "ccomp" | "advcl" | "parataxis" | "csubj" | "conj") && crate::tree::is_verbal(text, c)
                || text.word(c).relation == "acl:relcl"
                || (c != w && Some(c) != carrier && top != w && ctx.event_at(c).is_some())
        };
        let mut words = text.subtree(top, &cut);
        // What stands after the event's word is nearer to it than what stands before.
        words.sort_by_key(|x| if *x >= top { (0, *x) } else { (1, *x) });
        for x in words {
            if x == w || found.iter().any(|s| s.head == x || text.name(x).is_some_and(|n| n.span == s.span)) {
                continue;
            }
            if found.iter().any(|s| text.below(x, s.head)) {
                continue;
            }
            let told = tells_where(ctx, x);
            if let Some(spot) = spot_at(ctx, theatre, x, told)
                && (told
                    || text.word(x).is("nmod")
                    || text.word(x).is("obj")
                    || text.word(x).is("compound")
                    || text.word(x).is("flat"))
            {
                found.push(spot);
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found.sort_by_key(|s| s.wide);
    found
}

/// True when the place at `x` tells where somebody speaks about `w`, not where `w` happened ("authorities in Stepanakert said that …").
fn names_the_speaker(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let path = text.path_up(x);
    let below_w = path.windows(2).take_while(|step| step[1] != w);
    let said = below_w
        .map(|step| (step[0], step[1]))
        .find(|(at, h)| ctx.speaks(*h) && matches!(text.word(*at).relation_base(), "nsubj" | "obl"));
    said.is_some_and(|(at, _)| !text.below(w, at))
}

/// The nearest place told anywhere in the sentence of `w`; in a headline also one that only stands there ("Goma: two killed").
pub fn in_sentence(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let headline = sentence.sort == vigie_read::SentenceSort::Headline;
    sentence
        .words()
        .filter_map(|x| {
            let located = tells_where(ctx, x);
            let topic = headline
                && text.name(x).is_some_and(|n| n.first == sentence.first && n.end < sentence.end && text.form(n.end) == ":");
            let spot = ((located || topic) && !names_the_speaker(ctx, x, w)).then(|| spot_at(ctx, theatre, x, true)).flatten()?;
            (!spot.vague).then_some((spot.wide, x.abs_diff(w), spot))
        })
        .min_by_key(|(wide, away, _)| (*wide, *away))
        .map(|(_, _, spot)| spot)
}
