//! Tellers that stand apart from what they tell: before a colon, behind a headline, in the sentence after, between questions.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::rule::{Content, Event, Pos};
use crate::speech::{Teller, is_break, is_finite, speakers_after};
use crate::tree;
use crate::who::{Party, push};
use vigie_read::{SentenceSort, Tag, WordId};

/// What stands before a colon has no more words than this, where it says who speaks.
const LONGEST_LABEL: WordId = 8;
/// Nor, in a row of a list, than this ("- volunteers of the Red Cross, cited by the doctors: 70 dead").
const LONGEST_LABEL_OF_A_ROW: WordId = 16;

/// "This was reported by the staff", "That is what the doctors say": a sentence that tells nothing but who said what the one before it
/// told, to which its first pronoun points.
pub(crate) fn tells_of_the_last(ctx: &Context, found: &[Teller], number: usize) -> Option<Teller> {
    let text = ctx.text;
    let (before, sentence) = (&text.reading.sentences[number - 1], &text.reading.sentences[number]);
    let opens = sentence.words().find(|x| !matches!(text.word(*x).tag, Tag::Adp | Tag::Punct))?;
    let points =
        matches!(text.word(opens).tag, Tag::Pron | Tag::Det) && text.is_demonstrative(opens) && opens <= sentence.first + 1;
    // "“This is good news,” says the spokesman": what somebody's words point to is not what the report has told.
    let points = points && text.quotation(opens).is_none();
    // "Those in the camp were rebels, the army says" are people, and not what was told.
    let people = text.dependents(opens, "nmod").chain(text.dependents(opens, "acl")).next().is_some();
    let points = points && !people;
    // "Besides that, …" goes on and points to nothing.
    let goes_on = opens + 1 < sentence.end && text.form(opens + 1) == "," && opens > sentence.first;
    if !points || goes_on || before.sort != sentence.sort {
        return None;
    }
    let said = sentence.words().flat_map(|x| &ctx.matches[x as usize]);
    let mut said = said.filter(|m| m.rule.event == Event::Saying && m.rule.pos == Pos::Verb);
    let (at, speakers) = said.find_map(|m| {
        let inverted = speakers_after(ctx, m.head, m, sentence.end).map(|(s, _)| s).unwrap_or_default();
        let speakers = if inverted.is_empty() { ctx.speakers(m) } else { inverted };
        // "A shelling was recorded": what is recorded says nothing.
        let acts = |p: &Party| ctx.event_at(p.head).is_none() && !text.word(p.head).is("nsubj:pass");
        let speakers: Vec<Party> = speakers.into_iter().filter(acts).collect();
        (!speakers.is_empty()).then_some((m.head, speakers))
    })?;
    // A body may have the word for an event in its name ("the Mission for the Monitoring of the Truce").
    let named = |x: WordId| speakers.iter().any(|p| p.span.overlaps(text.word(x).span) || text.below(x, p.head));
    if sentence.words().any(|x| ctx.event_at(x).is_some() && ctx.says(x).is_none() && !named(x)) {
        return None;
    }
    let mut speakers = speakers;
    let tags = found.iter().filter(|t| !t.before_colon && sentence.words().contains(&t.at) && t.at != at);
    push(&mut speakers, tags.flat_map(|t| t.speakers.iter().cloned()));
    let (first, end) = (sentence.first, sentence.end);
    Some(Teller { at, first, end, speakers, before_colon: false, paragraph: None, back: Some(number as u32 - 1) })
}

/// "Spokesman — “We pulled back.”", "14:20 – Army – shells fell": whoever stands alone before a dash, as a label of what follows.
pub(crate) fn dash_behind_a_name(ctx: &Context, at: WordId) -> Option<Teller> {
    let text = ctx.text;
    let sentence = text.sentence(at);
    let label = at > sentence.first
        && (sentence.first..at).all(|x| {
            text.word(x).is("dislocated")
                || text.word(x).is("punct")
                || text.path_up(x).iter().any(|a| text.word(*a).is("dislocated"))
        });
    label.then(|| colon(ctx, at)).flatten()
}

/// Who speaks for what follows a colon: a name alone before it, or a clause of speech.
pub(crate) fn colon(ctx: &Context, at: WordId) -> Option<Teller> {
    let text = ctx.text;
    let sentence = text.sentence(at);
    // A colon inside a quotation is the quoted one's.
    if at == sentence.first || text.quotation(at).is_some() {
        return None;
    }
    let first = (sentence.first..at).rev().find(|x| matches!(text.form(*x), ";" | ":")).map_or(sentence.first, |x| x + 1);
    let has_verb =
        (first..at).any(|x| matches!(text.word(x).tag, Tag::Verb | Tag::Aux) && text.word(x).feature("VerbForm") != Some("Part"));
    let first_named =
        (first..at).find(|x| text.date(*x).is_none() && !matches!(text.word(*x).tag, Tag::Num | Tag::Punct)).unwrap_or(first);
    if !has_verb && let Some(t) = trailing(ctx, at) {
        return Some(t);
    }
    // "According to the staff: …", and the items of the list below.
    if !has_verb {
        let frames = (first..at).flat_map(|x| &ctx.matches[x as usize]);
        let mut frames = frames.filter(|m| m.rule.cites());
        if let Some(speakers) = frames.find_map(|m| Some(ctx.speakers(m)).filter(|s| !s.is_empty())) {
            let at_head = text.head_of(first, at);
            return Some(Teller { at: at_head, first, end: at + 1, speakers, before_colon: true, paragraph: None, back: None });
        }
    }
    if !has_verb {
        let first = first_named;
        // "The army: …". A place before a colon tells where, not who.
        let longest = if sentence.sort == SentenceSort::Item { LONGEST_LABEL_OF_A_ROW } else { LONGEST_LABEL };
        if at - first > longest
            || (sentence.first..first).any(|x| text.date(x).is_none() && !matches!(text.word(x).tag, Tag::Num | Tag::Punct))
            || sentence.sort == SentenceSort::Item && at + 3 >= sentence.end
        {
            return None;
        }
        // "Three soldiers and two rebels killed: such is the toll": those to whom something happened say nothing.
        let befell = |x: WordId| ctx.event_kind(x) == Some(vigie_model::EventKind::Casualties);
        if (first..at).any(befell) {
            return None;
        }
        let head = text.head_of(first, at);
        let known = ctx.parties.of(head).filter(|p| p.class.meets(ClassSet::AGENTS) || text.names_an_actor(head));
        // "Version of the army: …": whose a word for something else is.
        let of = |c: WordId| c > head && text.dependents(c, "case").next().is_some();
        let owned = known.is_none()
            && text.word(head).tag == Tag::Noun
            && text.dependents(head, "nmod").any(of)
            && ctx.event_at(head).is_none();
        let owner = if owned { ctx.owner_of(head) } else { Vec::new() };
        let owner = owner.into_iter().filter(|p| p.head < at && p.class.meets(ClassSet::AGENTS) && !p.class.has(Class::Place));
        let passed = if known.is_some() { ctx.passed_on(head) } else { Vec::new() };
        let owner: Vec<Party> = owner.collect();
        // "Toll given by the staff: …": by whom the words were said.
        let given = if known.is_none() && owner.is_empty() { given_by(ctx, head, at) } else { Vec::new() };
        let mut speakers: Vec<Party> = known.cloned().into_iter().chain(owner).chain(given).collect();
        push(&mut speakers, passed);
        return (!speakers.is_empty()).then_some(Teller {
            at: head,
            first,
            end: at + 1,
            speakers,
            before_colon: true,
            paragraph: None,
            back: None,
        });
    }
    if let Some(t) = trailing(ctx, at) {
        return Some(t);
    }
    // "The ministry said: …", "the army gives another version: …", "the militia's version is different: …"
    let mut best: Option<Vec<Party>> = None;
    for x in first..at {
        let Some(m) = ctx.matches[x as usize].iter().find(|m| {
            m.rule.event == Event::Saying && m.rule.content.is_none_or(|c| c == Content::Claimed)
                || m.rule.content == Some(Content::Claimed) && m.rule.event.kind().is_some_and(|k| k.is_speech_act())
                // "The staff rejects these charges: the rebels fired first": whoever denies says how it was.
                || m.rule.event.kind() == Some(vigie_model::EventKind::Denial)
        }) else {
            continue;
        };
        let finite = m.rule.pos != Pos::Verb || is_finite(ctx, x) || text.dependents(x, "aux").any(|a| is_finite(ctx, a));
        let in_relative = !finite || text.path_up(x).iter().any(|a| text.word(*a).relation == "acl:relcl");
        if in_relative || m.rule.pos == Pos::Phrase {
            continue;
        }
        let mut speakers = ctx.speakers(m);
        if speakers.is_empty() && m.rule.pos == Pos::Noun {
            let verb = text.head(x).filter(|h| tree::is_verbal(text, *h) && text.word(x).is("obj"));
            speakers = verb
                .into_iter()
                .flat_map(|v| tree::subjects(text, &ctx.rules.settings, v))
                .flat_map(|s| ctx.speaker(s))
                .collect();
        }
        if speakers.is_empty() && m.rule.pos == Pos::Verb {
            let stop = (x + 1..at).find(|y| is_break(ctx, *y)).unwrap_or(at);
            speakers = speakers_after(ctx, x, m, stop).map(|(s, _)| s).unwrap_or_default();
        }
        if !speakers.is_empty() {
            best = Some(speakers);
        }
    }
    // "For the spokesman, his men only shot back: “…”": whose view it is.
    let view = || crate::segment::whose_view(ctx, at - 1).map(|p| vec![p]);
    let speakers = best.or_else(view)?;
    Some(Teller { at: text.head_of(first, at), first, end: at + 1, speakers, before_colon: true, paragraph: None, back: None })
}

/// Who gave, drew up or made the words that `noun` stands for, by a participle before the colon at `at`.
fn given_by(ctx: &Context, noun: WordId, at: WordId) -> Vec<Party> {
    let text = ctx.text;
    if !crate::denied_words::stands_for_words(ctx, noun) {
        return Vec::new();
    }
    let given = text.dependents(noun, "acl").filter(|c| *c > noun && *c < at && tree::is_passive(text, *c));
    let by = given.flat_map(|c| tree::fillers(text, &ctx.rules.settings, c, crate::rule::Slot::By));
    by.filter(|b| *b < at).flat_map(|b| ctx.body_of(b)).collect()
}

/// Who speaks for a headline that ends in a name behind a colon or a dash, or in brackets ("Strike kills four: Civil Defence").
pub(crate) fn trailing(ctx: &Context, at: WordId) -> Option<Teller> {
    let text = ctx.text;
    let sentence = text.sentence(at);
    let bracket = text.form(at) == "(";
    let closes = text.form(sentence.end - 1);
    let (first, end) = (at + 1, if bracket { sentence.end - 1 } else { sentence.end });
    if bracket && closes != ")" {
        return None;
    }
    if first >= end || end - first > 6 || closes == "." || sentence.sort == SentenceSort::Item || at < sentence.first + 3 {
        return None;
    }
    let plain = (first..end).all(|x| !matches!(text.word(x).tag, Tag::Verb | Tag::Aux | Tag::Punct | Tag::Num | Tag::Sconj))
        && text.word(first).tag != Tag::Adp;
    let head = text.head_of(first, end);
    let p = ctx.parties.of(head).filter(|p| plain && (p.class.meets(ClassSet::AGENTS) || text.names_an_actor(head)))?;
    // An agency in brackets signs the line.
    if bracket && p.role == vigie_model::Role::Media {
        return None;
    }
    Some(Teller { at: head, first: at, end, speakers: vec![p.clone()], before_colon: false, paragraph: None, back: None })
}

/// "But only, they say, because the army had shelled their camp": true where the event is told by a clause of reasons that opens right behind the
/// tag that ends at `end`; what was going on at the time, or came before, is not told by it.
pub(crate) fn opens_right_behind(ctx: &Context, end: WordId, event: WordId) -> bool {
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    let mark = end + 1;
    let sentence = text.sentence(event);
    if mark >= sentence.end || text.form(end) != "," || !text.word(mark).is("mark") {
        return false;
    }
    let of_time =
        [&settings.after, &settings.before, &settings.until, &settings.when, &settings.meanwhile, &settings.opens_clause];
    let since = text.is_one_of(mark, &settings.since);
    let apart = of_time.iter().any(|words| text.is_one_of(mark, words)) && !since
        || crate::compared::phrase_at(ctx, sentence, mark, &settings.contrast).is_some();
    !apart && text.head(mark).is_some_and(|clause| clause == event || text.below(event, clause))
}

/// "Districts where, residents say, rebels killed two", "a raid which, they say, …": true for a relative or a word of asking right before the tag
/// that begins at `first`, and which the clause around the tag opens.
pub(crate) fn opens_where(ctx: &Context, x: WordId, first: WordId) -> bool {
    let text = ctx.text;
    let asks = text.word(x).feature("PronType").is_some_and(|t| t.contains("Int"));
    x + 2 == first && text.form(x + 1) == "," && (text.is_relative(x) || asks)
}

/// "…, says the council, set up after the raid, …": true where the event is told by a participle that describes whoever speaks, right behind the tag.
pub(crate) fn describes_whoever_speaks(ctx: &Context, teller: &Teller, event: WordId) -> bool {
    const NEAR: WordId = 3;
    let text = ctx.text;
    let mut path = text.path_up(event).into_iter();
    let participle = path.find(|x| text.head(*x).is_some_and(|h| teller.speakers.iter().any(|p| p.head == h)));
    let participle = participle.filter(|p| !teller.before_colon && text.word(*p).relation == "acl");
    participle.is_some_and(|p| (teller.end..teller.end + NEAR).contains(&p) && text.word(p).feature("VerbForm") == Some("Part"))
}

/// "On the air of the channel «X»": the word behind the bare genitive, and its name between marks, that stand at `at` and belong to `noun`.
pub(crate) fn behind_its_genitive(ctx: &Context, noun: WordId, at: WordId, stop: WordId) -> WordId {
    let text = ctx.text;
    let genitive = |c: &WordId| text.word(*c).feature("Case") == Some("Gen") && tree::preposition(text, *c).is_empty();
    if at >= stop || text.head(at) != Some(noun) || !text.word(at).is("nmod") || !genitive(&at) {
        return at;
    }
    let end = at + 1;
    let quoted = (end + 1 < stop).then(|| text.quotation(end + 1)).flatten().filter(|q| q.first == end + 1 && q.end < stop);
    quoted.map_or(end, |q| q.end + 1)
}
