//! "The secretary-general, John Doe": one person told by his office and by his name.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::who::Party;
use vigie_model::Role;
use vigie_read::{NameSort, Tag, WordId};

/// A name of which nothing is known, behind the title that it stands in apposition to, is one mention with it.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        for list in [&mut d.actor, &mut d.recipient, &mut d.standing.source] {
            for p in list.iter_mut() {
                if let Some(whole) = with_its_title(ctx, p)
                    .or_else(|| with_its_name(ctx, p))
                    .or_else(|| with_the_name_behind(ctx, p))
                    .or_else(|| with_the_name_after_a_comma(ctx, p))
                {
                    *p = whole;
                }
            }
            crate::who::each_once(list);
        }
    }
}

/// "John Doe, the chief of the front": the title behind a name of which nothing else is known.
fn with_its_name(ctx: &Context, p: &Party) -> Option<Party> {
    let text = ctx.text;
    let first = text.sentence(p.head).first;
    let offices = ClassSet::among(&[Class::Spokesperson, Class::Government, Class::Force, Class::Person]);
    if !p.class.meets(offices) || text.word(p.head).feature("Number") == Some("Plur") {
        return None;
    }
    let begins = text.sentence(p.head).words().find(|w| text.word(*w).span.start >= p.span.start)?;
    let comma = (first..begins).rev().find(|x| text.word(*x).tag != Tag::Det).filter(|x| text.form(*x) == ",")?;
    let last = comma.checked_sub(1).filter(|x| *x >= first)?;
    let name = text.name(last).filter(|n| n.sort == Some(NameSort::Person) && n.end == comma && n.first >= first)?;
    // "According to Mr Doe, the army fired": what goes on with a verb is no apposition.
    let end = text.sentence(p.head).words().rfind(|w| p.span.contains(text.word(*w).span))?;
    let closed = text.sentence(p.head).words().any(|x| x == end + 1 && text.word(x).tag == Tag::Punct);
    let alone = closed && n_before(ctx, name.first, first);
    alone.then(|| Party { span: name.span.cover(p.span), ..p.clone() })
}

/// True where no conjunction, comma or title joins a name to what stands before it.
fn n_before(ctx: &Context, name: WordId, first: WordId) -> bool {
    name == first || !matches!(ctx.text.word(name - 1).tag, Tag::Cconj | Tag::Noun | Tag::Propn) && ctx.text.form(name - 1) != ","
}

/// "Her leader John Doe": the name right behind the title of one person, which a language may set beside it without a comma.
fn with_the_name_behind(ctx: &Context, p: &Party) -> Option<Party> {
    let text = ctx.text;
    let sentence = text.sentence(p.head);
    let last = sentence.words().rfind(|w| p.span.contains(text.word(*w).span)).filter(|w| w + 1 < sentence.end)?;
    // "A fighter plane Su-25": a machine has no name of a person.
    let machine = p.class.meets(ClassSet::among(&[Class::Weapon, Class::Vehicle]));
    let one = !machine && text.word(p.head).tag == Tag::Noun && text.word(p.head).feature("Number") != Some("Plur");
    let next = Some(last + 1).filter(|x| one && text.word(*x).tag == Tag::Propn)?;
    let person = text.name(next).is_none_or(|n| n.entries.is_empty() || n.sort == Some(NameSort::Person));
    let name = text.path_up(next).into_iter().take(3).find(|x| text.head(*x) == Some(p.head))?;
    let beside = person && name > last && text.word(name).is("appos");
    let words: Vec<WordId> = crate::who::phrase(text, name).into_iter().filter(|w| *w > last).collect();
    (beside && !words.is_empty()).then(|| Party { span: p.span.cover(text.span(&words)), ..p.clone() })
}

/// "Our mediator, John Doe, said": the name that stands in apposition behind the comma of a title.
fn with_the_name_after_a_comma(ctx: &Context, p: &Party) -> Option<Party> {
    let text = ctx.text;
    // "The posts on the ridge, Hill 4": things and places have no name of a person.
    if p.class.meets(ClassSet::among(&[Class::Place, Class::Building, Class::Vehicle, Class::Weapon])) {
        return None;
    }
    let sentence = text.sentence(p.head);
    let last = sentence.words().rfind(|w| p.span.contains(text.word(*w).span))?;
    let comma = Some(last + 1).filter(|c| *c + 1 < sentence.end && text.form(*c) == ",")?;
    // "Colonel Doe, commander of the Front" is named already.
    let name = text.dependents(p.head, "appos").find(|a| *a > comma && text.word(*a).tag == Tag::Propn)?;
    let parts = ["nmod", "amod", "compound", "det", "nummod", "case"];
    let part = |top: WordId, w: WordId| {
        let flat = text.word(w).is("flat") && text.below(w, top);
        w == top || flat || text.head(w) == Some(top) && parts.contains(&text.word(w).relation_base())
    };
    let words: Vec<WordId> = sentence.words().filter(|w| part(name, *w)).collect();
    let right_behind = words.first() == Some(&(comma + 1));
    // "The mediators, John Doe and Jane Roe" are two.
    let one = text.word(p.head).feature("Number") != Some("Plur") && text.dependents(name, "conj").next().is_none();
    (one && right_behind).then(|| Party { span: p.span.cover(text.span(&words)), ..p.clone() })
}

fn with_its_title(ctx: &Context, p: &Party) -> Option<Party> {
    let text = ctx.text;
    let person = text.name(p.head).is_some_and(|n| n.sort == Some(NameSort::Person)) || text.word(p.head).tag == Tag::Propn;
    if p.role != Role::Other || !person || !p.class.is_empty() {
        return None;
    }
    let words: Vec<WordId> = text.sentence(p.head).words().filter(|w| p.span.contains(text.word(*w).span)).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let title_end = first.checked_sub(2).filter(|x| text.form(first - 1) == "," && *x >= text.sentence(first).first)?;
    let closed = text.sentence(last).words().any(|x| x == last + 1 && text.word(x).tag == Tag::Punct);
    let offices = ClassSet::among(&[Class::Spokesperson, Class::Government, Class::Force, Class::Person, Class::Peacekeeper]);
    let title = text
        .path_up(title_end)
        .into_iter()
        .take_while(|x| *x <= title_end && (*x..title_end).all(|y| text.form(y) != ","))
        .filter_map(|x| ctx.parties.of(x).filter(|t| t.head == x && t.class.meets(offices)))
        .last()?;
    let singular = text.word(title.head).feature("Number") != Some("Plur");
    // What stands before the phrase tells whether it has a preposition, whatever the tree hangs it on.
    let begins = text.sentence(first).words().find(|w| text.word(*w).span.start >= title.span.start).unwrap_or(title.head);
    let article = |x: &WordId| text.word(*x).tag == Tag::Det;
    let before = (text.sentence(first).first..begins).rev().find(|x| !article(x));
    let free = before.is_none_or(|x| text.word(x).tag != Tag::Adp);
    (closed && singular && free && title.span.end <= p.span.start)
        .then(|| Party { span: title.span.cover(p.span), ..title.clone() })
}
