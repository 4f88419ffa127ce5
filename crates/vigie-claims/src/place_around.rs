//! Where the words around an event put it: its own phrases, those of the verb that carries it, those of its sentence.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::place::{Spot, Theatre, spot_at, tells_where};
use crate::place_hit;
use crate::place_of_accords::{is_apart, is_of_a_truce, is_of_an_accord_before, is_where_it_was_made, names_a_paper};
use crate::place_of_flight::{comes_from_there, displaces_nobody, flees_there, goes_there, lived_there};
use crate::place_of_speakers::{is_reported_from, is_seat, names_the_speaker, tells_who_says, where_they_speak};
use crate::place_of_things;
use crate::rule::{Event, Slot};
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// The places told for the event at `w`: on its own words first, then on the verb that carries it, then on the clause around.
pub fn spots(ctx: &Context, theatre: &Theatre, w: WordId, carrier: Option<WordId>) -> Vec<Spot> {
    let text = ctx.text;
    let mut found: Vec<Spot> = Vec::new();
    if let Some((first, _)) = gapped(ctx, w) {
        found.extend((first..w).filter(|x| text.name(*x).is_some_and(|n| n.first == *x)).find_map(|x| {
            let n = text.name(x)?;
            spot_at(ctx, theatre, text.head_of(n.first, n.end), true)
        }));
        if !found.is_empty() {
            return found;
        }
    }
    // "The captured village of X", "the besieged town": what the participle of a deed describes is where it was done.
    let described = text.head(w).filter(|h| {
        let passive = text.word(w).feature("VerbForm") == Some("Part") && text.word(w).feature("Voice") != Some("Act");
        text.word(w).is("amod") && passive && (names_a_place(ctx, *h) || text.class(*h).has(Class::Place))
    });
    if let Some(spot) = described.and_then(|h| spot_at(ctx, theatre, h, true)).filter(|s| !s.vague && !s.wide) {
        return vec![spot];
    }
    let mut tops = vec![w];
    tops.extend(carrier);
    let mut at = carrier.unwrap_or(w);
    // Coordinated verbs share their adverbials; a clause inside another happens where the other does.
    for _ in 0..4 {
        let base = text.word(at).relation_base();
        let Some(h) = text.head(at) else { break };
        // What somebody records somewhere happened there; what somebody says somewhere did not.
        // Nor where reports of it are told ("in the capital they denied reports of a withdrawal").
        // "In the town they go on shelling": a verb that can tell as well only goes on.
        let goes_on =
            base == "xcomp" && ctx.matches[h as usize].iter().any(|m| matches!(m.rule.event, Event::Ended | Event::Attempted));
        // "Was found dead near the mill": where somebody was found.
        let found_so = base == "xcomp" && crate::tree::is_passive(text, h);
        // "Recorded 40 violations, including 23 explosions there": a part of what is recorded.
        let part_of_it = base == "obl" && text.dependents(at, "case").any(|c| text.is_one_of(c, &ctx.rules.settings.including));
        let recorded = part_of_it || matches!(base, "obj" | "nsubj");
        let says = ctx.says(h).is_some() && !goes_on && !found_so && (!recorded || at != w && ctx.says(at).is_some());
        // "Agreed at X on a truce, a day after strikes": where something was signed is not where arms were used.
        let signed = matches!(ctx.event_kind(h), Some(EventKind::Agreement | EventKind::Talks));
        let apart = matches!(base, "obl" | "nmod") && signed && ctx.event_kind(w).is_some_and(EventKind::is_violent);
        match base {
            "conj" | "xcomp" | "advcl" | "obj" | "iobj" | "nsubj" | "obl" | "nmod" | "acl" if !says && !apart => {
                tops.push(h);
                at = h;
            }
            // "X, a village shelled in May".
            "appos" if text.class(at).has(Class::Place) => {
                tops.push(h);
                at = h;
            }
            _ => break,
        }
    }
    let tops_in_order = tops.clone();
    let mut origins: Vec<Spot> = Vec::new();
    for top in tops {
        let cut = |c: WordId| {
            let r = text.word(c).relation_base();
            matches!(r, "ccomp" | "advcl" | "parataxis" | "csubj" | "conj") && crate::tree::is_verbal(text, c)
                || text.word(c).relation == "acl:relcl" && !goes_on_about(ctx, c, w)
                // "The road linking X to Y": where it leads says which road it is.
                || r == "acl" && crate::tree::is_verbal(text, c) && text.head(c).is_some_and(|h| crate::place_back::is_a_road(ctx, h))
                // "189 in the east and 402 in the west": the second number counts events of its own.
                || r == "conj" && text.number(c).is_some()
                // "Attacks after the signature of the truce at X": an act done in words has a place of its own.
                || c != w && Some(c) != carrier && is_apart(ctx, c, w)
                || (c != w && Some(c) != carrier && top != w && ctx.event_at(c).is_some() && !says_for_whom(ctx, c))
        };
        let mut words = text.subtree(top, &cut);
        // What stands after the event's word is nearer to it than what stands before.
        words.sort_by_key(|x| if *x >= top { (0, *x) } else { (1, *x) });
        for x in words {
            if x == w || found.iter().any(|s| s.head == x || text.name(x).is_some_and(|n| n.span == s.span)) {
                continue;
            }
            // "Twenty in the east; in the west forty": beyond a semicolon something else is told.
            if (x.min(w)..x.max(w)).any(|y| text.form(y) == ";") {
                continue;
            }
            if is_on_a_way(ctx, x, w)
                || crate::place_back::names_a_road(ctx, x)
                || names_a_paper(ctx, theatre, x, w)
                || is_of_an_accord_before(ctx, x, w)
                || is_of_a_truce(ctx, x, w)
                || gapped(ctx, x).is_some_and(|(first, end)| !(first..end).contains(&w))
            {
                continue;
            }
            // "The bridge, near which shots were heard".
            if text.word(x).tag == Tag::Pron
                && tells_where(ctx, x)
                && let Some(spot) = crate::tree::antecedent(text, x).and_then(|a| spot_at(ctx, theatre, a, true))
                && !spot.vague
            {
                found.push(spot);
                continue;
            }
            // "The capital came under fire": what undergoes it is where it happens.
            let undergoes =
                text.word(x).is("nsubj") && text.head(x) == Some(top) && text.is_one_of(top, &ctx.rules.settings.undergo_verbs);
            let told = tells_where(ctx, x)
                || undergoes && (text.class(x).has(Class::Place) || names_a_place(ctx, x))
                || lived_there(ctx, x, w, carrier)
                || comes_from_there(ctx, x, w, carrier)
                || stands_there(ctx, x)
                || stands_in_a_bracket(ctx, x)
                || place_hit::is_hit_from_afar(ctx, x, top)
                || place_hit::is_taken_or_shelled(ctx, x)
                || place_hit::names_its_scene(ctx, x)
                || place_hit::is_what_is_entered(ctx, x, w)
                || place_of_things::names_what_is_hit(ctx, x, w, carrier)
                || place_of_things::stands_where_it_was(ctx, x, w);
            // Where somebody accuses is not where it happened.
            let spoken = text.head(x).filter(|h| {
                *h != w
                    && text.word(x).is("obl")
                    && ctx.event_at(*h).is_some_and(|m| m.rule.event.kind().is_some_and(EventKind::is_speech_act))
            });
            if tells_who_says(ctx, x, w)
                || is_seat(ctx, x, w)
                || where_they_speak(ctx, x, w)
                || flees_there(ctx, x, w, carrier)
                || goes_there(ctx, x, w, carrier)
                || spoken.is_some()
            {
                continue;
            }
            // "Soldiers of the Xan regiment": of a body, and not where it is.
            let of_a_body = |x: WordId| {
                text.head(x).is_some_and(|h| {
                    text.class(h).meets(ClassSet::BODIES)
                        && !text.class(h).meets(ClassSet::among(&[Class::Place, Class::Building]))
                })
            };
            // "Omdurman under fire": the place is what the words of the event hang on.
            let bears = x == top && x != w && Some(x) != carrier && text.name(x).is_some() && !text.word(x).is("nsubj");
            if let Some(spot) = spot_at(ctx, theatre, x, told)
                && !is_where_it_was_made(ctx, &spot, w)
                && (told
                    || bears
                    || text.word(x).is("nmod")
                    || text.word(x).is("obj")
                    || text.word(x).is("compound") && !of_a_body(x)
                    || text.word(x).is("flat"))
            {
                // "Flew over the gorge from Xville": where it came from is its place only where nothing else is.
                if !told && !bears && is_only_whence(ctx, x) && displaces_nobody(ctx, w, carrier) {
                    origins.push(spot);
                    continue;
                }
                // What hangs on another place says where that lies, unless it comes nearer to the ground.
                if !found.iter().any(|s| text.below(x, s.head) && s.rank() <= spot.rank()) {
                    found.push(spot);
                }
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    if found.is_empty() {
        found.extend(origins.into_iter().take(1));
    }
    if found.is_empty() {
        found.extend(place_of_things::home_of_the_dead(ctx, w).and_then(|x| spot_at(ctx, theatre, x, true)));
    }
    if found.is_empty() {
        found.extend(tops_in_order.into_iter().find_map(|v| crate::place_back::there(ctx, theatre, v)));
    }
    found.sort_by_key(|s| s.rank());
    if let Some(first) = found.first_mut() {
        *first = nearest_to_the_ground(ctx, theatre, first.clone());
    }
    found
}

/// "On its way from X to Y": a way that somebody was on is not where it happened.
pub(crate) fn is_on_a_way(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    if !ctx.event_kind(w).is_some_and(crate::story::follows_the_story) {
        return false;
    }
    // "15 km to the north-east of X" is told by two such words as well.
    let measured =
        |n: &vigie_read::NameMention| crate::distance::before(ctx, n.first).is_some() || crate::distance::beside(ctx, n.first);
    if text.name(x).is_some_and(measured) {
        return false;
    }
    let marked = |n: WordId, slot: Slot| is_marked_as(ctx, n, slot) && !is_marked_as(ctx, n, Slot::In);
    let path: Vec<WordId> = text.path_up(x).into_iter().take(4).take_while(|n| *n != w).collect();
    path.iter().any(|n| {
        let beside =
            text.children(*n).iter().copied().chain(text.head(*n).into_iter().flat_map(|h| text.children(h).iter().copied()));
        let beside: Vec<WordId> =
            beside.filter(|y| text.word(*y).tag == Tag::Propn || text.class(*y).has(Class::Place)).collect();
        marked(*n, Slot::From) && beside.iter().any(|y| y != n && marked(*y, Slot::To))
            || marked(*n, Slot::To) && beside.iter().any(|y| y != n && marked(*y, Slot::From))
    })
}

/// "In the east 15, in the west – five": the first and the last word of a clause that is only a place, a dash and a number.
fn gapped(ctx: &Context, x: WordId) -> Option<(WordId, WordId)> {
    let text = ctx.text;
    let sentence = text.sentence(x);
    let stop = |y: &WordId| matches!(text.form(*y), "," | ";" | ":" | "(" | ")");
    let end = (x..sentence.end).find(stop).unwrap_or(sentence.end);
    let first = (sentence.first..x).rev().find(stop).map_or(sentence.first, |y| y + 1);
    let dash = (first..end).find(|y| matches!(text.form(*y), "–" | "—" | "-"))?;
    let short = (first..end).all(|y| !matches!(text.word(y).tag, Tag::Verb | Tag::Aux));
    let number = (dash + 1..end.min(dash + 4)).any(|y| text.number(y).is_some());
    (short && number && end - first <= 12).then_some((first, end))
}

/// "The fighting that rages at X": a relative clause that tells where its own event is.
fn goes_on_about(ctx: &Context, clause: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let subject = || text.dependents(clause, "nsubj").any(|s| crate::tree::antecedent(text, s) == Some(w));
    text.head(clause) == Some(w) && !crate::tree::is_verbal(text, w) && subject()
}

/// "The market of X", "X hospital": a name that no list holds, of a building that it tells the town of.
fn stands_there(ctx: &Context, x: WordId) -> bool {
    let text = ctx.text;
    let nameless = text.name(x).is_none_or(|n| n.entries.is_empty());
    // "The school of this town".
    let of_a_town = text.word(x).is("nmod")
        && crate::place_back::is_a_settlement(ctx, x)
        && text.head(x).is_some_and(|h| text.class(h).has(Class::Building));
    of_a_town
        || nameless
            && text.word(x).tag == Tag::Propn
            && (text.word(x).is("nmod") || text.word(x).is("compound"))
            && text.head(x).is_some_and(|h| text.class(h).has(Class::Building) && text.name(h).is_none_or(|n| n.end <= h + 1))
}

/// "A camp for the displaced at X": a noun that tells for whom a building or a site is tells no event of its own.
fn says_for_whom(ctx: &Context, c: WordId) -> bool {
    let text = ctx.text;
    let site = |h: WordId| text.class(h).meets(ClassSet::among(&[Class::Building, Class::Place]));
    text.word(c).is("nmod") && !crate::tree::is_verbal(text, c) && text.head(c).is_some_and(site)
}

/// "At Nam Kye, in Mongkhet Township": what stands right behind a place says where that lies, whatever the tree hangs it on.
pub(crate) fn nearest_to_the_ground(ctx: &Context, theatre: &Theatre, spot: Spot) -> Spot {
    let text = ctx.text;
    let sentence = text.sentence(spot.head).first;
    let first = text.name(spot.head).map_or(spot.head, |n| n.first);
    // "At X, 12 km west of Y", "at X, on the border with Y".
    let bearing = |w: WordId| {
        crate::distance::is_a_direction(ctx, w)
            || crate::distance::length(ctx, w).is_some()
            || crate::place_back::is_a_line(ctx, w)
    };
    let small = |w: &WordId| {
        matches!(text.word(*w).tag, Tag::Adp | Tag::Det | Tag::Adj | Tag::Num | Tag::Adv)
            || text.form(*w) == ","
            || text.word(*w).tag != Tag::Propn && (text.class(*w).has(Class::Place) || bearing(*w))
    };
    let before = (sentence.max(first.saturating_sub(6))..first).rev().find(|w| !small(w));
    let road = |w: &WordId| crate::place_back::names_a_road(ctx, *w);
    let Some(last) = before.filter(|w| text.word(*w).tag == Tag::Propn && !road(w)) else { return spot };
    let marks = |w: WordId| {
        let ins = ctx.rules.settings.markings(Slot::In);
        ins.flat_map(|m| m.words.last()).any(|word| word == text.form(w) || word == text.lemma(w))
    };
    // Behind a comma only: "the north of X" is X.
    let comma = text.form(last + 1) == ",";
    let lies_by = comma && (last + 1..first).any(bearing);
    let marked = lies_by || (last + 1..first).any(marks);
    let head = text.name(last).map_or(last, |n| text.head_of(n.first, n.end));
    let is_place =
        tells_where(ctx, head) || names_a_place(ctx, head) || text.head(head).is_some_and(|h| text.class(h).has(Class::Place));
    // A village lies in no other village.
    let end = text.name(spot.head).map_or(spot.head + 1, |n| n.end);
    let type_word = |w: WordId| text.class(w).has(Class::Place);
    let behind = (end + 1).min(text.sentence(spot.head).end);
    let holds_others = lies_by || spot.precision > vigie_model::Precision::Locality || (first..behind).any(type_word);
    // A name that no list holds, at which something is, is a village's.
    let unlisted = comma
        && text.name(last).is_none_or(|n| n.entries.is_empty())
        && !text.names_an_unlisted_person(head)
        && matches!(text.word(head).relation_base(), "obl" | "nmod")
        && !crate::tree::preposition(text, head).is_empty()
        && !is_only_whence(ctx, head);
    let is_place = is_place || unlisted;
    if !marked || !holds_others || !is_place || ctx.parties.of(head).is_some() {
        return spot;
    }
    let inner = spot_at(ctx, theatre, head, true).filter(|s| !s.wide && !s.vague && s.rank() <= spot.rank());
    inner.unwrap_or(spot)
}

/// True for a name that no body or person has, and that some place has.
pub(crate) fn names_a_place(ctx: &Context, x: WordId) -> bool {
    use vigie_model::world::Entry;
    let entries = ctx.text.name(x).map_or([].as_slice(), |n| n.entries.as_slice());
    entries.iter().any(|e| matches!(e, Entry::Place(_)))
        && !entries.iter().any(|e| matches!(e, Entry::Actor(_) | Entry::Territory(_) | Entry::Capital(_)))
}

/// "Shelled the power station (Xan region)": a bracket that holds nothing but a place.
fn stands_in_a_bracket(ctx: &Context, x: WordId) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(x);
    let Some(open) = (sentence.first.max(x.saturating_sub(3))..x).rev().find(|y| text.form(*y) == "(") else { return false };
    let Some(close) = (x + 1..sentence.end.min(x + 4)).find(|y| text.form(*y) == ")") else { return false };
    let plain = |y: WordId| {
        text.class(y).has(Class::Place) || names_a_place(ctx, y) || matches!(text.word(y).tag, Tag::Punct | Tag::Adp | Tag::Det)
    };
    (open + 1..close).all(plain) && names_a_place(ctx, x) && open > sentence.first
}

/// True for a place told by where something comes from, and nothing else, on itself or on the word for its sort.
pub(crate) fn is_only_whence(ctx: &Context, x: WordId) -> bool {
    let text = ctx.text;
    let from = |n: WordId| {
        is_marked_as(ctx, n, Slot::From)
            && !is_marked_as(ctx, n, Slot::In)
            && !is_marked_as(ctx, n, Slot::At)
            && !crate::tree::preposition(text, n).is_empty()
    };
    let sort = text.head(x).filter(|h| text.class(*h).has(Class::Place) && crate::tree::preposition(text, x).is_empty());
    from(x) || sort.is_some_and(from)
}

pub(crate) fn is_marked_as(ctx: &Context, x: WordId, slot: Slot) -> bool {
    let markings = ctx.rules.settings.markings(slot);
    markings.filter(|m| !m.words.is_empty()).any(|m| crate::tree::is_marked(ctx.text, x, m, false))
}

/// "Guns shelled the valley, and on Friday jets bombed a camp at X": what stands in a later clause, with a subject and a day of its own, is
/// of that clause.
fn is_told_apart(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let path = text.path_up(x);
    if path.contains(&w) {
        return false;
    }
    let Some(owner) = path.into_iter().skip(1).find(|y| ctx.event_at(*y).is_some() && crate::tree::is_verbal(text, *y)) else {
        return false;
    };
    let joined = owner > w && text.word(owner).is("conj") && !text.below(w, owner);
    let inside = |c: WordId| crate::tree::is_verbal(text, c);
    joined
        && text.dependents(owner, "nsubj").next().is_some()
        && text.subtree(owner, &inside).into_iter().any(|d| text.date(d).is_some())
}

/// "One of the longest in the region": what only says among which something stands out is no scene.
fn is_set_against(ctx: &Context, x: WordId) -> bool {
    let text = ctx.text;
    matches!(text.word(x).relation_base(), "nmod" | "obl")
        && text.head(x).is_some_and(|h| text.word(h).feature("Degree") == Some("Sup") && !crate::tree::is_verbal(text, h))
}

/// "Xville: truce broken", "LIVE – Xville: shots heard": the place that labels a headline.
pub(crate) fn topic_of_the_headline(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let end = sentence.end.min(sentence.first + 8);
    let name = (sentence.first..end)
        .find_map(|x| text.name(x).filter(|n| n.first == x && n.end < sentence.end && text.form(n.end) == ":"))?;
    let before = name.first.checked_sub(1).filter(|x| *x >= sentence.first);
    let opens = before.is_none_or(|x| matches!(text.form(x), "–" | "—" | "-" | "|"));
    let head = text.head_of(name.first, name.end);
    (opens && name.end <= w).then(|| spot_at(ctx, theatre, head, true)).flatten().filter(|s| !s.wide && !s.vague)
}

/// The nearest place told anywhere in the sentence of `w`; in a headline also one that only stands there ("Goma: two killed").
pub fn in_sentence(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let headline = sentence.sort == vigie_read::SentenceSort::Headline;
    let breaks = |x: WordId| text.form(x) == ";";
    let finite = |x: WordId| text.word(x).feature("VerbForm") == Some("Fin");
    let verbless = sentence.words().all(|x| !matches!(text.word(x).tag, Tag::Verb | Tag::Aux) || !finite(x));
    let mut spots: Vec<_> = sentence
        .words()
        .filter_map(|x| {
            // "LIVE - Sudan: ..."; "Goma, the day after the battle".
            let label = |w: WordId| !matches!(text.word(w).tag, Tag::Verb | Tag::Aux | Tag::Adp);
            let stands_first = |n: &vigie_read::NameMention| {
                let apart = n.end < sentence.end && (text.form(n.end) == ":" || text.form(n.end) == "," && verbless);
                n.first - sentence.first <= 3 && apart && (sentence.first..n.first).all(label)
            };
            let topic = headline && text.name(x).is_some_and(stands_first);
            let told = topic
                || is_reported_from(ctx, x, w)
                || tells_where(ctx, x)
                    && !flees_there(ctx, x, w, None)
                    && !names_the_speaker(ctx, x, w)
                    && !where_they_speak(ctx, x, w)
                    && !is_seat(ctx, x, w)
                    && !is_of_a_truce(ctx, x, w)
                    && !is_of_an_accord_before(ctx, x, w)
                    && !is_told_apart(ctx, x, w)
                    && !is_set_against(ctx, x)
                    && !crate::days_away::lies_days_away(ctx, x, w)
                    && !crate::story::is_of_another(ctx, crate::story::follows_the_story, x, w);
            let here = || !is_on_a_way(ctx, x, w) && gapped(ctx, x).is_none_or(|(first, end)| (first..end).contains(&w));
            let spot = (told && here()).then(|| spot_at(ctx, theatre, x, true)).flatten().filter(|s| !s.vague)?;
            if is_where_it_was_made(ctx, &spot, w) {
                return None;
            }
            let elsewhere = (x.min(w)..x.max(w)).any(breaks);
            // "Guns were heard all night; in X a bridge was blown up".
            if elsewhere && x > w {
                return None;
            }
            Some(((elsewhere, spot.rank(), x.abs_diff(w)), spot))
        })
        .collect();
    spots.sort_by_key(|(key, _)| *key);
    spots.into_iter().next().map(|(_, spot)| nearest_to_the_ground(ctx, theatre, spot))
}

/// Where the slots tell a wide place or none: the nearest spot around, the line that was crossed, the place of a truce.
pub(crate) fn nearer_to_the_ground(ctx: &Context, theatre: &Theatre, draft: &mut Draft) {
    let text = ctx.text;
    let coarse = |s: &Spot| s.wide || s.vague || s.precision == vigie_model::Precision::Line;
    // What is entered is where the incursion was, however little is known of it.
    let line = |s: &Spot| s.precision == vigie_model::Precision::Line;
    let entered = draft.kind == EventKind::Incursion && draft.place.as_ref().is_some_and(|s| !s.wide && !s.vague && !line(s));
    if draft.place.as_ref().is_none_or(coarse) && !entered && kinds::happens_on_the_ground(draft.kind) {
        let around = spots(ctx, theatre, draft.word, draft.carrier);
        // "Struck targets in the south after a raid on Xville": where that other act was.
        let verb = draft.carrier.unwrap_or(draft.found.head);
        let of_another = |s: &Spot| {
            let mut path = text.path_up(s.head).into_iter().skip(1).take_while(|x| *x != draft.word && *x != verb);
            let act = |x: WordId| text.is_noun(x) && ctx.event_kind(x).is_some_and(|k| k.is_violent());
            path.any(act) && !text.below(draft.word, s.head)
        };
        let finer = |s: &&Spot| draft.place.as_ref().is_none_or(|p| s.rank() < p.rank());
        let found = around.iter().filter(finer).find(|s| !of_another(s));
        let lent = || around.first().filter(|_| draft.place.is_none());
        if let Some(spot) = found.or_else(lent).cloned() {
            draft.place = Some(spot);
        }
    }
    // "Tried to cross the state border": the line that the words of the rule hold is where.
    if draft.place.is_none() && draft.kind == EventKind::Incursion {
        let lines = text.dependents(draft.found.head, "obj").filter(|o| crate::place_back::is_a_line(ctx, *o));
        let line = lines.filter_map(|o| spot_at(ctx, theatre, o, true)).next();
        draft.place = line.map(|spot| Spot { vague: false, ..spot });
    }
    // Where a truce holds, or where it was signed, is told on its own words alone.
    if draft.place.is_none() {
        draft.place = crate::place_of_accords::place_told(ctx, theatre, draft.kind, draft.word, draft.carrier);
    }
}
