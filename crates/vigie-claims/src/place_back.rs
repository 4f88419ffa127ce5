//! Places told again: "the village", "the province", "there".

use crate::bearers::OPENING;
use crate::class::Class;
use crate::context::Context;
use crate::place::{Spot, Theatre, of_entry, spot_at, tells_where};
use crate::places_told::PlaceTold;
use crate::rule::Slot;
use vigie_model::Precision;
use vigie_model::world::{Entry, Place, Territory};
use vigie_read::{NameMention, SentenceSort, Tag, WordId};

/// What the reason says of a place that a noun points back to.
pub(crate) const POINTS_BACK: &str = "points back to";

/// The sorts of entries that the noun at `w` may stand for ("village", "province").
fn sorts_of<'c>(ctx: &'c Context, w: WordId) -> &'c [String] {
    let text = ctx.text;
    let found = ctx.rules.settings.sorts.iter().find(|(word, _)| word == text.lemma(w) || word == text.form(w));
    found.map_or(&[], |(_, sorts)| sorts.as_slice())
}

/// True for a border or another line, told as the one that the story knows: it needs no name.
pub fn is_a_line(ctx: &Context, w: WordId) -> bool {
    let line = sorts_of(ctx, w).iter().any(|s| s == "line");
    line && ctx.text.word(w).feature("Number") != Some("Plur") && !ctx.text.word(w).is("compound")
}

/// True for a noun of which the language says what sort of place it stands for.
pub fn has_a_sort(ctx: &Context, w: WordId) -> bool {
    !sorts_of(ctx, w).is_empty()
}

/// True for a word for a region.
pub fn is_a_region(ctx: &Context, w: WordId) -> bool {
    sorts_of(ctx, w).iter().any(|s| s == "region")
}

/// True for a word for a village, a town or a city.
pub fn is_a_settlement(ctx: &Context, w: WordId) -> bool {
    sorts_of(ctx, w).iter().any(|s| matches!(s.as_str(), "village" | "town" | "city"))
}

/// True for a common noun of where many live or somebody governs, a village, a county, a capital, and for a place of another sort that bears the
/// name of one ("the Kala oasis", « le camp de Bra »).
pub fn is_inhabited_ground(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let settled = |s: &String| matches!(s.as_str(), "village" | "town" | "city" | "capital" | "district" | "region");
    let sorted = || sorts_of(ctx, w).iter().any(settled);
    let ground = text.class(w).has(Class::Place) && (text.word(w).tag == Tag::Noun || text.word(w).tag == Tag::Propn && sorted());
    let unnamed =
        |c: WordId| text.word(c).tag == Tag::Propn && ctx.parties.of(c).is_none_or(|p| p.class.is_empty() && p.country.is_none());
    let of = || crate::tree::fillers(text, &ctx.rules.settings, w, Slot::Of).into_iter();
    let before = || text.dependents(w, "compound").chain(text.dependents(w, "flat"));
    let named = || of().any(unnamed) || before().chain(of()).any(|c| text.bears_name_of_a_place(c));
    let people = || of().any(|c| text.class(c).meets(crate::class::ClassSet::AGENTS));
    let armed = || text.is_one_of(w, &ctx.rules.settings.garrisoned);
    ground && !people() && (sorted() || !armed() && named())
}

/// True for a word for a zone.
pub fn is_a_zone(ctx: &Context, w: WordId) -> bool {
    sorts_of(ctx, w).iter().any(|s| s == "zone")
}

/// True for a word for a road or another way.
pub fn is_a_road(ctx: &Context, w: WordId) -> bool {
    sorts_of(ctx, w).iter().any(|s| s == "road")
}

/// True for a name that only says which road is meant ("the Xville–Yburg road", « l'axe Xville-Yburg », "the road to Xville").
pub fn names_a_road(ctx: &Context, x: WordId) -> bool {
    let text = ctx.text;
    let named_with = |w: &WordId| matches!(text.word(*w).relation_base(), "flat" | "appos" | "conj" | "compound");
    let chain = std::iter::successors(Some(x), |w| text.head(*w).filter(|h| named_with(w) && text.word(*h).tag == Tag::Propn));
    let top = chain.last().unwrap_or(x);
    let says_which = matches!(text.word(top).relation_base(), "compound" | "nmod" | "appos" | "flat" | "amod");
    let where_else = |w: WordId| text.dependents(w, "case").next().is_some() && tells_where(ctx, w);
    says_which && !where_else(top) && !where_else(x) && text.head(top).is_some_and(|h| is_a_road(ctx, h))
}

/// True for a word for the ground of a state ("territory", "soil"): an adjective of nationality says of which.
pub fn is_ground_of_a_state(ctx: &Context, w: WordId) -> bool {
    sorts_of(ctx, w).iter().any(|s| s == "country")
}

/// What a place earns whose sort is told beside its name ("Abyei district").
pub fn sort_bonus(ctx: &Context, w: WordId, p: &Place) -> u32 {
    let text = ctx.text;
    let beside = text.head(w).into_iter().chain(text.children(w).iter().copied());
    let told = beside.into_iter().any(|x| text.class(x).has(Class::Place) && sorts_of(ctx, x).iter().any(|s| *s == p.sort));
    if told { 6 } else { 0 }
}

/// The place that a definite noun points back to: the last one told whose sort the noun may stand for.
pub fn points_back_to(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let sorts = sorts_of(ctx, w);
    let word = text.word(w);
    // In apposition it says what the named place is ("X, the regional capital").
    if !text.class(w).has(Class::Place) && sorts.is_empty() || word.feature("Number") == Some("Plur") || word.is("appos") {
        return None;
    }
    let children = text.children(w);
    let definite = children
        .iter()
        .any(|c| text.is_one_of(*c, &ctx.rules.settings.definite) || text.word(*c).feature("Definite") == Some("Def"));
    let has_articles = text.has_articles();
    // "The village of X", "another village", "three districts" name or count others.
    // "Fights in the town between the army and rebels": those between whom they are, whatever the tree hangs them on.
    let sides = |c: &WordId| {
        let who = text.class(*c).meets(crate::class::ClassSet::AGENTS) || ctx.parties.of(*c).is_some();
        who && crate::place_around::is_marked_as(ctx, *c, Slot::Between)
    };
    let bare = children.iter().all(|c| {
        matches!(text.word(*c).relation_base(), "det" | "case" | "punct" | "amod" | "cc" | "mark" | "advmod")
            && text.number(*c).is_none()
            || text.word(*c).is("acl")
            || text.word(*c).is("conj")
            || sides(c)
    });
    // "In town", "in the town centre": the article is left out, or stands on the word for the part.
    let settled = sorts.iter().any(|s| matches!(s.as_str(), "town" | "city"));
    let alone = children.iter().all(|c| text.word(*c).is("case") || text.word(*c).is("punct"));
    let in_town = || word.is("obl") && !crate::tree::preposition(text, w).is_empty() && word.feature("Number") != Some("Plur");
    let part = || word.is("compound") && text.head(w).is_some_and(|h| text.is_one_of(h, &ctx.rules.settings.of_towns));
    let definite = definite || has_articles && settled && alone && (in_town() || part());
    if !(definite || !has_articles && children.iter().all(|c| !text.word(*c).is("amod"))) || !bare {
        return None;
    }
    let parted = children.iter().copied().find(sides);
    let span = match parted {
        Some(_) => text.word(w).span,
        None => text.span(&crate::who::phrase(text, w)),
    };
    let capital = sorts.iter().any(|s| s == "capital");
    if capital && children.iter().any(|c| text.word(*c).is("amod")) {
        return None;
    }
    // "• Xville: shots were heard in the village": the label of its own entry, also where no list holds it.
    let settlement = sorts.iter().any(|s| matches!(s.as_str(), "village" | "town" | "city"));
    let told_since = |l: &Spot| {
        let names = text.reading.names.iter().filter(|n| n.first > l.head && n.end <= w);
        names.flat_map(|n| &n.entries).any(|e| matches!(e, Entry::Place(_)))
    };
    let small = |l: &Spot| l.precision == Precision::Unknown || l.precision <= Precision::Province && !told_since(l);
    if let Some(own) = settlement.then(|| crate::rows::label(ctx, theatre, w)).flatten().filter(small) {
        let why = format!("«{}» {POINTS_BACK} the label of its entry", text.word(w).form);
        return Some(Spot { head: w, span, why, ..own });
    }
    let told = ctx.places_told(theatre);
    let all = if capital { told.capitals() } else { told.of_sorts(sorts) };
    let at_home = |p: &PlaceTold| capital || p.at_home;
    let aside = |p: &PlaceTold| is_told_aside(ctx, p.first, w);
    // A town is a city as well: the last one told.
    let any_size = settlement && sorts.first().is_some_and(|s| s != "village");
    // A town of the country that the report is about before one where somebody met.
    let in_order = |fits: &dyn Fn(&PlaceTold) -> bool| {
        let by_sort = |home: bool| {
            let such = |p: &PlaceTold| (!home || at_home(p)) && fits(p);
            sorts.iter().find_map(|sort| all.of_sort(sort).last_before(w, 0, such))
        };
        let of_any_size = any_size.then(|| all.last_before(w, 0, |p| at_home(p) && fits(p))).flatten();
        of_any_size.or_else(|| by_sort(true)).or_else(|| by_sort(false))
    };
    // Told in the same paragraph, or in the headline: whatever of the sorts it is.
    let near = all.last_before(w, crate::rows::paragraph(ctx, w).0, |p| {
        let head = text.name(p.first).map_or(p.first, |n| text.head_of(n.first, n.end));
        let marked = |slot| crate::place_around::is_marked_as(ctx, head, slot);
        text.same_paragraph(p.first, w) && !aside(p) && tells_where(ctx, head) && (!marked(Slot::To) || marked(Slot::In))
    });
    let acts = |e: &Entry| matches!(e, Entry::Capital(_) | Entry::Territory(_));
    let titled = || {
        let named = |p: &PlaceTold| {
            p.end <= w && is_in_the_title(ctx, p.first) && text.name(p.first).is_some_and(|n| !n.entries.iter().any(acts))
        };
        // "Operation Xan: the situation at Yburg": one told as a place before one that only stands there.
        let told_so = |p: &PlaceTold| text.name(p.first).is_some_and(|n| tells_where(ctx, text.head_of(n.first, n.end)));
        let first = |fits: &dyn Fn(&PlaceTold) -> bool| all.first_before(w.min(text.body_starts()), fits);
        let titled = || first(&|p| named(p) && told_so(p)).or_else(|| first(&named));
        settlement.then(titled).flatten()
    };
    // "Residents of the city of X said … the city".
    let same_noun = || {
        let just_before = text.sentence_number(w).saturating_sub(2);
        of_the_same_noun(ctx, theatre, w).filter(|(p, n)| {
            settlement && text.sentence_number(n.first) >= just_before && sorts.iter().any(|sort| *sort == p.sort)
        })
    };
    let entry = |p: PlaceTold| Some((&ctx.world.places[p.place as usize], text.name(p.first)?));
    let found = near.and_then(entry).or_else(same_noun);
    let found = found.or_else(|| titled().or_else(|| in_order(&|p| !aside(p))).or_else(|| in_order(&|_| true)).and_then(entry));
    // "Kirina village ... the village": one that no list holds, told with this very noun since.
    let since = found.map_or(0, |(_, n)| n.end);
    if let Some(told) = unlisted_with_this_noun(ctx, theatre, w, since) {
        let why = format!("«{}» {POINTS_BACK} {}", text.word(w).form, told.name);
        return Some(Spot { head: w, span, why, ..told });
    }
    // "New trenches near Vedro ... the village", where no list holds the name told last.
    if settlement && let Some(told) = unlisted_just_before(ctx, theatre, w, since) {
        let why = format!("«{}» {POINTS_BACK} {}", text.word(w).form, told.name);
        return Some(Spot { head: w, span, why, ..told });
    }
    if let Some((p, n)) = found {
        return Some(of_entry(p, w, span, back_to(ctx, w, n)));
    }
    if let Some((p, n)) = of_the_same_noun(ctx, theatre, w) {
        return Some(of_entry(p, w, span, back_to(ctx, w, n)));
    }
    // "In this same area": the place told last, of whatever sort.
    let pointed = children.iter().any(|c| text.is_demonstrative(*c) && text.word(*c).feature("Definite") != Some("Def"));
    if pointed
        && !is_a_line(ctx, w)
        && let Some(spot) = last_told(ctx, theatre, w)
    {
        let why = format!("«{}» {POINTS_BACK} {}", text.word(w).form, spot.name);
        return Some(Spot { head: w, span, why, ..spot });
    }
    capital
        .then(|| capital_of(ctx, theatre))
        .flatten()
        .map(|p| of_entry(p, w, span, "the capital of the country told most often".to_owned()))
}

/// True in the lines above the running text.
fn is_in_the_title(ctx: &Context, w: WordId) -> bool {
    use vigie_read::SentenceSort;
    let text = ctx.text;
    let line = matches!(text.sentence(w).sort, SentenceSort::Headline | SentenceSort::Item);
    line && w < text.body_starts()
}

/// "80 km north of Xville", "a source in Xville", "the Xville road", "flew to Xville" and, in another paragraph, "the town": a name that only
/// says where something else lies, who speaks or where somebody went is not the place meant.
fn is_told_aside(ctx: &Context, first: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let Some(name) = text.name(first) else { return false };
    let head = text.head_of(name.first, name.end);
    let bearing = crate::distance::before(ctx, first).is_some() || crate::distance::beside(ctx, first);
    let road = text.head(head).is_some_and(|h| is_a_road(ctx, h) && h != w);
    let dateline = text.sentence(first).sort == SentenceSort::Dateline;
    let marked = |slot| crate::place_around::is_marked_as(ctx, head, slot);
    let bound = !text.same_paragraph(first, w) && marked(Slot::To) && !marked(Slot::In);
    bearing || road || bound || dateline || crate::place_of_speakers::is_of_who_speaks(ctx, head, w)
}

/// The last place told between `since` and `w` by a name that no list holds, with this same noun in or beside it.
fn unlisted_with_this_noun(ctx: &Context, theatre: &Theatre, w: WordId, since: WordId) -> Option<Spot> {
    let text = ctx.text;
    // The spot of a noun without a name would ask the same of every noun before it.
    let before = ctx.places_told(theatre).named_with_noun(text.lemma(w), w).take_while(|(x, _)| *x >= since);
    let spot = |x: WordId| spot_at(ctx, theatre, x, true);
    // A listed namesake may lie in another district.
    before.filter(|(_, end)| *end <= w).find_map(|(x, _)| spot(x).filter(|s| !s.vague && s.is_named() && s.is_unlisted()))
}

/// The last place told after `since` in the sentence of `w` or the one before it, in its paragraph, by a name that no list holds and that
/// is taken for a place's.
fn unlisted_just_before(ctx: &Context, theatre: &Theatre, w: WordId, since: WordId) -> Option<Spot> {
    let text = ctx.text;
    let first = text.reading.sentences[text.sentence_number(w).saturating_sub(1) as usize].first.max(since);
    let names = &text.reading.names;
    let before = names[..names.partition_point(|n| n.first < w)].iter().rev().take_while(|n| n.first >= first);
    let here = before.filter(|n| n.end <= w && text.same_paragraph(n.first, w));
    let place = here.filter(|n| n.entries.is_empty() && n.sort == Some(vigie_read::NameSort::Place));
    place.map(|n| text.head_of(n.first, n.end)).find_map(|head| {
        let marked = !crate::tree::preposition(text, head).is_empty() && text.word(head).tag == Tag::Propn;
        let told_as = |slot| crate::place_around::is_marked_as(ctx, head, slot);
        let bound = told_as(Slot::To) && !told_as(Slot::In);
        let told = marked && !bound && !is_told_aside(ctx, head, w) && ctx.parties.of(head).is_none();
        told.then(|| spot_at(ctx, theatre, head, true)).flatten().filter(|s| !s.vague && s.is_unlisted())
    })
}

/// The last place told before `w` by a name with this same noun in or beside it ("the Xan gorge" for "the gorge").
fn of_the_same_noun<'c>(ctx: &Context<'c>, theatre: &Theatre, w: WordId) -> Option<(&'c Place, &'c NameMention)> {
    let text = ctx.text;
    let named = |x: WordId| {
        let n = crate::places_told::with_name_beside(text, x).find_map(|y| text.name(y).filter(|n| n.end <= w))?;
        let entries = n.entries.iter().filter_map(|e| match *e {
            Entry::Place(i) => Some(&ctx.world.places[i as usize]),
            _ => None,
        });
        theatre.best(entries).map(|p| (p, n))
    };
    ctx.places_told(theatre).listed_with_noun(text.lemma(w), w).find_map(named)
}

fn back_to(ctx: &Context, w: WordId, n: &NameMention) -> String {
    format!("«{}» {POINTS_BACK} «{}»", ctx.text.word(w).form, n.span.of(&ctx.text.reading.report.text))
}

/// The entry of the capital of the country that the report is about.
fn capital_of<'c>(ctx: &'c Context, theatre: &Theatre) -> Option<&'c Place> {
    seat_of(ctx, ctx.world.territory(theatre.country?)?)
}

/// The entry of the capital of a land: of several that stand for its government, the nearest to its seat.
fn seat_of<'c>(ctx: &'c Context, land: &Territory) -> Option<&'c Place> {
    let names: Vec<&str> = land.capitals.iter().map(|n| &*n.text).collect();
    let own = |p: &&Place| (p.country == Some(land.code) || p.held_by == Some(land.code)) && names.contains(&&*p.name);
    let away = |p: &Place| {
        let at = p.lat.zip(p.lon).unwrap_or((f64::MAX, f64::MAX));
        (at.0 - land.lat).abs() + (at.1 - land.lon).abs()
    };
    ctx.world.places.iter().filter(own).min_by(|a, b| away(a).total_cmp(&away(b)))
}

/// "In the Libyan capital", "the capital of Libya": the seat of the land that an adjective or a name beside the noun tells; nowhere where the
/// noun names its town (`inner`), or other adjectives make it another ("the provincial capital", "the economic capital").
pub(crate) fn seat_of_a_land(ctx: &Context, w: WordId, inner: Option<&Spot>) -> Option<Spot> {
    let text = ctx.text;
    let one = text.word(w).feature("Number") != Some("Plur") && !text.word(w).is("appos");
    // "In the Georgian capital they deny it": who speaks there.
    let speaks = |h: WordId| {
        let acts = ctx.speaks(h) || ctx.event_at(h).is_some_and(|m| m.rule.event.kind().is_some_and(|k| k.is_speech_act()));
        acts && text.dependents(h, "nsubj").next().is_none() && h > w
    };
    if inner.is_some_and(|s| !s.wide)
        || !one
        || text.head(w).is_some_and(speaks)
        || !sorts_of(ctx, w).iter().any(|s| s == "capital")
    {
        return None;
    }
    let land = |x: &WordId| {
        text.name(*x)?.entries.iter().find_map(|e| match *e {
            Entry::Demonym(i) | Entry::Territory(i) => ctx.world.territories.get(i as usize),
            _ => None,
        })
    };
    let beside = |x: &&WordId| matches!(text.word(**x).relation_base(), "amod" | "nmod" | "compound");
    let land_of = text.children(w).iter().filter(beside).find_map(land)?;
    let another = |x: &WordId| text.word(*x).is("amod") && land(x).is_none() && !crate::tree::is_verbal(text, *x);
    if text.children(w).iter().any(another) {
        return None;
    }
    let span = text.span(&crate::who::phrase(text, w));
    seat_of(ctx, land_of).map(|p| of_entry(p, w, span, format!("the capital of {}", land_of.name)))
}

/// The last place with a name told before `w`, in its sentence or the two before it.
fn last_told(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let first = text.reading.sentences[text.sentence_number(w).saturating_sub(2) as usize].first;
    // "South of Xville" says where another place lies.
    let aside = |x: WordId| text.name(x).is_some_and(|n| crate::distance::beside(ctx, n.first));
    (first..w)
        .rev()
        .filter(|x| text.name(*x).is_some() && !aside(*x) && tells_where(ctx, *x))
        .find_map(|x| spot_at(ctx, theatre, x, true).filter(|s| !s.wide && !s.vague && s.is_named()))
}

/// The place that an adverb on verb `v` stands for ("there"): the last one told before it, in its sentence or the one before.
pub fn there(ctx: &Context, theatre: &Theatre, v: WordId) -> Option<Spot> {
    let text = ctx.text;
    // "il y a": of what there is, the pronoun says nothing.
    if text.children(v).iter().any(|c| text.word(*c).relation == "expl:subj") {
        return None;
    }
    if text.dependents(v, "nsubj").any(|s| {
        text.word(s).tag == Tag::Pron
            && s + 1 < v
            && text.is_one_of(s + 1, &ctx.rules.settings.there_place)
            && text.word(s).feature("Person") == Some("3")
            && s + 2 == v
    }) {
        return None;
    }
    if let Some(spot) = here(ctx, theatre, v) {
        return Some(spot);
    }
    // "The rebels there have burnt houses": on the subject as well.
    let below_subject = text.dependents(v, "nsubj").flat_map(|s| text.dependents(s, "advmod").collect::<Vec<_>>());
    let adverb = text.children(v).iter().copied().chain(below_subject).find(|c| {
        text.is_one_of(*c, &ctx.rules.settings.there_place)
            && matches!(text.word(*c).tag, Tag::Adv | Tag::Pron)
            && text.word(*c).relation != "expl"
    })?;
    let first = text.reading.sentences[text.sentence_number(v).saturating_sub(2) as usize].first;
    let nearest = |named: &dyn Fn(WordId) -> bool| {
        (first..adverb).rev().find_map(|x| {
            if names_a_road(ctx, x) || crate::place_around::is_only_whence(ctx, x) {
                return None;
            }
            let spot = named(x).then(|| spot_at(ctx, theatre, x, true)).flatten()?;
            (!spot.wide && !spot.vague && spot.is_named()).then_some(spot)
        })
    };
    let before = text.reading.sentences[text.sentence_number(v).saturating_sub(1) as usize].first;
    let is_place = |x| crate::place_around::names_a_place(ctx, x) || points_back_to(ctx, theatre, x).is_some();
    // "A source in the police of the town of X said that shots were fired there": the sentence itself comes first.
    let own = text.sentence(v).first;
    let town = |x: WordId| text.class(x).has(Class::Place) && !sorts_of(ctx, x).is_empty();
    let told = nearest(&|x| x >= own && tells_where(ctx, x))
        .or_else(|| nearest(&|x| x >= own && !text.agent[x as usize] && (is_place(x) || town(x))))
        .or_else(|| nearest(&|x| x >= before && !text.agent[x as usize] && text.word(x).is("obj") && is_place(x)))
        .or_else(|| nearest(&|x| tells_where(ctx, x) && !crate::place_of_speakers::is_of_who_speaks(ctx, x, adverb)))
        .or_else(|| nearest(&|x| x >= before && !text.agent[x as usize] && is_place(x)))
        .or_else(|| {
            // "The worst lot was that of Xville. Seven people died there."
            let unlisted = |x: &WordId| text.name(*x).is_some_and(|n| n.entries.is_empty()) && *x < own;
            let place = |x: &WordId| text.name(*x).is_some_and(|n| n.sort == Some(vigie_read::NameSort::Place));
            let opens = |x: &WordId| *x == text.sentence(*x).first;
            let found = |x| crate::place::unknown_target(ctx, theatre, x);
            let names = || (before..adverb).rev().filter(unlisted);
            names().filter(place).find_map(found).or_else(|| names().filter(|x| !opens(x)).find_map(found))
        })?;
    // "The hospital, where they threatened two patients": the noun before a relative pronoun is the place itself.
    if text.is_relative(adverb) || text.word(adverb).feature("PronType") == Some("Rel") {
        return (told.head >= own).then_some(told);
    }
    // "At X, in the middle of the province. Four men died there": at X.
    let told = crate::place_around::nearest_to_the_ground(ctx, theatre, told);
    Some(Spot {
        head: adverb,
        span: told.span,
        why: format!("«{}» {POINTS_BACK} {}", text.word(adverb).form, told.name),
        precision: told.precision.max(Precision::Exact),
        ..told
    })
}

/// "Signed here on Monday": where the report says that it was written, unless somebody else speaks, or the word may as well stand for a
/// place that the same sentence tells («в Ндоле … здесь»).
pub(crate) fn here(ctx: &Context, theatre: &Theatre, v: WordId) -> Option<Spot> {
    let text = ctx.text;
    let adverb = text.dependents(v, "advmod").find(|c| text.is_one_of(*c, &ctx.rules.settings.here))?;
    let own = text.sentence(v).first;
    let points_back = text.is_one_of(adverb, &ctx.rules.settings.there_place);
    if text.quotation(adverb).is_some() || points_back && (own..adverb).any(|x| tells_where(ctx, x) && text.name(x).is_some()) {
        return None;
    }
    let dateline = text.reading.sentences.iter().take(OPENING).find(|s| s.sort == SentenceSort::Dateline)?;
    let town = dateline.words().find_map(|x| spot_at(ctx, theatre, x, true).filter(|s| !s.wide && !s.vague && s.is_named()))?;
    Some(Spot { why: format!("«{}» is where the report was written: {}", text.word(adverb).form, town.name), ..town })
}
