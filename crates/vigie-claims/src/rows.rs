//! Where the layout puts an event: the cell of a table row that holds nothing but a place, the label that opens an entry.

use crate::context::Context;
use crate::distance;
use crate::place::{Spot, Theatre, spot_at};
use crate::text::Text;
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
    let (first, _) = paragraph(ctx, w);
    cells_before(ctx, first, w).into_iter().find_map(|cell| only_a_place(ctx, theatre, cell))
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
pub(crate) fn paragraph(ctx: &Context, w: WordId) -> (WordId, WordId) {
    let sentences = &ctx.text.reading.sentences;
    let number = ctx.text.sentence(w).paragraph;
    let from = sentences.partition_point(|s| s.paragraph < number);
    let to = sentences.partition_point(|s| s.paragraph <= number);
    (sentences[from].first, sentences[to - 1].end)
}

/// The words before which a cell of a row may begin or end: upright strokes, and whatever stands behind a tab.
pub(crate) fn cuts(text: &Text) -> Vec<WordId> {
    let words = &text.reading.words;
    let tab_before = |x: usize| {
        let gap = Span::new(words[x - 1].span.end as usize, words[x].span.start as usize);
        !gap.is_empty() && gap.of(&text.reading.report.text).contains('\t')
    };
    (0..words.len()).filter(|x| text.form(*x as WordId) == "|" || *x > 0 && tab_before(*x)).map(|x| x as WordId).collect()
}

/// The cells before that of `w`, in a row that begins at `first`: stretches of words between upright strokes or tabs.
fn cells_before(ctx: &Context, first: WordId, w: WordId) -> Vec<(WordId, WordId)> {
    let text = ctx.text;
    let stroke = |x: WordId| text.form(x) == "|";
    let cuts = &ctx.cuts[ctx.cuts.partition_point(|x| *x < first)..];
    let (mut found, mut from) = (Vec::new(), first);
    // A tab before its first word is none of the row's.
    for &x in cuts.iter().take_while(|x| **x <= w).filter(|x| **x > first || stroke(**x)) {
        found.push((from, x));
        from = x + WordId::from(stroke(x));
    }
    if stroke(w) { Vec::new() } else { found }
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
    let number = text.sentence(w).paragraph;
    let own = labelled(ctx, sentences.partition_point(|s| s.paragraph < number)).filter(|l| l.head < w)?;
    // "Xville: the truce is holding": a colon behind a known town says so alone.
    // A name in capitals is where the report was written ("XVILLE: the army …").
    let capitals = !text.word(own.head).form.chars().any(char::is_lowercase);
    let colon = own.listed && own.alone && text.form(own.last) == ":" && !capitals;
    if !colon && !ctx.lists_places.get_or_init(|| lists_places(ctx)) {
        return None;
    }
    let told = spot_at(ctx, theatre, own.head, true).filter(|s| !s.vague);
    told.or_else(|| (!own.listed).then(|| crate::place::unknown(ctx, theatre, own.head, own.span)))
}

/// The label that opens the sentence with this number. In running text a full stop only ends a sentence.
fn labelled(ctx: &Context, number: usize) -> Option<Label> {
    let s = &ctx.text.reading.sentences[number];
    let mark = |l: &Label| s.sort == SentenceSort::Item || ctx.text.form(l.last) != "." || l.last + 1 == s.end;
    matches!(s.sort, SentenceSort::Item | SentenceSort::Body).then(|| label_at(ctx, s.first)).flatten().filter(mark)
}

/// True for a report with entries that places open: names that no list holds open some beside others that one does.
fn lists_places(ctx: &Context) -> bool {
    let sentences = &ctx.text.reading.sentences;
    let opens = |n: &usize| *n == 0 || sentences[n - 1].paragraph != sentences[*n].paragraph;
    let openings: Vec<Label> = (0..sentences.len()).filter(opens).filter_map(|n| labelled(ctx, n)).collect();
    openings.len() >= FEWEST_LABELS && openings.iter().any(|l| l.likely)
}

/// The place that a heading of nothing but its name gives to the paragraphs below it, to the next heading.
pub(crate) fn heading(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let number = text.sentence(w).paragraph;
    let before = sentences.partition_point(|s| s.paragraph < number) as u32;
    let headings = ctx.bare_lines.get_or_init(|| bare_lines(ctx));
    let above = headings[..headings.partition_point(|n| *n < before)].last()?;
    let above = &sentences[*above as usize];
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

/// The lines, by number, that hold a few words and tell nothing that happens.
fn bare_lines(ctx: &Context) -> Vec<u32> {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let bare = |n: &u32| {
        let s = &sentences[*n as usize];
        s.sort == SentenceSort::Item
            && text.is_a_paragraph(*n)
            && s.end - s.first <= LONGEST_CELL
            && s.words().all(|x| !tree::is_verbal(text, x) && ctx.event_at(x).is_none() && text.date(x).is_none())
            && text.word(s.first).tag != Tag::Punct
            && !matches!(text.form(s.end - 1), "." | ";" | "!" | "?")
    };
    (0..sentences.len() as u32).filter(bare).collect()
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
    /// Whether nothing stands before the name.
    alone: bool,
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
    (place && !body && plain && !of_a_speaker && last + 1 < end).then_some(Label {
        head,
        last,
        span: name.span,
        listed,
        likely,
        alone: name.first == opens,
    })
}
