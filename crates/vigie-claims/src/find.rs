//! From the words of a reading to its claims: finds the events, joins what belongs together, carries over what the story told before.

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::given::{self, Found, Given};
use crate::kinds;
use crate::pattern::Match;
use crate::place::Theatre;
use crate::rule::{Event, Pos, Rule};
use crate::{exchange, home, join, opponent, story, times};
use vigie_model::{EventKind, Polarity, Span};
use vigie_read::{Tag, WordId};

/// "Hit on Thursday by rockets that the ministry blames on radicals": what somebody says in the present tense is of no day told for
/// something else.
fn says_so_today(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.kind.is_speech_act() && d.found.rule.pos == Pos::Verb) {
        let verb = d.found.head;
        let present = text.word(verb).feature("Tense") == Some("Pres") && text.word(verb).features.contains("VerbForm=Fin");
        let Some(time) = d.time.as_ref().filter(|_| present) else { continue };
        let own = time.start.is_some_and(|start| {
            let at = text.reading.words.iter().position(|w| w.span.start == start);
            // The day or hour that opens an entry is of all that the entry tells.
            at.map(|w| w as WordId).is_some_and(|w| {
                let hangs_on = text.date(w).and_then(|d| text.head(text.head_of(d.first, d.end)));
                hangs_on == Some(verb) || crate::frame::opens_a_paragraph(ctx, w)
            })
        });
        if !own {
            d.time = None;
        }
    }
}

/// All events of a reading, in the order of the text; those left out say why.
pub fn drafts<'a>(ctx: &Context<'a>) -> Vec<Draft<'a>> {
    let theatre = Theatre::of(ctx);
    let mut drafts = told(ctx, &theatre);
    finish(ctx, &theatre, &mut drafts);
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
    accusations_denied(&mut drafts);
    speaks_for_itself(ctx, &mut drafts);
    one_per_word(&mut drafts);
    counted_by_the_noun_before(ctx, &mut drafts);
    carriers_tell_nothing(&mut drafts);
    tells_with_what(ctx, &mut drafts);
    points_to_what_was_told(ctx, &mut drafts);
    hit_where_it_stands(ctx, &mut drafts);
    described_by_its_own_kind(ctx, &mut drafts);
    completed_by_its_own_kind(ctx, &mut drafts);
    done_by_nobody(ctx, &mut drafts);
    headings_tell_nothing(ctx, &mut drafts);
    bodies_of_the_dead(ctx, &mut drafts);
    none_recorded(&mut drafts);
    date(ctx, &mut drafts);
    echo_counts(ctx, theatre, &mut drafts);
    drafts
}

fn date(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts {
        d.time = times::told(ctx, d.word, d.carrier, d.kind);
        d.dated_by = "its own words";
    }
}

/// What events tell of each other, and what the story before them told.
fn finish<'a>(ctx: &Context<'a>, theatre: &Theatre, drafts: &mut Vec<Draft<'a>>) {
    crate::same_event::blasts_of_what_exploded(ctx, drafts);
    crate::same_event::accords_told_twice(ctx, drafts);
    join::join_deaths(ctx, drafts);
    if drafts.iter().any(|d| d.given) {
        drafts.retain(|d| d.given);
    }
    exchange::settle(ctx, drafts);
    accusers_speak(ctx, drafts);
    story::carry_over(ctx, theatre, drafts);
    crate::compared::settle(ctx, drafts);
    opponent::settle(ctx, drafts);
    home::settle(ctx, theatre, drafts);
    says_so_today(ctx, drafts);
}

/// What an accusation tells is told by whoever is found to accuse, where its words name nobody else.
fn accusers_speak(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let Some(governor) = drafts[i].standing.governor.filter(|_| drafts[i].standing.source.is_empty()) else { continue };
        let words = [Some(drafts[i].word), Some(drafts[i].found.head), drafts[i].carrier];
        let told =
            |x: WordId| ctx.text.head(x) == Some(governor) && !matches!(ctx.text.word(x).relation_base(), "advcl" | "parataxis");
        if !words.into_iter().flatten().any(told) {
            continue;
        }
        let accuses = |d: &&Draft| d.dropped.is_none() && d.kind == EventKind::Accusation && d.found.head == governor;
        let accusers = drafts.iter().find(accuses).map(|d| d.actor.clone());
        drafts[i].standing.source = accusers.unwrap_or_default();
    }
}

/// The best rule of each word; words that a longer expression rests on tell no event of their own.
fn events<'a>(ctx: &Context<'a>) -> Vec<Match<'a>> {
    let mut chosen: Vec<Match> = Vec::new();
    let mut taken: Vec<WordId> = Vec::new();
    for w in 0..ctx.text.reading.words.len() as WordId {
        if ctx.text.is_boilerplate(w) {
            continue;
        }
        if let Some(m) = ctx.event_at(w)
            && !names_a_thing(ctx, m)
            && !(ctx.tellers.iter().any(|t| t.at == w && !t.before_colon)
                && m.rule.event.kind().is_some_and(|k| !k.is_speech_act()))
        {
            chosen.push(*m);
            for x in draft::consumed(ctx, m).into_iter().chain(m.first..m.end) {
                if x != m.head {
                    taken.push(x);
                }
            }
        }
        // A verb of speech or a light construction that asks for a noun uses that noun up as well.
        for m in &ctx.matches[w as usize] {
            if m.rule.event == Event::Saying {
                taken.extend(draft::consumed(ctx, m));
            }
        }
    }
    chosen.retain(|m| !taken.contains(&m.head) || m.rule.trigger.is_some());
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
    let before_noun = text.head(m.head).is_some_and(|h| h > m.head && crate::text::nominal(text.word(h).tag));
    let compound = m.rule.pos == Pos::Noun && word.is("compound");
    // "Two prefabricated firing positions": what hangs before the participle describes the thing as well.
    let describes =
        |c: &WordId| *c < m.head && matches!(text.word(*c).relation_base(), "amod" | "compound" | "nummod" | "det" | "punct");
    let bare_participle = m.rule.pos == Pos::Verb && word.is("amod") && text.children(m.head).iter().all(describes);
    before_noun && (compound || bare_participle) || part_of_a_name(ctx, m)
}

/// "The Sri Lanka Monitoring Mission": a capital amid a sentence before the capital of a body makes the word a part of its name.
fn part_of_a_name(ctx: &Context, m: &Match) -> bool {
    let text = ctx.text;
    let capital = |w: WordId| {
        let form = &text.word(w).form;
        form.starts_with(char::is_uppercase) && form.chars().any(char::is_lowercase)
    };
    let (w, next) = (m.head, m.head + 1);
    let sentence = text.sentence(w);
    let body = crate::class::ClassSet::among(&[crate::class::Class::Peacekeeper, crate::class::Class::Organisation]);
    m.rule.pos == Pos::Noun
        && w > sentence.first
        && next < sentence.end
        && sentence.sort == vigie_read::SentenceSort::Body
        && capital(w)
        && capital(next)
        && text.class(next).meets(body)
}

/// "Strikes were carried out": the verb that only carries an event noun tells no second event of its family.
fn carriers_tell_nothing(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let carries = |d: &Draft| {
            d.dropped.is_none()
                && d.carrier == Some(drafts[i].word)
                && d.word != drafts[i].word
                && kinds::same_family(d.kind, drafts[i].kind)
        };
        if drafts[i].dropped.is_none()
            && let Some(j) = drafts.iter().position(carries)
        {
            // "Clashes pitted the army against the militia": the verb tells who met.
            if drafts[i].kind == EventKind::Clash && drafts[i].actor.len() > 1 && drafts[j].actor.len() < 2 {
                drafts[j].actor = std::mem::take(&mut drafts[i].actor);
                drafts[j].recipient.clear();
            }
            drafts[i].dropped = Some("it carries an event noun that tells the event".to_owned());
        }
    }
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
        if done {
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

/// "Saw two tanks stationed at the checkpoint": the participle says of the tanks what they tell already.
fn described_by_its_own_kind(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let head = drafts[i].found.head;
        let describes = matches!(text.word(head).relation_base(), "acl" | "amod") && drafts[i].dropped.is_none();
        let noun = text.head(head).filter(|_| describes);
        let same =
            |d: &Draft| d.dropped.is_none() && Some(d.word) == noun && d.kind == drafts[i].kind && d.word != drafts[i].word;
        let Some(j) = drafts.iter().position(same) else { continue };
        if drafts[j].place.is_none() {
            drafts[j].place = drafts[i].place.take();
        }
        drafts[i].dropped = Some("it describes the noun that tells the same".to_owned());
    }
}

/// "The road remains closed", "they keep the crossing shut": a complement that tells the same as its verb is one group with it.
fn completed_by_its_own_kind(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let word = drafts[i].word;
        let verb = text.head(word).filter(|_| text.word(word).is("xcomp") && drafts[i].dropped.is_none());
        let same = |d: &Draft| d.dropped.is_none() && Some(d.word) == verb && d.kind == drafts[i].kind;
        let Some(j) = drafts.iter().position(same).filter(|_| verb.is_some_and(|v| v + 3 >= word && v < word)) else { continue };
        let trigger = drafts[i].trigger;
        drafts[j].trigger = drafts[j].trigger.cover(trigger);
        drafts[i].dropped = Some("it completes the verb that tells the same".to_owned());
    }
}

/// "Condemns these attacks", "denies that shelling": what a demonstrative points to was told before, and the speech act alone is new
/// (`spec/claims.md`, Entities).
fn points_to_what_was_told(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let demonstrative = |c: &WordId| text.word(*c).is("det") && text.is_demonstrative(*c);
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let noun = d.found.rule.pos == Pos::Noun && !d.kind.is_speech_act() && d.dropped.is_none();
        if !noun || d.count.is_some() || !d.toll.is_empty() || !text.children(d.word).iter().any(demonstrative) {
            continue;
        }
        let answers = |o: &Draft| {
            o.dropped.is_none()
                && matches!(o.kind, EventKind::Condemnation | EventKind::Denial)
                && text.head(d.word) == Some(o.found.head)
                && matches!(text.word(d.word).relation_base(), "obj" | "obl")
        };
        // "Has not confirmed these attacks": neither asserts nor denies what was told.
        let head = text.head(d.word);
        let open = head.is_some_and(|h| {
            ctx.says(h).is_some_and(|m| m.rule.event == Event::Saying)
                && d.standing.polarity == Polarity::Denied
                && !drafts.iter().any(answers)
        });
        if open && text.word(d.word).is("obj") {
            drafts[i].dropped = Some("what is not confirmed is not denied".to_owned());
            continue;
        }
        let told = drafts[..i].iter().any(|b| b.dropped.is_none() && d.kind.is_violent() && kinds::same_family(b.kind, d.kind));
        if told && drafts.iter().any(answers) {
            drafts[i].dropped = Some("it points to what was told before".to_owned());
        }
    }
}

/// "Attacked a convoy of the mission": a column that is hit is told as the target, and nothing more of it.
fn hit_where_it_stands(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let noun =
            drafts[i].kind == EventKind::Deployment && drafts[i].found.rule.pos == Pos::Noun && drafts[i].dropped.is_none();
        let word = drafts[i].word;
        let hits = |d: &Draft| {
            d.dropped.is_none()
                && crate::roles::is_target(ctx, d.kind, word)
                && crate::tree::objects(ctx.text, &ctx.rules.settings, d.found.head).contains(&word)
        };
        if noun && drafts.iter().any(hits) {
            drafts[i].dropped = Some("it is the target of another event".to_owned());
        }
    }
}

/// "Shelled the town, using howitzers": what was used is part of the shelling.
fn tells_with_what(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let head = drafts[i].found.head;
        let beside = text.word(head).is("advcl") && text.is_one_of(head, &ctx.rules.settings.means_verbs);
        if !beside || drafts[i].dropped.is_some() {
            continue;
        }
        let above = text.path_up(head);
        let told = |d: &Draft| {
            d.dropped.is_none()
                && kinds::same_family(d.kind, drafts[i].kind)
                && (above[1..].contains(&d.word)
                    || d.carrier.is_some_and(|c| above[1..].contains(&c))
                    || above[1..].iter().any(|a| text.head(d.word) == Some(*a)))
        };
        if drafts.iter().enumerate().any(|(j, d)| j != i && told(d)) {
            drafts[i].dropped = Some("it tells with what another event was done".to_owned());
        }
    }
}

/// "Ceasefire violations", "Table of incidents": a line without a verb, of whose event nobody, nowhere and no number is told, names what
/// follows.
fn headings_tell_nothing(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{Casualties, Explosion, Gunfire, Monitoring, Overflight, Shelling, Talks, Violation, Withdrawal};
    use vigie_read::SentenceSort;
    let listed = |k: EventKind| {
        matches!(k, Violation | Monitoring | Overflight | Talks | Withdrawal | Shelling | Gunfire | Explosion | Casualties)
    };
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && listed(d.kind)) {
        let sentence = ctx.text.sentence(d.word);
        let bare = d.actor.is_empty() && d.recipient.is_empty() && d.place.is_none() && d.count.is_none() && d.toll.is_empty();
        if bare
            && matches!(sentence.sort, SentenceSort::Headline | SentenceSort::Item)
            && sentence.words().all(|w| !matches!(ctx.text.word(w).tag, Tag::Verb | Tag::Aux))
        {
            d.dropped = Some("a heading".to_owned());
        }
    }
}

/// "The bodies of the fallen were handed over": what is told of the bodies tells of the dead as well.
fn bodies_of_the_dead(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let word = drafts[i].word;
        let dead = drafts[i].kind == EventKind::Casualties && drafts[i].dropped.is_none() && text.word(word).is("nmod");
        let body = text.head(word).filter(|h| dead && text.class(*h).has(crate::class::Class::Body));
        let told = |d: &Draft, b: WordId| {
            d.dropped.is_none() && d.word != word && (d.word == b || d.found.head == b || text.head(b) == Some(d.found.head))
        };
        if body.is_some_and(|b| drafts.iter().any(|d| told(d, b))) {
            drafts[i].dropped = Some("it tells whose bodies they are".to_owned());
        }
    }
}

/// "Denies the allegations that …": the denial, and the act denied; the noun between them is no accusation of its own.
fn accusations_denied(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let noun = drafts[i].kind == EventKind::Accusation && drafts[i].found.rule.pos == Pos::Noun;
        let governor = drafts[i].standing.governor;
        let denied = |d: &Draft| d.dropped.is_none() && d.kind == EventKind::Denial && Some(d.found.head) == governor;
        if noun && drafts[i].dropped.is_none() && drafts[i].standing.polarity == Polarity::Denied && drafts.iter().any(denied) {
            drafts[i].dropped = Some("the denial tells it".to_owned());
        }
    }
}

/// A speech act whose tag names its own actor ("Paris condemned, in the words of its minister") has no further source.
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
        d.standing.source.retain(|s| {
            let same = actor.is_empty() || actor.iter().any(|a| a.country == s.country && a.role == s.role);
            !(same && beside.iter().any(|b| b.span == s.span))
        });
        if d.actor.is_empty() {
            d.actor = beside;
        }
        // "acknowledged that it had failed and urged …": a further verb of the same subject, not something that it said of itself.
        let word = ctx.text.word(d.word);
        let further =
            word.is("conj") && (crate::speech::is_finite(ctx, d.word) || ctx.text.dependents(d.word, "aux").next().is_some());
        let own = |s: &crate::who::Party| {
            d.actor.iter().any(|a| a.span == s.span || a.country.is_some() && a.country == s.country && a.role == s.role)
        };
        if further && !d.standing.source.is_empty() && d.standing.source.iter().all(own) {
            d.standing.source.clear();
        }
    }
}

/// "Explosions and bursts of machine-gun fire": bursts and fire are one, whatever the tree hangs the fire on.
fn counted_by_the_noun_before(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let noun = drafts[i].found.rule.pos == Pos::Noun && drafts[i].dropped.is_none();
        let Some(mark) = crate::tree::preposition(text, drafts[i].word).first().copied().filter(|p| noun && *p > 0) else {
            continue;
        };
        let same = |d: &Draft| d.dropped.is_none() && d.word == mark - 1 && d.kind == drafts[i].kind;
        let of = crate::tree::is_marked_for(text, &ctx.rules.settings, drafts[i].word, crate::rule::Slot::Of);
        if of && drafts.iter().any(same) {
            drafts[i].dropped = Some("the noun before it tells the same".to_owned());
        }
    }
}

/// Two rules that end on one word make one claim.
fn one_per_word(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        for j in 0..i {
            if drafts[j].word == drafts[i].word && drafts[j].dropped.is_none() && drafts[i].dropped.is_none() {
                let loser = if kinds::rank(drafts[j].kind) >= kinds::rank(drafts[i].kind) { i } else { j };
                // "A mine killed four and injured six": one word for both, by two verbs.
                let (kept, two_verbs) = (i + j - loser, drafts[i].found.head != drafts[j].found.head);
                if two_verbs && drafts[i].kind == drafts[j].kind {
                    let (toll, words) = (std::mem::take(&mut drafts[loser].toll), std::mem::take(&mut drafts[loser].toll_words));
                    drafts[kept].toll.extend(toll);
                    drafts[kept].toll_words.extend(words);
                }
                drafts[loser].dropped = Some("another rule tells the same word better".to_owned());
            }
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

/// "Recorded 292 violations, as against 75 the day before": a bare number beside a counted event counts the same sort of event.
fn echo_counts<'a>(ctx: &Context<'a>, theatre: &Theatre, drafts: &mut Vec<Draft<'a>>) {
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
            let bare = bare || crate::compared::is_bare_figure(ctx, w);
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
