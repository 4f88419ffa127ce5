//! Names that may be places, and phrases of things that are none.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::place::{behind_a_particle, is_locative};
use crate::rule::Slot;
use crate::theatre::Theatre;
use crate::tree;
use vigie_model::world::Place;
use vigie_read::{NameSort, Tag, WordId};

/// True when the name of a place far from the story is only the first word of a longer name ("the men of Salif Xadio").
pub(crate) fn is_part_of_a_name(ctx: &Context, theatre: &Theatre, w: WordId, p: &Place) -> bool {
    let text = ctx.text;
    let Some(name) = text.name(w) else { return false };
    let outside = |c: &WordId| {
        let joined = text.word(*c).is("flat") || text.word(*c).is("compound");
        !(name.first..name.end).contains(c) && joined && text.word(*c).tag == Tag::Propn
    };
    p.country != theatre.country
        && (name.first..name.end).any(|x| {
            text.children(x).iter().any(outside)
                || text.word(x).is("flat") && text.head(x).is_some_and(|h| h < name.first && text.word(h).tag == Tag::Propn)
                || text.word(x).is("compound") && text.head(x).is_some_and(|h| h == name.end && text.word(h).tag == Tag::Propn)
        })
}

/// The word right before the name at `w` that belongs to the same longer name, though no list holds it ("Vedro Polje" where only "Polje" is).
pub(crate) fn longer_before(ctx: &Context, w: WordId) -> Option<WordId> {
    let text = ctx.text;
    let name = text.name(w)?;
    let before = name.first.checked_sub(1)?;
    let head = text.head_of(name.first, name.end);
    let joined = text.word(before).is("compound") && text.head(before) == Some(head)
        || text.word(head).is("flat") && text.head(head) == Some(before);
    let capital = text.word(before).form.chars().next().is_some_and(char::is_uppercase);
    (joined
        && capital
        && text.word(before).tag == Tag::Propn
        && text.class(before).is_empty()
        && text.name(before).is_none_or(|n| n.entries.is_empty())
        && before > text.sentence(w).first)
        .then_some(before)
}

/// True for a name with an abbreviation in capitals ("the Xist-FNL"): a body's, except where all is in capitals.
pub(crate) fn is_abbreviated(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let capitals = |part: &str| part.chars().count() > 1 && part.chars().all(char::is_uppercase);
    let shouted = text.sentence(w).words().all(|x| !text.word(x).form.chars().any(char::is_lowercase));
    !shouted && text.word(w).form.split(['-', '/', '–']).any(capitals)
}

/// "The Memorandum of Accord": a name of more words that begins with one for a paper.
pub(crate) fn names_a_document(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let papers = ClassSet::among(&[Class::Agreement, Class::Document]);
    text.name(w).is_some_and(|n| {
        n.end - n.first > 1
            && text.class(n.first).meets(papers)
            && !text.class(n.first).meets(ClassSet::among(&[Class::Place, Class::Building]))
    })
}

/// True for a word that another name or noun takes into it ("the Kibali Brigade").
pub(crate) fn is_part_of_a_longer_name(ctx: &Context, w: WordId) -> bool {
    matches!(ctx.text.word(w).relation_base(), "compound" | "flat")
}

/// True for a name that no list holds and that the language's model of names takes for a person's.
pub(crate) fn names_a_person(ctx: &Context, w: WordId) -> bool {
    let word = ctx.text.word(w);
    // An object in the form of the nominative is lifeless, where nouns have cases.
    let lifeless = word.is("obj") && word.feature("Case") == Some("Nom") && ctx.text.form(w) == ctx.text.lemma(w);
    !lifeless && ctx.text.names_an_unlisted_person(w)
}

/// "The Forces Nouvelles": a name that begins with the plural of a word for a body.
pub(crate) fn is_plural_of_a_body(ctx: &Context, w: WordId) -> bool {
    let form = ctx.text.form(w);
    let singular = ctx.rules.settings.plural_endings.iter().filter_map(|e| form.strip_suffix(e.as_str()));
    singular.into_iter().any(|noun| ctx.rules.classes_of(noun, noun).meets(ClassSet::AGENTS))
}

/// Whether an unknown name may be that of a place: capitalised, with a preposition of its own or beside a word for a place, and not
/// the name of somebody.
pub(crate) fn may_be_a_place(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let capital = text.span(&crate::who::phrase(text, w)).of(&text.reading.report.text).chars().any(char::is_uppercase);
    let placed = !tree::preposition(text, w).is_empty() || behind_a_particle(ctx, w);
    // "The men of X", "fire attributable to X": of somebody. "Residents of X" are of a place.
    let of_people = text.head(w).is_some_and(|h| {
        let class = text.class(h);
        // "Two soldiers near X" are where they were met.
        let met_there =
            [Slot::In, Slot::At, Slot::Near, Slot::Nearby].iter().any(|s| crate::place_around::is_marked_as(ctx, w, *s));
        text.word(w).is("nmod")
            && class.meets(ClassSet::AGENTS)
            && !class.meets(ClassSet::among(&[Class::Civilian, Class::Person]))
            && !crate::place_of_things::is_a_house(text, h)
            && !met_there
            || text.word(h).tag == Tag::Adj && text.is_one_of(h, &ctx.rules.settings.attributed)
    });
    // The same where the adjective stands right before, whatever the tree says.
    let first = text.sentence(w).first;
    let after_adjective = (first.max(w.saturating_sub(3))..w).any(|x| {
        text.is_one_of(x, &ctx.rules.settings.attributed) && (x + 1..w).all(|y| matches!(text.word(y).tag, Tag::Adp | Tag::Det))
    });
    // "The Movement for Reform": a part of the name of something else.
    let in_a_title = text.word(w).is("nmod")
        && !is_locative(ctx, w)
        && text.head(w).is_some_and(|h| {
            let place = text.class(h).meets(ClassSet::among(&[Class::Place, Class::Building, Class::Civilian]));
            text.word(h).tag == Tag::Propn && !place && !crate::place_around::names_a_place(ctx, h)
        });
    let names_a_body = in_a_title || is_plural_of_a_body(ctx, w);
    // "Made off with a Humvee"; "speaking to the Morning Post".
    let thing = text.class(w).meets(ClassSet::among(&[Class::Vehicle, Class::Weapon]));
    let told_to = || text.head(w).is_some_and(|h| ctx.speaks(h)) && crate::place_around::is_marked_as(ctx, w, Slot::To);
    // "Fights against the Xans": a name in the plural is that of people.
    let many = |d: WordId| text.word(d).feature("Number") == Some("Plur") && text.word(d).feature("Definite") == Some("Def");
    if text.dependents(w, "det").any(many) && text.word(w).tag == Tag::Propn && !text.class(w).has(Class::Place) {
        return false;
    }
    // "Sudan's second city": read with an initial before it, "S." is nowhere.
    let initial = text.word(w).form.chars().filter(|c| c.is_alphabetic()).count() < 2;
    if thing || initial || told_to() {
        return false;
    }
    // "Ada Lem, a doctor at the hospital": a first and a last name.
    let two_names = text.name(w).is_some_and(|n| n.end - n.first == 2) && names_a_person(ctx, w);
    let person = two_names && !is_locative(ctx, w) && text.dependents(w, "appos").next().is_some();
    if of_people || after_adjective || names_a_body || person || is_abbreviated(ctx, w) || names_a_document(ctx, w) {
        return false;
    }
    // "At Xville airfield".
    let house = |h: WordId| text.word(w).is("compound") && text.class(h).has(Class::Building) && is_locative(ctx, h);
    let beside = text.head(w).is_some_and(|h| text.class(h).has(Class::Place) || house(h));
    let of_somebody = matches!(text.word(w).relation_base(), "flat" | "appos")
        && text.head(w).is_some_and(|h| text.class(h).meets(ClassSet::AGENTS) || ctx.parties.of(h).is_some());
    // "Those who live in X" may be told in the bare genitive.
    let lived_in = text.word(w).is("nmod") && text.head(w).is_some_and(|h| text.class(h).has(Class::Civilian));
    // What the model of names takes for a place's needs no preposition.
    let named_so = text.name(w).is_some_and(|n| n.sort == Some(NameSort::Place))
        || crate::place_hit::is_taken_or_shelled(ctx, w)
        || crate::place_hit::names_its_scene(ctx, w);
    capital && (placed || lived_in || beside && !of_somebody || named_so)
}
