//! How many people, how many times, with what: numbers and weapons bound to the right event.

use crate::class::{Class, ClassSet, victims_of};
use crate::context::Context;
use crate::tree;
use crate::who::Party;
use vigie_model::world::Entry;
use vigie_model::{Effect, Hedge, Span, Toll};
use vigie_read::{NumberMention, Tag, WordId};

/// People in a noun phrase: who they are and how many.
pub struct People<'a> {
    /// Who, if the phrase tells.
    pub party: Option<Party>,
    /// The number told.
    pub number: Option<&'a NumberMention>,
    /// True for one person told without a number.
    pub single: bool,
    /// How many more are told with him one by one ("a woman **and her son**").
    pub beside: u32,
    /// True for more than one told without a number.
    pub several: bool,
}

impl<'a> People<'a> {
    /// So many of `party`.
    pub(crate) fn counted(party: Option<Party>, number: &'a NumberMention) -> Self {
        People { party, number: Some(number), single: false, beside: 0, several: false }
    }

    /// One of `party`.
    pub(crate) fn one(party: Option<Party>) -> Self {
        People { party, number: None, single: true, beside: 0, several: false }
    }
}

/// Reads the people of the phrase at `np`; a quantity that stands over its noun ("une quinzaine de soldats") is seen through.
pub fn people<'a>(ctx: &Context<'a>, np: WordId) -> People<'a> {
    let text = ctx.text;
    let number = number_on(ctx, np);
    let quantity = text.number(np).filter(|n| !n.ordinal);
    let inner = quantity.and_then(|_| {
        text.children(np)
            .iter()
            .copied()
            .find(|c| matches!(text.word(*c).relation_base(), "nmod" | "flat" | "obl" | "dep") && ctx.parties.of(*c).is_some())
    });
    let party = inner.and_then(|c| ctx.parties.of(c)).or_else(|| ctx.parties.of(np)).cloned();
    let word = text.word(np);
    // "Troops" may be read as a singular: its ending tells.
    let ends_plural =
        || ctx.rules.settings.plural_endings.iter().any(|e| text.form(np).strip_suffix(e.as_str()) == Some(text.lemma(np)));
    let plural = word.feature("Number") == Some("Plur") || word.tag == Tag::Noun && ends_plural();
    let coordinated = text.dependents(np, "conj").next().is_some();
    let one = text.dependents(np, "det").any(|d| text.word(d).feature("Definite") == Some("Ind"));
    // "A civilian", which the reading takes for an adjective.
    let an_adjective_for_one =
        one && word.tag == Tag::Adj && text.class(np).meets(ClassSet::AGENTS) && ctx.parties.of(np).is_some();
    // «Солдат и трое боевиков убиты», in a language that has no article to count one.
    let a_soldier_and_others = !text.has_articles() && word.feature("Animacy") == Some("Anim");
    let single = number.is_none()
        && !plural
        && !text.is_one_of(np, &ctx.rules.settings.collectives)
        && (one || a_soldier_and_others || !word.is("conj") && !coordinated)
        && (matches!(word.tag, Tag::Noun | Tag::Propn) || an_adjective_for_one)
        // A ministry is not one, its minister is.
        && (!text.class(np).meets(ClassSet::among(&[Class::Side, Class::Government, Class::Organisation]))
            || word.feature("Animacy") == Some("Anim") && word.tag == Tag::Noun && text.class(np).has(Class::Government))
        && (word.feature("Number") == Some("Sing") || an_adjective_for_one);
    // "One of its border guards": one, whichever of the two words stands for them.
    let one_of = |x: WordId| text.word(x).tag == Tag::Pron && text.is_one_of(x, &ctx.rules.settings.one);
    let out_of = |x: WordId| text.dependents(x, "nmod").any(|m| text.word(m).feature("Number") == Some("Plur"));
    let single = single
        || number.is_none()
            && (one_of(np) && out_of(np) || plural && word.is("nmod") && text.head(np).is_some_and(|h| h < np && one_of(h)));
    // "A third was wounded".
    let ordinal = word.tag == Tag::Adj && text.number(np).is_some_and(|n| n.ordinal) && party.is_some();
    let single = single || ordinal && number.is_none() && !plural && matches!(word.relation_base(), "nsubj" | "obj");
    let single = single && !is_counted_with_the_first(ctx, np);
    let plural = plural && !single;
    let beside = party.as_ref().filter(|_| single).map_or(0, |p| told_beside(ctx, np, p));
    People { party, number, single, beside, several: number.is_none() && plural }
}

/// How many people of the sort of `party`, each one alone, are joined to the one at `np`; none where some of them are many.
fn told_beside(ctx: &Context, np: WordId, party: &Party) -> u32 {
    let text = ctx.text;
    let same = |c: &WordId| ctx.parties.of(*c).is_some_and(|p| victims_of(p.role) == victims_of(party.role));
    let joined: Vec<WordId> = text.dependents(np, "conj").filter(same).collect();
    let alone = |c: &WordId| {
        let word = text.word(*c);
        word.tag == Tag::Noun && word.feature("Number") == Some("Sing") && !text.is_one_of(*c, &ctx.rules.settings.collectives)
    };
    let counted = |c: &WordId| number_on(ctx, *c).is_some();
    if joined.iter().all(|c| alone(c) && !counted(c)) { joined.len() as u32 } else { 0 }
}

/// True for somebody who is joined to another one person and counted with him ("a woman and **a boy**").
fn is_counted_with_the_first(ctx: &Context, np: WordId) -> bool {
    let text = ctx.text;
    let first = text.head(np).filter(|_| text.word(np).is("conj"));
    let one = |h: WordId| text.word(h).feature("Number") == Some("Sing") && number_on(ctx, h).is_none();
    first.filter(|h| one(*h)).and_then(|h| Some((h, ctx.parties.of(h)?))).is_some_and(|(h, p)| told_beside(ctx, h, p) > 0)
}

/// The noun of this sentence or the one before that a personal pronoun stands for.
pub(crate) fn stands_for_a_noun(ctx: &Context, np: WordId) -> Option<WordId> {
    let text = ctx.text;
    // "One was abducted" is none of the many.
    let personal = ctx.is_personal(np) && !text.is_one_of(np, &ctx.rules.settings.one);
    let noun = ctx.parties.of(np).filter(|_| personal).map(|p| p.head)?;
    (noun < np && text.sentence_number(np) - text.sentence_number(noun) <= 1).then_some(noun)
}

/// The number that stands on a noun.
pub fn number_on<'a>(ctx: &Context<'a>, np: WordId) -> Option<&'a NumberMention> {
    let text = ctx.text;
    let own = text.number(np).filter(|n| !n.ordinal);
    own.or_else(|| {
        text.children(np)
            .iter()
            .copied()
            .filter(|c| {
                matches!(text.word(*c).relation_base(), "nummod" | "det" | "advmod" | "amod" | "compound" | "nmod" | "dep")
                    && text.date(*c).is_none()
                    && text.name(*c).is_none()
                    // "The deadliest clashes since 2020" are not 2,020 clashes.
                    && (!text.word(*c).is("nmod") || tree::preposition(text, *c).is_empty())
            })
            .find_map(|c| text.number(c).filter(|n| !n.ordinal))
    })
    .or_else(|| {
        // "The death of two of its soldiers": the number right before the preposition, hung beside its people.
        let before = tree::preposition(text, np).first()?.checked_sub(1)?;
        let beside = text.word(before).tag == Tag::Num && text.word(before).is("nmod") && text.head(before) == text.head(np);
        beside.then(|| text.number(before)).flatten().filter(|n| !n.ordinal)
    })
    .or_else(|| {
        // Numerals and nouns of quantity may govern their noun ("une trentaine de frappes").
        let h = text.head(np)?;
        let quantity =
            text.word(h).tag == Tag::Num || text.word(h).tag == Tag::Noun && text.number(h).is_some_and(|n| n.end == h + 1);
        // Where the verb is left out the number stands for its people ("and fifteen others wounded").
        (quantity && matches!(text.word(np).relation_base(), "nmod" | "obl" | "orphan")).then(|| text.number(h)).flatten()
    })
    .or_else(|| number_out_of(ctx, np))
    .or_else(|| number_said_of(ctx, np))
    .or_else(|| {
        // "37 others have died": a number right before a word that stands for people, which the tree has hung on their verb.
        let before = np.checked_sub(1).filter(|b| text.word(*b).tag == Tag::Num && text.word(*b).is("orphan"))?;
        (text.head(before) == text.head(np)).then(|| text.number(before)).flatten().filter(|n| !n.ordinal)
    })
    .or_else(|| {
        // "Three Blue Helmets killed", where the participle hangs on the last word of the name.
        let name = text.name(np)?;
        let head = text.head_of(name.first, name.end);
        (head != np && text.head(np) == Some(head)).then(|| number_on(ctx, head)).flatten()
    })
}

/// "Of breaches there were six", "of breaches were recorded six": the number that a copula or a verb says of a noun that stands before it in a
/// case of its own.
pub(crate) fn number_said_of<'a>(ctx: &Context<'a>, np: WordId) -> Option<&'a NumberMention> {
    let text = ctx.text;
    let counted = text.word(np).is("nsubj") && text.word(np).feature("Case") == Some("Gen");
    let verb = text.head(np).filter(|h| counted && *h > np && tree::is_verbal(text, *h) && text.number(np).is_none());
    if let Some(verb) = verb {
        let alone = |c: &WordId| {
            *c > np
                && text.word(*c).tag == Tag::Num
                && matches!(text.word(*c).relation_base(), "nsubj" | "obj" | "obl")
                && tree::preposition(text, *c).is_empty()
                && text.date(*c).is_none()
                && text.children(*c).iter().all(|x| text.word(*x).tag == Tag::Punct)
        };
        return text.children(verb).iter().copied().filter(alone).find_map(|c| text.number(c)).filter(|n| !n.ordinal);
    }
    let number = text.head(np).filter(|h| *h > np && text.word(*h).tag == Tag::Num && text.word(np).is("nsubj"))?;
    let said = text.word(np).feature("Case") == Some("Gen") && text.dependents(number, "cop").next().is_some();
    said.then(|| text.number(number)).flatten().filter(|n| !n.ordinal)
}

/// "Two civilians were killed and ten others wounded": the number of those others, right before the participle that the tree gives the
/// people told before.
pub fn others_before<'a>(ctx: &Context<'a>, np: WordId, participle: WordId) -> Option<&'a NumberMention> {
    let text = ctx.text;
    let word = (np + 1..participle).rev().take(3).find(|x| text.word(*x).tag != Tag::Adv)?;
    let number = word.checked_sub(1).filter(|b| *b > np && text.is_one_of(word, &ctx.rules.settings.others))?;
    text.number(number).filter(|n| !n.ordinal && n.low.is_some())
}

/// "The death of two of their soldiers", where the tree hangs both on the death: the number right before the words for "of their".
pub fn number_out_of<'a>(ctx: &Context<'a>, np: WordId) -> Option<&'a NumberMention> {
    let text = ctx.text;
    let first = text.sentence(np).first;
    let light = |x: &WordId| matches!(text.word(*x).tag, Tag::Adp | Tag::Det) && text.number(*x).is_none();
    let at = (first..np).rev().take(4).find(|x| !light(x))?;
    let same = text.head(at) == text.head(np) && text.word(at).is("nmod") && text.word(np).is("nmod");
    let between = (at + 1..np).any(|x| text.word(x).tag == Tag::Adp);
    (same && between && text.word(at).tag == Tag::Num).then(|| text.number(at)).flatten().filter(|n| !n.ordinal)
}

/// The toll that `effect` makes of the people at `np`.
pub fn toll_of(people: &People, effect: Effect) -> Toll {
    let victims = people.party.as_ref().map(|p| victims_of(p.role)).unwrap_or_default();
    let (low, high, hedge) = match people.number {
        Some(n) => (n.low, n.high, n.hedge),
        None if people.single => (Some(1 + people.beside), Some(1 + people.beside), None::<Hedge>),
        None => (None, None, None),
    };
    Toll { effect, victims, low, high, hedge }
}

/// "Two more were killed": the number on a word for others that the tree makes an adverb of the verb.
pub(crate) fn so_many_more<'a>(ctx: &Context<'a>, verb: WordId) -> Option<&'a NumberMention> {
    let text = ctx.text;
    let mut others = text.dependents(verb, "advmod").filter(|c| *c < verb && text.is_one_of(*c, &ctx.rules.settings.others));
    others.find_map(|c| text.dependents(c, "nummod").find_map(|n| text.number(n).filter(|n| !n.ordinal && n.low.is_some())))
}

/// The number of people told right behind the words of an event ("cost the lives of at least eight civilians"), or, for a noun that the
/// number is told of by a verb, behind that verb ("the number of dead rose to nine").
pub fn number_behind<'a>(ctx: &Context<'a>, end: WordId, w: WordId) -> Option<&'a NumberMention> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let light = |x: WordId| {
        matches!(text.word(x).tag, Tag::Adp | Tag::Det | Tag::Adv | Tag::Part)
            || text.word(x).is("fixed")
            || text.is_one_of(x, &ctx.rules.settings.tells_number)
            || text.form(x) == ":"
    };
    let mut at = end;
    while at < sentence.end && at < end + 7 {
        if let Some(n) = text.number(at).filter(|n| !n.ordinal && n.low.is_some()) {
            // "Killed in three attacks": three of something else.
            let noun = (n.end..sentence.end).find(|x| !matches!(text.word(*x).tag, Tag::Adp | Tag::Det | Tag::Adj));
            let people = noun.is_none_or(|x| {
                !matches!(text.word(x).tag, Tag::Noun | Tag::Propn)
                    || text.class(x).meets(ClassSet::AGENTS)
                    || ctx.parties.of(x).is_some()
            });
            return (text.date(at).is_none() && people).then_some(n);
        }
        if !light(at) {
            return None;
        }
        at += 1;
    }
    None
}

/// "Left three dead and 15 others wounded": the number right before the word for what was done to them, or before the people between the
/// two, whatever the tree hangs it on.
pub fn number_before<'a>(ctx: &Context<'a>, w: WordId) -> Option<&'a NumberMention> {
    let text = ctx.text;
    let first = text.sentence(w).first;
    let people = |x: WordId| {
        text.class(x).meets(ClassSet::AGENTS)
            || text.is_one_of(x, &ctx.rules.settings.others)
            || text.word(x).tag == Tag::Adj && text.number(x).is_none()
    };
    // "Left eight of them dead".
    let of_them = |x: WordId| text.word(x).tag == Tag::Pron || text.word(x).tag == Tag::Adp && text.word(x + 1).tag == Tag::Pron;
    let at = (first..w).rev().take(4).find(|x| !people(*x) && !of_them(*x))?;
    let number = text.number(at).filter(|n| !n.ordinal && n.low.is_some() && n.end == at + 1)?;
    text.date(at).is_none().then_some(number)
}

/// "Another injured", "another officer wounded": one more, right before the word for what was done.
pub fn another_before(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let first = text.sentence(w).first;
    let people = |x: WordId| text.class(x).meets(ClassSet::AGENTS) && text.word(x).feature("Number") != Some("Plur");
    let at = (first..w).rev().take(4).find(|x| !people(*x) && text.word(*x).tag != Tag::Adv && text.word(*x).tag != Tag::Aux);
    at.is_some_and(|x| text.is_one_of(x, &settings.one) && text.is_one_of(x, &settings.others))
}

/// "Two soldiers were killed and **a third** wounded", «четвёртый получил ранение»: the ordinal that stands for one more person, right before
/// the word for what was done.
pub fn the_next_before(ctx: &Context, w: WordId) -> Option<WordId> {
    let text = ctx.text;
    let first = text.sentence(w).first;
    let small = |x: &WordId| matches!(text.word(*x).tag, Tag::Adv | Tag::Aux | Tag::Part);
    let at = (first..w).rev().take(5).find(|x| !small(x))?;
    let ordinal = text.number(at).is_some_and(|n| n.ordinal && n.low.is_some_and(|n| (2..=20).contains(&n)));
    let alone = text.head(at).is_none_or(|h| h < at || !text.is_noun(h)) && text.date(at).is_none() && text.name(at).is_none();
    let in_words = text.form(at).chars().all(char::is_alphabetic);
    (ordinal && alone && in_words && !text.is_noun(at + 1)).then_some(at)
}

/// The people told last before `at` in its sentence.
pub fn people_before(ctx: &Context, at: WordId) -> Option<Party> {
    let text = ctx.text;
    let counted = |x: &WordId| number_on(ctx, *x).is_some();
    let who = (text.sentence(at).first..at).rev().filter(counted).find_map(|x| ctx.parties.of(x));
    who.filter(|p| p.class.meets(ClassSet::AGENTS)).cloned()
}

/// "The number of those killed in the clashes on the border rose to 31": the number under the verb that tells of the number.
pub fn number_reached<'a>(ctx: &Context<'a>, w: WordId) -> Option<&'a NumberMention> {
    let text = ctx.text;
    let path = text.path_up(w);
    // "Puts at 33 the number of those killed": what a noun of number is set to.
    let set = |s: WordId| text.word(s).is("obj") && text.is_one_of(s, &ctx.rules.settings.quantities);
    let (subject, verb) = path
        .windows(2)
        .take(4)
        .map(|s| (s[0], s[1]))
        .find(|(s, v)| (text.word(*s).is("nsubj") || set(*s)) && tree::is_verbal(text, *v))?;
    if subject == w || !set(subject) && !text.is_one_of(verb, &ctx.rules.settings.tells_number) {
        return None;
    }
    if set(subject) {
        let phrase = |c: &WordId| text.word(*c).is("obl") && text.date(*c).is_none() && !tree::preposition(text, *c).is_empty();
        return text.children(verb).iter().copied().filter(phrase).find_map(|c| number_on(ctx, c));
    }
    let after = text.children(verb).iter().copied().filter(|c| *c > verb && text.date(*c).is_none());
    after
        .filter(|c| matches!(text.word(*c).relation_base(), "obl" | "obj" | "nummod" | "advmod" | "xcomp"))
        .find_map(|c| number_on(ctx, c))
}

/// A later figure for the same toll ("six dead, a figure raised to seven"): the bounds become the least and the most told.
pub fn revise(ctx: &Context, toll: &mut Toll, at: Span) {
    let text = ctx.text;
    let (Some(low), Some(high)) = (toll.low, toll.high) else { return };
    let first = text.reading.words.partition_point(|w| w.span.start < at.end);
    if first == text.reading.words.len() {
        return;
    }
    let sentence = text.sentence(first as WordId);
    let end = sentence.end.min(first as WordId + 12);
    let Some(word) = (first as WordId..end).find(|x| text.is_one_of(*x, &ctx.rules.settings.revised)) else { return };
    let number = (word + 1..sentence.end.min(word + 5)).find_map(|x| text.number(x).filter(|n| !n.ordinal));
    // A number of others is another toll.
    let bare = |n: &&NumberMention| {
        n.end >= sentence.end || !matches!(text.word(n.end).tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Verb)
    };
    if let Some(n) = number.filter(bare)
        && let (Some(a), Some(b)) = (n.low, n.high)
    {
        (toll.low, toll.high) = (Some(low.min(a)), Some(high.max(b)));
    }
}

/// How many times: the number on an event noun, or "three times" on its verb.
pub fn count_of(ctx: &Context, w: WordId, carrier: Option<WordId>) -> Option<(u32, Span)> {
    let text = ctx.text;
    let exact = |n: &NumberMention| (n.low.is_some() && n.low == n.high).then(|| (n.low.unwrap_or(0), span_of(ctx, n)));
    if matches!(text.word(w).tag, Tag::Noun | Tag::Propn)
        && let Some(n) = number_on(ctx, w)
    {
        return exact(n);
    }
    if let Some(n) = behind_colon(ctx, w) {
        return exact(n);
    }
    // "The number of breaches came to two times".
    // "The toll of the bombing rose to 27", "the number of dead in the strike" count people.
    let of_others = |h: WordId| text.children(h).iter().any(|c| *c < w && *c > h && crate::text::nominal(text.word(*c).tag));
    let its_number = text.head(w).is_some_and(|h| text.is_one_of(h, &ctx.rules.settings.quantities) && !of_others(h));
    let noun = its_number && matches!(text.word(w).tag, Tag::Noun | Tag::Propn);
    let reached = number_reached(ctx, w).filter(|_| noun).filter(|n| {
        let noun = text.head(n.first).filter(|h| text.word(n.first).is("nummod") && text.word(*h).tag == Tag::Noun);
        noun.is_none_or(|h| text.is_one_of(h, &ctx.rules.settings.times))
    });
    if let Some(n) = reached {
        return exact(n);
    }
    // "Logged 31 cases of violations": the noun that counts them carries the number.
    let counts = text.head(w).filter(|h| text.word(w).is("nmod") && text.is_one_of(*h, &ctx.rules.settings.cases));
    if let Some(n) = counts.and_then(|h| number_on(ctx, h)) {
        return exact(n);
    }
    // In "broke the truce in the zone of conflict 16 times" the tree may hang the times on any noun of the clause.
    [Some(w), carrier].into_iter().flatten().filter(|v| tree::is_verbal(text, *v) || text.is_counted(*v)).find_map(|v| {
        text.subtree(v, &|c| c != v && (tree::is_verbal(text, c) || ctx.event_at(c).is_some_and(|_| c != w)))
            .into_iter()
            .filter(|c| *c != v && text.is_one_of(*c, &ctx.rules.settings.times) && !times_of_one_of_many(ctx, *c))
            .find_map(|c| number_on(ctx, c).and_then(exact))
    })
}

/// "Shelled A (three times), B and C": times told in a bracket of one of several places.
fn times_of_one_of_many(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let open = (sentence.first.max(w.saturating_sub(4))..w).rev().find(|x| text.form(*x) == "(");
    let close = open.and_then(|_| (w..sentence.end.min(w + 4)).find(|x| text.form(*x) == ")"));
    let (Some(open), Some(close)) = (open, close) else { return false };
    let listed = |x: WordId| x < sentence.end && text.form(x) == ",";
    listed(close + 1) || text.children(open.saturating_sub(1)).iter().any(|c| text.word(*c).is("conj"))
}

/// "Ceasefire violations: 14": a number alone behind the colon after a noun counts it; "violations: 2 explosions" counts the explosions.
fn behind_colon<'a>(ctx: &Context<'a>, w: WordId) -> Option<&'a NumberMention> {
    let text = ctx.text;
    let (colon, first) = (w + 1, w + 2);
    let end = text.sentence(w).end;
    if first >= end || text.form(colon) != ":" || !matches!(text.word(w).tag, Tag::Noun | Tag::Propn) {
        return None;
    }
    let number = text.number(first).filter(|n| !n.ordinal && text.date(first).is_none())?;
    let alone = number.end >= end || text.word(number.end).tag == Tag::Punct;
    alone.then_some(number)
}

fn span_of(ctx: &Context, n: &NumberMention) -> Span {
    let words: Vec<WordId> = (n.first..n.end).collect();
    ctx.text.span(&words)
}

/// A weapon or vehicle told for an event: its words and its class.
pub struct Means {
    /// Where.
    pub span: Span,
    /// Class of weapon, empty where no entry is known.
    pub class: String,
}

/// Weapons in the phrases of the event at `w`, its carrier included, other events left out; `asked` are words that belong to the event.
pub fn means_of(ctx: &Context, w: WordId, carrier: Option<WordId>, wanted: &[WordId], asked: &[WordId]) -> Vec<Means> {
    let text = ctx.text;
    let mut found: Vec<Means> = Vec::new();
    let mut look = |x: WordId| {
        let named = text.name(x).and_then(|n| {
            n.entries.iter().find_map(|e| match *e {
                Entry::Weapon(i) => Some((n.span, ctx.world.weapons[i as usize].class.clone())),
                _ => None,
            })
        });
        let words = crate::who::phrase(text, x);
        let span = text.span(&words);
        let is_head = !matches!(text.word(x).relation_base(), "flat" | "fixed");
        let weapon = text.class(x).has(Class::Weapon) || wanted.contains(&x);
        // "Fighting near the mines": where it was.
        let beside = tree::is_marked_for(text, &ctx.rules.settings, x, crate::rule::Slot::Nearby);
        if !is_head && named.is_none() || beside {
            return;
        }
        let means = match named {
            Some((own, class)) if text.word(x).tag != Tag::Adj => Means { span: own.cover(span), class },
            // "Mortar fire" by an adjective: of the act itself, not of who did it («танковая бригада»).
            Some((own, class)) if text.head(x).is_some_and(|h| h == w || Some(h) == carrier || asked.contains(&h)) => {
                Means { span: own, class }
            }
            Some(_) => return,
            None if weapon && text.word(x).tag != Tag::Pron => {
                let class = words.iter().find_map(|y| {
                    text.name(*y)?.entries.iter().find_map(|e| match *e {
                        Entry::Weapon(i) => Some(ctx.world.weapons[i as usize].class.clone()),
                        _ => None,
                    })
                });
                Means { span, class: class.unwrap_or_default() }
            }
            None => return,
        };
        if !found.iter().any(|m| m.span.overlaps(means.span)) {
            found.push(means);
        }
    };
    for top in [Some(w), carrier].into_iter().flatten() {
        let words = text.subtree(top, &|c| {
            let verbal = tree::is_verbal(text, c);
            let r = text.word(c).relation_base();
            let tells_with_what = r == "advcl" && text.is_one_of(c, &ctx.rules.settings.means_verbs);
            (verbal && !tells_with_what && matches!(r, "ccomp" | "advcl" | "parataxis" | "csubj" | "conj" | "acl" | "xcomp"))
                || (c != w
                    && Some(c) != carrier
                    && !tells_with_what
                    && !asked.contains(&c)
                    && !matches!(r, "compound" | "amod")
                    && ctx.event_at(c).is_some())
        });
        for x in words {
            if x != w && Some(x) != carrier {
                look(x);
            }
        }
    }
    for &x in wanted {
        look(x);
    }
    found
}
