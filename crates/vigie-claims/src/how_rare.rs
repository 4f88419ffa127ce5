//! "The worst since the spring", "the first since 2020": days that say how rare a thing is, and date nothing.

use crate::context::Context;
use vigie_read::{DateMention, Tag, WordId};

/// "The first since 2020", "the deadliest since the spring": how rare a thing is, and no day.
pub(crate) fn tells_how_rare(ctx: &Context, date: &DateMention) -> bool {
    let text = ctx.text;
    let open = date.to.is_some() && date.to == text.reading.published && date.from != date.to;
    // "The worst since the war of 2020": the day of what it is set beside.
    let since = |x: WordId| text.dependents(x, "case").find(|c| text.is_one_of(*c, &ctx.rules.settings.since));
    let beside = || text.path_up(date.first).into_iter().skip(1).take(3).filter(|x| text.is_noun(*x)).find_map(since);
    let opened = if open { Some(date.first) } else { beside().filter(|x| *x < date.first) };
    opened.is_some_and(|x| follows_a_superlative(ctx, x))
}

/// "The deadliest since the truce was set up, on 6 March", "the worst fighting since the signing on 6 March": the day of that since which nothing
/// was like it.
pub(crate) fn is_of_what_is_rare_since(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    let text = ctx.text;
    let ends = |x: &WordId| matches!(text.word(*x).tag, Tag::Verb | Tag::Aux) && text.word(*x).feature("VerbForm") == Some("Fin");
    let marks = |x: &WordId| text.is_one_of(*x, &ctx.rules.settings.since) && text.word(*x).tag == Tag::Adp;
    let since = (w + 1..date.first).rev().take_while(|x| !ends(x)).find(marks);
    let compared = |x: WordId| (w..x).chain(text.dependents(w, "amod")).any(|y| says_how_rare(ctx, y));
    since.is_some_and(|x| compared(x) && follows_a_superlative(ctx, x))
}

/// True for a word that a superlative or an ordinal stands before.
pub fn follows_a_superlative(ctx: &Context, at: WordId) -> bool {
    let first = ctx.text.sentence(at).first.max(at.saturating_sub(8));
    (first..at).any(|x| says_how_rare(ctx, x))
}

/// A superlative or an ordinal that says how rare a thing is.
fn says_how_rare(ctx: &Context, x: WordId) -> bool {
    let text = ctx.text;
    let word = text.word(x);
    // "More than 1,600 since May", in words that elsewhere say how rare a thing is.
    let behind = |n: WordId| x + n < text.sentence(x).end && text.number(x + n).is_some();
    let counts = || word.tag == Tag::Adv && (behind(1) || behind(2));
    // "The first deputy minister".
    let titles = crate::class::ClassSet::among(&[crate::class::Class::Government, crate::class::Class::Spokesperson]);
    let of_a_title = || x + 1 < text.sentence(x).end && text.class(x + 1).meets(titles);
    // "At least 60 since May": a superlative that softens a number.
    let softens = || x + 1 < text.sentence(x).end && text.number(x + 1).is_some_and(|n| n.hedge.is_some());
    word.feature("Degree") == Some("Sup") && !counts() && !softens()
        || word.feature("NumType") == Some("Ord") && text.date(x).is_none() && !of_a_title()
        || text.is_one_of(x, &ctx.rules.settings.rarest) && !counts()
}
