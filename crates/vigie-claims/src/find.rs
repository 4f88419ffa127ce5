//! From the words of a reading to its claims: finds the events, joins what belongs together, carries over what the story told before.

use crate::context::Context;
use crate::days_of_speech::says_so_today;
use crate::draft::{self, Draft};
use crate::draft_index::DraftIndex;
use crate::echoes::echo_counts;
use crate::given::{self, Found, Given};
use crate::kinds;
use crate::nothing_new::{
    accusations_denied, bodies_of_the_dead, carriers_tell_nothing, completed_by_its_own_kind, counted_by_the_noun_before,
    described_by_its_own_kind, goes_on_with_a_pronoun, hit_where_it_stands, one_per_word, points_to_what_was_told, tells_how,
    tells_with_what, told_of_its_subject, what_did_not_go_off,
};
use crate::pattern::Match;
use crate::place::Theatre;
use crate::rule::{Event, Pos, Rule};
use crate::{exchange, home, join, opponent, story, times};
use vigie_model::{EventKind, Polarity, Span};
use vigie_read::{Tag, WordId};

/// All events of a reading, in the order of the text; those left out say why.
pub fn drafts<'a>(ctx: &Context<'a>) -> Vec<Draft<'a>> {
    let theatre = Theatre::of(ctx);
    let mut drafts = told(ctx, &theatre);
    finish(ctx, &theatre, &mut drafts);
    crate::part_denied::settle(ctx, &mut drafts);
    drafts
}

/// Drafts of the events given, and of no others; `plain` holds a rule for each. What the program finds beside them gives them its tolls.
pub fn drafts_of_given<'a>(ctx: &Context<'a>, given: &[Given], plain: &'a [Rule]) -> Vec<(usize, Draft<'a>)> {
    let theatre = Theatre::of(ctx);
    let mut drafts = told(ctx, &theatre);
    let mut numbered: Vec<(usize, Span)> = Vec::new();
    for (n, (g, plain)) in given.iter().zip(plain).enumerate() {
        let at = match given::find(ctx, &drafts, g, plain) {
            None => continue,
            Some(Found::Draft(at)) => at,
            Some(Found::Rule(m)) => {
                let mut one = vec![draft::draft(ctx, &theatre, m)];
                speaks_for_itself(ctx, &mut one);
                none_recorded(&mut one);
                date(ctx, &mut one);
                drafts.extend(one);
                drafts.len() - 1
            }
        };
        let d = &mut drafts[at];
        (d.given, d.dropped, d.kind, d.trigger) = (true, None, g.kind, g.trigger);
        numbered.push((n, g.trigger));
    }
    let words: Vec<WordId> = drafts.iter().filter(|d| d.given).map(|d| d.word).collect();
    for d in drafts.iter_mut().filter(|d| !d.given && words.contains(&d.word)) {
        d.dropped = Some("another event is given at its word".to_owned());
    }
    drafts.sort_by_key(|d| (d.trigger.start, d.trigger.end));
    finish(ctx, &theatre, &mut drafts);
    let number = |d: &Draft| numbered.iter().find(|(_, trigger)| d.given && *trigger == d.trigger).map(|(n, _)| *n);
    drafts.into_iter().filter_map(|d| Some((number(&d)?, d))).collect()
}

/// The events that rules find, each with what its own sentence tells.
fn told<'a>(ctx: &Context<'a>, theatre: &Theatre) -> Vec<Draft<'a>> {
    let mut drafts: Vec<Draft> = events(ctx).into_iter().map(|m| draft::draft(ctx, theatre, m)).collect();
    drafts.sort_by_key(|d| (d.trigger.start, d.trigger.end));
    for d in &mut drafts {
        if let Some((rule, at)) = &d.standing.unreal {
            d.dropped = Some(format!("not told as having happened: «{}» ({rule})", ctx.text.word(*at).form));
        } else if d.found.rule.future {
            d.dropped = Some("only the future tells it".to_owned());
        }
    }
    // "So that it could accuse them of breaking the truce": what nobody is told to have charged is not told either.
    let charged = |d: &Draft| d.kind == EventKind::Accusation && d.standing.unreal.is_some();
    let uncharged: Vec<(WordId, Option<String>)> =
        drafts.iter().filter(|d| charged(d)).map(|d| (d.found.head, d.dropped.clone())).collect();
    let relative = |w: WordId| ctx.text.word(w).relation == "acl:relcl";
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        let charge = uncharged.iter().find(|(at, _)| {
            let path = ctx.text.path_up(d.word);
            d.standing.governor == Some(*at) && !path.into_iter().take_while(|w| w != at).any(relative)
        });
        if let Some((_, why)) = charge {
            d.dropped.clone_from(why);
        }
    }
    // "Neither confirmed nor denied": who does not deny rejects nothing.
    for d in drafts.iter_mut().filter(|d| d.kind == EventKind::Denial && d.standing.negated && d.dropped.is_none()) {
        // "Had nothing to do with it": the negation is part of what denies.
        if d.found.rule.polarity == Polarity::Denied {
            continue;
        }
        d.dropped = Some("it is not denied".to_owned());
    }
    accusations_denied(ctx, &mut drafts);
    speaks_for_itself(ctx, &mut drafts);
    crate::telling::force_announced(ctx, &mut drafts);
    let index = DraftIndex::of(ctx, &drafts);
    one_per_word(&mut drafts, &index);
    counted_by_the_noun_before(ctx, &mut drafts);
    carriers_tell_nothing(&mut drafts, &index);
    tells_with_what(ctx, &mut drafts);
    points_to_what_was_told(ctx, &mut drafts);
    hit_where_it_stands(ctx, &mut drafts);
    described_by_its_own_kind(ctx, &mut drafts, &index);
    completed_by_its_own_kind(ctx, &mut drafts, &index);
    goes_on_with_a_pronoun(ctx, &mut drafts);
    crate::nothing_new::used_for_an_act(ctx, &mut drafts);
    tells_how(ctx, &mut drafts);
    told_of_its_subject(ctx, &mut drafts);
    crate::nothing_new::helped_after_they_were_hurt(ctx, &mut drafts);
    crate::only_which::settle(ctx, &mut drafts, &index);
    crate::only_which::figures_not_given(ctx, &mut drafts);
    crate::only_which::denied_in_the_same_breath(ctx, &mut drafts, &index);
    done_by_nobody(ctx, &mut drafts);
    headings_tell_nothing(ctx, &mut drafts);
    bodies_of_the_dead(ctx, &mut drafts);
    what_did_not_go_off(ctx, &mut drafts);
    none_recorded(&mut drafts);
    date(ctx, &mut drafts);
    echo_counts(ctx, theatre, &mut drafts);
    crate::rows::counted_behind_a_dash(ctx, theatre, &mut drafts);
    crate::gapped_tolls::told_of_others(ctx, theatre, &mut drafts);
    crate::of_them::settle(ctx, theatre, &mut drafts);
    drafts
}

fn date(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts {
        // "The council will meet on Monday after the raid": what has happened is of no day to come.
        let to_come = |t: &vigie_model::When| t.from.zip(ctx.text.reading.published).is_some_and(|(from, today)| from > today);
        let time = times::told(ctx, d.word, d.carrier, d.kind);
        d.time = time.filter(|t| !(d.kind.is_violent() && d.dropped.is_none() && to_come(t)));
        d.dated_by = draft::OWN_WORDS;
    }
}

/// What events tell of each other, and what the story before them told.
fn finish<'a>(ctx: &Context<'a>, theatre: &Theatre, drafts: &mut Vec<Draft<'a>>) {
    crate::same_event::blasts_of_what_exploded(ctx, drafts);
    crate::same_event::raids_from_the_air(ctx, drafts);
    crate::same_event::accords_told_twice(ctx, drafts);
    join::join_deaths(ctx, drafts);
    if drafts.iter().any(|d| d.given) {
        drafts.retain(|d| d.given);
    }
    home::arms_of_the_state(ctx, theatre, drafts);
    crate::short_tellers::settle(ctx, drafts);
    crate::two_sides::of_each_nation(ctx, drafts);
    exchange::settle(ctx, drafts);
    crate::speakers_own::settle(ctx, drafts);
    accusers_speak(ctx, drafts);
    crate::captives::settle(ctx, drafts);
    we_speak(drafts);
    story::carry_over(ctx, theatre, drafts);
    crate::compared::settle(ctx, drafts);
    opponent::settle(ctx, drafts);
    crate::told_by_all::persons(ctx, drafts);
    home::settle(ctx, theatre, drafts);
    crate::told_by_all::settle(ctx, drafts);
    crate::speakers_of_words::settle(ctx, drafts);
    crate::doers_from_afar::settle(ctx, drafts);
    crate::answered::words_of_the_last_teller(ctx, drafts);
    crate::people_met::settle(ctx, drafts);
    crate::interview::passes_on(ctx, drafts);
    crate::sources_in_full::settle(ctx, drafts);
    says_so_today(ctx, drafts);
    crate::allegiance::settle(ctx, drafts);
}

/// "We condemn the raid on the hospital", in a body's own words: what it condemns or denies is told by itself.
fn we_speak(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let Some(governor) = drafts[i].standing.governor.filter(|_| drafts[i].standing.source.is_empty()) else { continue };
        let speaks = |d: &&Draft| d.dropped.is_none() && d.found.head == governor && d.kind.is_speech_act() && d.speaks_of_us;
        if let Some(we) = drafts.iter().find(speaks).map(|d| d.actor.clone()) {
            drafts[i].standing.source = we;
        }
    }
}

/// What an accusation tells is told by whoever is found to accuse, where its words name nobody else.
fn accusers_speak(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        // "Each side blames the other": the sides are those who are found to blame each other.
        let sides = drafts[i].standing.source.iter().all(|p| p.class.has(crate::class::Class::Side) && !p.named);
        let Some(governor) = drafts[i].standing.governor.filter(|_| sides) else { continue };
        let words = [Some(drafts[i].word), Some(drafts[i].found.head), drafts[i].carrier];
        // "Each side accuses the other of having broken it": what the verb's own preposition opens is what they blame each other for.
        let opened = |x: WordId| ctx.text.dependents(x, "mark").any(|m| crate::content::marks_content(ctx, m));
        let told = |x: WordId| {
            ctx.text.head(x) == Some(governor)
                && match ctx.text.word(x).relation_base() {
                    "advcl" => opened(x),
                    relation => relation != "parataxis",
                }
        };
        let denied = drafts[i].standing.polarity == Polarity::Denied && drafts[i].standing.source.is_empty();
        let rejects = |m: &Match| m.rule.pos == Pos::Verb && m.rule.event.kind() == Some(EventKind::Denial);
        let denied = denied && ctx.event_at(governor).is_some_and(rejects);
        if !denied && !words.into_iter().flatten().any(told) {
            continue;
        }
        // "A statement in which it rejected the reports of shelling": whoever is found to reject denies.
        let kind = if denied { EventKind::Denial } else { EventKind::Accusation };
        let accuses = |d: &&Draft| d.dropped.is_none() && d.kind == kind && d.found.head == governor;
        let accusers = drafts.iter().find(accuses).map(|d| d.actor.clone());
        if let Some(accusers) = accusers.filter(|a| !a.is_empty()) {
            // Whoever "each side" is that blames the other, both have done what they blame each other for.
            let source = &drafts[i].standing.source;
            if !denied && !source.is_empty() && drafts[i].actor.iter().all(|a| source.iter().any(|s| s.span == a.span)) {
                drafts[i].actor = accusers.clone();
            }
            drafts[i].standing.source = accusers;
        }
    }
}

/// The best rule of each word; words that a longer expression rests on tell no event of their own.
fn events<'a>(ctx: &Context<'a>) -> Vec<Match<'a>> {
    let mut chosen: Vec<Match> = Vec::new();
    let mut taken = vec![false; ctx.text.reading.words.len()];
    let tags: Vec<WordId> = ctx.tellers.iter().filter(|t| !t.before_colon).map(|t| t.at).collect();
    for w in 0..ctx.text.reading.words.len() as WordId {
        if ctx.text.is_boilerplate(w) {
            continue;
        }
        if let Some(m) = ctx.event_at(w)
            && !names_a_thing(ctx, m)
            && !(m.rule.event.kind().is_some_and(|k| !k.is_speech_act()) && tags.contains(&w))
        {
            chosen.push(*m);
            for x in draft::consumed(ctx, m).into_iter().chain(m.first..m.end) {
                if x != m.head {
                    taken[x as usize] = true;
                }
            }
        }
        // A verb of speech or a light construction that asks for a noun uses that noun up as well.
        for m in &ctx.matches[w as usize] {
            if m.rule.event == Event::Saying {
                draft::consumed(ctx, m).into_iter().for_each(|x| taken[x as usize] = true);
            }
        }
    }
    chosen.retain(|m| !taken[m.head as usize] || m.rule.trigger.is_some());
    let used: Vec<(WordId, WordId)> =
        chosen.iter().flat_map(|m| draft::consumed(ctx, m).into_iter().map(|x| (m.head, x)).collect::<Vec<_>>()).collect();
    // "Rejected the charges brought against it": a participle that only makes a claim of a noun which another event has used up.
    chosen.retain(|m| {
        let describes = matches!(ctx.text.word(m.head).relation_base(), "amod" | "acl");
        let noun = m.rule.trigger.filter(|_| describes).map(|slot| draft::trigger_word(ctx, m, slot));
        let by_others = |n: WordId| used.iter().any(|(by, x)| *x == n && *by != m.head);
        noun.is_none_or(|n| n == m.head || !by_others(n) || ctx.text.head(m.head) != Some(n))
    });
    chosen
}

/// True for an event word that only tells which thing another noun means ("attack drones", "withdrawal lines", "the besieged camp").
fn names_a_thing(ctx: &Context, m: &Match) -> bool {
    let text = ctx.text;
    let word = text.word(m.head);
    // "The attackers burnt the barracks", told with a participle: it says who they are.
    let kind = m.rule.event.kind();
    let act = kind.is_some_and(|k| k.is_violent() && kinds::effect_on_people(k).is_none() && k != EventKind::Casualties);
    if act && m.rule.pos == Pos::Verb && word.feature("Voice") == Some("Act") && draft::stands_for_people(ctx, m.head) {
        return true;
    }
    // "The injured man was taken to hospital": whom the help is for.
    let helped = || {
        let verb = text.head(m.head).filter(|_| matches!(word.relation_base(), "obj" | "nsubj" | "obl"));
        let aid = verb.and_then(|v| ctx.event_at(v)).and_then(|e| e.rule.event.kind()) == Some(EventKind::Aid);
        aid && crate::toll::number_on(ctx, m.head).is_none()
    };
    if kind == Some(EventKind::Casualties) && m.rule.pos == Pos::Verb && draft::stands_for_people(ctx, m.head) && helped() {
        return true;
    }
    // "Thirty of the wounded were taken to hospital": the help is what is told, however many they are.
    let counted = |w: &WordId| text.head(*w).filter(|h| text.word(*w).is("nmod") && text.number(*h).is_some());
    let people = std::iter::successors(Some(m.head), counted).last().unwrap_or(m.head);
    let helped_people = || {
        let verb = text.head(people).filter(|_| matches!(text.word(people).relation_base(), "obj" | "nsubj"));
        let mark = verb.and_then(|v| ctx.event_at(v));
        mark.is_some_and(|e| e.rule.event.kind() == Some(EventKind::Aid) && e.rule.pos == Pos::Verb)
    };
    let hurt = m.rule.effect == Some(vigie_model::Effect::Wounded) && m.rule.pos == Pos::Noun;
    if kind == Some(EventKind::Casualties) && hurt && helped_people() {
        return true;
    }
    let before_noun = text.head(m.head).is_some_and(|h| h > m.head && crate::text::nominal(text.word(h).tag));
    let compound = m.rule.pos == Pos::Noun && word.is("compound");
    // "Two prefabricated firing positions": what hangs before the participle describes the thing as well.
    let describes =
        |c: &WordId| *c < m.head && matches!(text.word(*c).relation_base(), "amod" | "compound" | "nummod" | "det" | "punct");
    let bare_participle = m.rule.pos == Pos::Verb && word.is("amod") && text.children(m.head).iter().all(describes);
    // "The return of eighteen captured soldiers": they were taken, whatever is asked or promised now.
    let captives = || {
        kind == Some(EventKind::Capture) && text.head(m.head).is_some_and(|h| text.class(h).meets(crate::class::ClassSet::AGENTS))
    };
    before_noun && (compound || bare_participle && !tells_of_so_many(ctx, m) && !captives()) || part_of_a_name(ctx, m)
}

/// "Reported nine killed soldiers": what a participle tells of so many people, of whom somebody speaks, is news.
fn tells_of_so_many(ctx: &Context, m: &Match) -> bool {
    let text = ctx.text;
    let harm = m.rule.event.kind() == Some(EventKind::Casualties) && m.rule.effect.is_some();
    let noun = text.head(m.head).filter(|_| harm && text.word(m.head).feature("Case").is_some());
    noun.is_some_and(|n| {
        let told = text.head(n).is_some_and(|v| ctx.says(v).is_some());
        told && crate::toll::number_on(ctx, n).is_some()
    })
}

/// "The Upper Valley Monitoring Mission": a capital amid a sentence before the capital of a body makes the word a part of its name.
fn part_of_a_name(ctx: &Context, m: &Match) -> bool {
    let text = ctx.text;
    let capital = |w: WordId| {
        let form = &text.word(w).form;
        form.starts_with(char::is_uppercase) && form.chars().any(char::is_lowercase)
    };
    let (w, next) = (m.head, m.head + 1);
    let sentence = text.sentence(w);
    let body = crate::class::ClassSet::among(&[crate::class::Class::Peacekeeper, crate::class::Class::Organisation]);
    // "The rebels of the Movement for Justice": the name of a body that is known as a whole.
    let opens_a_name = text.names_an_actor(w) && text.name(w).is_some_and(|n| n.first == w && n.end > next);
    if opens_a_name && m.rule.pos == Pos::Noun && w > sentence.first && capital(w) {
        return true;
    }
    m.rule.pos == Pos::Noun
        && w > sentence.first
        && next < sentence.end
        && sentence.sort == vigie_read::SentenceSort::Body
        && capital(w)
        && capital(next)
        && text.class(next).meets(body)
}

/// "A landslide killed fourteen", "three died in a blaze": deaths, damage and flight of a sentence that tells a mishap and no act of force.
fn done_by_nobody(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let suffers = |k: EventKind| matches!(k, EventKind::Casualties | EventKind::Destruction | EventKind::Displacement);
    for i in 0..drafts.len() {
        if drafts[i].dropped.is_some() || !suffers(drafts[i].kind) {
            continue;
        }
        // "The burning of the market by the militia": somebody did it.
        let done = !drafts[i].actor.is_empty() && text.is_one_of(drafts[i].word, &ctx.rules.settings.mishaps);
        // "The army has killed two hundred villagers since the flood": those who bear arms did it.
        let armed = |a: &crate::who::Party| {
            matches!(a.role, vigie_model::Role::Military | vigie_model::Role::Rebel | vigie_model::Role::Government)
        };
        // "Accused the militia of the burning of ten houses", "denied any part in it": what somebody is charged with is no mishap.
        let charged = drafts.iter().any(|d| {
            matches!(d.kind, EventKind::Accusation | EventKind::Denial | EventKind::Condemnation)
                && d.dropped.is_none()
                && text.below(drafts[i].word, d.word)
        });
        if done || charged || drafts[i].found.rule.pos == Pos::Verb && drafts[i].actor.iter().any(armed) {
            continue;
        }
        let sentence = text.sentence(drafts[i].word);
        let mishap = sentence.words().find(|w| text.is_one_of(*w, &ctx.rules.settings.mishaps));
        let force = |d: &Draft| {
            d.dropped.is_none()
                && d.kind.is_violent()
                && !suffers(d.kind)
                && text.sentence_number(d.word) == text.sentence_number(drafts[i].word)
        };
        if let Some(mishap) = mishap.filter(|_| !drafts.iter().any(force) && drafts[i].means.is_empty()) {
            drafts[i].dropped = Some(format!("a mishap that nobody did: «{}»", text.word(mishap).form));
        }
    }
}

/// How many words a heading may have that is one whatever it tells.
const HEADING: usize = 2;

/// "Ceasefire violations", "Table of incidents": a line without a verb, of whose event nobody, nowhere and no number is told, names what
/// follows.
fn headings_tell_nothing(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{Casualties, Explosion, Gunfire, Monitoring, Overflight, Shelling, Talks, Violation, Withdrawal};
    use vigie_read::SentenceSort;
    let listed = |k: EventKind| {
        matches!(k, Violation | Monitoring | Overflight | Talks | Withdrawal | Shelling | Gunfire | Explosion | Casualties)
    };
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        let sentence = ctx.text.sentence(d.word);
        // "4. Humanitarian aid": one noun and what describes it, whatever it tells.
        let told = |w: &vigie_read::WordId| !matches!(ctx.text.word(*w).tag, Tag::Punct | Tag::Num | Tag::Sym);
        let short = || sentence.words().filter(told).take(HEADING + 1).count() <= HEADING;
        // "Laiza: no impacts" says that there were none.
        if d.standing.negated || !listed(d.kind) && !short() {
            continue;
        }
        let bare = d.actor.is_empty() && d.recipient.is_empty() && d.place.is_none() && d.count.is_none() && d.toll.is_empty();
        if bare
            && matches!(sentence.sort, SentenceSort::Headline | SentenceSort::Item)
            && sentence.words().all(|w| !matches!(ctx.text.word(w).tag, Tag::Verb | Tag::Aux))
        {
            d.dropped = Some("a heading".to_owned());
        }
    }
}

/// "“We demand that you leave,” said the spokesman": an act of speech in somebody's own words is told by him, as anything else that they tell;
/// but not one whose subject stands outside of them ("the capital “deplores” the raid").
fn is_said_in_quotation(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let Some(quotation) = text.quotation(w).filter(|q| q.is_speech) else { return false };
    text.dependents(w, "nsubj").all(|s| (quotation.first..quotation.end).contains(&s))
}

/// A speech act whose tag names its own actor ("The union condemned, in the words of its envoy") has no further source.
fn speaks_for_itself(ctx: &Context, drafts: &mut [Draft]) {
    // "The union put the toll at 31", "the army admits the loss of two men": who tells of the dead has not killed them.
    for d in drafts.iter_mut().filter(|d| d.kind == EventKind::Casualties && !d.actor.is_empty()) {
        let above = ctx.text.head(d.word).filter(|_| d.found.rule.pos == Pos::Noun);
        let verbs = [Some(d.found.head), d.carrier, above].into_iter().flatten();
        let said = verbs.filter_map(|v| ctx.says(v)).find(|m| m.rule.pos == Pos::Verb && m.rule.event == Event::Saying);
        let Some(speakers) = said.map(|m| ctx.speakers(m)).filter(|s| !s.is_empty()) else { continue };
        if d.actor.iter().all(|a| speakers.iter().any(|s| s.span == a.span)) {
            d.actor.clear();
            if d.standing.source.is_empty() {
                d.standing.source = speakers;
            }
        }
    }
    // "The generals declared a truce": what they declared is their act, and their word for it no more than that.
    for d in drafts.iter_mut().filter(|d| matches!(d.kind, EventKind::Agreement | EventKind::Order)) {
        // "Announced by the mediators, the truce …": they tell of a truce that others keep.
        if d.kind == EventKind::Agreement && d.word != d.found.head {
            continue;
        }
        let actor = &d.actor;
        d.standing.source.retain(|s| !actor.iter().any(|a| a.span == s.span));
    }
    for d in drafts.iter_mut().filter(|d| d.kind.is_speech_act()) {
        let beside = std::mem::take(&mut d.standing.beside);
        let actor = &d.actor;
        let quoted = is_said_in_quotation(ctx, d.word);
        d.standing.source.retain(|s| {
            let same = actor.is_empty() || actor.iter().any(|a| a.country == s.country && a.role == s.role);
            !(same && !quoted && beside.iter().any(|b| b.span == s.span))
        });
        if d.actor.is_empty() {
            d.actor = beside;
        }
        // "Both sides trade blame: the army accuses …": who of the sides speaks is told.
        if !d.actor.is_empty() {
            d.standing.source.retain(|s| s.named || !s.class.has(crate::class::Class::Side));
        }
        // "acknowledged that it had failed and urged …": a further verb of the same subject, not something that it said of itself.
        let word = ctx.text.word(d.word);
        let further =
            word.is("conj") && (crate::speech::is_finite(ctx, d.word) || ctx.text.dependents(d.word, "aux").next().is_some());
        let own = |s: &crate::who::Party| d.actor.iter().any(|a| a.is_one_with(s));
        if further && !d.standing.source.is_empty() && d.standing.source.iter().all(own) {
            d.standing.source.clear();
        }
    }
}

/// "No violations were recorded" is compliance, asserted (`spec/claims.md`, Kinds).
fn none_recorded(drafts: &mut [Draft]) {
    for d in drafts {
        let noun = d.found.rule.pos == Pos::Noun;
        if d.kind == EventKind::Violation
            && d.standing.negated
            && noun
            && d.standing.polarity == Polarity::Denied
            && d.actor.is_empty()
        {
            d.kind = EventKind::Compliance;
            d.standing.polarity = Polarity::Asserted;
            d.count = None;
        }
        if d.found.rule.polarity == Polarity::Denied {
            d.standing.polarity = match d.standing.polarity {
                Polarity::Asserted => Polarity::Denied,
                Polarity::Denied => Polarity::Asserted,
            };
        }
        // Nobody is counted in what is denied.
        if d.standing.polarity == Polarity::Denied {
            d.toll.clear();
            d.toll_words.clear();
        }
    }
}
