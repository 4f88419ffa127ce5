//! The scene that other words set than those of the event: the sentence before, the words for what was hit, those of whoever tells of it.

use crate::class::Class;
use crate::context::Context;
use crate::draft::Draft;
use crate::place::{Spot, Theatre};
use crate::so_far::SoFar;
use crate::story::{follows_the_story, is_background, is_of_many};
use vigie_model::world::Entry;
use vigie_model::{EventKind, Role};
use vigie_read::{NameSort, SentenceSort, Tag, WordId};

/// "Shells hit the headquarters of the peacekeepers of X": true when what was hit is told with the name of a town.
pub(crate) fn names_a_town(ctx: &Context, draft: &Draft) -> bool {
    town_of_the_target(ctx, draft).is_some()
}

pub(crate) fn town_of_the_target(ctx: &Context, draft: &Draft) -> Option<WordId> {
    let text = ctx.text;
    let inside = |w: &WordId| {
        draft.recipient.iter().any(|r| r.role != Role::Government && r.span.contains(text.word(*w).span) && *w != r.head)
    };
    let words = text.sentence(draft.word).words();
    words.filter(inside).find(|w| text.name(*w).is_some() && crate::place_around::names_a_place(ctx, *w))
}

/// "A team was on its rounds near X. It came under fire": the place told by a sentence before, which tells no event of its own and after
/// which no other place was told.
pub(crate) fn scene_set_before(ctx: &Context, theatre: &Theatre, so_far: &SoFar, own: &Draft) -> Option<Spot> {
    /// How many sentences on the scene is still set.
    const STANDS_FOR: u32 = 3;
    let text = ctx.text;
    let acts = follows_the_story(own.kind) || own.kind == EventKind::Capture;
    let goes_on = acts && own.count.is_none_or(|(n, _)| n <= 1) && !is_background(ctx, own) && !is_of_many(ctx, own);
    if !goes_on {
        return None;
    }
    let here = text.sentence_number(own.word);
    let spot_of = |number: u32| {
        let last = text.reading.sentences[number as usize].end.checked_sub(1)?;
        crate::place_around::in_sentence(ctx, theatre, last)
    };
    let capital = |s: &Spot| {
        text.name(s.head).is_some_and(|n| n.entries.iter().any(|e| matches!(e, Entry::Capital(_) | Entry::Territory(_))))
    };
    for number in (here.saturating_sub(STANDS_FOR)..here).rev() {
        let before = &text.reading.sentences[number as usize];
        if before.sort != SentenceSort::Body || before.paragraph != text.sentence(own.word).paragraph {
            return None;
        }
        let quiet = !so_far.is_eventful(number);
        let speaks = || before.words().any(|x| ctx.speaks(x));
        match spot_of(number) {
            Some(spot) => return Some(spot).filter(|s| quiet && !s.wide && !capital(s) && !speaks()),
            None if quiet => return None,
            None => {}
        }
    }
    None
}

/// "They took X on Monday. The army won it back on Friday": the place that a pronoun stands for, which is left, entered or taken.
pub(crate) fn place_of_a_pronoun(ctx: &Context, drafts: &[Draft], told_before: &[usize], own: &Draft) -> Option<Spot> {
    let text = ctx.text;
    let verb = own.carrier.unwrap_or(own.found.head);
    let moves = matches!(own.kind, EventKind::Seizure | EventKind::Withdrawal | EventKind::Incursion);
    let stands_for_it = |o: WordId| {
        let word = text.word(o);
        word.tag == Tag::Pron
            && word.feature("Person") == Some("3")
            && word.feature("Number") != Some("Plur")
            && word.feature("Reflex").is_none()
    };
    if !moves || !text.dependents(verb, "obj").any(stands_for_it) {
        return None;
    }
    let number = text.sentence_number(own.word);
    let near = |d: &Draft| text.same_paragraph(d.word, own.word) && number - text.sentence_number(d.word) <= 1;
    let place = |d: &Draft| d.place.clone().filter(|p| !p.wide && !p.vague);
    told_before.iter().rev().map(|j| &drafts[*j]).filter(|d| near(d)).find_map(place)
}

/// How the reason of a place reads that is only that of those who tell of the event.
pub(crate) const WHERE_THEY_LIVE: &str = "where those live by whose words it is told";

/// "According to the head of the commune of X, soldiers came from all sides": what the people of a village tell, where they tell no other
/// place and no other paragraph does, happened there.
pub(crate) fn seat_of_the_source(ctx: &Context, theatre: &Theatre, draft: &Draft) -> Option<Spot> {
    let text = ctx.text;
    let kept = draft.kind == EventKind::Compliance;
    let source = draft
        .standing
        .source
        .first()
        .filter(|_| follows_the_story(draft.kind) || draft.kind == EventKind::Displacement || kept)?;
    let local = |r: Role| matches!(r, Role::Civilian | Role::NonGovernmental | Role::Government | Role::Rebel | Role::Other);
    // "Observers in X say the guns are silent": what is not heard is not heard where they are.
    let watches = kept && matches!(source.role, Role::Peacekeeper | Role::Civilian);
    if !(watches || local(source.role) && !kept)
        || text.sentence_number(source.head) != text.sentence_number(draft.word)
        || is_background(ctx, draft)
    {
        return None;
    }
    let seat = |x: WordId| {
        let within = text.word(x).span.start >= source.span.start && text.word(x).span.end <= source.span.end;
        let capital =
            text.name(x).is_some_and(|n| n.entries.iter().any(|e| matches!(e, Entry::Capital(_) | Entry::Territory(_))));
        // Those whom a hospital tells of were hurt elsewhere.
        let house =
            text.path_up(x).into_iter().skip(1).take_while(|h| *h != source.head).any(|h| text.class(h).has(Class::Building));
        // "Ada Lem, a doctor", "the Xan regional administration": no name of a town.
        let named = text.word(x).tag != Tag::Adj && text.name(x).is_none_or(|n| n.sort != Some(NameSort::Person));
        let spot = (named && within && x > source.head && !capital && !house)
            .then(|| crate::place::spot_at(ctx, theatre, x, true))
            .flatten()?;
        (!spot.wide && !spot.vague && spot.is_named()).then(|| Spot { why: WHERE_THEY_LIVE.to_owned(), ..spot })
    };
    text.sentence(draft.word).words().find_map(seat)
}
