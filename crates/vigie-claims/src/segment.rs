//! Who speaks for a whole stretch of a sentence, or in a quotation, where the tree ties nobody to the event.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::near_the_way::{phrase_reaches, speakers_of_tag};
use crate::rule::{Content, Pos};
use crate::tree;
use crate::who::Party;
use vigie_model::EventKind;
use vigie_read::{Quotation, Tag, WordId};

/// True for two words of one sentence between which a colon or a semicolon stands.
pub(crate) fn is_parted(ctx: &Context, a: WordId, b: WordId) -> bool {
    let text = ctx.text;
    text.sentence_number(a) == text.sentence_number(b) && (a.min(b)..a.max(b)).any(|x| matches!(text.form(x), ":" | ";"))
}

/// The source of the whole stretch between semicolons that holds `w`, when a phrase of source stands in it and the tree does not tie it to
/// the event: "according to the ministry, ...".
pub(crate) fn source_of_segment(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let stops = |x: &WordId| text.form(*x) == ";";
    let first = (sentence.first..w).rev().find(stops).map_or(sentence.first, |x| x + 1);
    let end = (w..sentence.end).find(stops).unwrap_or(sentence.end);
    let mut found: Option<(WordId, Vec<Party>)> = None;
    for x in first..end {
        for m in ctx.matches[x as usize].iter().filter(|m| m.rule.cites()) {
            // "Demonstrators, used according to the army as shields, barred the road": what describes somebody is told by another.
            let describes = |a: &WordId| {
                tree::is_relative_clause(text, *a)
                    || text.word(*a).is("acl")
                        && tree::is_verbal(text, *a)
                        && !crate::content::is_infinitive(ctx, *a)
                        && *a < m.head
            };
            // "Voiced regret that the truce had, by the mission's count, been broken nine times": nor does a phrase in a clause of its own speak for
            // the clause above.
            let in_clause = |a: &WordId| {
                matches!(text.word(*a).relation_base(), "ccomp" | "advcl" | "acl")
                    && *a != m.head
                    && text.dependents(*a, "mark").any(|x| x < m.first)
            };
            // "…, hours after the truce ran out, according to the governor": what closes the sentence behind a comma may speak for all of it.
            let closes = || {
                let inside = |x: &WordId| ctx.governed_by_phrase(m).iter().any(|g| text.below(*x, *g)) || text.form(*x) == ".";
                x > first && text.form(x - 1) == "," && (m.end..sentence.end).all(|x| inside(&x))
            };
            let inner = text.path_up(m.head).iter().any(|a| (describes(a) || in_clause(a) && !closes()) && !text.below(w, *a));
            // By whose mouth somebody speaks is told of his own words alone.
            let of_mouth = m.rule.content == Some(Content::Factual)
                && (text.clause(m.head) != text.clause(w) || ctx.event_kind(w).is_some_and(EventKind::is_speech_act));
            let inner = inner || of_mouth;
            if inner || !phrase_reaches(ctx, m, w) || ctx.governed_by_phrase(m).iter().any(|g| text.below(w, *g)) {
                continue;
            }
            let speakers = ctx.speakers(m);
            // The phrase nearest to the event speaks for it.
            if !speakers.is_empty() && found.as_ref().is_none_or(|(at, _)| x.abs_diff(w) < at.abs_diff(w)) {
                found = Some((x, speakers));
            }
        }
    }
    if found.is_none() && first > sentence.first && !crate::speech::somebody_speaks_around(ctx, w) {
        return source_that_opens(ctx, w);
    }
    found.map(|(_, p)| p).unwrap_or_default()
}

/// "Raids hurt three, according to the police, while the militia fired rockets, by the army's account": of several phrases of source, each speaks
/// for what stands before it as far as the one before, or, where nothing does, for what it opens.
pub(crate) fn each_for_its_own(ctx: &Context, w: WordId, sources: &mut Vec<Party>) {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let mut frames: Vec<(WordId, WordId, Vec<WordId>)> = Vec::new();
    for x in sentence.words() {
        for m in ctx.matches[x as usize].iter().filter(|m| m.rule.cites() && m.rule.content != Some(Content::Factual)) {
            let heads: Vec<WordId> = ctx.speakers(m).iter().map(|p| p.head).collect();
            let told = !heads.is_empty() && heads.iter().all(|h| sources.iter().any(|s| s.head == *h));
            if !told || frames.iter().any(|f| f.2 == heads) {
                continue;
            }
            // "By a report of the agency with reference to a source": one phrase inside another.
            let goes_on = |from: WordId| (from..m.first).all(|x| text.form(x) != "," && !tree::is_verbal(text, x));
            match frames.last_mut().filter(|f| goes_on(f.1)) {
                Some(last) => (last.1, last.2) = (m.end, last.2.iter().copied().chain(heads).collect()),
                None => frames.push((m.first, m.end, heads)),
            }
        }
    }
    if frames.len() < 2 {
        return;
    }
    let mut own: Option<usize> = None;
    for (n, frame) in frames.iter().enumerate() {
        let from = n.checked_sub(1).map_or(sentence.first, |b| frames[b].1);
        let closes = (from..frame.0).any(|x| tree::is_verbal(text, x) || ctx.event_at(x).is_some());
        if frame.0 > w {
            own = own.or(Some(n).filter(|_| closes));
            break;
        }
        own = Some(n).filter(|_| !closes);
    }
    if let Some(own) = own {
        let of_another = |h: WordId| frames.iter().enumerate().any(|(n, f)| n != own && f.2.contains(&h));
        sources.retain(|p| frames[own].2.contains(&p.head) || !of_another(p.head));
    }
}

/// "The rebels, according to the staff, broke the truce; two soldiers were killed": a phrase of source goes on beyond a semicolon where nobody
/// else speaks.
fn source_that_opens(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    let first = text.sentence(w).first;
    let stop = (first..w).rev().find(|x| text.form(*x) == ";").unwrap_or(w);
    let begins = (first..stop).rev().find(|x| text.form(*x) == ";").map_or(first, |x| x + 1);
    let opening = (first..(first + 2).min(w)).chain(begins..stop).flat_map(|x| &ctx.matches[x as usize]);
    let frames = opening.filter(|m| m.rule.cites() && m.rule.content != Some(Content::Factual));
    // "Nine, according to the staff": what closes its stretch speaks for that.
    let goes_on = |m: &&crate::pattern::Match| {
        m.first < first + 2 || (m.end..stop).any(|x| crate::speech::is_finite(ctx, x) || tree::is_verbal(text, x))
    };
    frames.filter(goes_on).map(|m| ctx.speakers(m)).find(|s| !s.is_empty()).unwrap_or_default()
}

/// "Counted eight breaches (five, according to the neighbour)": who tells what stands in brackets with a source of its own.
pub(crate) fn told_in_brackets(ctx: &Context, w: WordId) -> Option<Vec<Party>> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let open = (sentence.first..w).rev().find(|x| matches!(text.form(*x), "(" | ")")).filter(|x| text.form(*x) == "(")?;
    let close = (w..sentence.end).find(|x| text.form(*x) == ")")?;
    let frames = (open + 1..close).flat_map(|x| &ctx.matches[x as usize]);
    let mut frames = frames.filter(|m| m.rule.cites());
    frames.find_map(|m| Some(ctx.speakers(m)).filter(|s| !s.is_empty()))
}

/// "Pour l'armée, il s'agit d'une violation": whoever sees it so, named where the stretch of `w` opens and set off by a comma.
pub(crate) fn whose_view(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let first = (sentence.first..w).rev().find(|x| matches!(text.form(*x), ";" | ":")).map_or(sentence.first, |x| x + 1);
    let opens = (first..w).find(|x| !matches!(text.word(*x).tag, Tag::Cconj | Tag::Punct))?;
    if !text.is_one_of(opens, &ctx.rules.settings.viewpoint) || !text.word(opens).is("case") {
        return None;
    }
    let noun = text.head(opens).filter(|n| *n > opens && *n < w && ctx.event_at(*n).is_none())?;
    let end = (noun..w).find(|x| text.form(*x) == ",")?;
    let clause =
        (end..sentence.end).any(|x| crate::speech::is_finite(ctx, x)) && !(opens..end).any(|x| crate::speech::is_finite(ctx, x));
    ctx.parties
        .of(noun)
        .filter(|p| {
            let speaks = p.class.has(Class::Side) || p.class.has(Class::Spokesperson);
            clause && (p.class.meets(ClassSet::BODIES) || speaks || text.names_an_actor(noun) || p.named)
        })
        .cloned()
}

/// The pieces of a quotation that opens every one of its paragraphs anew and closes only the last, in the order of the text.
fn with_continued<'c>(ctx: &'c Context, quotation: &'c Quotation) -> Vec<&'c Quotation> {
    let text = ctx.text;
    let all = &text.reading.quotations;
    // Not closed where the next word opens the next one in another paragraph.
    let follows = |a: &Quotation, b: &Quotation| {
        let opener = |q: &Quotation| q.first.checked_sub(1).map(|x| text.form(x));
        a.end + 1 == b.first && opener(a) == opener(b) && text.sentence(a.first).paragraph != text.sentence(b.first).paragraph
    };
    let mut found = vec![quotation];
    while let Some(before) = all.iter().find(|q| follows(q, found[0])) {
        found.insert(0, before);
    }
    while let Some(next) = all.iter().find(|q| found.last().is_some_and(|l| follows(l, q))) {
        found.push(next);
    }
    found
}

/// Who speaks in the quotation that holds `w`: the tag in the same sentence, else the speaker of the sentence before.
pub(crate) fn speaker_of_quotation(ctx: &Context, w: WordId) -> Option<Vec<Party>> {
    let text = ctx.text;
    let quotation = text.quotation(w).filter(|q| q.is_speech)?;
    let all = with_continued(ctx, quotation);
    let (opens, ends) = (all.first()?.first, all.last()?.end);
    let first = text.sentence_number(opens);
    let last = text.sentence_number(ends.saturating_sub(1).max(opens));
    let mut best: Option<(u32, Vec<Party>)> = None;
    let from = text.reading.sentences[first.saturating_sub(1) as usize].first;
    let to = text.reading.sentences[last as usize].end;
    // "15:50. Press service: “… . …”": a label or a clause of speech right before the colon speaks for all that is quoted.
    let label = ctx.tellers.iter().find(|t| t.before_colon && t.end + 1 == opens);
    if let Some(t) = label.filter(|_| opens > 0) {
        return Some(t.speakers.clone());
    }
    for x in from..to {
        let teller = ctx.tellers.iter().find(|t| t.at == x && !t.before_colon);
        if all.iter().any(|q| (q.first..q.end).contains(&x)) && teller.is_none() {
            continue;
        }
        if let Some(t) = teller {
            let away = if t.at < quotation.first { quotation.first - t.at } else { t.at.saturating_sub(quotation.end) };
            let away = if text.sentence_number(x) < first { away + 1000 } else { away };
            if best.as_ref().is_none_or(|(b, _)| away < *b) {
                best = Some((away, t.speakers.clone()));
            }
            continue;
        }
        let Some(m) = ctx.says(x).filter(|m| m.rule.pos != Pos::Noun) else { continue };
        let found = ctx.speakers(m);
        let speakers = if found.is_empty() && m.rule.pos == Pos::Verb { speakers_of_tag(ctx, x, m) } else { found };
        if speakers.is_empty() {
            continue;
        }
        let away = if x < quotation.first { quotation.first - x } else { x - quotation.end + 1 };
        // A tag of the same sentence comes before one of the sentence ahead.
        let away = if text.sentence_number(x) < first { away + 1000 } else { away };
        if best.as_ref().is_none_or(|(b, _)| away < *b) {
            best = Some((away, speakers));
        }
    }
    best.map(|(_, p)| p)
}
