//! Days of documents and of truces, which are not those of what is told beside them.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::times::{hangs_on, kind_at};
use vigie_model::EventKind;
use vigie_read::{DateMention, DateSort, Tag, WordId};

/// True when the date belongs to the name of an agreement or a document ("the statement of 9 November"), and the event is another one.
pub(crate) fn dates_a_document(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    let text = ctx.text;
    if is_part_of_a_name(ctx, date) {
        return true;
    }
    let named = ClassSet::among(&[Class::Agreement, Class::Document]);
    // In "of the 1974 accord" the year hangs on the noun, and so do the words before it.
    let outside = |x: &WordId| text.head(*x).is_some_and(|h| !(date.first..date.end).contains(&h));
    let head = (date.first..date.end).rev().find(outside).unwrap_or(date.first);
    // Right behind its noun, a full date belongs to it, whatever the tree says.
    let before = (text.sentence(date.first).first..date.first).rev().find(|x| !matches!(text.word(*x).tag, Tag::Adp | Tag::Det));
    // "Violated the truce on 11 May": what the event does to the truce is not of the truce's own day.
    let of_the_event = before.is_some_and(|x| text.head(x) == Some(w) && text.word(x).is("obj") && is_set_apart(ctx, date, x));
    // "Breaches of the truce on 4 June", «нарушения перемирия за 4 июня»: no more is that of an event's noun.
    let counted =
        before.is_some_and(|x| x != w && text.is_noun(w) && text.below(x, w) && opens_with_a_word_of_its_own(ctx, date));
    if of_the_event || counted {
        return false;
    }
    if date.sort == DateSort::Absolute
        && before.is_some_and(|x| x != w && text.class(x).meets(named) && ctx.event_at(x).is_none())
        && kind_at(ctx, w) != Some(EventKind::Agreement)
    {
        return true;
    }
    // "A letter that the army had on Monday crossed the line": the day is that of what the clause tells.
    let clause = text.clause(head);
    if hangs_on(ctx, date) != text.head_of(date.first, date.end) || text.word(clause).relation == "acl:relcl" {
        return false;
    }
    for step in text.path_up(head).windows(2) {
        let (at, h) = (step[0], step[1]);
        if h == w
            || !matches!(
                text.word(at).relation_base(),
                "nmod" | "nummod" | "flat" | "amod" | "appos" | "acl" | "compound" | "obl"
            )
        {
            return false;
        }
        // A comma between them sets the day apart from the document ("according to the statement, on 3 May ...").
        let apart = (h.min(head)..h.max(head)).any(|x| text.form(x) == ",");
        // "Breaches of the truce Wednesday": a day that nothing joins to the document is that of the clause.
        let apart = apart || date.sort == DateSort::Relative && h < date.first && !is_joined(ctx, date);
        if text.class(h).meets(named) && ctx.event_at(h).is_none() && !apart {
            if is_what_he_says_it_in(ctx, h, w) {
                return false;
            }
            return kind_at(ctx, w) != Some(EventKind::Agreement);
        }
        if crate::tree::is_verbal(text, h) && !text.word(h).is("acl") {
            return false;
        }
    }
    false
}

/// True for a preposition that may join a day to the noun before it ("of", «от»).
fn joins(ctx: &Context, preposition: WordId) -> bool {
    let (settings, form) = (&ctx.rules.settings, ctx.text.form(preposition));
    settings.is_bare_of(form) || settings.markings(crate::rule::Slot::From).any(|m| m.words.len() == 1 && m.words[0] == form)
}

/// True for a date that opens with a preposition which joins it to no noun ("**on** 4 June", «**за** 4 июня»).
fn opens_with_a_word_of_its_own(ctx: &Context, date: &DateMention) -> bool {
    let mut begins = date.first.saturating_sub(1)..date.first + 1;
    begins.any(|x| ctx.text.word(x).tag == Tag::Adp && !joins(ctx, x))
}

/// "In Tuesday's statement he accused the army and warned ...": the day of a document is that of the words that stand in it.
pub(crate) fn is_what_he_says_it_in(ctx: &Context, document: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let speaks = kind_at(ctx, w).is_some_and(|k| k.is_speech_act() || k == EventKind::Order);
    // "In a letter of the 12th", « par lettre du 12 ».
    let within = [crate::rule::Slot::In, crate::rule::Slot::By]
        .into_iter()
        .any(|s| ctx.rules.settings.markings(s).any(|m| crate::tree::is_marked(text, document, m, false)));
    let path = text.path_up(w);
    // "The decree signed on Monday orders the army ...".
    let says = text.word(document).is("nsubj");
    let within = within || says;
    let verb = text.head(document).filter(|_| text.word(document).is("obl") || says);
    let of_it = verb.and_then(|v| path.iter().position(|x| *x == v));
    let own_subject = |x: WordId| text.dependents(x, "nsubj").next().is_some() || text.dependents(x, "mark").next().is_some();
    let joined = |n: usize| path[..n].iter().all(|x| text.word(*x).is("conj") || text.word(*x).is("advcl") && !own_subject(*x));
    speaks && within && text.class(document).has(Class::Document) && of_it.is_some_and(joined)
}

/// The document below whose noun a date stands ("in Tuesday's statement", "in a statement published on Tuesday").
pub(crate) fn document_of(ctx: &Context, date: &DateMention) -> Option<WordId> {
    let text = ctx.text;
    let path = text.path_up(text.head_of(date.first, date.end));
    let within = |x: &WordId| {
        let participle = crate::tree::is_verbal(text, *x) && text.word(*x).is("acl");
        participle
            || matches!(text.word(*x).relation_base(), "nmod" | "obl" | "flat" | "amod") && !text.class(*x).has(Class::Document)
    };
    let above = path.iter().position(|x| !within(x))?;
    path.get(above).copied().filter(|n| above > 0 && text.class(*n).has(Class::Document))
}

/// True when no word joins a day to the agreement right before it ("the truce on 11 May", "the truce Saturday 11 May"); a bare genitive
/// could be of either, and is of the event where it is of the days of the news.
fn is_set_apart(ctx: &Context, date: &DateMention, agreement: WordId) -> bool {
    let text = ctx.text;
    let joined = (agreement + 1..(date.first + 2).min(date.end)).any(|x| text.word(x).tag == Tag::Adp && joins(ctx, x));
    let recent = || {
        let ago = text.reading.published.zip(date.from).map(|(p, day)| crate::days::between(day, p));
        ago.is_some_and(|n| (0..=31).contains(&n))
    };
    let genitive = (date.first..date.end).any(|x| text.word(x).feature("Case") == Some("Gen"));
    text.class(agreement).has(Class::Agreement) && !joined && (!genitive || recent())
}

/// "The March 23 Movement", "l'hôpital du 22 Mai": a day amid the capitals of a name, between an article and the noun of a body or a
/// house, or joined to such a noun.
fn is_part_of_a_name(ctx: &Context, date: &DateMention) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(date.first);
    if date.sort != DateSort::Absolute || sentence.sort != vigie_read::SentenceSort::Body {
        return false;
    }
    let bodies = ClassSet::BODIES.with(&[Class::Force, Class::Fighter, Class::Building]);
    let of_a_name = |w: WordId| {
        (sentence.first..sentence.end).contains(&w)
            && text.word(w).form.starts_with(char::is_uppercase)
            && matches!(text.word(w).tag, Tag::Noun | Tag::Propn)
            && (text.class(w).meets(bodies) || text.name(w).is_some_and(|n| n.first < date.end && n.end > date.first))
    };
    let opened = date.first > sentence.first && text.word(date.first - 1).tag == Tag::Det;
    let before = (sentence.first..date.first).rev().find(|x| !matches!(text.word(*x).tag, Tag::Adp | Tag::Det));
    opened && of_a_name(date.end)
        || before.is_some_and(|b| b > sentence.first && of_a_name(b) && text.head(date.first).is_some() && is_joined(ctx, date))
}

/// True when a preposition of belonging joins a date to the noun before it ("the truce **of** Friday").
fn is_joined(ctx: &Context, date: &DateMention) -> bool {
    let text = ctx.text;
    let head = text.head_of(date.first, date.end);
    let begins = date.first.saturating_sub(1)..date.first + 1;
    crate::tree::is_marked_for(text, &ctx.rules.settings, head, crate::rule::Slot::Of)
        || text.word(head).feature("Case") == Some("Gen")
        || begins.into_iter().any(|w| text.word(w).tag == Tag::Adp && ctx.rules.settings.is_bare_of(text.form(w)))
}

/// The day of the truce itself, for words that tell how it came about: "the statement of 9 November, which ended the war".
pub(crate) fn of_the_truce_it_tells<'a>(ctx: &Context<'a>, w: WordId, kind: EventKind) -> Option<&'a DateMention> {
    let text = ctx.text;
    let truce = |x: &WordId| text.class(*x).has(Class::Agreement);
    let noun =
        text.head(w).filter(|_| text.word(w).is("acl")).filter(truce).or_else(|| text.dependents(w, "nsubj").find(truce))?;
    text.dates_beside(w).filter(|_| kind == EventKind::Agreement).find(|d| {
        let head = text.head_of(d.first, d.end);
        d.from.is_some()
            && d.from == d.to
            && d.sort == DateSort::Absolute
            && (text.below(head, noun) && !text.below(head, w)
                || d.first > noun && (noun + 1..d.first).all(|x| text.word(x).tag == Tag::Adp))
    })
}

/// True for a clause that tells how a truce came about, or what somebody said: "announced on Friday, the truce did not hold".
pub(crate) fn opens_a_truce(ctx: &Context, clause: WordId) -> bool {
    // "Entered into force | three weeks ago", where the words of the day head the clause.
    let beside =
        |c: &WordId| ctx.text.word(*c).feature("VerbForm") == Some("Part") && kind_at(ctx, *c) == Some(EventKind::Agreement);
    kind_at(ctx, clause).is_some_and(|k| k == EventKind::Agreement || k.is_speech_act())
        || ctx.says(clause).is_some()
        || ctx.text.date(clause).is_some() && ctx.text.children(clause).iter().any(beside)
}

/// True when the day of `date` is of a participle before the main clause that tells how the truce came about, and `w` stands outside it.
pub(crate) fn is_of_the_truce(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    let text = ctx.text;
    let clause = text.clause(text.head_of(date.first, date.end));
    let participle = (text.word(clause).feature("VerbForm") == Some("Part") || (date.first..date.end).contains(&clause))
        && matches!(text.word(clause).relation_base(), "advcl" | "acl" | "amod")
        && text.dependents(clause, "aux").next().is_none();
    participle && opens_a_truce(ctx, clause) && !text.below(w, clause)
}
