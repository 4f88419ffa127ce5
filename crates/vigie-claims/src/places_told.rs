//! The places that a report tells, by their sort and by the nouns beside them, so that no noun that points back to one looks through all.

use crate::class::Class;
use crate::context::Context;
use crate::place::{Theatre, is_a_part_with_a_number};
use crate::text::Text;
use std::collections::HashMap;
use vigie_model::Role;
use vigie_model::world::Entry;
use vigie_read::{NameMention, Tag, WordId};

/// A name that tells a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceTold {
    /// Its first word.
    pub first: WordId,
    /// One past its last word.
    pub end: WordId,
    /// The place, by its number in the world.
    pub place: u32,
    /// Whether it lies in the country that the report is about.
    pub at_home: bool,
}

/// All that a report tells, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct PlacesTold {
    by_sort: HashMap<String, Vec<PlaceTold>>,
    /// Names of the capital of the country that the report is about.
    capitals: Vec<PlaceTold>,
    /// By lemma: words for places beside which a name stands that some list holds as that of a place.
    listed: HashMap<String, Vec<WordId>>,
    /// By lemma: words for places with a name, and where the name ends.
    named: HashMap<String, Vec<(WordId, WordId)>>,
}

/// Some of the places that a report tells: a list for each sort, in the order of the text.
#[derive(Clone)]
pub(crate) struct Mentions<'a> {
    /// Whether they pass for places of whatever sort is asked for.
    of_any_sort: bool,
    lists: Vec<(&'a str, &'a [PlaceTold])>,
}

impl<'a> Mentions<'a> {
    /// Those of one sort.
    pub fn of_sort(&self, sort: &str) -> Mentions<'a> {
        let lists = self.lists.iter().copied().filter(|(s, _)| self.of_any_sort || *s == sort).collect();
        Mentions { lists, ..*self }
    }

    /// The last that ends before `w` and does not begin before `since`, of those that `fit`.
    pub fn last_before(&self, w: WordId, since: WordId, fits: impl Fn(&PlaceTold) -> bool) -> Option<PlaceTold> {
        let before = |list: &'a [PlaceTold]| &list[..list.partition_point(|p| p.first < w)];
        let mut left: Vec<&[PlaceTold]> = self.lists.iter().map(|(_, list)| before(list)).collect();
        loop {
            let nearest = left.iter_mut().max_by_key(|list| list.last().map(|p| p.first))?;
            let (place, others) = nearest.split_last()?;
            if place.first < since {
                return None;
            }
            if place.end <= w && fits(place) {
                return Some(*place);
            }
            *nearest = others;
        }
    }

    /// The first that begins before `w`, of those that `fit`.
    pub fn first_before(&self, w: WordId, fits: impl Fn(&PlaceTold) -> bool) -> Option<PlaceTold> {
        let firsts = self.lists.iter().filter_map(|(_, list)| list.iter().take_while(|p| p.first < w).find(|p| fits(p)));
        firsts.min_by_key(|p| p.first).copied()
    }
}

impl PlacesTold {
    /// Gathers what a report tells. Capitals that act are no places.
    pub fn find(ctx: &Context, theatre: &Theatre) -> PlacesTold {
        let mut told = PlacesTold::default();
        let text = ctx.text;
        for n in text.names().iter().filter(|n| !is_a_capital_that_acts(ctx, n) && !is_an_agency(ctx, n)) {
            let Some(entries) = text.name(n.first).map(|n| n.entries.as_slice()) else { continue };
            // "SECTOR 5", which some city has as well.
            let part = |e: &Entry| matches!(*e, Entry::Place(i) if is_a_part_with_a_number(ctx, theatre, n, &ctx.world.places[i as usize]));
            if entries.iter().any(part) {
                continue;
            }
            let own = |i: u32| theatre.country.is_some_and(|c| ctx.world.territories[i as usize].code == c);
            let capital = entries.iter().any(|e| matches!(*e, Entry::Capital(i) if own(i)));
            let all = || entries.iter().filter_map(|e| if let Entry::Place(i) = *e { Some(i) } else { None });
            let best = theatre.best_of(ctx.world, all());
            let mention = |place: u32| {
                let at_home = ctx.world.places[place as usize].country == theatre.country;
                PlaceTold { first: n.first, end: n.end, place, at_home }
            };
            told.capitals.extend(all().next().filter(|_| capital).map(mention));
            if let Some(place) = best {
                told.by_sort.entry(ctx.world.places[place as usize].sort.to_string()).or_default().push(mention(place));
            }
        }
        let of_a_place = |n: &NameMention| n.entries.iter().any(|e| matches!(e, Entry::Place(_)));
        for w in (0..text.reading.words.len() as WordId).filter(|w| text.class(*w).has(Class::Place)) {
            if with_name_beside(text, w).filter_map(|x| text.name(x)).any(of_a_place) {
                told.listed.entry(text.lemma(w).to_owned()).or_default().push(w);
            }
            let beside = text.children(w).iter().copied().filter(|c| text.word(*c).tag == Tag::Propn);
            let name = std::iter::once(w).chain(beside).find_map(|x| text.name(x));
            if let Some(name) = name {
                told.named.entry(text.lemma(w).to_owned()).or_default().push((w, name.end));
            }
        }
        told
    }

    /// The mentions of the capital of the country that the report is about.
    pub fn capitals(&self) -> Mentions<'_> {
        Mentions { of_any_sort: true, lists: vec![("", &self.capitals)] }
    }

    /// The places of these sorts.
    pub fn of_sorts<'s>(&'s self, sorts: &[String]) -> Mentions<'s> {
        let lists = sorts.iter().filter_map(|sort| self.by_sort.get_key_value(sort));
        Mentions { of_any_sort: false, lists: lists.map(|(sort, list)| (sort.as_str(), list.as_slice())).collect() }
    }

    /// Words of this lemma for places before `w`, backwards, beside which a name stands that some list holds as that of a place.
    pub fn listed_with_noun(&self, lemma: &str, w: WordId) -> impl Iterator<Item = WordId> {
        let all = self.listed.get(lemma).map_or(&[][..], Vec::as_slice);
        all[..all.partition_point(|x| *x < w)].iter().rev().copied()
    }

    /// Words of this lemma for places before `w`, backwards, with a name, and where the name ends.
    pub fn named_with_noun(&self, lemma: &str, w: WordId) -> impl Iterator<Item = (WordId, WordId)> {
        let all = self.named.get(lemma).map_or(&[][..], Vec::as_slice);
        all[..all.partition_point(|(x, _)| *x < w)].iter().rev().copied()
    }
}

/// The word for a place at `w`, and the words beside it that may name the place.
pub(crate) fn with_name_beside<'t>(text: &'t Text, w: WordId) -> impl Iterator<Item = WordId> + 't {
    let above = text.head(w).filter(|_| text.word(w).is("compound"));
    std::iter::once(w).chain(text.children(w).iter().copied()).chain(above)
}

/// "Told SANA": a paper or an agency that bears the letters of a town.
fn is_an_agency(ctx: &Context, name: &NameMention) -> bool {
    let media =
        |e: &Entry| matches!(*e, Entry::Actor(i) if ctx.world.actors.get(i as usize).is_some_and(|a| a.role == Role::Media));
    name.entries.first().is_some_and(media)
}

/// "Damascus and Qamishli tell opposite stories": capitals that act, and what is joined to them, stand for who governs there.
fn is_a_capital_that_acts(ctx: &Context, name: &NameMention) -> bool {
    let text = ctx.text;
    let head = text.head_of(name.first, name.end);
    let capital =
        |w: WordId| text.name(w).is_some_and(|n| n.entries.iter().any(|e| matches!(e, Entry::Capital(_) | Entry::Territory(_))));
    let acts = |w: WordId| {
        text.word(w).is("nsubj")
            && !text.word(w).relation.ends_with(":pass")
            && text.head(w).is_some_and(|v| {
                crate::tree::is_verbal(text, v)
                    && !crate::tree::is_passive(text, v)
                    && !text.is_one_of(v, &ctx.rules.settings.undergo_verbs)
                    // "Has yet to confirm", "says that it will leave".
                    && ["obj", "ccomp", "xcomp"].into_iter().any(|r| text.dependents(v, r).next().is_some())
            })
    };
    let first = if text.word(head).is("conj") { text.head(head).unwrap_or(head) } else { head };
    acts(first) && (capital(first) || capital(head))
}
