//! Two words of a report for one event: a blast that a mine was told to have caused, an accord told twice in one sentence.

use crate::context::Context;
use crate::draft::{Draft, consumed};
use crate::rule::Pos;
use vigie_model::EventKind;
use vigie_read::WordId;

/// How many sentences back an explosion may have been told.
const REACH: u32 = 2;

/// "A soldier stepped on a mine. The blast …": a bare blast is of what exploded just before.
pub(crate) fn blasts_of_what_exploded(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let points_back = |w: WordId| {
            settings.definite.is_empty()
                || text.children(w).iter().any(|c| {
                    text.is_one_of(*c, &settings.definite)
                        || text.is_one_of(*c, &settings.others)
                        || text.number(*c).is_some_and(|n| n.ordinal)
                })
        };
        let blast = d.kind == EventKind::Shelling
            && d.found.rule.pos == Pos::Noun
            && d.dropped.is_none()
            && d.count.is_none_or(|(n, _)| n == 1)
            && d.means.is_empty()
            && text.is_one_of(d.word, &settings.blasts)
            && points_back(d.word);
        if !blast {
            continue;
        }
        let own = text.sentence_number(d.word);
        let force = |x: &&Draft| {
            let told = x.dropped.is_none() && x.kind.is_violent();
            told && !matches!(x.kind, EventKind::Casualties | EventKind::Destruction) && x.word != d.word
        };
        let near = |x: &&Draft| {
            let s = text.sentence_number(x.word);
            s == own || x.word < d.word && own - s <= REACH
        };
        let nearest = drafts.iter().filter(force).filter(near).min_by_key(|x| x.word.abs_diff(d.word));
        if nearest.is_some_and(|x| x.kind == EventKind::Explosion) {
            drafts[i].kind = EventKind::Explosion;
        }
    }
}

/// "Planes bombed the town. The mission condemned the raid": a raid is one from the air where the report told of one from the air just before it, and a
/// headline's where the first act of force told below is one.
pub(crate) fn raids_from_the_air(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let act = |x: &Draft| {
        let harm = matches!(x.kind, EventKind::Casualties | EventKind::Destruction | EventKind::Capture);
        x.dropped.is_none() && x.kind.is_violent() && !harm
    };
    let from_the_air = |x: &Draft| matches!(x.kind, EventKind::AirStrike | EventKind::DroneStrike);
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let noun = d.found.rule.pos == Pos::Noun && text.is_one_of(d.word, &ctx.rules.settings.raids);
        if !noun || d.kind != EventKind::Attack || d.dropped.is_some() || !d.means.is_empty() {
            continue;
        }
        let before = || drafts.iter().rfind(|x| act(x) && x.word < d.word);
        let below = || drafts.iter().find(|x| act(x) && x.word > d.word && !text.in_headline(x.word));
        let told = if text.in_headline(d.word) { below() } else { before() };
        if told.is_some_and(from_the_air) {
            drafts[i].kind = EventKind::AirStrike;
        }
    }
}

/// "A ceasefire brokered by Qatar began on Tuesday", "the truce, signed in May, put an end to the war": what a participle and the verb of
/// its noun tell of one accord is one claim. A verb with an object of its own only tells what the accord did.
pub(crate) fn accords_told_twice(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let head = drafts[i].found.head;
        let participle = |w: WordId| matches!(text.word(w).relation_base(), "acl" | "amod");
        let describes = (participle(head) || text.word(head).is("conj") && text.head(head).is_some_and(participle))
            && drafts[i].kind == EventKind::Agreement
            && drafts[i].dropped.is_none();
        let Some(noun) = text.head(head).filter(|_| describes) else { continue };
        let prolongs = |d: &Draft| text.is_one_of(d.found.head, &ctx.rules.settings.prolonging);
        let tells = |d: &Draft| {
            let other = d.found.head;
            let subject = text.word(noun).is("nsubj") && text.head(noun) == Some(other);
            // "In force since Monday, the truce brokered by Egypt ...", "the entry into force of the truce brokered by Egypt".
            let fronted = text.word(noun).is("nsubj") && text.word(other).is("advcl") && text.head(other) == text.head(noun);
            let of_it = text.word(noun).is("nmod") && text.head(noun) == Some(other);
            // "The truce agreed on Friday and in force since Saturday".
            let joined = text.word(head).is("conj") && text.head(head) == Some(other);
            let again = joined && !prolongs(d) && !prolongs(&drafts[i])
                || (fronted || of_it) && other < noun && !prolongs(d) && !prolongs(&drafts[i]);
            d.dropped.is_none()
                && d.kind == EventKind::Agreement
                && other != head
                && d.standing.polarity == drafts[i].standing.polarity
                && (subject && consumed(ctx, &d.found).contains(&noun) || again)
        };
        let Some(j) = drafts.iter().position(tells) else { continue };
        let does = text.dependents(drafts[j].found.head, "obj").next().is_some() && drafts[j].found.rule.trigger.is_none();
        let (kept, left) = if does { (i, j) } else { (j, i) };
        // Where it was signed is not where it came into force.
        let one_place = text.head(noun) == Some(drafts[j].found.head) && text.word(noun).is("nsubj");
        let place = drafts[left].place.take().filter(|_| one_place);
        let actor = std::mem::take(&mut drafts[left].actor);
        if drafts[kept].actor.is_empty() {
            drafts[kept].actor = actor;
        }
        if drafts[kept].place.is_none() {
            drafts[kept].place = place;
        }
        drafts[left].dropped = Some("one accord told twice".to_owned());
    }
}
