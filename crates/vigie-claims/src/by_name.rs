//! People told by name whom no list knows, and those who hold an office, each by name.

use crate::class::ClassSet;
use crate::context::Context;
use crate::text::Text;
use crate::tree;
use crate::who::{self, Party, phrase};
use vigie_read::{NameSort, Tag, WordId};

/// True for the name of a person.
fn is_a_person(text: &Text, w: WordId) -> bool {
    text.word(w).tag == Tag::Propn && text.name(w).is_some_and(|n| n.sort == Some(NameSort::Person))
}

/// "The defence ministers Jane Doe and John Roe": those who hold an office, each by name, where two or more are named behind it.
pub(crate) fn one_by_one(ctx: &Context, office: WordId) -> Vec<Party> {
    let text = ctx.text;
    let Some(holder) = ctx.parties.of(office).filter(|p| p.head == office && p.class.meets(ClassSet::AGENTS)) else {
        return Vec::new();
    };
    // A plural, as far as the reading knows.
    let many = text.word(office).feature("Number") == Some("Plur") || !text.has_articles();
    if !many || text.word(office).tag != Tag::Noun {
        return Vec::new();
    }
    let last = text.sentence(office).end;
    let end = last.min(office + 12);
    let starts = |x: WordId| x < last && is_a_person(text, x) && text.name(x).is_some_and(|n| n.first == x);
    let parts = |x: WordId| text.word(x).tag == Tag::Cconj || text.form(x) == ",";
    // "The heads of the two staffs, Jane Doe and John Roe": a comma may stand before the first name.
    let stops = |x: &WordId| {
        matches!(text.word(*x).tag, Tag::Verb | Tag::Cconj) || text.word(*x).tag == Tag::Punct && !(parts(*x) && starts(*x + 1))
    };
    let Some(first) = (office + 1..end).take_while(|x| !stops(x)).find(|x| starts(*x)) else { return Vec::new() };
    if matches!(text.word(first - 1).tag, Tag::Adp) {
        return Vec::new();
    }
    let mut named = Vec::new();
    let mut next = Some(first);
    while let Some(x) = next {
        named.push(x);
        let after = text.name(x).map_or(x + 1, |n| n.end);
        next = Some(after + 1).filter(|y| *y < last && parts(after) && starts(*y));
    }
    if named.len() < 2 {
        return Vec::new();
    }
    let each = |x: WordId| {
        let span = text.span(&phrase(text, x));
        let own = ctx.parties.of(x).filter(|p| p.head == x);
        own.map_or_else(|| Party { head: x, span, named: true, ..holder.clone() }, |p| Party { span, ..p.clone() })
    };
    named.into_iter().map(each).collect()
}

/// "Jane Doe and the rebels signed": a person whom no list knows, beside others who do the same.
pub(crate) fn person_beside_others(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let beside = text.word(w).is("conj") || text.dependents(w, "conj").next().is_some();
    (beside && is_a_person(text, w)).then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, w))
}

/// "Arab tribes and Toubou agreed on a truce": a name that no list holds, joined to people or a body that do the same.
pub(crate) fn people_beside_others(ctx: &Context, w: WordId) -> Option<Party> {
    let listed = ctx.text.name(w).is_some_and(|n| !n.entries.is_empty());
    (ctx.text.word(w).tag == Tag::Propn && !listed).then(|| one_of_two(ctx, w)).flatten()
}

/// "Reproaches Mr Doe for sending mercenaries": a person whom no list knows, told by name or by an address before it.
pub(crate) fn person_by_name(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let addressed = || {
        let name = |c: &WordId| *c > w && *c <= w + 2 && matches!(text.word(*c).relation_base(), "flat" | "nmod" | "appos");
        let named =
            |c: &WordId| text.word(*c).tag == Tag::Propn && tree::preposition(text, *c).is_empty() && is_a_person(text, *c);
        text.word(w).tag == Tag::Noun && text.class(w).is_empty() && text.children(w).iter().any(|c| name(c) && named(c))
    };
    let person = is_a_person(text, w) && !text.bears_name_of_a_place(w) || addressed();
    person.then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, w))
}

/// "Between the herders-turned-gunmen and the army": of two between whom something is, one of whom no list knows.
pub(crate) fn one_of_two(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let beside = text.word(w).is("conj") || text.dependents(w, "conj").next().is_some();
    let nominal = matches!(text.word(w).tag, Tag::Noun | Tag::Propn) && text.class(w).is_empty();
    let somebody = nominal && text.date(w).is_none() && !text.bears_name_of_a_place(w) && ctx.event_at(w).is_none();
    let other = text
        .head(w)
        .into_iter()
        .chain(text.dependents(w, "conj"))
        .any(|x| ctx.parties.of(x).is_some_and(|p| p.head == x && (p.named || p.class.meets(ClassSet::AGENTS))));
    (beside && somebody && other).then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, w))
}

/// "Ansar al-Xville shelled the town": a name that no list holds, and that the subject of an act of force bears, is whoever did it.
pub(crate) fn acts_by_name(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let name = text.name(w).filter(|n| text.word(w).tag == Tag::Propn && n.entries.is_empty())?;
    let bare = (name.first..name.end).all(|x| text.date(x).is_none() && text.class(x).is_empty() && ctx.event_at(x).is_none());
    let somebody = bare && tree::preposition(text, w).is_empty() && !text.in_headline(w) && !text.bears_name_of_a_place(w);
    somebody.then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, w))
}
