//! Words that a mood or a particle marks as somebody else's.

use crate::context::Context;
use crate::near_the_way::phrases_at;
use crate::who::Party;
use vigie_read::WordId;

/// Who tells the event at `w`, where its mood or a particle says that somebody does.
pub(crate) fn tellers(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    let speech_act = ctx.event_kind(w).is_some_and(vigie_model::EventKind::is_speech_act);
    // "…, says the spokesman of the rebels, who would only have shot back": whoever spoke before in the sentence.
    if !speech_act && crate::telling::is_told_by_mood(ctx, w) {
        let first = text.sentence(w).first;
        let apart = |from: WordId| (from..w).any(|x| text.form(x) == ":");
        let spoke = ctx.last_speakers(w).into_iter().filter(|p| p.head >= first && p.head < w && !apart(p.head));
        let spoke: Vec<Party> = spoke.collect();
        if !spoke.is_empty() {
            return spoke;
        }
        // "According to the mission, the rebels fired first; the post would only have shot back".
        let cited = (first..w).flat_map(|x| phrases_at(ctx, x)).find(|m| m.rule.cites() && !apart(m.head));
        if let Some(speakers) = cited.map(|m| ctx.speakers(m)).filter(|s| !s.is_empty()) {
            return speakers;
        }
    }
    // "Her army, they say, only shoots back": a particle of hearsay goes on with the words of whoever spoke last.
    if is_hearsay(ctx, w) { ctx.last_speakers(w) } else { Vec::new() }
}

/// True where a particle marks the clause of `w` as somebody's words.
fn is_hearsay(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let clause = text.clause(w);
    text.sentence(w).words().any(|x| text.is_one_of(x, &ctx.rules.settings.hearsay) && text.clause(x) == clause)
}
