//! Bare numbers beside a counted event, which count the same sort of event.

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::pattern::Match;
use crate::place::Theatre;
use crate::times;
use vigie_model::EventKind;
use vigie_read::{SentenceSort, Tag, WordId};

/// "Recorded 292 violations, as against 75 the day before": a bare number beside a counted event counts the same sort of event.
pub(crate) fn echo_counts<'a>(ctx: &Context<'a>, theatre: &Theatre, drafts: &mut Vec<Draft<'a>>) {
    let text = ctx.text;
    let mut echoes = Vec::new();
    for base in drafts.iter() {
        let counted = base.count.is_some()
            && base.dropped.is_none()
            && matches!(base.kind, EventKind::Violation | EventKind::Shelling | EventKind::Gunfire);
        if !counted {
            continue;
        }
        for number in &text.reading.numbers {
            let w = text.head_of(number.first, number.end);
            let inside = text.sentence(base.word).words().contains(&w) && w > base.word;
            let bare = !matches!(text.word(w).relation_base(), "nummod" | "det" | "amod" | "flat" | "compound")
                && text.word(w).tag == Tag::Num
                && text
                    .dependents(w, "nmod")
                    .all(|n| ctx.parties.of(n).is_none() || crate::tree::is_agent_phrase(text, &ctx.rules.settings, n));
            // "Six violations in the provinces of Latakia (4) and Hama (2)".
            let there = place_of_a_bracket(ctx, theatre, number.first, number.end);
            let bare = bare || there.is_some() || crate::compared::is_bare_figure(ctx, w);
            // "Four were wounded, two on each side": a number on the number of those who were hurt is a part of it.
            let of_hurt = |h: WordId| {
                text.word(h).tag == Tag::Num
                    && drafts.iter().any(|d| !d.toll.is_empty() && d.recipient.iter().any(|p| p.head == h))
            };
            let bare = bare && !text.head(w).is_some_and(of_hurt);
            let exact = !number.ordinal && number.low.is_some() && number.low == number.high;
            let counts = |d: &Draft| d.count.is_some_and(|(_, span)| text.word(w).span.overlaps(span));
            let taken = |d: &Draft| d.dropped.is_none() && (text.word(w).span.overlaps(d.trigger) || counts(d));
            if !inside || !bare || !exact || text.date(w).is_some() || text.name(w).is_some() || drafts.iter().any(taken) {
                continue;
            }
            // Between the two no other counted event stands: the nearest one before the number is echoed.
            let nearer = drafts.iter().any(|d| {
                d.dropped.is_none() && d.count.is_some() && d.word > base.word && d.word < w && text.head(w) == Some(d.word)
            });
            if nearer || echoes.iter().any(|e: &Draft| e.word == w) {
                continue;
            }
            let mut echo = draft::draft(ctx, theatre, Match { head: w, first: w, end: w + 1, ..base.found });
            echo.kind = base.kind;
            echo.trigger = text.word(w).span;
            echo.count = number.low.map(|n| (n, text.word(w).span));
            echo.standing = base.standing.clone();
            // "five, according to the other side": it may have a source of its own.
            let own = crate::scope::standing(ctx, w, None).source;
            if !own.is_empty() {
                echo.standing.source = own;
            }
            // "Twelve breaches by the army and nine by the rebels": each number has its own doers.
            let own = counted_of(ctx, number.end);
            echo.actor = if own.is_empty() { base.actor.clone() } else { own };
            echo.recipient = base.recipient.clone();
            echo.toll.clear();
            echo.toll_words.clear();
            if there.is_some() {
                echo.place = there;
            }
            if echo.place.is_none() {
                echo.place = base.place.clone();
            }
            echo.time = times::date_of(ctx, w, None)
                .filter(|d| text.head(d.first) == Some(w) || d.first > w)
                .map(|m| times::time_of(ctx, m, base.kind));
            echo.dated_by = "words of its own";
            echoes.push(echo);
        }
    }
    echoes.extend(drafts.iter().flat_map(|base| counts_of_items(ctx, theatre, base)));
    // Whom a number tells after the whole has done that part alone.
    for d in drafts.iter_mut().filter(|d| d.count.is_some()) {
        let parts = || echoes.iter().filter(|e| std::ptr::eq(e.found.rule, d.found.rule));
        let told_of_a_part = |p: &crate::who::Party| parts().any(|e| e.actor.iter().any(|a| a.span == p.span));
        let behind = parts().map(|e| e.trigger.start).filter(|s| *s > d.trigger.start).min();
        if let Some(behind) = behind {
            let keep: Vec<bool> = d.actor.iter().map(|p| p.span.start < behind || !told_of_a_part(p)).collect();
            let mut keep = keep.into_iter();
            d.actor.retain(|_| keep.next().unwrap_or(true));
        }
    }
    drafts.extend(echoes);
    drafts.sort_by_key(|d| (d.trigger.start, d.trigger.end));
}

/// "Three shellings were recorded: – province of Idlib – 2; – province of Aleppo – 1": items of a list that tell nothing but a place and how
/// many of what is counted before the colon.
fn counts_of_items<'a>(ctx: &Context<'a>, theatre: &Theatre, base: &Draft<'a>) -> Vec<Draft<'a>> {
    let text = ctx.text;
    let number = text.sentence_number(base.word) as usize;
    let opens = |n: usize| text.reading.sentences[n].words().next_back().is_some_and(|x| text.form(x) == ":");
    let counted = base.count.is_some() && base.dropped.is_none() && base.kind.is_violent()
        || base.kind == EventKind::Violation && base.count.is_some();
    if !counted || !opens(number) {
        return Vec::new();
    }
    let items = text.reading.sentences[number + 1..].iter().take_while(|s| s.sort == SentenceSort::Item);
    items
        .map_while(|item| {
            let told = |x: &WordId| text.word(*x).tag != Tag::Punct;
            let last = item.words().rev().find(told)?;
            let figure = text.number(last).filter(|n| !n.ordinal && n.low.is_some() && n.low == n.high)?;
            let tells = |x: WordId| ctx.event_at(x).is_some() || text.word(x).tag == Tag::Verb;
            if item.words().any(tells) || text.word(last).tag != Tag::Num {
                return None;
            }
            let place = item.words().filter(|x| *x < figure.first).find_map(|x| crate::place::spot_at(ctx, theatre, x, true))?;
            let mut echo = draft::draft(ctx, theatre, Match { head: last, first: last, end: last + 1, ..base.found });
            echo.kind = base.kind;
            echo.trigger = text.word(last).span;
            echo.count = figure.low.map(|n| (n, text.word(last).span));
            echo.standing = base.standing.clone();
            (echo.actor, echo.recipient) = (base.actor.clone(), base.recipient.clone());
            echo.place = Some(place);
            echo.time = base.time.clone();
            echo.dated_by = "what is counted above it";
            echo.toll.clear();
            echo.toll_words.clear();
            Some(echo)
        })
        .collect()
}

/// The place right before a bracket that holds nothing but the number.
fn place_of_a_bracket(ctx: &Context, theatre: &Theatre, first: WordId, end: WordId) -> Option<crate::place::Spot> {
    let text = ctx.text;
    let sentence = text.sentence(first);
    let enclosed = first > sentence.first + 1 && end < sentence.end && text.form(first - 1) == "(" && text.form(end) == ")";
    enclosed.then(|| crate::place::spot_at(ctx, theatre, first - 2, true)).flatten()
}

/// Those whom a phrase right behind a bare number names as its doers ("nine **by the rebels**").
fn counted_of(ctx: &Context, end: WordId) -> Vec<crate::who::Party> {
    let text = ctx.text;
    let sentence = text.sentence(end.saturating_sub(1));
    if end >= sentence.end {
        return Vec::new();
    }
    let noun = (end + 1..sentence.end.min(end + 6)).find(|w| {
        text.word(*w).tag != Tag::Det
            && crate::tree::is_agent_phrase(text, &ctx.rules.settings, *w)
            && crate::tree::preposition(text, *w).first() == Some(&end)
    });
    let named = |w: WordId| crate::tree::with_coordinated(text, w).into_iter().filter_map(|x| ctx.parties.of(x).cloned());
    noun.map(|w| named(w).collect()).unwrap_or_default()
}
