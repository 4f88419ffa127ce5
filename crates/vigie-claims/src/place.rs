//! What a noun phrase says about where: names of places, phrases that describe one, points reckoned from one.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::distance;
use crate::phrases_of_place::{is_part_of_a_longer_name, is_part_of_a_name, longer_before, may_be_a_place, names_a_person};
use crate::place_back as back;
use crate::place_unlisted::district_behind;
pub(crate) use crate::place_unlisted::unknown;
use crate::rule::Slot;
pub use crate::theatre::Theatre;
use crate::tree;
use vigie_model::names::fold;
use vigie_model::world::{Entry, Name, Place, Territory};
use vigie_model::{Country, Precision, Span};
use vigie_read::{NameMention, NameSort, Tag, WordId};

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
    /// The authority that holds it, where that is another.
    pub held_by: Option<Country>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// True where it is a whole country or region rather than a spot.
    pub wide: bool,
    /// True where it is described without any name ("the strategic village"): a name told elsewhere says more.
    pub vague: bool,
    /// How near to the ground it comes.
    pub precision: Precision,
    /// How it was named, chosen or reckoned.
    pub why: String,
}

impl Spot {
    /// True where a name tells which place it is: one that is only described is the event's own, and no other's.
    pub fn is_named(&self) -> bool {
        self.lat.is_some() || self.name.chars().any(char::is_uppercase)
    }

    /// True where no list holds its name as the report spells it: nothing but this mention tells of it.
    pub fn is_unlisted(&self) -> bool {
        self.precision == Precision::Unknown || self.why.starts_with(UNLISTED) || self.why.starts_with(RESPELT)
    }

    /// The nearer to the ground, the better; a name that no list holds is most often a village's.
    pub fn rank(&self) -> (bool, bool, Precision) {
        let unlisted = self.precision == Precision::Unknown && !self.vague || self.why.starts_with(UNLISTED);
        let precision = if unlisted { Precision::Locality } else { self.precision };
        (self.wide, self.vague, precision.max(Precision::Locality))
    }
}

/// The spot among several that comes nearest to the ground and is told by more than its sort.
pub(crate) fn nearest(spots: impl Iterator<Item = Spot>) -> Option<Spot> {
    spots.filter(|s| !s.vague).min_by_key(Spot::rank)
}

/// How the reason of a place reads that is a whole land.
pub(crate) const WHOLE: &str = "named; a whole country or territory";

/// So many kilometres away from its point nothing lies in a district.
const OF_ANOTHER_DISTRICT: f64 = 300.0;

/// How much better a capital fits any report than another place of its name.
const OF_A_CAPITAL: u32 = 8;

/// How the reason of a place begins whose own name no list holds.
pub(crate) const UNLISTED: &str = "no entry of this name";

/// The same of one that a list holds in another spelling.
pub(crate) const RESPELT: &str = "named; listed as";

/// Origin is left out: in many languages its preposition is that of the genitive, and a rule that means it says so.
const LOCATIVE: [Slot; 9] =
    [Slot::In, Slot::At, Slot::Near, Slot::Nearby, Slot::On, Slot::To, Slot::Into, Slot::Through, Slot::Over];

/// True when the phrase at `w` is marked as one says where.
pub(crate) fn is_locative(ctx: &Context, w: WordId) -> bool {
    let settings = &ctx.rules.settings;
    if behind_a_particle(ctx, w) {
        return true;
    }
    let prepositions = tree::preposition(ctx.text, w);
    if prepositions.is_empty() {
        return false;
    }
    let begins = |m: &crate::settings::Marking| {
        m.words.last().is_some_and(|last| prepositions.iter().any(|p| ctx.text.lemma(*p) == last || ctx.text.form(*p) == last))
    };
    settings.slots.iter().filter(|(s, _)| LOCATIVE.contains(s)).any(|(_, ms)| {
        ms.iter().filter(|m| begins(m)).any(|m| {
            // The case of a name that no lexicon holds is guessed at.
            let guessed = ctx.text.word(w).tag == Tag::Propn && m.words.len() == 1;
            let case = m.case.as_deref().filter(|_| !guessed);
            crate::slots::is_marked_in_case(ctx.text, w, m, case, false)
        })
    })
}

/// "Fighting off Xville": what was read as a particle of the verb is the preposition of the name right behind it.
pub(crate) fn behind_a_particle(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let first = text.name(w).map_or(w, |n| n.first);
    let Some(before) = first.checked_sub(1).filter(|_| text.word(w).tag == Tag::Propn) else { return false };
    let marks = |m: &crate::settings::Marking| m.words.len() == 1 && m.words[0] == text.form(before);
    text.word(before).relation == "compound:prt"
        && text.head(before) == text.head(w)
        && ctx.rules.settings.slots.iter().any(|(s, ms)| LOCATIVE.contains(s) && ms.iter().any(marks))
}

/// A name that acts, or to which somebody speaks, is that of a government ("announced by Moscow", "accused in a letter to Kabul").
fn text_agent(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    if text.agent[w as usize] {
        return true;
    }
    let stands_for_a_state =
        text.name(w).is_some_and(|n| n.entries.iter().any(|e| matches!(e, Entry::Capital(_) | Entry::Territory(_))));
    let speaks =
        |h: WordId| ctx.speaks(h) || ctx.event_at(h).is_some_and(|m| m.rule.event.kind().is_some_and(|k| k.is_speech_act()));
    let addressed = |h: WordId| {
        speaks(h) && matches!(text.word(w).relation_base(), "obl" | "iobj" | "obj" | "nmod")
            || text
                .dependents(h, "obj")
                .any(|o| ctx.event_at(o).is_some_and(|m| m.rule.event.kind().is_some_and(|k| k.is_speech_act())))
    };
    if !stands_for_a_state || !ctx.rules.settings.markings(Slot::To).any(|m| tree::is_marked(text, w, m, true)) {
        return false;
    }
    // The same right behind the verb, whatever the tree hangs it on.
    let first = text.name(w).map_or(w, |n| n.first);
    let verb = (text.sentence(w).first..first).rev().find(|x| !matches!(text.word(*x).tag, Tag::Adp | Tag::Det | Tag::Adv));
    let behind = verb.is_some_and(|v| v + 1 < first && speaks(v));
    behind || text.head(w).is_some_and(addressed)
}

/// The same of `w`, or of the word for a place that it names ("in the village of X").
pub(crate) fn tells_where(ctx: &Context, w: WordId) -> bool {
    if text_agent(ctx, w) {
        return false;
    }
    is_locative(ctx, w)
        || ctx.text.name(w).is_some_and(|n| {
            (distance::before(ctx, n.first).is_some() || distance::beside(ctx, n.first)) && !distance::in_brackets(ctx, n.first)
        })
        || ctx.text.head(w).is_some_and(|h| {
            let class = ctx.text.class(h);
            // "At Xville airport".
            // "Near the palace of Bissau": a house stands in a capital, though a capital that nothing stands in may be a government.
            let capital = || ctx.text.name(w).is_some_and(|n| n.entries.iter().any(|e| matches!(e, Entry::Capital(_))));
            let known = || ctx.text.word(w).is("nmod") && (crate::place_around::names_a_place(ctx, w) || capital());
            let house = || class.has(Class::Building) && (ctx.text.word(w).is("compound") || known());
            (class.has(Class::Place) || house()) && is_locative(ctx, h)
        })
}

/// "Fighters of a group (banned in X)": a bracket that tells something of its own, and no event, is a remark about somebody.
fn is_remarked(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let reach = sentence.first.max(w.saturating_sub(LONGEST_REMARK));
    let mark = (reach..w).rev().find(|x| matches!(text.form(*x), "(" | ")")).filter(|x| text.form(*x) == "(");
    let Some(open) = mark else { return false };
    let close = (w..sentence.end).find(|x| text.form(*x) == ")").unwrap_or(sentence.end);
    let tells = |x: WordId| text.word(x).feature("VerbForm").is_some() && tree::is_verbal(text, x);
    close - open <= LONGEST_REMARK && (open..close).any(tells) && (open..close).all(|x| ctx.event_at(x).is_none())
}

/// A bracket of more words is no remark.
const LONGEST_REMARK: WordId = 10;

/// The place that the noun at `w` names or describes; `wide` places and descriptions only where they are marked as such.
pub fn spot_at(ctx: &Context, theatre: &Theatre, w: WordId, told_as_place: bool) -> Option<Spot> {
    let text = ctx.text;
    let word = text.word(w);
    if !matches!(word.tag, Tag::Noun | Tag::Propn | Tag::X | Tag::Adj) || text.date(w).is_some() || is_remarked(ctx, w) {
        return None;
    }
    // "Village X came under fire": a word for a place that opens a sentence is no name.
    let is_noun = |n: &NameMention| n.entries.is_empty() && n.end - n.first == 1 && text.class(w).has(Class::Place);
    if let Some(name) = text.name(w).filter(|n| !is_noun(n)) {
        // "In Xan State", "Xville: truce holds": a land or a town that a list holds, whatever else its noun may be.
        let land = || !name.entries.is_empty() && name.entries.iter().all(|e| matches!(e, Entry::Place(_)));
        if ctx.parties.of(w).is_some_and(|p| p.class.meets(ClassSet::AGENTS)) && !(told_as_place && land()) {
            return None;
        }
        let seats = crate::theatre::seats_named(ctx.world, &name.entries);
        let best = name
            .entries
            .iter()
            .enumerate()
            .filter_map(|(rank, e)| match *e {
                Entry::Place(i) => Some((i, rank)),
                _ => None,
            })
            .filter(|(i, _)| !is_a_part_with_a_number(ctx, theatre, name, &ctx.world.places[*i as usize]))
            .max_by_key(|(i, rank)| {
                let p = &ctx.world.places[*i as usize];
                let seat = p.country.is_some_and(|c| seats.contains(&c));
                (theatre.score(p) + back::sort_bonus(ctx, w, p) + if seat { OF_A_CAPITAL } else { 0 }, std::cmp::Reverse(*rank))
            });
        let rivals = name.entries.iter().filter(|e| matches!(e, Entry::Place(_))).count();
        let names_body = name.entries.iter().any(|e| matches!(e, Entry::Actor(_) | Entry::Demonym(_)));
        let territory = name.entries.iter().find_map(|e| match *e {
            Entry::Territory(i) => Some((i, false)),
            Entry::Capital(i) => Some((i, true)),
            _ => None,
        });
        if let Some((i, _)) = best
            && !is_part_of_a_name(ctx, theatre, w, &ctx.world.places[i as usize])
            && longer_before(ctx, w).is_none()
            && !(names_body || territory.is_some() && !told_as_place)
            && !territory.is_some_and(|(t, capital)| !capital && is_the_land_by_its_lemma(ctx, w, t, i))
        {
            // "The village of Xovo in Yan district", of which the only listed Xovo lies far away.
            let p = &ctx.world.places[i as usize];
            let told_in = district_behind(ctx, w).and_then(|d| d.lat.zip(d.lon)).zip(p.lat.zip(p.lon));
            if told_as_place && told_in.is_some_and(|(d, at)| distance::kilometres(d, at) > OF_ANOTHER_DISTRICT) {
                return Some(unknown(ctx, theatre, w, name.span));
            }
            let why = match rivals {
                1 => "named; the only place of this name".to_owned(),
                n => format!("named; of {n} places of this name the one that fits the other places and countries of the report"),
            };
            let reckoned = distance::reckon(ctx, name.first, of_entry(p, w, name.span, why));
            // "Xville, 800 km north-east of Yburg".
            let told = distance::of_the_place_before(ctx, name.first).and_then(|x| spot_at(ctx, theatre, x, true));
            return Some(match told.filter(|s| !s.vague && !s.wide) {
                Some(spot) if spot.lat.is_some() => spot,
                Some(unlisted) => {
                    let Spot { lat, lon, precision, why, country, held_by, .. } = reckoned;
                    Spot { lat, lon, precision, why, country, held_by, ..unlisted }
                }
                None => reckoned,
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
                held_by: Some(t.code),
                lat: t.lies_in.map(|_| t.lat),
                lon: t.lies_in.map(|_| t.lon),
                wide: true,
                vague: false,
                precision: if t.lies_in.is_some() { Precision::Province } else { Precision::Country },
                why: WHOLE.to_owned(),
            });
        }
        if let Some((i, true)) = territory
            && told_as_place
            && best.is_none()
            && let Some(spot) = seat_of_government(ctx, w, &ctx.world.territories[i as usize], name)
        {
            return Some(spot);
        }
        // "Towards Vedro Polje", of which only the second word is listed: a village of its own.
        if best.is_some() && told_as_place && longer_before(ctx, w).is_some() {
            let first = longer_before(ctx, w).map_or(name.span.start, |x| text.word(x).span.start);
            return Some(unknown(ctx, theatre, w, Span::new(first as usize, name.span.end as usize)));
        }
        let told_as_place = told_as_place || name.sort == Some(NameSort::Place) && !is_part_of_a_longer_name(ctx, w);
        let capital = word.form.chars().next().is_some_and(char::is_uppercase);
        let proper = word.tag == Tag::Propn || name.sort == Some(NameSort::Place) && capital && text.class(w).is_empty();
        if name.entries.is_empty() && told_as_place && proper && may_be_a_place(ctx, w) {
            return Some(unknown(ctx, theatre, w, name.span));
        }
        return None;
    }
    if !text.class(w).has(Class::Place) {
        return (told_as_place && word.tag == Tag::Propn && ctx.parties.of(w).is_none() && may_be_a_place(ctx, w)).then(|| {
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
    // "In the Bicol region": what no list holds is as wide as its noun says.
    let inner = inner.map(|mut spot| {
        if spot.precision == Precision::Unknown && !spot.vague && back::is_a_region(ctx, w) {
            (spot.precision, spot.wide) = (Precision::Province, true);
        }
        // "The A9 road", "Road no. 4": a line, and no point of it.
        if !spot.vague && back::is_a_road(ctx, w) && (spot.lat.is_none() || back::names_a_road(ctx, spot.head)) {
            spot = Spot { precision: Precision::Line, lat: None, lon: None, why: "named; a road".to_owned(), ..spot };
        }
        spot
    });
    // Whatever else may bear the name, here it is a place's.
    let inner = inner.or_else(|| {
        let name = named_by_a_clause(ctx, w).filter(|x| ctx.parties.of(*x).is_none())?;
        let span = || text.name(name).map_or_else(|| text.span(&crate::who::phrase(text, name)), |n| n.span);
        Some(spot_at(ctx, theatre, name, true).unwrap_or_else(|| unknown(ctx, theatre, name, span())))
    });
    let inner = back::seat_of_a_land(ctx, w, inner.as_ref()).or(inner);
    let back = if inner.is_none() { back::points_back_to(ctx, theatre, w) } else { None };
    match inner {
        Some(spot) if !spot.wide || words.len() <= 4 => Some(spot),
        _ if back.is_some() => back,
        // "The district of Wadi Barda": a name of which only parts are listed, for places elsewhere.
        None if told_as_place && named_beside(ctx, w).is_some() => named_beside(ctx, w).map(|c| {
            let span = text.span(&crate::who::phrase(text, c));
            unknown(ctx, theatre, c, span)
        }),
        // A measure is no place ("ten square kilometres").
        _ if told_as_place
            && (words.len() > 1 || back::is_a_line(ctx, w) || is_described(ctx, w))
            && crate::toll::number_on(ctx, w).is_none_or(|n| n.first > w)
            && !words.iter().any(|x| {
                // "The zone of responsibility of the peacekeepers" is no paper, though peace may be one.
                let own = text.head(*x) == Some(w);
                // "The passing of a convoy" is no place where it passes.
                *x != w
                    && (ctx.event_at(*x).is_some() && !says_what_for(ctx, *x, w) && !text.word(*x).is("amod")
                        || own && text.class(*x).has(Class::Vehicle)
                        || own && text.class(*x).meets(ClassSet::among(&[Class::Agreement, Class::Document])))
            }) =>
        {
            let span = text.span(&words);
            let country = words.iter().find_map(|x| territory_of(ctx, *x)).or(theatre.country);
            let names = |x: &WordId| {
                text.name(*x).is_some_and(|n| !n.entries.iter().any(|e| matches!(e, Entry::Demonym(_) | Entry::Actor(_))))
            };
            // "The zone of responsibility of the force" is one; "certain sectors" are anywhere.
            // "In a state of alarm", "in state of X": what stands without an article is a name or a manner.
            let bare = text.has_articles()
                && text.word(w).feature("Number") != Some("Plur")
                && text.dependents(w, "det").next().is_none()
                && !back::has_a_sort(ctx, w);
            let complement = !bare
                && words.iter().any(|x| {
                    // The positions of a force are not where they are told to be; "areas with mortars" are anywhere.
                    let armed = text.is_weapon_or_vehicle(*x);
                    let direct = text.head(*x) == Some(w);
                    let land = text.class(*x).has(Class::Place);
                    let somebody = text.class(*x).meets(ClassSet::AGENTS) || ctx.parties.of(*x).is_some();
                    let of_whom = direct && (armed || somebody && !land);
                    let genitive = direct && text.word(*x).feature("Case") == Some("Gen");
                    *x != w && text.word(*x).is("nmod") && !of_whom && (genitive || !tree::preposition(text, *x).is_empty())
                });
            // "In villages cut off by the flood": which ones is told.
            let described =
                words.iter().any(|x| text.word(*x).relation == "acl" && text.head(*x) == Some(w)) || is_described(ctx, w);
            // "Road no. 4", "Ruritanian soil".
            let behind = w + 1..text.sentence(w).end.min(w + 5);
            let numbered = behind.into_iter().any(|x| text.number(x).is_some() && text.below(x, w));
            let of_a_state = back::is_ground_of_a_state(ctx, w) && words.iter().any(|x| territory_of(ctx, *x).is_some());
            // "The Ruritanian border": on which side of it.
            let demonym = |x: &WordId| text.head(*x) == Some(w) && territory_of(ctx, *x).is_some();
            let border = back::is_a_line(ctx, w) && words.iter().any(demonym);
            let vague = !words.iter().any(names) && !border && !complement && !described && !numbered && !of_a_state;
            // "The only road" owes its capital to the sentence that it opens.
            let opens = words.first().is_some_and(|x| *x == text.sentence(w).first && !names(x));
            let mut name = span.of(&text.reading.report.text).to_owned();
            if opens && let Some(first) = name.chars().next() {
                name = first.to_lowercase().chain(name.chars().skip(1)).collect();
            }
            Some(Spot {
                head: w,
                span,
                name,
                country,
                held_by: None,
                lat: None,
                lon: None,
                wide: of_a_state,
                vague,
                precision: match (vague, of_a_state) {
                    (true, _) => Precision::Unknown,
                    (_, true) => Precision::Country,
                    _ => Precision::Line,
                },
                why: "described; no entry is known for these words".to_owned(),
            })
        }
        other => other,
    }
}

/// The place that the words at `w` describe, with whatever belongs to them and no name.
pub(crate) fn described(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let span = text.span(&crate::who::phrase(text, w));
    let told = crate::toll::number_on(ctx, w).is_none_or(|n| n.first > w);
    told.then(|| Spot {
        precision: Precision::Line,
        why: "described; no entry is known for these words".to_owned(),
        ..unknown(ctx, theatre, w, span)
    })
}

/// "A village named X", "a hamlet known as X", "a town by the name of X": the name that a participle or a noun gives the place at `w`.
fn named_by_a_clause(ctx: &Context, w: WordId) -> Option<WordId> {
    let text = ctx.text;
    let naming =
        |c: &WordId| text.is_one_of(*c, &ctx.rules.settings.named_by) && matches!(text.word(*c).relation_base(), "acl" | "nmod");
    let given = |c: &WordId| {
        let (name, clause) = (text.word(*c), text.head(*c).is_some_and(|h| text.word(h).is("acl")));
        let nouns: &[&str] = if clause { &["xcomp", "obj", "obl"] } else { &["appos", "nmod", "flat"] };
        name.tag == Tag::Propn && nouns.contains(&name.relation_base())
    };
    // Or hung on the verb beside it, where it stands right behind.
    let beside = text.head(w).into_iter().flat_map(|h| text.children(h).iter().copied()).filter(|c| *c > w && *c <= w + 3);
    let behind = beside.filter(|c| text.is_one_of(*c, &ctx.rules.settings.named_by) && text.word(*c).is("obl"));
    let inside = text.children(w).iter().copied().filter(naming);
    inside.chain(behind).find_map(|c| text.children(c).iter().copied().find(given))
}

/// The name of several words that stands right behind the word for a place at `w`, without a preposition or a point of its own.
fn named_beside(ctx: &Context, w: WordId) -> Option<WordId> {
    let text = ctx.text;
    text.children(w).iter().copied().find(|c| {
        let longer = text.children(*c).iter().any(|d| text.word(*d).is("flat") && text.word(*d).tag == Tag::Propn);
        *c == w + 1
            && longer
            && text.word(*c).tag == Tag::Propn
            && matches!(text.word(*c).relation_base(), "nmod" | "appos" | "flat")
            && ctx.parties.of(*c).is_none()
    })
}

/// "The zone of deployment", "the separation line": an event's bare noun that tells what a place is for.
fn says_what_for(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let bare = text.children(x).iter().all(|c| !text.word(*c).is("det") && text.number(*c).is_none());
    text.head(x) == Some(w) && bare && !tree::is_verbal(text, x)
}

/// "Their zone", "a sector under their control", "the zone placed under the force": a possessive or a participle says which.
fn is_described(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    // "On its own territory" is anywhere; "in their zone" is that of the others.
    let possessive = |d: WordId| {
        back::has_a_sort(ctx, w) && text.word(d).feature("Reflex").is_none() && text.word(d).feature("Poss").is_some()
    };
    // "The northern districts": on which side they lie.
    let lies = |d: WordId| distance::is_a_direction(ctx, d);
    // "The demilitarized zone", "the twelve-kilometre zone": what it is.
    let zone = back::is_a_zone(ctx, w) && text.dependents(w, "amod").any(|d| matches!(text.word(d).tag, Tag::Adj | Tag::Verb));
    zone || text.dependents(w, "det").any(possessive)
        || text.dependents(w, "amod").any(lies)
        || text.dependents(w, "nmod").any(|d| lies(d) && text.children(d).is_empty())
        || text.dependents(w, "acl").any(|a| a > w && tree::is_verbal(text, a) && !text.children(a).is_empty())
}

pub(crate) fn territory_of(ctx: &Context, w: WordId) -> Option<Country> {
    ctx.text.name(w)?.entries.iter().find_map(|e| match *e {
        Entry::Territory(i) | Entry::Demonym(i) => {
            let t = &ctx.world.territories[i as usize];
            t.lies_in.or(Some(t.code))
        }
        Entry::Place(i) => ctx.world.places[i as usize].country,
        _ => None,
    })
}

/// True where the basic form of a word is the name of a land and not that of a place whose inflected forms look like the land's
/// («Индии», of «Индия» and not of «Индио»).
fn is_the_land_by_its_lemma(ctx: &Context, w: WordId, land: u32, place: u32) -> bool {
    let lemma = fold(ctx.text.lemma(w));
    let bears = |names: &[Name]| names.iter().any(|n| fold(&n.text) == lemma);
    bears(&ctx.world.territories[land as usize].names) && !bears(&ctx.world.places[place as usize].names)
}

/// A capital of which no list of places holds the name: the point of its land is its own.
fn seat_of_government(ctx: &Context, w: WordId, land: &Territory, name: &NameMention) -> Option<Spot> {
    let words = name.span.of(&ctx.text.reading.report.text);
    // Other names that stand for a government are those of houses and squares.
    let english = land.capitals.first()?;
    let languages = land.capitals.iter().map(|n| &n.language);
    let mut first_of_each = languages.filter_map(|l| land.capitals.iter().find(|n| n.language == *l));
    let city = first_of_each.any(|n| *n.text == *words || n.text.to_lowercase() == ctx.text.lemma(w).to_lowercase());
    city.then(|| Spot {
        head: w,
        span: name.span,
        name: english.text.to_string(),
        country: land.lies_in.or(Some(land.code)),
        held_by: None,
        lat: Some(land.lat),
        lon: Some(land.lon),
        wide: false,
        vague: false,
        precision: Precision::Locality,
        why: format!("named; the capital of {}", land.name),
    })
}

/// The spot of an entry, told by the words at `span`.
pub(crate) fn of_entry(p: &Place, w: WordId, span: Span, why: String) -> Spot {
    Spot {
        head: w,
        span,
        name: p.name.to_string(),
        country: p.country,
        held_by: p.held_by,
        lat: p.lat,
        lon: p.lon,
        wide: matches!(&*p.sort, "region" | "country" | "province"),
        vague: false,
        precision: Precision::of_sort(&p.sort),
        why,
    }
}

/// "Sector 2", which some city has as well: a word for a place and a number name no place of another land.
pub(crate) fn is_a_part_with_a_number(ctx: &Context, theatre: &Theatre, name: &NameMention, p: &Place) -> bool {
    let text = ctx.text;
    let word = |x: WordId| text.class(x).has(Class::Place);
    let number = |x: WordId| text.word(x).form.chars().all(|c| c.is_ascii_digit());
    p.country != theatre.country && (name.first..name.end).all(|x| word(x) || number(x)) && (name.first..name.end).any(number)
}

/// "Aircraft struck South Kan Ma Yaik", "seized Karma Nuqra": a name that no list holds, as what is hit from afar or taken, is a place's.
pub(crate) fn unknown_target(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let nameless = text.name(w).is_none_or(|n| n.entries.is_empty()) && ctx.parties.of(w).is_none();
    let proper = text.word(w).tag == Tag::Propn && text.class(w).is_empty() && text.date(w).is_none();
    let capital = text.word(w).form.chars().next().is_some_and(char::is_uppercase);
    (nameless && proper && capital && !names_a_person(ctx, w))
        .then(|| unknown(ctx, theatre, w, text.span(&crate::who::phrase(text, w))))
}
