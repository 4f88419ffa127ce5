//! Where the layout puts an event: the cell of a table row that holds nothing but a place, the label that opens an entry.

use crate::context::Context;
use crate::distance;
use crate::place::{Spot, Theatre, spot_at};
use crate::tree;
use vigie_model::Span;
use vigie_model::world::Entry;
use vigie_read::{NameSort, SentenceSort, Tag, WordId};

/// A cell longer than this tells more than a place.
const LONGEST_CELL: WordId = 9;
/// Fewer entries that open with a place are no list of places.
const FEWEST_LABELS: usize = 2;

/// The place that a cell of its row tells before `w`.
pub(crate) fn place_of_the_row(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let (first, end) = paragraph(ctx, w);
    let cells = cells(ctx, first, end);
    let own = cells.iter().position(|(a, b)| (*a..*b).contains(&w))?;
    cells[..own].iter().find_map(|cell| only_a_place(ctx, theatre, *cell))
}

/// "In the province of Idlib — 18 shellings, in Latakia – five": what is counted right behind a dash happened at the place before it.
pub(crate) fn counted_behind_a_dash(ctx: &Context, theatre: &Theatre, drafts: &mut [crate::draft::Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.count.is_some()) {
        let Some(number) = crate::toll::number_on(ctx, d.word).filter(|n| n.first < d.word) else { continue };
        let sentence = text.sentence(d.word);
        let Some(dash) = number.first.checked_sub(1).filter(|x| *x > sentence.first && matches!(text.form(*x), "—" | "–" | "-"))
        else {
            continue;
        };
        let stops = |x: &WordId| matches!(text.form(*x), "," | ";" | ":" | "(" | ")");
        let first = (sentence.first..dash).rev().find(stops).map_or(sentence.first, |x| x + 1);
        let tells = |x: WordId| tree::is_verbal(text, x) || ctx.event_at(x).is_some();
        if dash - first > LONGEST_CELL || (first..dash).any(tells) {
            continue;
        }
        if let Some(spot) = (first..dash).find_map(|x| spot_at(ctx, theatre, x, true)) {
            d.place = Some(spot);
        }
    }
}

/// First word of the paragraph of `w`, and one past its last.
fn paragraph(ctx: &Context, w: WordId) -> (WordId, WordId) {
    let sentences = &ctx.text.reading.sentences;
    let number = ctx.text.sentence(w).paragraph;
    let from = sentences.partition_point(|s| s.paragraph < number);
    let to = sentences.partition_point(|s| s.paragraph <= number);
    (sentences[from].first, sentences[to - 1].end)
}

/// The stretches of words between upright strokes or tabs.
fn cells(ctx: &Context, first: WordId, end: WordId) -> Vec<(WordId, WordId)> {
    let text = ctx.text;
    let tab_before = |x: WordId| {
        x > first
            && Span::new(text.word(x - 1).span.end as usize, text.word(x).span.start as usize)
                .of(&text.reading.report.text)
                .contains('\t')
    };
    let mut found = Vec::new();
    let mut from = first;
    for x in first..end {
        if text.form(x) == "|" || tab_before(x) {
            found.push((from, x));
            from = if text.form(x) == "|" { x + 1 } else { x };
        }
    }
    found.push((from, end));
    found
}

/// The place that a cell names, where it tells nothing else ("Xville", "2 km south of Xville", "Xville (road 4)").
fn only_a_place(ctx: &Context, theatre: &Theatre, (first, end): (WordId, WordId)) -> Option<Spot> {
    let text = ctx.text;
    let tells = |x: WordId| tree::is_verbal(text, x) || ctx.event_at(x).is_some();
    if end - first > LONGEST_CELL || (first..end).any(tells) {
        return None;
    }
    let bracket = (first..end).find(|x| text.form(*x) == "(").unwrap_or(end);
    let named = (first..bracket).filter_map(|x| {
        let n = text.name(x).filter(|n| n.first == x)?;
        let body = n.entries.iter().any(|e| matches!(e, Entry::Actor(_) | Entry::Demonym(_) | Entry::Weapon(_)));
        let head = text.head_of(n.first, n.end);
        (!body && text.date(x).is_none()).then_some((head, n.span, n.entries.is_empty()))
    });
    for (head, span, unlisted) in named {
        let own = spot_at(ctx, theatre, head, true).filter(|s| !s.vague);
        let opens = text.word(first).span.start == span.start;
        let near = distance::before(ctx, first).is_some();
        match own {
            Some(spot) if spot.lat.is_some() || spot.wide || opens || near => return Some(spot),
            _ if unlisted && opens => return Some(crate::place::unknown(ctx, theatre, head, span)),
            _ => {}
        }
    }
    None
}

/// The place that the layout tells for `w`: the cell of its row, the label of its entry, the heading above it.
pub(crate) fn place_of_the_layout(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    place_of_the_row(ctx, theatre, w).or_else(|| label(ctx, theatre, w)).or_else(|| heading(ctx, theatre, w))
}

/// "3. Xville. Mortar rounds fell …", "08:00 - Xville. …": the place that opens an entry of a list, and stands apart from what it tells.
pub(crate) fn label(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let labelled = |s: &vigie_read::Sentence| {
        // In running text a full stop only ends a sentence.
        let mark = |l: &Label| s.sort == SentenceSort::Item || text.form(l.last) != ".";
        matches!(s.sort, SentenceSort::Item | SentenceSort::Body).then(|| label_at(ctx, s.first)).flatten().filter(mark)
    };
    let number = text.sentence(w).paragraph;
    let own = labelled(&sentences[sentences.partition_point(|s| s.paragraph < number)]).filter(|l| l.head < w)?;
    let opens = |n: &usize| *n == 0 || sentences[n - 1].paragraph != sentences[*n].paragraph;
    let openings: Vec<Label> = (0..sentences.len()).filter(opens).filter_map(|n| labelled(&sentences[n])).collect();
    // Names that no list holds open entries beside some that one does.
    if openings.len() < FEWEST_LABELS || openings.iter().all(|l| !l.likely) {
        return None;
    }
    let told = spot_at(ctx, theatre, own.head, true).filter(|s| !s.vague);
    told.or_else(|| (!own.listed).then(|| crate::place::unknown(ctx, theatre, own.head, own.span)))
}

/// The place that a heading of nothing but its name gives to the paragraphs below it, to the next heading.
pub(crate) fn heading(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let number = text.sentence(w).paragraph;
    let before = sentences[..sentences.partition_point(|s| s.paragraph < number)].iter().rev();
    let alone = |s: &vigie_read::Sentence| paragraph(ctx, s.first) == (s.first, s.end);
    let bare = |s: &vigie_read::Sentence| {
        s.sort == SentenceSort::Item
            && alone(s)
            && s.end - s.first <= LONGEST_CELL
            && s.words().all(|x| !tree::is_verbal(text, x) && ctx.event_at(x).is_none() && text.date(x).is_none())
            && text.word(s.first).tag != Tag::Punct
            && !matches!(text.form(s.end - 1), "." | ";" | "!" | "?")
    };
    let above = before.into_iter().find(|s| bare(s))?;
    let name = above.words().find_map(|x| text.name(x))?;
    let only = above.words().all(|x| {
        (name.first..name.end).contains(&x)
            || text.class(x).has(crate::class::Class::Place)
            || matches!(text.word(x).tag, Tag::Adp | Tag::Det | Tag::Punct | Tag::Num | Tag::Sym)
    });
    let place = name.entries.iter().any(|e| matches!(e, Entry::Place(_)));
    let told = (only && place).then(|| spot_at(ctx, theatre, text.head_of(name.first, name.end), true)).flatten()?;
    (!told.vague).then_some(told)
}

/// What opens an entry of a list.
struct Label {
    head: WordId,
    /// The mark behind it.
    last: WordId,
    span: Span,
    /// Whether some list holds its name as that of a place.
    listed: bool,
    /// Whether it looks like one.
    likely: bool,
}

/// The head of the name of a place that opens the paragraph at `first`, behind bullets, numbers and hours, with a colon, a dash or a full
/// stop behind it.
fn label_at(ctx: &Context, first: WordId) -> Option<Label> {
    let text = ctx.text;
    let (_, end) = paragraph(ctx, first);
    let small = |x: &WordId| {
        matches!(text.word(*x).tag, Tag::Punct | Tag::Sym | Tag::Num | Tag::Det)
            || text.date(*x).is_some()
            || text.form(*x).chars().all(|c| !c.is_alphabetic())
    };
    // "(a) Xville".
    let letter = |x: &WordId| text.word(*x).form.chars().count() == 1 && x + 1 < end && text.form(x + 1) == ")";
    let opens = (first..end.min(first + 12)).find(|x| !small(x) && !letter(x))?;
    let last = (opens..end.min(opens + 6)).find(|x| matches!(text.form(*x), ":" | "." | "-" | "–" | "—"))?;
    let name = (opens..last).find_map(|x| text.name(x))?;
    let body =
        name.entries.iter().any(|e| matches!(e, Entry::Actor(_) | Entry::Demonym(_) | Entry::Weapon(_) | Entry::Capital(_)));
    let listed = name.entries.iter().any(|e| matches!(e, Entry::Place(_)));
    let alone = name.entries.is_empty() && name.first == opens && name.end == last && name.sort != Some(NameSort::Person);
    let likely = listed || name.sort == Some(NameSort::Place);
    let place = listed || alone && ctx.parties.of(opens).is_none();
    // "Kabala, 2 November. …".
    let plain = (opens..last).all(|x| {
        text.date(x).is_some() || matches!(text.word(x).tag, Tag::Propn | Tag::Noun | Tag::Adj | Tag::Punct | Tag::X | Tag::Adp)
    });
    let of_a_speaker = ctx.tellers.iter().any(|t| (opens..=last).contains(&t.at));
    let head = text.head_of(name.first, name.end);
    (place && !body && plain && !of_a_speaker && last + 1 < end).then_some(Label { head, last, span: name.span, listed, likely })
}
